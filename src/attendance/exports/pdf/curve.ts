import type { Interval } from "../../../lib/interval.ts";
import type { Count } from "../../presence.ts";

/** The most who were there at once within each of so many equal parts of the time; two thousand changes are more than paper shows. */
export function curveOf(presence: readonly Count[], { start, end }: Interval, columns: number): number[] {
  const most = Array.from({ length: columns }, () => 0);
  const columnOf = (moment: number): number => Math.floor(((moment - start) / Math.max(1, end - start)) * columns);
  presence.forEach(({ at, count }, i) => {
    const until = presence[i + 1]?.at ?? end;
    const [first, last] = [Math.max(0, columnOf(at)), Math.min(columns - 1, columnOf(until - 1))];
    for (let column = first; column <= last; column += 1) most[column] = Math.max(most[column]!, count);
  });
  return most;
}

/** Where a stay is drawn on a bar of that width, always so wide that it is seen. */
export function barOf(stay: Interval, { start, end }: Interval, width: number): { x: number; width: number } | null {
  const scale = width / Math.max(1, end - start);
  const from = Math.min(Math.max(0, (stay.start - start) * scale), width - SEEN);
  const to = Math.min(width, (stay.end - start) * scale);
  return stay.end <= start || stay.start >= end ? null : { x: from, width: Math.max(SEEN, to - from) };
}
const SEEN = 0.6;
