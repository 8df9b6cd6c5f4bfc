import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

test("a round is answered once the task has run from its beginning, after it was asked for", async () => {
  let begun = 0;
  let ended = 0;
  const run = async (): Promise<number> => {
    begun += 1;
    await new Promise((resume) => setImmediate(resume));
    ended += 1;
    return 0;
  };
  const worker = startWorker([{ name: "one", run }], quiet);
  expect([begun, ended]).toEqual([1, 0]);
  await worker.round(["one"]); // the run under way began before this was asked
  expect(ended).toBe(2);
  await worker.stop();
});

test("only the named tasks are waited for", async () => {
  const ran: string[] = [];
  const task = (name: string) => ({ name, run: async () => (ran.push(name), 0) });
  const worker = startWorker([task("one"), task("two")], quiet);
  await worker.round(["one"]);
  ran.length = 0;
  await worker.round(["one"]);
  expect(ran).toEqual(["one"]);
  await worker.stop();
});

test("as long as there is something to do it goes on at once, and a poke is not lost while it does", async () => {
  let left = 3;
  let runs = 0;
  const run = async (): Promise<number> => {
    runs += 1;
    if (left === 0) return 0;
    left -= 1;
    if (left === 0) worker.poke();
    return left;
  };
  const worker = startWorker([{ name: "one", run }], quiet);
  for (let turns = 0; turns < 20; turns += 1) await new Promise((resume) => setImmediate(resume));
  expect([left, runs]).toEqual([0, 4]);
  await worker.stop();
});

test("one task that throws is logged, and holds up no other", async () => {
  const errors: string[] = [];
  let others = 0;
  const failing = {
    name: "failing",
    run: async (): Promise<number> => {
      throw new Error("the database is away");
    },
  };
  const worker = startWorker([failing, { name: "other", run: async () => ((others += 1), 0) }], {
    ...quiet,
    error: (_, more) => errors.push(JSON.stringify(more)),
  });
  await worker.round(["other"]);
  expect(errors[0]).toContain("the database is away");
  expect(others).toBeGreaterThan(0);
  await worker.stop();
});

test("stopped, it does nothing any more, and who waits for a round is not left waiting", async () => {
  let runs = 0;
  const worker = startWorker([{ name: "one", run: async () => ((runs += 1), 0) }], quiet);
  await worker.stop();
  const before = runs;
  worker.poke();
  await worker.round(["one"]);
  expect(runs).toBe(before);
});

test("a poke by name wakes the tasks of that name only", async () => {
  const ran: string[] = [];
  const task = (name: string) => ({ name, run: async () => (ran.push(name), 0) });
  const worker = startWorker([task("one"), task("two")], quiet);
  await worker.round(["one", "two"]);
  ran.length = 0;
  worker.poke(["one"]);
  await worker.round(["one"]);
  expect(new Set(ran)).toEqual(new Set(["one"]));
  await worker.stop();
});

test("a task that gathers is not woken from it by a poke, but by a round", async () => {
  let runs = 0;
  const worker = startWorker([{ name: "one", run: async () => (runs += 1), gathersMs: 3_600_000 }], quiet);
  await worker.round(["one"]);
  const before = runs;
  for (let i = 0; i < 5; i += 1) {
    worker.poke();
    await new Promise((resume) => setImmediate(resume));
  }
  expect(runs).toBe(before);
  await worker.round(["one"]);
  expect(runs).toBe(before + 1);
  await worker.stop();
});

test("what falls due in a few milliseconds is looked for then, and what another process has in hand a while later", async () => {
  const waits: number[] = [];
  const [soon, overdue] = [4, -1000];
  for (const next of [soon, overdue]) {
    let [runs, last] = [0, 0];
    const looks: number[] = [];
    let enough: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (enough = resolve));
    const run = async (): Promise<number> => {
      if (runs > 0) looks.push(performance.now() - last);
      last = performance.now();
      runs += 1;
      if (runs > 10) enough();
      return 0;
    };
    const worker = startWorker([{ name: "one", run, nextInMs: async () => next }], quiet);
    await ended;
    await worker.stop();
    waits.push(Math.min(...looks)); // other work on the machine only ever makes them longer
  }
  expect(waits[0]).toBeLessThan(15);
  expect(waits[1]).toBeGreaterThan(15);
});

test("a task that nobody waits for looks as often as it says, and at once when it is poked", async () => {
  let [often, seldom] = [0, 0];
  let twice: () => void = () => undefined;
  const looked = new Promise<void>((resolve) => (twice = resolve));
  const tasks = [
    { name: "often", run: async () => ((often += 1) === 3 && twice(), 0), looksEveryMs: 5 },
    { name: "seldom", run: async () => ((seldom += 1), 0), looksEveryMs: 60_000 },
  ];
  const worker = startWorker(tasks, quiet);
  await looked;
  expect(seldom).toBe(1);
  worker.poke();
  await worker.round(["often"]);
  expect(seldom).toBe(2);
  await worker.stop();
});
