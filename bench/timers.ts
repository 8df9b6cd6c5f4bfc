import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { wallClock } from "../src/platform/clock.ts";
import type { Instant } from "../src/lib/time.ts";
import { freePort } from "../test/crash/server.ts";
import { ownDatabase } from "./timers/database.ts";
import { idleCost } from "./timers/idle.ts";
import { startedLate } from "./timers/ours.ts";
import { openBoss, openGraphile, type Peer } from "./timers/peers.ts";
import { addPending, bareStatement, begun, makeDue, openInstitution, putOff, type Due } from "./timers/pending.ts";
import { quantile } from "./webhook-load.ts";

/**
 * How late what is due is begun, a hundred thousand sessions pending: one at a time, and five thousand at once. Beside it one bare statement that writes the same,
 * and two job libraries on the same database, which only call a handler that does nothing. Of several rounds the best one counts: other work on the machine only ever makes them worse.
 */
const MOST = { onePercentile99: 25, allPercentile99: 600, timesTheStatement: 3, idlePercent: 1 };

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: "boolean" }, // it never says anything else
    pending: { type: "string", default: "100000" },
    due: { type: "string", default: "5000" },
    single: { type: "string", default: "200" },
    rounds: { type: "string", default: "3" },
    "idle-seconds": { type: "string", default: "30" },
  },
});
const [pending, many, single, rounds] = [Number(values.pending), Number(values.due), Number(values.single), Number(values.rounds)];

/** Until it is due there is time to write it down and to wait for it. */
const soon = (): Instant => (wallClock() + 6000) as Instant;
const oneByOne = (): Due => ({ many: single, from: soon(), everyMs: 53 });
const atOnce = (): Due => ({ many, from: soon(), everyMs: 0 });

type Spread = { p50: number; p99: number; max: number };
const tenths = (ms: number): number => Math.round(ms * 10) / 10;
function spread(late: readonly number[]): Spread {
  const sorted = late.toSorted((a, b) => a - b);
  return { p50: tenths(quantile(sorted, 0.5)), p99: tenths(quantile(sorted, 0.99)), max: tenths(sorted.at(-1)!) };
}
const best = (all: readonly Spread[]): Spread => all.toSorted((a, b) => a.p99 - b.p99)[0]!;

async function several<T>(work: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await work());
  return all;
}

async function ofPeer(peer: Peer): Promise<{ one: Spread; all: Spread }> {
  await peer.fill(pending);
  const one = spread(await peer.startedLate(oneByOne()));
  const all = best(await several(async () => spread(await peer.startedLate(atOnce()))));
  await peer.close();
  return { one, all };
}

const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
const base = await ownDatabase(`bedel_bench_timers_${process.pid}`);
try {
  const settings = { PORT: String(await freePort()), BEDEL_DATA: join(folder, "data"), DATABASE_URL: base.address };
  const db = await openInstitution(settings);
  const growth: Record<string, number> = {};
  let [filled, all]: [number, Spread[]] = [0, []];
  for (const [times, share] of [
    [1, 0.1],
    [3, 0.3],
    [10, 1],
  ] as const) {
    // prettier-ignore
    const to = Math.max(many, Math.round(pending * share));
    if (to > filled) await addPending(db, wallClock(), filled + 1, to);
    filled = Math.max(filled, to);
    all = await several(async () => spread(await startedLate(db, atOnce())));
    growth[`x${times}`] = best(all).p99;
  }
  if ((await begun(db)) !== many) throw new Error("not all that were due have begun");
  const statement = Math.min(...(await several(async () => {
    await makeDue(db, { many, from: wallClock(), everyMs: 0 });
    return bareStatement(db, wallClock());
  }))); // prettier-ignore
  await putOff(db, wallClock(), many);
  const one = best(await several(async () => spread(await startedLate(db, oneByOne()))));
  await putOff(db, wallClock(), many);
  const idle = await idleCost(settings, db, Number(values["idle-seconds"]));
  const peer = {
    statementMs: tenths(statement),
    "pg-boss": await ofPeer(await openBoss(base.address)),
    "graphile-worker": await ofPeer(await openGraphile(base.address)),
  };
  await db.close();
  const figures = { pending, one, all: best(all), rounds: all, idlePercent: idle.server, idlePercentInPostgres: idle.postgres, most: MOST };
  const ratio = Math.round((figures.all.p99 / statement) * 100) / 100;
  const missed = [
    ...(one.p99 > MOST.onePercentile99 ? ["one due"] : []),
    ...(figures.all.p99 > MOST.allPercentile99 ? [`${many} at once`] : []),
    ...(ratio > MOST.timesTheStatement ? ["beside the bare statement"] : []),
    ...(idle.server > MOST.idlePercent ? ["idle cost"] : []),
  ];
  console.log(
    JSON.stringify({ name: "timers", figures, peer, ratio, growth: { ...growth, ratio: Math.round((growth["x10"]! / growth["x1"]!) * 100) / 100 }, missed }),
  );
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await base.close();
  rmSync(folder, { recursive: true, force: true });
}
