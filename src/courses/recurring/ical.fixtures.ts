import ICAL from "ical.js";
import { textOf, type Parts } from "./any-rule.fixtures.ts";

/** The wall times of a rule by ical.js 2.2.1, which is told the end as a local time. It may look for ever where nothing comes within `last`, so it is asked where something does. */
export function byIcal(parts: Parts, start: string, until: string | null, last: string, most: number): string[] {
  const text = textOf(sorted(parts)) + (until === null ? "" : `;UNTIL=${until.replaceAll(/[-:]/g, "")}`);
  const dates = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateTimeString(`${start}:00`));
  const walls: string[] = [];
  for (let date = dates.next(); date && walls.length < most; date = dates.next()) {
    const wall = date.toString().slice(0, 16);
    if (wall > last) break;
    walls.push(wall);
  }
  return walls;
}

/** RFC 5545 gives the order of a list no meaning; ical.js stumbles over one that is not sorted. */
const sorted = (parts: Parts): Parts =>
  Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [
      name,
      Array.isArray(value) && typeof value[0] === "number" ? (value as number[]).toSorted((a, b) => a - b) : value,
    ]),
  ) as Parts;

/** What ical.js 2.2.1 is known to do otherwise than RFC 5545 says, each shown by a rule that `dayByDay` and the text agree about. */
export const ICAL_LACKS: Record<string, (rule: Parts, start: string) => boolean> = {
  "counts no days from the end of the month in DAILY": ({ FREQ, BYMONTHDAY }) => FREQ === "DAILY" && isFromEnd(BYMONTHDAY),
  "knows BYSETPOS only of the weekdays of a month": ({ FREQ, BYSETPOS, BYMONTHDAY, BYDAY }) =>
    BYSETPOS !== undefined && (FREQ !== "MONTHLY" || BYMONTHDAY !== undefined || BYDAY === undefined),
  "misses the first of a month that BYSETPOS counts to from the end": ({ BYSETPOS }) => BYSETPOS?.some((n) => n <= -4) === true,
  "knows no numbers of weeks": ({ BYWEEKNO }) => BYWEEKNO !== undefined,
  "begins MONTHLY with BYMONTH at the first month of the list": ({ FREQ, BYMONTH }) => FREQ === "MONTHLY" && BYMONTH !== undefined,
  "takes BYMONTHDAY of a year for a day of the start's month": ({ FREQ, BYMONTH, BYMONTHDAY }) =>
    FREQ === "YEARLY" && BYMONTH === undefined && BYMONTHDAY !== undefined,
  "lets a day that a month has not roll into the next": ({ FREQ, BYMONTH, BYMONTHDAY, BYDAY }, start) =>
    FREQ === "YEARLY" &&
    (BYMONTH !== undefined || start.slice(5, 10) === "02-29") &&
    (BYMONTHDAY ?? (BYDAY === undefined ? [Number(start.slice(8, 10))] : [])).some((n) => n > 28 || n < -28),
  "finds no weekdays among days that are counted from the end": ({ BYMONTHDAY, BYDAY }) => BYDAY !== undefined && isFromEnd(BYMONTHDAY),
  "gives up a weekday that is none of the days of a month for long": ({ FREQ, INTERVAL = 1, BYMONTHDAY, BYDAY }) =>
    FREQ === "MONTHLY" && INTERVAL > 1 && BYMONTHDAY !== undefined && BYDAY !== undefined,
  "counts days from the end of a month by the month that it comes from": ({ FREQ, BYMONTHDAY }) => FREQ === "YEARLY" && isFromEnd(BYMONTHDAY),
  "takes days of the year for ill said beside months": ({ BYYEARDAY, BYMONTH }) => BYYEARDAY !== undefined && BYMONTH !== undefined,
  "gives a day of a year twice that is named twice": ({ FREQ, BYDAY = [] }) =>
    FREQ === "YEARLY" && BYDAY.length > new Set(BYDAY.map((one) => one.slice(-2))).size,
};
const isFromEnd = (numbers: readonly number[] | undefined): boolean => numbers?.some((n) => n < 0) === true;
