import { expect, test } from "vitest";
import { after, days, hours, instant } from "../../lib/time.ts";
import { keptForToday, mostToday } from "./budget.ts";

const NOON = instant("2027-03-01T12:00:00Z");
const MIDNIGHT = instant("2027-03-02T00:00:00Z");
const nextWeek = { start: after(NOON, days(7)) };
const tonight = { start: after(NOON, hours(6)) };

test("a day's eighty changes of a host are planned with, without what today's sessions may still need", () => {
  expect(mostToday(nextWeek, 0, NOON)).toBe(80);
  expect(mostToday(nextWeek, keptForToday({ sessions: 6, withoutMeeting: 2 }), NOON)).toBe(66);
});

test("today's sessions may use all hundred, and those of the next day's first hours as well", () => {
  expect(mostToday(tonight, 30, NOON)).toBe(100);
  expect(mostToday({ start: after(MIDNIGHT, hours(2)) }, 30, NOON)).toBe(100);
  expect(mostToday({ start: after(MIDNIGHT, hours(3)) }, 0, NOON)).toBe(80);
});
