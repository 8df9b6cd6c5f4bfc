import { expect, test } from "vitest";
import { freshPostgres } from "../support/databases.ts";
import { PROMISES } from "./promises.ts";
import { killedDay } from "./story.ts";

test("killed at any of twenty moments on PostgreSQL, everything goes on and nothing happens twice", { timeout: 400_000 }, async () => {
  await killedDay({ seed: 2, kills: 20, databaseUrl: await freshPostgres() }, async (told) => {
    for (const [promise, broken] of Object.entries(PROMISES)) expect.soft(await broken(told), promise).toEqual([]);
    expect(told.interrupted, "kills in the middle of something").toBeGreaterThanOrEqual(6);
    expect(new Set(told.killedAt).size, "moments of the day at which it was killed").toBeGreaterThanOrEqual(12);
  });
});
