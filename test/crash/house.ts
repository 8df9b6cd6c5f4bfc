import { randomUUID } from "node:crypto";

// oxlint-disable-next-line typescript/no-explicit-any -- whatever the server answers
export type Said = any;

/** The server as its pages see it, over HTTP. What it can't answer because it was killed is `null`. */
export type House = ReturnType<typeof houseAt>;

export function houseAt(origin: string) {
  let cookie = "";

  /** Null: nobody answered, or not to the end. */
  const ask = async (method: string, path: string, body?: object): Promise<{ status: number; body: Said } | null> => {
    const headers = { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    try {
      const answer = await fetch(`${origin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const set = answer.headers.getSetCookie();
      if (set.length > 0) cookie = set.map((one) => one.split(";")[0]!).join("; ");
      const text = await answer.text();
      return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
    } catch {
      return null;
    }
  };
  const must = async (method: string, path: string, body?: object): Promise<Said> => {
    const answer = await ask(method, path, body);
    if (answer === null || answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer.body;
  };
  return {
    ask,
    must,
    signIn: () => must("POST", "/api/sandbox/sign-in", { as: "administrator" }),
    moveTo: (moment: string) => ask("POST", "/api/sandbox/clock", { to: moment }),
    now: async (): Promise<number> => Date.parse((await must("GET", "/api/sandbox")).now as string),
    zoom: (path: string, body?: object): Promise<Said> => must(body === undefined ? "GET" : "POST", `/zoom/control/${path}`, body),
  };
}

/** Turns on so many rooms of the example institution. */
export async function openRooms(house: House, many: number): Promise<void> {
  const { rooms } = (await house.must("POST", "/api/rooms/sync")) as {
    rooms: { id: string; name: string; whyNotActivate: string | null; active: boolean; revision: number }[];
  };
  for (const room of rooms.filter((r) => r.whyNotActivate === null && !r.active && /^Sala (?!Vitoria|Decanato|Repuesto)/.test(r.name)).slice(0, many))
    await house.must("PATCH", `/api/rooms/${room.id}`, { active: true, revision: room.revision });
}

export type Wish = { id: string; title: string; start: string; minutes: number; attendees: string[] };

/** So many sessions an hour apart and overlapping, from a moment on. */
export function programmeOf(firstStart: number, many: number, random: () => number): Wish[] {
  return Array.from({ length: many }, (_, i) => ({
    id: randomUUID(),
    title: `Session ${i + 1}`,
    start: new Date(firstStart + Math.floor(i / 2) * 35 * 60_000 + Math.floor(random() * 4) * 300_000).toISOString().slice(0, 16),
    minutes: 30 + Math.floor(random() * 3) * 15,
    attendees: Array.from({ length: 3 + Math.floor(random() * 3) }, (_, n) => `Person ${i + 1} ${n + 1} <person${i + 1}.${n + 1}@people.example>`),
  }));
}

/** Asks and registers; asking again after a crash is harmless. False when nobody answered. */
export async function wishFor(house: House, wish: Wish): Promise<boolean> {
  const { id, title, start, minutes } = wish;
  const asked = await house.ask("POST", "/api/sessions", { id, title, start, zone: "UTC", minutes, admission: "automatic", kind: "meeting", expected: null });
  if (asked === null) return false;
  if (asked.status !== 201) throw new Error(`asking for ${title} at ${start}: ${JSON.stringify(asked)}`);
  const added = await house.ask("POST", `/api/sessions/${id}/attendees`, { lines: wish.attendees.join("\n") });
  if (added === null) return false;
  if (added.status !== 200) throw new Error(`adding attendees to ${title}: ${JSON.stringify(added)}`);
  return true;
}
