import { instant, minutes, wallOf, type Instant } from "../../lib/time.ts";

/** What the clock on the wall shows in one zone, for tens of thousands of moments of one session. */
export type Walls = {
  /** `2027-03-28 10:00` */
  text(moment: Instant): string;
  /** `10:00` */
  time(moment: Instant): string;
  /** Days since 1899-12-30 by that clock, as spreadsheets count them. */
  serial(moment: Instant): number;
};

const QUARTER = minutes(15);
const DAYS_BEFORE_1970 = 25_569;

/** Clocks are changed at quarters of an hour, so one question to the calendar answers for all of a quarter. */
export function wallsIn(zone: string): Walls {
  const shifts = new Map<number, number>();
  const shiftAt = (moment: Instant): number => {
    const quarter = Math.floor(moment / QUARTER);
    const known = shifts.get(quarter);
    if (known !== undefined) return known;
    const start = (quarter * QUARTER) as Instant;
    const shift = instant(`${wallOf(start, zone)}Z`) - start;
    shifts.set(quarter, shift);
    return shift;
  };
  const text = (moment: Instant): string => new Date(moment + shiftAt(moment)).toISOString().slice(0, 16).replace("T", " ");
  return {
    text,
    time: (moment) => text(moment).slice(11),
    serial: (moment) => (moment + shiftAt(moment)) / 86_400_000 + DAYS_BEFORE_1970,
  };
}
