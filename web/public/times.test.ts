import { expect, test } from "vitest";
import { needsYear, partsOf, sameWall } from "./times.ts";

const HOUR = 3_600_000;

test("a countdown shows nothing only when nothing is left", () => {
  expect(partsOf(1)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 1 });
  expect(partsOf(0)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 });
  expect(partsOf(-5000)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 });
});

test("a countdown counts in days, hours, minutes and seconds", () => {
  expect(partsOf(50 * HOUR + 61_000)).toEqual({ days: 2, hours: 2, minutes: 1, seconds: 1 });
});

test("a visitor's own time is added only where the clocks on the wall differ then", () => {
  expect(sameWall("2027-01-10T10:00:00Z", "Europe/Madrid", "Europe/Paris")).toBe(true);
  expect(sameWall("2027-01-10T10:00:00Z", "Europe/London", "Atlantic/Reykjavik")).toBe(true);
  expect(sameWall("2027-07-10T10:00:00Z", "Europe/London", "Atlantic/Reykjavik")).toBe(false);
});

test("a date is told with its year only when that is not this year where its time is told", () => {
  const now = Date.parse("2026-12-31T23:30:00Z");
  expect(needsYear("2026-06-01T10:00:00Z", now, "Europe/London")).toBe(false);
  expect(needsYear("2027-01-01T10:00:00Z", now, "Europe/London")).toBe(true);
  expect(needsYear("2027-01-01T10:00:00Z", now, "Europe/Madrid")).toBe(false);
});
