import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { instant, type Instant } from "../../lib/time.ts";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { reportsSummed } from "../contract.ts";
import { span } from "../attendance.fixtures.ts";
import type { Totals } from "../totals.ts";
import { hostileText } from "../../lib/hostile.fixtures.ts";
import { cursorOf, isBehind, placeIn, summed, type Summand } from "./summing.ts";
import { tableOf, type Line } from "./table.ts";

const totals = (more: Partial<Totals> & { at?: number } = {}): Totals => {
  const { at = 100, people = 2, ...rest } = more;
  const shares = Array.from({ length: 101 }, (_, share) => (share === at ? people : 0));
  return { people, registered: 3, came: 1, didNotCome: 2, unregistered: 1, peak: 2, averageMinutes: 30, shares, ...rest };
};
const held = (start: string, more: Partial<Totals> & { at?: number } = {}, state: "final" | "provisional" = "final"): Summand => ({
  start: instant(start),
  report: { totals: totals(more), state },
});
const MADRID = "Europe/Madrid";

test("many sessions are summed; averages weigh by people, and a session without a report counts in nothing else", () => {
  const sum = summed(
    [
      held("2027-03-01T10:00:00Z", { people: 1, averageMinutes: 60, at: 80 }),
      held("2027-03-02T10:00:00Z", { people: 3, averageMinutes: 20, at: 70 }, "provisional"),
      { start: instant("2027-03-03T10:00:00Z"), report: null },
    ],
    MADRID,
    75,
  );
  expect(reportsSummed.strict().parse(sum)).toMatchObject({ sessions: 3, reported: 2, provisional: 1, people: 4, registered: 6, came: 2, didNotCome: 4 });
  expect(sum).toMatchObject({ unregistered: 2, averageMinutes: 30, stayed: 25, threshold: 75 });
  expect(summed([held("2027-03-01T10:00:00Z", { at: 70 })], MADRID, 70).stayed).toBe(100);
  expect(summed([], MADRID, 75)).toMatchObject({ sessions: 0, people: 0, averageMinutes: 0, stayed: 0, weeks: [] });
});

test("weeks begin on Monday in the institution's zone, and one without sessions is there too", () => {
  const sessions = [held("2027-03-14T22:30:00Z"), held("2027-03-14T23:30:00Z"), held("2027-03-29T10:00:00Z")];
  expect(summed(sessions, MADRID, 75).weeks.map((week) => [week.from, week.sessions, week.registered])).toEqual([
    ["2027-03-08", 1, 3],
    ["2027-03-15", 1, 3],
    ["2027-03-22", 0, 0],
    ["2027-03-29", 1, 3],
  ]);
});

test("the weeks together are the whole, however many sessions there are and in whatever order", () => {
  const anyHeld = fc
    .record({ day: fc.integer({ min: 0, max: 400 }), people: fc.integer({ min: 0, max: 50 }), has: fc.boolean() })
    .map(({ day, people, has }): Summand => {
      const start = (instant("2027-01-01T10:00:00Z") + day * 86_400_000) as Instant;
      return { start, report: has ? { totals: totals({ people, registered: people, came: people }), state: "final" } : null };
    });
  fc.assert(
    fc.property(fc.array(anyHeld, { maxLength: 40 }), (sessions) => {
      const sum = summed(sessions, MADRID, 75);
      const all = (of: "sessions" | "people" | "registered"): number => sum.weeks.reduce((n, week) => n + week[of], 0);
      expect([all("sessions"), all("people"), all("registered")]).toEqual([sum.sessions, sum.people, sum.registered]);
      expect(summed(sessions.toReversed(), MADRID, 75)).toEqual(sum);
    }),
  );
});

test("a cursor is read back as it was written, and what nobody wrote is none", () => {
  const place = { start: instant("2027-03-01T10:00:00Z"), id: "00000000-0000-4000-8000-000000000003" };
  expect(placeIn(cursorOf(place))).toEqual(place);
  expect(["", "x", "1.2", `${cursorOf(place)}'`, "9".repeat(30)].map(placeIn)).toEqual([null, null, null, null, null]);
  expect([isBehind(place, place), isBehind({ ...place, id: "0" }, place), isBehind({ ...place, start: (place.start + 1) as Instant }, place)]).toEqual([
    false,
    true,
    false,
  ]);
});

test("the table has a line a session, harmless in a spreadsheet, and says nothing of who came where there is no report", () => {
  const about = { sessionId: "s1", title: '=HYPERLINK("x")', organizer: "Inés", room: null, zone: MADRID, planned: span(0, 60), registered: 7, threshold: 75 };
  const lines: Line[] = [
    { about, report: { totals: totals(), state: "final" } },
    { about: { ...about, title: "Óptica" }, report: null },
  ];
  const rows: string[][] = parse(tableOf(lines, 75, catalogue.en.reports.table, ","), { bom: true });
  expect(rows[0]).toContain("% who stayed ≥ 75 %");
  expect(rows[1]).toEqual([
    '\'=HYPERLINK("x")',
    "Inés",
    "",
    "2037-03-10 10:00",
    "2037-03-10 11:00",
    MADRID,
    "final",
    "3",
    "1",
    "2",
    "1",
    "2",
    "2",
    "30",
    "100",
  ]);
  expect(rows[2]).toEqual(["Óptica", "Inés", "", "2037-03-10 10:00", "2037-03-10 11:00", MADRID, "not yet", "7", "", "", "", "", "", "", ""]);
});

test("whatever sessions, people and rooms are called, the table has a line a session and no formula", () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 1000, maxLength: 1000 }), (names) => {
      const about = { sessionId: "s1", zone: MADRID, planned: span(0, 60), registered: 7, threshold: 75 };
      const lines = names.map((name, i): Line => ({ about: { ...about, title: name, organizer: names.at(i - 1)!, room: names.at(i - 2)! }, report: null }));
      for (const delimiter of [",", ";"] as const) {
        const rows: string[][] = parse(tableOf(lines, 75, catalogue.es.reports.table, delimiter), { bom: true, delimiter });
        expect(rows.map((row) => row.length)).toEqual(Array.from({ length: 1001 }, () => 15));
        expect(rows.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]|[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]|[;,]["\s]*[=+@]/u.test(cell))).toEqual([]);
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
});
