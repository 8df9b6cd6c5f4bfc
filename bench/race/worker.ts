import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { seededRandom, systemRandom } from "../../src/lib/random.ts";
import { iso } from "../../src/lib/time.ts";
import { neighboursOf } from "../../src/neighbours.ts";
import type { Member } from "../../src/people/member.ts";
import { standingClock } from "../../src/platform/clock.ts";
import { openDatabase, sql } from "../../src/platform/database.ts";
import { askForSession } from "../../src/sessions/asking/ask-actions.ts";
import { cancelled } from "../../src/sessions/cancelling/actions.ts";
import { serveQueues } from "../../src/sessions/placing/actions.ts";
import type { Session } from "../../src/sessions/session.ts";
import { lockInstitution, lockSession } from "../../src/sessions/store.ts";
import type { World } from "../../src/world.ts";
import { ANY_QUARTER, LENGTHS, NOW, quarter } from "./ground.ts";

/** One of the processes: people who ask, withdraw and cancel, all at once, and the loop that serves who waits. Told what to do by its first argument. */
export type Task = { address: string; organizers: Member[]; attempts: number; atOnce: number; seed: number };

const task = JSON.parse(process.argv[2]!) as Task;
const random = seededRandom(task.seed);
const db = await openDatabase(task.address);
const unused = null as never; // nobody here speaks to Zoom
const world: World = {
  ...{ db, clock: standingClock(NOW), random: systemRandom, secrets: unused, log: unused, zoomOf: unused, zooms: unused },
  ...{ pause: unused, origin: "http://bedel.example", poke: () => undefined },
};
const neighbours = neighboursOf(world);
const one = <T>(of: readonly T[]): T => of[Math.floor(random.unit() * of.length)]!;

/** The last commit that everybody can see, of this institution. */
const lastCommit = async (who: Member): Promise<number> =>
  (await db.one((r) => Number(r["n"]), sql`select coalesce(max(n), 0) as n from race_log where institution_id = ${who.institutionId}`))!;

const asked: { session_id: string; asked_at: number; answer: string }[] = [];
const placed: { who: Member; id: string }[] = [];

async function attempt(): Promise<void> {
  const who = one(task.organizers);
  const id = randomUUID();
  const wish = { start: iso(quarter(Math.floor(random.unit() * ANY_QUARTER))).slice(0, 16), minutes: one(LENGTHS) };
  const at = await lastCommit(who);
  const answer = await askForSession(world, neighbours, who, {
    id,
    title: "Race",
    zone: "UTC",
    admission: "automatic",
    kind: "meeting",
    expected: null,
    source: "pool",
    ...wish,
  });
  if (!answer.ok) throw new Error(`refused for another reason: ${answer.refusal.because}`);
  asked.push({ session_id: id, asked_at: at, answer: answer.value.status });
  if (answer.value.status === "placed") placed.push({ who, id });
  else if (random.unit() < 0.95) await cancel(who, id);
  if (placed.length > 4 * task.organizers.length) {
    const [gone] = placed.splice(Math.floor(random.unit() * placed.length), 1);
    await cancel(gone!.who, gone!.id);
  }
}

/** As if it had been removed in Zoom, which can't be taken back: its room is free at once, and whoever waits is looked at. */
async function cancel(who: Member, id: string): Promise<void> {
  await db.transaction(async (tx): Promise<Session> => {
    await lockInstitution(tx, who.institutionId);
    const s = (await lockSession(tx, who.institutionId, id))!;
    return cancelled(tx, world, neighbours, s, { by: { who: who.name, memberId: who.id }, now: NOW, inZoom: { by: null } });
  });
}

let left = task.attempts;
const asking = Promise.all(
  Array.from({ length: task.atOnce }, async () => {
    while (left-- > 0) await attempt();
  }),
);
let over = false;
const serving = (async () => {
  while (!over) if ((await serveQueues(world, neighbours)) === 0) await wait(20);
})();
await asking;
over = true;
await serving;
while ((await serveQueues(world, neighbours)) > 0);
for (let n = 0; n < asked.length; n += 5000) {
  const rows = JSON.stringify(asked.slice(n, n + 5000));
  await db.run(sql`insert into race_asked select * from jsonb_to_recordset(${rows}::jsonb) as a (session_id uuid, asked_at bigint, answer text)`);
}
await db.close();
