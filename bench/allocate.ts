import { randomUUID } from "node:crypto";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { after, days, iso, minutes, type Instant } from "../src/lib/time.ts";
import { seededRandom } from "../src/lib/random.ts";
import { sql, type Database } from "../src/platform/database.ts";
import { newSession } from "../src/sessions/asking.ts";
import { place } from "../src/sessions/placing/actions.ts";
import { freeRoom } from "../src/sessions/placing/free-actions.ts";
import type { Session } from "../src/sessions/session.ts";
import { insertSession } from "../src/sessions/store.ts";
import { askAtOnce, askSteadily } from "./allocate/asking.ts";
import { writtenBare, type Written } from "./allocate/bare.ts";
import { BEGINS, midnight, openAllocating, planDays, POLICY, takeAllAtNoon, YEAR } from "./allocate/house.ts";
import { openCluster } from "./postgres.ts";
import { tell } from "./result.ts";
import { quantile } from "./webhook-load.ts";

/**
 * What it takes to give a room: two hundred of them, a year with 460,000 sessions planned. First the decision alone, as it is asked of the database; then as somebody
 * sees it who asks over HTTP, two hundred times a second, until it is confirmed and on the disk; then as many as can be had, beside the same rows
 * written by nobody who thinks. Then the same with three and ten times the sessions in the same database, those of the years before.
 */
const MOST = { decisionMs: 2, confirmedMs: 15, growth: 1.5 };
const LEAST = { ofBareRate: 0.5 };
/** As many as Bedel itself has to its database. */
const CONNECTIONS = 12;

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: "boolean" },
    rate: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
    times: { type: "string", default: "1,3,10" },
    days: { type: "string", default: String(YEAR) }, // fewer make a quick trial
  },
});
const [rate, seconds, year] = [Number(values.rate), Number(values.seconds), Number(values.days)];
const sizes = values.times.split(",").map(Number);
const random = seededRandom(17);
/** On this day no room is free at noon. */
const fullDay = Math.round(year / 2);

const hundredths = (figure: number): number => Math.round(figure * 100) / 100;
const inOrder = (figures: readonly number[]): number[] => figures.toSorted((a, b) => a - b);

/** An hour of one of the year's days, on the quarter; not within the next, whose meetings would be made at once by a Zoom that lives in the same process. */
const someTime = (): Instant => after(midnight, days(3 + Math.floor(random.unit() * (year - 4))) + minutes(15 * (32 + Math.floor(random.unit() * 44))));
const wish = () => ({
  id: randomUUID(),
  title: "One more",
  start: iso(someTime()).slice(0, 16),
  zone: "UTC",
  minutes: 60,
  admission: "automatic",
  kind: "meeting",
  expected: null,
  source: "pool",
});

type Member = { institutionId: string; organizerId: string };
const theOwner = async (db: Database): Promise<Member> =>
  (await db.one((r) => ({ institutionId: r["institution_id"], organizerId: r["id"] }), sql`select institution_id, id from members order by role, id limit 1`))!;

const sessionAt = (member: Member, start: Instant): Session => {
  const asked = { ...wish(), admission: "automatic", kind: "meeting", source: "pool" } as const;
  return newSession(asked, { ...member, time: { start, end: after(start, minutes(60)) }, policy: POLICY, now: midnight });
};

/** Which room, asked of the database by one who asks alone. */
async function decided(db: Database): Promise<{ p50: number; p99: number; free: number }> {
  const member = await theOwner(db);
  const took: number[] = [];
  let free = 0;
  for (let n = 0; n < 2300; n += 1) {
    const session = sessionAt(member, someTime());
    const begun = performance.now();
    const room = await freeRoom(db, session, {});
    if (n < 300) continue; // the connections have just been opened
    took.push(performance.now() - begun);
    free += room === null ? 0 : 1;
  }
  const sorted = inOrder(took);
  return { p50: hundredths(quantile(sorted, 0.5)), p99: hundredths(quantile(sorted, 0.99)), free: hundredths(free / took.length) };
}

class TakenBack extends Error {}

/** What it takes where no room is free as it is: others are moved, or it is found that none can be had. */
async function decidedWhenNoneIsFree(db: Database): Promise<number | null> {
  const member = await theOwner(db);
  const took: number[] = [];
  for (let n = 0; n < 9; n += 1) {
    const session = sessionAt(member, after(midnight, days(fullDay) + minutes(12 * 60)));
    const asking = db.transaction(async (tx) => {
      await insertSession(tx, session);
      const begun = performance.now();
      const placement = await place(tx, { random, zooms: null as never }, session, midnight);
      if (placement.is === "none" || placement.moved > 0) took.push(performance.now() - begun);
      throw new TakenBack();
    });
    await asking.catch((error: unknown) => (error instanceof TakenBack ? null : Promise.reject(error as Error)));
  }
  return took.length === 0 ? null : hundredths(quantile(inOrder(took), 0.5));
}

async function measured(place_: Awaited<ReturnType<typeof openAllocating>>, databaseUrl: string, times: number, planned: number) {
  const decision = await decided(place_.db);
  const whenNoneIsFreeMs = await decidedWhenNoneIsFree(place_.db);
  process.stderr.write(`decision ${JSON.stringify(decision)}, ${whenNoneIsFreeMs} ms when none is free\n`);
  const door = { origin: place_.origin, cookie: await place_.begin() };
  await askSteadily(door, Array.from({ length: 3 * rate }, wish), rate); // the first are slow: programs are compiled, and pages read
  const answered = await askSteadily(door, Array.from({ length: rate * seconds }, wish), rate);
  const sorted = inOrder(answered.map(({ placed, ms }) => (placed ? ms : Number.POSITIVE_INFINITY)));
  const many = Math.max(500, (rate * seconds) / 2);
  const like = (await place_.db.one(
    (r) => r["id"] as string,
    sql`select id from sessions where title = 'One more' and status = 'placed' order by id limit 1`,
  ))!;
  const bare = (): Promise<Written> => writtenBare(databaseUrl, like, many, CONNECTIONS, new Date((midnight + days(YEAR) * (bares += 1) * 2) as number));
  const before = await bare();
  const asked = await askAtOnce(door, Array.from({ length: many }, wish), CONNECTIONS);
  const behind = await bare();
  const bareRate = 2 / (1 / before.rate + 1 / behind.rate); // before and after, as others may load the machine meanwhile
  await place_.end();
  const confirmed = {
    asked: answered.length,
    placed: answered.filter(({ placed }) => placed).length,
    p50: hundredths(quantile(sorted, 0.5)),
    p99: hundredths(quantile(sorted, 0.99)),
  };
  return {
    times,
    planned,
    decision,
    whenNoneIsFreeMs,
    confirmed,
    rate: hundredths(asked),
    bareRate: hundredths(bareRate),
    bareP99: hundredths(Math.max(before.p99, behind.p99)),
    ofBareRate: hundredths(asked / bareRate),
  };
}
let bares = 0;

const loadBefore = hundredths(loadavg()[0]!);
const cluster = await openCluster({ durable: true });
try {
  const databaseUrl = await cluster.fresh("allocate");
  const place_ = await openAllocating(databaseUrl);
  try {
    const durable = (await place_.db.one(
      (r) => r["fsync"] === "on" && r["commits"] === "on",
      sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits`,
    ))!;
    const runs = [];
    let planned = 0;
    for (const [n, times] of sizes.entries()) {
      const begun = performance.now();
      if (n === 0) await planDays(place_.db, 0, year);
      const earlier = n === 0 ? 1 : sizes[n - 1]!;
      planned = times === earlier && n > 0 ? planned : await planDays(place_.db, -year * (times - 1), -year * (earlier - 1));
      if (n === 0) await takeAllAtNoon(place_.db, fullDay);
      process.stderr.write(`${planned} planned in ${Math.round((performance.now() - begun) / 1000)} s\n`);
      runs.push(await measured(place_, databaseUrl, times, planned));
      process.stderr.write(`${JSON.stringify(runs.at(-1))}\n`);
    }
    const [one, most] = [runs[0]!, runs.at(-1)!];
    const growth = {
      decision: hundredths(most.decision.p50 / one.decision.p50),
      confirmed: hundredths(most.confirmed.p50 / one.confirmed.p50),
      perConfirmation: hundredths(one.rate / most.rate),
    };
    const missed = [
      ...(durable ? [] : ["this PostgreSQL does not wait for the disk"]),
      ...(one.decision.p99 <= MOST.decisionMs ? [] : ["decision"]),
      ...(one.confirmed.p99 <= MOST.confirmedMs ? [] : ["confirmed"]),
      ...(one.ofBareRate >= LEAST.ofBareRate ? [] : ["of the bare rate"]),
      ...Object.entries(growth).flatMap(([name, times]) => (times <= MOST.growth ? [] : [`growth: ${name}`])),
    ];
    const figures = { begins: BEGINS, rate, most: MOST, least: LEAST, runs, loadBefore };
    const peer = { what: "the same rows by bare SQL, in one prepared statement", connections: CONNECTIONS, rate: one.bareRate, p99: one.bareP99 };
    tell({ name: "allocate", figures, peer, ratio: one.ofBareRate, growth, missed });
  } finally {
    await place_.forget();
  }
} finally {
  await cluster.stop();
}
