import { setTimeout as wait } from "node:timers/promises";
import { deciding } from "../../src/loops.ts";
import { neighboursOf } from "../../src/neighbours.ts";
import { applicationClock } from "../../src/platform/clock.ts";
import type { Database } from "../../src/platform/database.ts";
import { startWorker } from "../../src/platform/worker.ts";
import { systemRandom } from "../../src/lib/random.ts";
import type { World } from "../../src/world.ts";
import { makeDue, type Due } from "./pending.ts";

const complaints = (what: string, more?: object): void => console.error(what, JSON.stringify(more));
const LOG = { info: () => undefined, warn: complaints, error: complaints };

/** How late each of these was started, in milliseconds: from its moment until its state and its wish were kept. By the worker's own loop, alone. */
export async function startedLate(db: Database, due: Due): Promise<number[]> {
  await makeDue(db, due);
  const world = { db, clock: applicationClock(), random: systemRandom, log: LOG, origin: "http://127.0.0.1", poke: () => undefined };
  const task = deciding(world, neighboursOf(world as unknown as World));
  const late: number[] = [];
  let failed: (error: Error) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => (failed = reject));
  const run: typeof task.run = async (round) => {
    const many = await task.run(round);
    for (let n = 0; n < many; n += 1) late.push(Date.now() - (due.from + late.length * due.everyMs));
    if (late.some((ms) => ms < 0)) failed(new Error("something was decided about before its moment"));
    return many;
  };
  const worker = startWorker([{ ...task, run }], LOG);
  const all = async (): Promise<void> => {
    while (late.length < due.many) await wait(50);
  };
  await Promise.race([all(), lost]).finally(() => worker.stop());
  return late;
}
