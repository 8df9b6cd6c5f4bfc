import { test } from "vitest";

import { killedRuns } from "./runs.ts";

test(
  "killed in the middle of every kind of run on the embedded database, no user is made twice, no row is half changed, and its link and passcode open",
  { timeout: 400_000 },
  async () => {
    await killedRuns(null);
  },
);
