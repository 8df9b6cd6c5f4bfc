import { onTestFinished } from "vitest";
import { assert } from "../src/lib/assert.ts";
import type { Database } from "../src/platform/database.ts";
import { openWorld, type TestWorld, type WorldOptions } from "./open-world.ts";

export * from "./open-world.ts";

/** The world of one test. One that has timed out must not go on: the database belongs to the next already. */
export async function aWorld(db: Database, options: WorldOptions = {}): Promise<TestWorld> {
  let over = false;
  onTestFinished(() => void (over = true));
  return openWorld(db, options, () => assert(!over, "the test is over"));
}
