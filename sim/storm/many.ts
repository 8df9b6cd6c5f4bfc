import { fork, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { pgliteTemplate } from "../../test/support/templates.ts";
import { POINTS } from "./crashing.ts";
import type { Counts } from "./ledger.ts";
import type { Options } from "./options.ts";
import { FAULTS } from "./weather.ts";
import { PROMISE_NAMES } from "./promises/promises.ts";
import type { Lived } from "./story.ts";

/** What a worker tells of each seed: everything but the story, which is told by its seed alone. */
export type Told = Omit<Lived, "lines"> & { coreSeconds: number };

const YEAR_MS = 365.25 * 24 * 60 * 60_000;
/** Each seed so far apart is lived through twice, and must tell the same story. */
const TWICE_EVERY = 50;
/** Over a hundred seeds: a promise that hardly anything could have broken proves nothing. */
const AT_LEAST_PER_SEED = 1;
const ENOUGH_SEEDS = 100;

/** Lives through many seeds, on all cores. The exit code. */
export async function liveThroughAll(options: Options): Promise<number> {
  const begun = performance.now();
  const seconds = (): number => Math.round(performance.now() - begun) / 1000;
  const seeds = function* (): Generator<number> {
    for (let seed = options.from; options.minutes === null ? seed < options.from + options.seeds : seconds() < options.minutes * 60; seed += 1) {
      yield seed;
      if (seed % TWICE_EVERY === 1) yield seed;
    }
  };
  const sum = { seeds: 0, sessions: 0, virtualMs: 0, coreSeconds: 0, counts: emptyCounts(), broken: [] as string[] };
  const hashes = new Map<number, string>();
  await pgliteTemplate(); // once for all workers
  await onAllCores(seeds(), (told) => {
    const before = hashes.get(told.seed);
    if (before !== undefined) {
      if (before !== told.hash) sum.broken.push(`seed ${told.seed}: the same seed told two stories, ${before} and ${told.hash}`);
      return;
    }
    if (told.seed % TWICE_EVERY === 1) hashes.set(told.seed, told.hash);
    sum.seeds += 1;
    sum.sessions += told.sessions;
    sum.virtualMs += told.virtualMs;
    sum.coreSeconds += told.coreSeconds;
    add(sum.counts, told.counts);
    sum.broken.push(...told.broken.map((line) => `seed ${told.seed}: ${line}`));
    if (!options.json && told.broken.length > 0) for (const line of told.broken) console.error(`seed ${told.seed}: ${line}`);
  });
  const thin = sum.seeds < ENOUGH_SEEDS ? [] : thinIn(sum.counts, sum.seeds * AT_LEAST_PER_SEED);
  const total = (counts: Record<string, number>): number => Object.values(counts).reduce((all, many) => all + many, 0);
  const told = {
    seeds: sum.seeds,
    sessions: sum.sessions,
    virtualYears: Math.round((sum.virtualMs / YEAR_MS) * 1000) / 1000,
    crashes: total(sum.counts.crashes),
    faults: total(sum.counts.faults),
    broken: sum.broken,
    secs: seconds(),
    coreSecondsPerSeed: Math.round((sum.coreSeconds / Math.max(1, sum.seeds)) * 100) / 100,
    thin,
  };
  if (options.json) console.log(JSON.stringify(told));
  else print(told, sum.counts);
  return sum.broken.length + thin.length === 0 && sum.seeds > 0 ? 0 : 1;
}

/** One story, told to its end. */
export async function liveOne(seed: number, json: boolean): Promise<number> {
  const { openGround } = await import("./ground.ts");
  const { liveThrough } = await import("./story.ts");
  const ground = await openGround();
  await ground.empty();
  const lived = await liveThrough(ground.db, seed);
  await ground.close();
  if (json) console.log(JSON.stringify(lived));
  else
    console.log(
      [...lived.lines, "", ...lived.broken, `seed ${seed}: ${lived.broken.length === 0 ? "every promise kept" : "BROKEN"} (${lived.hash})`].join("\n"),
    );
  return lived.broken.length === 0 ? 0 : 1;
}

const emptyCounts = (): Counts => ({
  reached: Object.fromEntries(POINTS.map((point) => [point, 0])),
  crashes: Object.fromEntries(POINTS.map((point) => [point, 0])),
  faults: Object.fromEntries(FAULTS.map((fault) => [fault, 0])),
  stakes: Object.fromEntries(PROMISE_NAMES.map((name) => [name, 0])),
});

function add(to: Counts, more: Counts): void {
  for (const kind of ["reached", "crashes", "faults", "stakes"] as const)
    for (const [name, many] of Object.entries(more[kind])) to[kind][name] = (to[kind][name] ?? 0) + many;
}

const thinIn = ({ crashes, faults, stakes }: Counts, least: number): string[] =>
  Object.entries({ ...prefixed("crash", crashes), ...prefixed("fault", faults), ...prefixed("promise", stakes) })
    .filter(([, many]) => many < least)
    .map(([name, many]) => `${name}: ${many}`);
const prefixed = (prefix: string, counts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).map(([name, many]) => [`${prefix} ${name}`, many]));

function print(told: Record<string, unknown>, counts: Counts): void {
  for (const [kind, all] of Object.entries(counts)) {
    console.log(`\n${kind}`);
    for (const [name, many] of Object.entries(all)) console.log(`  ${String(many).padStart(9)}  ${name}`);
  }
  console.log(`\n${JSON.stringify(told, null, 2)}`);
}

/** One worker a core, each with a database of its own; each is given the next seed when it has told of the last. */
async function onAllCores(seeds: Iterator<number>, hear: (told: Told) => void): Promise<void> {
  const worker = (): Promise<void> =>
    new Promise((done, failed) => {
      const child: ChildProcess = fork(new URL("worker.ts", import.meta.url), { execArgv: process.execArgv });
      const next = (): void => {
        const { value, done: isOver } = seeds.next();
        child.send(isOver === true ? { seed: null } : { seed: value });
      };
      child.on("message", (told: Told | "ready") => {
        if (told !== "ready") hear(told);
        next();
      });
      child.once("exit", (code) => (code === 0 ? done() : failed(new Error(`a worker ended with ${code}`))));
    });
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
