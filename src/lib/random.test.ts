import { expect, test } from "vitest";
import { pick, seededRandom, systemRandom } from "./random.ts";

test("the same seed gives the same run, another seed another", () => {
  const run = (seed: number): unknown[] => {
    const random = seededRandom(seed);
    return [random.unit(), [...random.bytes(4)], random.uuid()];
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

test.each([
  ["seeded", seededRandom(3)],
  ["the system's", systemRandom],
])("%s chance stays within its bounds, and makes numbers that a database takes", (_, random) => {
  for (let i = 0; i < 200; i += 1) {
    const unit = random.unit();
    expect(unit >= 0 && unit < 1).toBe(true);
    expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(["a", "b"]).toContain(pick(random, ["a", "b"]));
  }
  expect(random.bytes(5)).toHaveLength(5);
});
