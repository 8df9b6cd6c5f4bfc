import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "../../src/lib/random.ts";
import { after, hours, minutes, seconds } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import type { Member } from "../../src/people/member.ts";
import { newDeeds } from "../storm/deeds.ts";
import { broken } from "../storm/promises/promises.ts";
import { openHouse, type House } from "./house.ts";
import { restFor } from "./resting.ts";
import { PROMISES, sightOf } from "./sight.ts";
import { share, watchTakingOver, type Watch } from "./taking-over.ts";
import { calmDown, troubles, type Counts, type Postgres } from "./troubles.ts";
import { visit, type People } from "./visitors.ts";

export type Told = {
  processes: number;
  kills: number;
  cuts: number;
  restarts: number;
  sessions: number;
  broken: string[];
  /** In milliseconds: until what a killed process had in hand was another's, or done. */
  takenOver: { count: number; p50: number; p99: number };
  /** Requests without an answer, or with one that something broke; starts in vain, because PostgreSQL was away; how often each promise was at stake. */
  unanswered: number;
  refusedToStart: number;
  stakes: Record<string, number>;
  secs: number;
};

const PROCESSES = 4;
const ROOMS = 6;
const TIMES = { preparation: 5, credentialLead: 5, courtesy: 2, postprocessing: 1, linkLead: 10, generationLead: 30 };
const VISITORS = 6;
const VISIT_EVERY_MS = 1000;
/** The calendar runs ahead of the machine's time: a session of a quarter of an hour lasts three quarters of a minute. */
const LEAP = { everyMs: 1000, by: seconds(20) };
/** Reports are final after a day at the latest. */
const CALM = hours(30);
const TAKEN_OVER_WITHIN = 15_000;

/** At stake whatever happens: where one of them never was, nothing is proven. */
const ALWAYS_AT_STAKE = ["no room has two reservations", "a session has one meeting, a cancelled one none", "every session knows how each step ended", "nobody gets a mail twice unnoticed", "everybody has a link in time, or a recorded failure", "every room is closed, and no password mailed opens one", "the history tells every deed"]; // prettier-ignore

/** So many processes over one PostgreSQL, killed, cut off and restarted while people come and go; then calm, and what there is to see afterwards. */
export async function soak(postgres: Postgres, { forMs, seed, tell }: { forMs: number; seed: number; tell: (line: string) => void }): Promise<Told> {
  const begun = performance.now();
  const house = await openHouse({ databaseUrl: postgres.url, processes: PROCESSES, rooms: ROOMS, times: TIMES });
  try {
    const watch = watchTakingOver(house.db);
    const counts: Counts = { kills: 0, cuts: 0, restarts: 0, refusedToStart: 0 };
    const deeds: People = { ...newDeeds({} as Member, ""), thrownOut: 0 };
    await house.zoom("visitors", { on: true });
    tell("it begins");
    const leaps = await storm({ house, postgres, watch, counts, deeds, tell, seed }, forMs);
    tell("all faults are mended");
    await calmDown({ house, counts, tell });
    const stuck = await watch.ends();
    const wrong = stuck.map((name) => `a killed process's work was never taken over: ${name}`);
    if (leaps.stood > leaps.moved) wrong.push(`time could be moved ${leaps.moved} times only, and ${leaps.stood} times not`);
    await comesToRest(house, tell).catch((error: unknown) => wrong.push(String(error)));
    const stakes: Record<string, number> = {};
    wrong.push(...broken(PROMISES, await sightOf(house, deeds), (name, many) => (stakes[name] = many)));
    return { processes: PROCESSES, ...counts, ...judged(watch, stakes, wrong), sessions: deeds.asked.size, unanswered: deeds.unanswered, stakes, secs: Math.round((performance.now() - begun) / 1000) }; // prettier-ignore
  } finally {
    await house.close();
  }
}

function judged({ taken }: Watch, stakes: Record<string, number>, wrong: string[]): Pick<Told, "broken" | "takenOver"> {
  const late = taken.filter(({ ms }) => ms > TAKEN_OVER_WITHIN).map(({ name, ms }) => `taken over after ${Math.round(ms)} ms only: ${name}`);
  const times = taken.map(({ ms }) => ms);
  const idle = ALWAYS_AT_STAKE.filter((name) => (stakes[name] ?? 0) === 0).map((name) => `never at stake: ${name}`);
  const more = [...idle, ...(taken.length === 0 ? ["no killed process had anything in hand"] : []), ...late];
  return { broken: [...wrong, ...more], takenOver: { count: taken.length, p50: share(times, 0.5), p99: share(times, 0.99) } };
}

type Stage = { house: House; postgres: Postgres; watch: Watch; counts: Counts; deeds: People; tell: (line: string) => void; seed: number };

/** How often time could be moved, and how often not. */
async function storm(stage: Stage, forMs: number): Promise<{ moved: number; stood: number }> {
  const { house, deeds, tell, seed } = stage;
  const until = performance.now() + forMs;
  const goesOn = (): boolean => performance.now() < until;
  const leaps: boolean[] = [];
  const people = Array.from({ length: VISITORS }, async (_, n) => {
    const random = seededRandom(seed * 7919 + n);
    for (; goesOn(); await wait(VISIT_EVERY_MS * 2 * random.unit())) await visit({ house, client: house.owner, random, deeds, tell });
  });
  const time = (async () => {
    for (; goesOn(); await wait(LEAP.everyMs)) {
      const moved = await house.moveTo(after(house.now(), LEAP.by)).then(() => true, (error: unknown) => (tell(`time could not be moved: ${String(error).slice(0, 200)}`), false)); // prettier-ignore
      leaps.push(moved); // while PostgreSQL is restarted time goes on as everybody's
    }
  })();
  await Promise.all([...people, time, troubles({ ...stage, random: seededRandom(seed * 104_729), goesOn })]);
  return { moved: leaps.filter((moved) => moved).length, stood: leaps.filter((moved) => !moved).length };
}

async function comesToRest(house: House, tell: Stage["tell"]): Promise<void> {
  await house.moveTo(after(house.now(), seconds(1)));
  await restFor(house, hours(2), minutes(5));
  tell("nobody comes any more");
  const last = await house.db.one((r) => Number(r["last"]), sql`select max(ends_at) as last from sessions`);
  await restFor(house, (CALM + Math.max(0, (last ?? 0) - house.now())) as typeof CALM, hours(1));
}
