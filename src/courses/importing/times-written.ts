import { weekdayOf } from "../../lib/time.ts";

/** How `03/04/2027` is read: 3 April, or 4 March. */
export type Order = "day first" | "month first";

/** Three numbers between slashes or hyphens, of which nobody knows which is the day. With dots it is the first: nobody writes the month there. */
const NUMBERS = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})$/;

/** The weekday before a date says nothing new. */
const bareDate = (text: string): string => text.trim().replace(/^\p{L}+\.?,?\s+/u, "");

/** What the dates of a whole table say about their order: `both`: some can only be read in one way and some only in the other; null: all could be either. */
export function orderOf(dates: readonly string[]): Order | "both" | null {
  const seen = dates.map((date) => NUMBERS.exec(bareDate(date))).filter((found) => found !== null && found[2] !== ".") as RegExpExecArray[];
  const isDayFirst = seen.some((found) => Number(found[1]) > 12);
  const isMonthFirst = seen.some((found) => Number(found[3]) > 12);
  if (isDayFirst && isMonthFirst) return "both";
  return isDayFirst ? "day first" : isMonthFirst ? "month first" : null;
}

/** Whether the text could be two days. */
export function isEither(text: string): boolean {
  const found = NUMBERS.exec(bareDate(text));
  return found !== null && found[2] !== "." && Number(found[1]) <= 12 && Number(found[3]) <= 12 && found[1] !== found[3];
}

/** `2027-03-01`; null: no day that there is. */
export function dayWritten(text: string, order: Order): string | null {
  const date = bareDate(text);
  const iso = YEAR_FIRST.exec(date);
  if (iso !== null) return realDay(iso[1]!, iso[3]!, iso[4]!);
  const found = NUMBERS.exec(date);
  if (found === null) return null;
  const [, one, separator, two, year] = found;
  const [day, month] = order === "day first" || separator === "." ? [one!, two!] : [two!, one!];
  return realDay(year!.length === 2 ? `20${year}` : year!, month, day);
}

function realDay(year: string, month: string, day: string): string | null {
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  try {
    weekdayOf(written);
    return written;
  } catch {
    return null; // 30 February
  }
}

const CLOCK = /^(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.0+)?)?\s*h?(?:\s*([ap])\.?\s?m\.?)?$/i;

/** `09:00` in minutes since midnight; `9:00`, `9.00`, `9h30`, `9:00:00`, `1:30 PM` and `1:30 p. m.` too. Null: no time of day. */
export function minuteWritten(text: string): number | null {
  const found = CLOCK.exec(text.trim());
  if (found === null || (found[2] === undefined && !/[h]|[ap]\.?\s?m/i.test(text))) return null;
  const [hour, minute, half] = [Number(found[1]), Number(found[2] ?? 0), found[3]?.toLowerCase()];
  if (minute > 59 || hour > (half === undefined ? 23 : 12) || (half !== undefined && hour === 0)) return null;
  return ((half === undefined ? hour : (hour % 12) + (half === "p" ? 12 : 0)) * 60 + minute) as number;
}

/** A length: `90`, `90 min`, `1:30`, `1 h 30`, `1,5 h`. Null: none. */
export function lengthWritten(text: string): number | null {
  const plain = text.trim().toLowerCase();
  const minutes = /^(\d{1,4})\s*(?:m|min|mins|minutes?|minutos?|')?\.?$/.exec(plain);
  if (minutes !== null) return Number(minutes[1]);
  const both = /^(\d{1,2})\s*(?::|h)\s*(\d{2})(?::00)?\s*(?:m|min)?\.?$/.exec(plain);
  if (both !== null) return Number(both[1]) * 60 + Number(both[2]);
  const hours = /^(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hs|hours?|horas?)\.?$/.exec(plain);
  return hours === null ? null : Math.round(Number(hours[1]!.replace(",", ".")) * 60);
}

/** A date with a time behind it, as one field; the time may be missing. */
export function dateAndTime(text: string): { date: string; time: string } {
  const found = /^(.*?\d{4}|.*?\d{4}[./-]\d{1,2}[./-]\d{1,2}|.*?\d[./-]\d{2})(?:T|,?\s+)(\d{1,2}[:.h].*)$/.exec(text.trim());
  return found === null ? { date: text.trim(), time: "" } : { date: found[1]!, time: found[2]! };
}

/** `9:00 - 10:30` as two; one time alone has no end. */
export function startAndEnd(text: string): { start: string; end: string } {
  const [start = "", end = ""] = text.split(/\s*(?:[-–—]|\ba\b|\bto\b)\s*/u);
  return { start, end };
}
