import fc from "fast-check";
import { expect, test } from "vitest";
import { clipped, contains, holds, interval, lengthOf, merged, overlaps, total, type Interval } from "./interval.ts";
import type { Instant } from "./time.ts";

const at = (n: number): Instant => n as Instant;
const part = (start: number, end: number): Interval => ({ start: at(start), end: at(end) });
const anyPart = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 })).map(([start, length]) => part(start, start + length));
const minutesOf = (parts: readonly Interval[]): Set<number> => new Set(parts.flatMap((p) => Array.from({ length: p.end - p.start }, (_, i) => p.start + i)));

test("what ends at eleven does not touch what begins at eleven", () => {
  expect([overlaps(part(10, 11), part(11, 12)), holds(part(10, 11), at(11)), holds(part(10, 11), at(10))]).toEqual([false, false, true]);
});

test("an interval that does not last is a bug", () => {
  expect(() => interval(at(5), at(5))).toThrow("must last");
  expect(lengthOf(interval(at(5), at(9)))).toBe(4);
});

test("two overlap when some minute belongs to both, and contain when every one does", () => {
  fc.assert(
    fc.property(anyPart, anyPart, (a, b) => {
      const common = minutesOf([a]).intersection(minutesOf([b]));
      expect([overlaps(a, b), overlaps(b, a)]).toEqual([common.size > 0, common.size > 0]);
      expect(contains(a, b)).toBe(common.size === lengthOf(b));
      expect(minutesOf([clipped(a, b) ?? part(0, 0)])).toEqual(common);
    }),
  );
});

test("merged, the same time is told once, in order and apart", () => {
  fc.assert(
    fc.property(fc.array(anyPart, { maxLength: 12 }), (parts) => {
      const whole = merged(parts);
      expect(minutesOf(whole)).toEqual(minutesOf(parts));
      expect(total(whole)).toBe(minutesOf(parts).size);
      for (const [i, one] of whole.entries()) if (i > 0) expect(whole[i - 1]!.end).toBeLessThan(one.start);
    }),
  );
});
