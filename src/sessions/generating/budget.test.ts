import { expect, test } from "vitest";
import { after, days, hours, instant } from "../../lib/time.ts";
import { keptForToday, whenToChange } from "./budget.ts";

const NOON = instant("2027-03-01T12:00:00Z");
const MIDNIGHT = instant("2027-03-02T00:00:00Z");
const nextWeek = { start: after(NOON, days(7)) };
const tonight = { start: after(NOON, hours(6)) };

test("a day's eighty changes of a host are planned with", () => {
  expect(whenToChange(nextWeek, { spent: 79, kept: 0 }, NOON)).toBeNull();
  expect(whenToChange(nextWeek, { spent: 80, kept: 0 }, NOON)).toBe(MIDNIGHT);
});

test("what today's sessions may still need is kept from what lies further ahead", () => {
  const kept = keptForToday({ sessions: 6, withoutMeeting: 2 });
  expect(kept).toBe(14);
  expect(whenToChange(nextWeek, { spent: 65, kept }, NOON)).toBeNull();
  expect(whenToChange(nextWeek, { spent: 66, kept }, NOON)).toBe(MIDNIGHT);
});

test("today's sessions may use all hundred, and those of the next day's first hours as well", () => {
  expect(whenToChange(tonight, { spent: 99, kept: 30 }, NOON)).toBeNull();
  expect(whenToChange(tonight, { spent: 100, kept: 30 }, NOON)).toBe(MIDNIGHT);
  expect(whenToChange({ start: after(MIDNIGHT, hours(2)) }, { spent: 99, kept: 30 }, NOON)).toBeNull();
  expect(whenToChange({ start: after(MIDNIGHT, hours(3)) }, { spent: 80, kept: 0 }, NOON)).toBe(MIDNIGHT);
});
