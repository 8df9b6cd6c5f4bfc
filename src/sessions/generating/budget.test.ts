import { expect, test } from "vitest";
import { after, days, hours, instant } from "../../lib/time.ts";
import { isToday, mostPlanned, nextDay } from "./budget.ts";

const NOON = instant("2027-03-01T12:00:00Z");
const MIDNIGHT = instant("2027-03-02T00:00:00Z");

test("a day's eighty changes of a host are planned with, without what today's sessions may still need", () => {
  expect(mostPlanned({ sessions: 0, withoutMeeting: 0 })).toBe(80);
  expect(mostPlanned({ sessions: 6, withoutMeeting: 2 })).toBe(66);
});

test("what begins today by Zoom's day, or early on the next, does not wait for it", () => {
  expect(nextDay(NOON)).toBe(MIDNIGHT);
  expect(isToday({ start: after(NOON, hours(6)) }, NOON)).toBe(true);
  expect(isToday({ start: after(MIDNIGHT, hours(2)) }, NOON)).toBe(true);
  expect(isToday({ start: after(MIDNIGHT, hours(3)) }, NOON)).toBe(false);
  expect(isToday({ start: after(NOON, days(7)) }, NOON)).toBe(false);
});
