import { days } from "../../lib/time.ts";

/** What the clock on a wall shows, as the milliseconds since 1970 that it would be in UTC: calendars reckon with it, thousands of times. */
export type Wall = number & { readonly __wall: true };

export const DAY = days(1);
const wall = (ms: number): Wall => ms as Wall;

/** The number of a day since 1970-01-01 (the proleptic calendar; Howard Hinnant's `days_from_civil`). */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

export type Civil = { year: number; month: number; day: number };

/** The way back. */
export function civilOf(number: number): Civil {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

export const dayAt = (at: Wall): number => Math.floor(at / DAY);
export const timeAt = (at: Wall): number => at - dayAt(at) * DAY;
export const wallAt = (day: number, time: number): Wall => wall(day * DAY + time);
export const later = (at: Wall, ms: number): Wall => wall(at + ms);

/** Sunday is 0. */
export const weekdayAt = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** `2027-03-01` or `2027-03-01T10:00:00`, also with a `Z` behind; null for 30 February and what is none. A leap second is the one before. */
export function readWall(written: string): Wall | null {
  const read = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)Z?)?$/.exec(written);
  if (read === null) return null;
  const [year, month, day, hour, minute, second] = read.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 24 || minute > 59 || second > 60) return null;
  return wallAt(dayNumber(year, month, day), ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000);
}

export const daysIn = (year: number, month: number): number => (month === 12 ? 31 : dayNumber(year, month + 1, 1) - dayNumber(year, month, 1));
