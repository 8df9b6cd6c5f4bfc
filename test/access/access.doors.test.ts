import { expect, test } from "vitest";
import { freshPostgres } from "../support/databases.ts";
import { checkAccess } from "./check.ts";
import { ASKERS } from "./row.ts";
import { ROWS } from "./table/all.ts";

test.each(["PGlite", "PostgreSQL"])(
  "on %s, every route answers everybody as it must, and tells nobody what is not theirs",
  { timeout: 180_000 },
  async (name) => {
    const { routes, cases, wrong } = await checkAccess(name === "PGlite" ? null : await freshPostgres());

    expect(wrong).toEqual([]);
    expect(routes).toBe(new Set(ROWS.map(({ route }) => route)).size);
    expect(cases).toBeGreaterThanOrEqual(ROWS.length * ASKERS.length);
  },
);
