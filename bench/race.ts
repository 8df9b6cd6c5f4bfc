import { spawn } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { openDatabase, sql } from "../src/platform/database.ts";
import { openCluster } from "./postgres.ts";
import { prepare } from "./race/ground.ts";
import { judged } from "./race/judge.ts";
import type { Task } from "./race/worker.ts";
import { tell } from "./result.ts";

/**
 * Four processes ask for the same few rooms on one PostgreSQL, withdraw, cancel and serve who waits, all at once, through the same asking and cancelling that people use. Whether two ever
 * had a room at once, and whether anybody was refused although there was an arrangement all the while, is read from a log in the order of the
 * commits that none of them knows of (`race/ground.ts`), which is lived again afterwards (`race/judge.ts`).
 */
const PROCESSES = 4;
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: "boolean" },
    attempts: { type: "string", default: "100000" },
    institutions: { type: "string", default: "12" },
    "at-once": { type: "string", default: "8" },
    seed: { type: "string", default: "1" },
  },
});
const [attempts, seed] = [Number(values.attempts), Number(values.seed)];
const WORKER = new URL("race/worker.ts", import.meta.url).pathname;

async function race(task: Omit<Task, "seed" | "attempts">): Promise<void> {
  const workers = Array.from({ length: PROCESSES }, (_, n) => {
    const own: Task = { ...task, attempts: Math.ceil(attempts / PROCESSES), seed: seed * 100 + n };
    return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", WORKER, JSON.stringify(own)], { stdio: ["ignore", "ignore", "inherit"] });
  });
  const endThem = (): void => workers.forEach((worker) => void worker.kill("SIGKILL"));
  process.once("exit", endThem);
  const codes = await Promise.all(workers.map(async (worker) => (await once(worker, "exit"))[0] as number | null));
  process.off("exit", endThem);
  if (codes.some((code) => code !== 0)) throw new Error(`a process ended with ${codes.join(", ")}`);
}

/** What the rows themselves say at the end, asked for what the constraint forbids. */
async function overlapsInTable(address: string): Promise<number> {
  const db = await openDatabase(address);
  const found = await db.one(
    (r) => Number(r["count"]),
    sql`select count(*) from reservations a join reservations b using (institution_id, host_id) where a.reserved && b.reserved and a.lanes && b.lanes and (a.session_id, a.piece) < (b.session_id, b.piece)`,
  );
  await db.close();
  return found!;
}

const loadBefore = Math.round(loadavg()[0]! * 10) / 10;
const cluster = await openCluster();
try {
  const address = await cluster.fresh("race");
  const organizers = await prepare(address, Number(values.institutions));
  const begun = performance.now();
  await race({ address, organizers, atOnce: Number(values["at-once"]) });
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  const found = await judged(address);
  const inTable = await overlapsInTable(address);
  const missed = [
    ...(found.attempts >= attempts ? [] : ["not all were answered"]),
    ...(found.overlaps + inTable === 0 ? [] : ["overlaps"]),
    ...(found.refusedWrongly === 0 ? [] : ["refused although there was an arrangement"]),
    ...(found.leftWaiting === 0 ? [] : ["left waiting although there is an arrangement"]),
    ...(found.refused > attempts / 20 ? [] : ["too few refusals to tell anything"]),
  ];
  const figures = {
    processes: PROCESSES,
    institutions: organizers.length,
    atOnce: PROCESSES * Number(values["at-once"]),
    ...found,
    overlapsInTable: inTable,
    seconds,
    aSecond: Math.round(attempts / seconds),
    loadBefore,
  };
  tell({ name: "race", figures, peer: null, ratio: null, growth: null, missed });
} finally {
  await cluster.stop();
}
