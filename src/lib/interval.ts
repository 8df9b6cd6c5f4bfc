import { assert } from "./assert.ts";
import type { Duration, Instant } from "./time.ts";

/** A stretch of time, half-open: what ends at eleven does not touch what begins at eleven. */
export type Interval = { readonly start: Instant; readonly end: Instant };

/** Refuses, loudly, an interval that does not last: that is a bug, not bad input. */
export function interval(start: Instant, end: Instant): Interval {
  assert(start < end, `an interval must last: ${start} to ${end}`);
  return { start, end };
}

export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;
export const contains = (outer: Interval, inner: Interval): boolean => outer.start <= inner.start && inner.end <= outer.end;
export const holds = (outer: Interval, moment: Instant): boolean => outer.start <= moment && moment < outer.end;
export const lengthOf = (i: Interval): Duration => i.end - i.start;

/** From the first beginning to the last end. */
export const span = (a: Interval, b: Interval): Interval => ({ start: Math.min(a.start, b.start) as Instant, end: Math.max(a.end, b.end) as Instant });

/** What of `i` lies in `within`, or null when nothing does. */
export function clipped(i: Interval, within: Interval): Interval | null {
  const start = Math.max(i.start, within.start) as Instant;
  const end = Math.min(i.end, within.end) as Instant;
  return start < end ? { start, end } : null;
}

/** What of `i` lies outside the other: at most one piece before it and one after. */
export function minus(i: Interval, other: Interval): Interval[] {
  const pieces = [
    { start: i.start, end: Math.min(i.end, other.start) as Instant },
    { start: Math.max(i.start, other.end) as Instant, end: i.end },
  ];
  return overlaps(i, other) ? pieces.filter((piece) => piece.start < piece.end) : [i];
}

/** The same time, without overlaps, in order: being there on two devices at once counts once. */
export function merged(parts: readonly Interval[]): Interval[] {
  const whole: { start: Instant; end: Instant }[] = [];
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last !== undefined && part.start <= last.end) last.end = Math.max(last.end, part.end) as Instant;
    else whole.push({ ...part });
  }
  return whole;
}

export const total = (parts: readonly Interval[]): Duration => parts.reduce((sum, part) => sum + lengthOf(part), 0);
