import { expect, test } from "vitest";
import { COUNTERS, type Counter, type Limit } from "./counting.ts";

const FOUR_A_SECOND: Limit = { calls: 4, ms: 1000 };

/** How many of so many calls get in at each of these moments. */
const letIn = (counter: Counter, moments: number[], each = 10): number[] =>
  moments.map((at) => {
    let count = 0;
    for (let i = 0; i < each; i += 1) {
      if (counter.left(at, FOUR_A_SECOND) <= 0) continue;
      counter.take(at);
      count += 1;
    }
    return count;
  });

test("a sliding log lets no more than the limit into any second", () => {
  expect(letIn(COUNTERS["sliding log"](), [900, 1100, 1899, 1900, 2899, 2900])).toEqual([4, 0, 0, 4, 0, 4]);
});

test("a token bucket lets a burst in and then as many as trickle in", () => {
  expect(letIn(COUNTERS["token bucket"](), [900, 1100, 1150, 1400, 9000])).toEqual([4, 0, 1, 1, 4]);
});

test("a fixed window begins anew with each second of the clock", () => {
  expect(letIn(COUNTERS["fixed window"](), [999, 1000, 1999, 2000])).toEqual([4, 4, 0, 4]);
});

test("a long life leaves nothing behind in the log", () => {
  const counter = COUNTERS["sliding log"]();
  let refused = 0;
  for (let at = 0; at < 100_000_000; at += 1000) refused += 4 - letIn(counter, [at], 4)[0]!;
  expect(refused).toBe(0);
});
