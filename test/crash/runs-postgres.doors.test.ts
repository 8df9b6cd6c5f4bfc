import { test } from "vitest";
import { freshPostgres } from "../support/databases.ts";
import { killedRuns } from "./runs.ts";

test(
  "killed in the middle of every kind of run on PostgreSQL, no user is made twice, no row is half changed, and its link and passcode open",
  { timeout: 400_000 },
  async () => {
    await killedRuns(await freshPostgres());
  },
);
