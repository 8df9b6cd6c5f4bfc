import type { WeekSummed } from "../../../src/attendance/contract.ts";

export type Bar = { week: WeekSummed; x: number; width: number; registered: number; came: number };

/** A few weeks are bars still, not a wall. */
const WIDEST = 9;

/** Heights in hundredths of the picture, places in hundredths of its width; a week without anybody keeps its place. */
export function barsOf(weeks: readonly WeekSummed[]): { bars: Bar[]; most: number } {
  const most = Math.max(0, ...weeks.map((week) => Math.max(week.registered, week.came)));
  const step = 100 / Math.max(1, weeks.length);
  const height = (n: number): number => (most === 0 ? 0 : (100 * n) / most);
  const width = Math.min(0.7 * step, WIDEST);
  const bars = weeks.map((week, i) => ({ week, x: (i + 0.5) * step - width / 2, width, registered: height(week.registered), came: height(week.came) }));
  return { bars, most };
}

/** Which weeks are named below, so many that their words have room. */
export function named(weeks: readonly WeekSummed[], most: number): number[] {
  const every = Math.max(1, Math.ceil(weeks.length / Math.max(1, most)));
  return weeks.flatMap((_, i) => (i % every === 0 ? [i] : []));
}
