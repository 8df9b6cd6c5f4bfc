import { expect, test } from "vitest";
import { freshPostgres } from "../support/databases.ts";
import { checkAccess } from "./check.ts";
import { ASKERS, type Row } from "./row.ts";
import { ROWS } from "./table/all.ts";

test.each(["PGlite", "PostgreSQL"])(
  "on %s, every route answers everybody as it must, and tells nobody what is not theirs",
  { timeout: 300_000 },
  async (name) => {
    const { routes, cases, wrong } = await checkAccess(name === "PGlite" ? null : await freshPostgres());

    expect(wrong).toEqual([]);
    expect(routes).toBe(new Set(ROWS.map(({ route }) => route)).size);
    expect(cases).toBeGreaterThanOrEqual(ROWS.length * ASKERS.length);
  },
);

test(
  "whatever is not as it must be is told: a route without a row, a row without a route, a wrong answer, and what is told of others",
  { timeout: 60_000 },
  async () => {
    const kept = ROWS.filter(({ route }) => route === "GET /api/alarms" || route === "GET /api/j/:token").slice(0, 2);
    const [alarms, link] = kept as [Row, Row];
    const planted: Row[] = [
      { ...alarms, expected: alarms.expected.map((_, i) => (ASKERS[i] === "its organizer" ? "yes" : alarms.expected[i]!)) },
      { ...link, tells: () => [] },
      { ...alarms, route: "GET /api/gone" },
    ];
    const { wrong } = await checkAccess(null, planted);

    expect(wrong).toContainEqual({ route: "GET /api/me", what: "", who: "", wrong: "has no row in test/access/table: say there who may call it" });
    expect(wrong).toContainEqual(expect.objectContaining({ route: "GET /api/gone", wrong: expect.stringContaining("no such route") }));
    expect(wrong).toContainEqual(
      expect.objectContaining({ route: "GET /api/alarms", who: "its organizer", wrong: expect.stringContaining("expected yes, got 403") }),
    );
    expect(wrong).toContainEqual(expect.objectContaining({ route: link.route, who: "nobody", wrong: expect.stringContaining("Optics Aurora") }));
  },
);
