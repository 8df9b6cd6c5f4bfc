import fc from "fast-check";
import { expect, test } from "vitest";
import { NOON } from "../../test/builders.ts";
import { minus, overlaps, total } from "../lib/interval.ts";
import { after, before, days, hours, minutes, type Instant } from "../lib/time.ts";
import { DEFAULT_SETTINGS } from "../people/institution.ts";
import { timeAsked, withinLimits } from "./asking.ts";

const asked = (start: string, more: object = {}) => timeAsked({ start, zone: "Europe/Madrid", minutes: 60, ...more }, NOON);
const limits = (more: Partial<typeof DEFAULT_SETTINGS.limits>) => ({ ...DEFAULT_SETTINGS, limits: { ...DEFAULT_SETTINGS.limits, ...more } });
const hour = (from: number, to = from + 1) => ({ start: after(NOON, hours(from)), end: after(NOON, hours(to)) });

test("a wall time is a moment in its zone", () => {
  expect(asked("2027-03-01T14:00")).toEqual({ ok: true, value: { start: after(NOON, hours(1)), end: after(NOON, hours(2)) } });
});

test.each([
  ["2027-03-28T02:30", {}, "wall_time_skipped", "start"],
  ["2027-10-31T02:30", {}, "wall_time_twice", "start"],
  ["2027-03-01T12:58", {}, "in_the_past", "start"],
  ["2027-03-01T25:00", {}, "wall_time_malformed", "start"],
  ["2032-03-02T13:00", {}, "too_many_years_ahead", "start"],
  ["2199-12-31T13:00", {}, "too_many_years_ahead", "start"],
  ["2027-03-01T14:00", { zone: "Madrid" }, "time_zone_unknown", "zone"],
] as const)("%s %o is refused as %s, at the field it belongs to", (start, more, because, field) => {
  expect(asked(start, more)).toMatchObject({ ok: false, refusal: { because, field } });
});

test("the same day in five years can be asked for, leap years or not", () => {
  expect(asked("2032-03-01T13:00").ok).toBe(true);
});

test("who says which of two equal times is meant, gets it; a minute's grace is given to who types slowly", () => {
  expect(asked("2027-10-31T02:30", { choose: "later" }).ok).toBe(true);
  expect(asked("2027-03-01T12:59").ok).toBe(true);
});

test("limits are refused with their figure, and what just fits is not", () => {
  const none = { sessions: 0, minutes: 0 };
  expect(withinLimits(hour(1), none, DEFAULT_SETTINGS, NOON)).toEqual({ ok: true, value: true });
  expect(withinLimits(hour(1), none, limits({ longestMinutes: 59 }), NOON)).toMatchObject({
    refusal: { because: "longer_than_allowed", values: { most: 59 } },
  });
  expect(withinLimits(hour(1), none, limits({ longestMinutes: 60 }), NOON).ok).toBe(true);
  const far = { start: after(NOON, days(8)), end: after(NOON, days(8) + hours(1)) };
  expect(withinLimits(far, none, limits({ furthestDays: 7 }), NOON)).toMatchObject({ refusal: { because: "too_far_ahead" } });
  expect(withinLimits(hour(1), { sessions: 3, minutes: 90 }, limits({ sessionsAhead: 3 }), NOON)).toMatchObject({
    refusal: { because: "too_many_sessions_ahead" },
  });
  expect(withinLimits(hour(1), { sessions: 3, minutes: 90 }, limits({ hoursAhead: 2 }), NOON)).toMatchObject({ refusal: { because: "too_many_hours_ahead" } });
  expect(withinLimits(hour(1), { sessions: 3, minutes: 60 }, limits({ hoursAhead: 2 }), NOON).ok).toBe(true);
});

const anyInterval = fc
  .tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 300 }))
  .map(([from, length]) => ({ start: after(NOON, minutes(from)), end: after(NOON, minutes(from + length)) }));

test("what a change gives up is what the old reservation covers and the new does not, no more and no less", () => {
  fc.assert(
    fc.property(anyInterval, anyInterval, (old, kept) => {
      const pieces = minus(old, kept);
      expect(pieces.length).toBeLessThanOrEqual(2);
      for (const piece of pieces)
        expect([piece.start < piece.end, overlaps(piece, kept), piece.start >= old.start, piece.end <= old.end]).toEqual([true, false, true, true]);
      const common = Math.max(0, Math.min(old.end, kept.end) - Math.max(old.start, kept.start));
      expect(total(pieces)).toBe(old.end - old.start - common);
    }),
  );
});

test("nothing is given up by who keeps everything", () => {
  expect(minus(hour(1), { start: before(hour(1).start, 1), end: hour(1).end as Instant })).toEqual([]);
});
