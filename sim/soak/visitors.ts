import { pick, type Random } from "../../src/lib/random.ts";
import { after, iso, minutes, type Instant } from "../../src/lib/time.ts";
import type { Client, Said } from "../server/client.ts";
import type { Deeds } from "../storm/deeds.ts";
import type { House } from "./house.ts";

/** `thrownOut`: how often somebody who had signed in was told that they had not. */
export type People = Deeds & { thrownOut: number };

/** Somebody at a browser, whose requests go to whichever process the balancer or chance chooses. */
export type Visitor = { house: House; client: Client; random: Random; deeds: People; tell: (line: string) => void };

/** Worth a line. */
const SLOW_SECS = 8;

type Method = "get" | "post";

/** Null: no answer, or one that says that something broke. Then they look what has become of it, as people do. */
async function ask({ house, client, random, deeds, tell }: Visitor, method: Method, path: string, body?: object): Promise<Said | null> {
  const { origin } = pick(random, house.servers);
  const begun = performance.now();
  try {
    const answer = await client[method](`${origin}${path}`, body);
    if (answer.status < 300) return answer.body;
    if (answer.status >= 500) deeds.unanswered += 1;
    tell(`${method} ${path.slice(0, 70)}: ${answer.status} ${String(answer.body?.because)}`);
    if (answer.status === 401) deeds.thrownOut += 1;
    return null;
  } catch {
    deeds.unanswered += 1;
    return null;
  } finally {
    const secs = (performance.now() - begun) / 1000;
    if (secs > SLOW_SECS) tell(`${method} ${path.slice(0, 70)} took ${secs.toFixed(1)} s`);
  }
}

const some = ({ random }: Visitor, from: number, to: number): number => from + Math.floor(random.unit() * (to - from + 1));

async function wish(v: Visitor): Promise<void> {
  const { house, random, deeds } = v;
  const id = crypto.randomUUID();
  const start = iso((Math.ceil((house.now() + minutes(some(v, 3, 40))) / minutes(5)) * minutes(5)) as Instant).slice(0, 16);
  const length = pick(random, [10, 15, 20]);
  deeds.asked.add(id);
  const title = `Course ${deeds.asked.size}`;
  const asked = { id, title, start, zone: "UTC", minutes: length, admission: "automatic", kind: "meeting", expected: null };
  if ((await ask(v, "post", "/api/sessions", asked)) !== null) deeds.did(id, "asked");
  const people = Array.from({ length: some(v, 1, 3) }, () => deeds.somebody());
  await ask(v, "post", `/api/sessions/${id}/attendees`, { lines: people.join("\n") });
}

type Act = (v: Visitor, s: Said) => Promise<void>;
const path = (s: Said, what: string): string => `/api/sessions/${s.id}/${what}`;
const did = async ({ deeds }: Visitor, s: Said, what: string, answer: Promise<Said | null>): Promise<void> => {
  if ((await answer) !== null) deeds.did(s.id, what);
};

const change: Act = (v, s) => {
  const start = iso(after(Date.parse(s.start) as Instant, minutes(pick(v.random, [-5, 5, 10])))).slice(0, 16);
  return did(v, s, "changed_time", ask(v, "post", path(s, "change"), { revision: s.revision, start, zone: "UTC" }));
};
const rename: Act = (v, s) => did(v, s, "changed", ask(v, "post", path(s, "change"), { revision: s.revision, title: `${s.title}!` }));
const cancel: Act = async (v, s) => void (await ask(v, "post", path(s, "cancel"), { revision: s.revision }));
const undo: Act = (v, s) => did(v, s, "undone", ask(v, "post", path(s, "undo")));
const extend: Act = (v, s) => did(v, s, "extended", ask(v, "post", path(s, "extend"), { minutes: 10, revision: s.revision }));
const end: Act = (v, s) => did(v, s, "ended", ask(v, "post", path(s, "end")));
const add: Act = async (v, s) => void (await ask(v, "post", path(s, "attendees"), { lines: v.deeds.somebody() }));
const start: Act = async (v, s) => void (await ask(v, "post", path(s, "start")));
const look: Act = async (v) => void (await ask(v, "get", "/api/my-sessions"));

const AHEAD: readonly Act[] = [change, change, rename, cancel, undo, add, look];
const LIVE: readonly Act[] = [extend, extend, start, end, add, look];

/** Comes once: asks for a session, or does something with one that is not over. */
export async function visit(v: Visitor): Promise<void> {
  const { deeds, random, house } = v;
  if (deeds.asked.size < 3 || random.unit() < 0.3) return wish(v);
  const id = pick(random, [...deeds.asked].slice(-12));
  const s = await ask(v, "get", `/api/sessions/${id}`);
  if (s === null || Date.parse(s.end) < house.now()) return;
  await pick(random, Date.parse(s.start) <= house.now() ? LIVE : AHEAD)(v, s);
}
