import { after, wallOf } from "../../src/lib/time.ts";
import type { Planned, Wish } from "../day/day.ts";
import { ZONE } from "../day/programme.ts";
import { insisted, type Said } from "../server/client.ts";
import { organizerOf, type Stage } from "./stage.ts";

/** In this order: the first three can hold webinars. */
const ROOMS = ["sala.aula-magna", "sala.paraninfo", "sala.cervantes", "sala.cajal", "sala.hipatia", "sala.vitoria"];
/** The last one signs in by SSO and so is opened by start link, the others by user name and password. */
const BY_START_LINK = ROOMS.at(-1)!;

/** An administrator turns six rooms on. */
export async function turnOnRooms(stage: Stage): Promise<void> {
  const { rooms } = insisted(await stage.admin.get("/api/rooms"), "reading the rooms");
  const chosen = ROOMS.map((name) => rooms.find((room: Said) => room.email.startsWith(`${name}@`)));
  const others = rooms.filter((room: Said) => !chosen.includes(room));
  insisted(await stage.admin.post("/api/rooms/order", { ids: [...chosen, ...others].map((room: Said) => room.id) }), "ordering the rooms");
  const ordered = insisted(await stage.admin.get("/api/rooms"), "reading the rooms").rooms;
  for (const [i, name] of ROOMS.entries()) {
    const { id, revision } = ordered.find((room: Said) => room.email.startsWith(`${name}@`));
    const change = { revision, active: true, code: `S${i + 1}`, ...(name === BY_START_LINK ? { handover: "start link" } : {}) };
    insisted(await stage.admin.patch(`/api/rooms/${id}`, change), `turning on ${name}`);
  }
  stage.tell(`six rooms are turned on: ${chosen.map((room: Said) => room.name).join(", ")}`);
}

/** Puts everything that is wished before a session begins into the agenda. */
export function willBeAskedFor(stage: Stage, s: Planned): void {
  stage.at(s.askedAt, () => ask(stage, s));
  for (const wish of s.wishes) stage.at(wish.at, () => fulfil(stage, s, wish));
  if (s.fate.is === "cancelled") stage.at(s.fate.at, () => cancel(stage, s));
  for (const [moment, late] of Map.groupBy(
    s.attendees.filter((a) => a.addedAt !== null),
    (a) => a.addedAt!,
  ))
    // prettier-ignore
    stage.at(moment, () => register(stage, s, late));
}

async function ask(stage: Stage, s: Planned): Promise<void> {
  const before = await roomsTaken(stage);
  const { id, title, minutes, admission, kind, expected } = s;
  const start = wallOf(s.start, ZONE);
  const asked = insisted(
    await organizerOf(stage, s).post("/api/sessions", { id, title, start, zone: ZONE, minutes, admission, kind, expected }),
    `asking for ${title}`,
  );
  const wish = `${asked.organizer.name} asks for “${title}”, ${kind}, ${start.slice(5).replace("T", " ")}, ${minutes} min`;
  stage.tell(`${wish}: ${asked.room === null ? "every room is taken, the request waits" : asked.room.name}`);
  await tellMoves(stage, before);
  await register(stage, s, s.attendees.filter((a) => a.addedAt === null)); // prettier-ignore
}

async function register(stage: Stage, s: Planned, people: Planned["attendees"]): Promise<void> {
  const lines = people.map((a) => `${a.name} <${a.email}>`).join("\n");
  const answer = await organizerOf(stage, s).post(`/api/sessions/${s.id}/attendees`, { lines });
  if (stage.now() > s.askedAt) stage.tell(`${people.length} more registered for “${s.title}”${answer.status === 200 ? "" : `: ${answer.body.because}`}`);
  else insisted(answer, `registering people for ${s.title}`);
}

export const viewOf = async (stage: Stage, s: Planned): Promise<Said> =>
  insisted(await organizerOf(stage, s).get(`/api/sessions/${s.id}`), `reading ${s.title}`);

function fulfil(stage: Stage, s: Planned, wish: Wish): Promise<void> {
  switch (wish.is) {
    case "shorten":
      return shorten(stage, s, wish.minutes);
    case "cancel and take back":
      return cancelAndTakeBack(stage, s, wish.after);
    case "remove":
      return remove(stage, s, wish.email);
  }
}

async function remove(stage: Stage, s: Planned, email: string): Promise<void> {
  const path = `/api/sessions/${s.id}/attendees`;
  const { attendees } = insisted(await organizerOf(stage, s).get(path), `reading who attends ${s.title}`);
  const { id, name } = attendees.find((one: Said) => one.email === email);
  insisted(await organizerOf(stage, s).delete(`${path}/${id}`), `removing ${name} from ${s.title}`);
  stage.tell(`${name} is not to come to “${s.title}” after all`);
}

async function shorten(stage: Stage, s: Planned, minutes: number): Promise<void> {
  const { revision } = await viewOf(stage, s);
  insisted(await organizerOf(stage, s).post(`/api/sessions/${s.id}/change`, { revision, minutes }), `shortening ${s.title}`);
  stage.tell(`“${s.title}” is made shorter: ${minutes} min`);
}

async function cancel(stage: Stage, s: Planned): Promise<void> {
  const { revision, organizer } = await viewOf(stage, s);
  insisted(await organizerOf(stage, s).post(`/api/sessions/${s.id}/cancel`, { revision }), `cancelling ${s.title}`);
  stage.tell(`${organizer.name} cancels “${s.title}”`);
}

async function cancelAndTakeBack(stage: Stage, s: Planned, later: number): Promise<void> {
  await cancel(stage, s);
  stage.at(after(stage.now(), later), async () => {
    const back = insisted(await organizerOf(stage, s).post(`/api/sessions/${s.id}/undo`), `taking back ${s.title}`);
    stage.tell(`and takes it back ${later / 1000} s later: “${s.title}” stays in ${back.room.name}`);
  });
}

type Taken = Map<string, { title: string; room: string }>;

export async function roomsTaken(stage: Stage): Promise<Taken> {
  const query = new URLSearchParams({ from: new Date(stage.day.begins).toISOString(), to: new Date(stage.day.begins + 2 * 86_400_000).toISOString() });
  const { sessions } = insisted(await stage.admin.get(`/api/timeline?${query}`), "reading the timeline");
  return new Map(sessions.map((s: Said) => [s.id, { title: s.title, room: s.room.name }]));
}

/** Who was moved so that somebody else could have a room. */
export async function tellMoves(stage: Stage, before: Taken): Promise<void> {
  for (const [id, { title, room }] of await roomsTaken(stage)) {
    const was = before.get(id);
    if (was !== undefined && was.room !== room) stage.tell(`  “${title}” moves from ${was.room} to ${room} to make room; its links stay the same`);
  }
}
