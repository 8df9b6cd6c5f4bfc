import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";

/**
 * Whether a time touches nothing of these, which are in order and disjoint. To be asked in order of start: each answer goes on from where the last one stood,
 * by leaps that double, so that ten times as many cost a few steps more.
 */
export function sweep(busy: readonly Interval[]): (start: Instant, end: Instant) => boolean {
  let at = 0;
  return (start, end) => {
    at = firstEndingAfter(busy, start, at);
    const next = busy[at];
    return next === undefined || next.start >= end;
  };
}

function firstEndingAfter(busy: readonly Interval[], moment: Instant, from: number): number {
  let leap = 1;
  let low = from;
  while (low + leap <= busy.length && busy[low + leap - 1]!.end <= moment) {
    low += leap;
    leap *= 2;
  }
  let high = Math.min(busy.length, low + leap);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (busy[middle]!.end > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}
