import { expect, test } from "vitest";
import { freshPostgres } from "../support/databases.ts";
import { rush } from "./rush.ts";

test("strangers who book at once from two processes all get a clear answer, and what they were told is so", { timeout: 180_000 }, async () => {
  const { booked, answers, broken } = await rush({ strangers: 40, processes: 2, databaseUrl: await freshPostgres() });

  expect(broken).toEqual([]);
  expect(Object.keys(answers).toSorted()).toEqual(["201", "409 time_taken"]);
  expect(booked).toBeGreaterThan(10);
});
