import { fine, refused, type Outcome } from "../lib/outcome.ts";
import { instant, wallOf } from "../lib/time.ts";

const UNTIL_DAY = /^(\d{4})(\d\d)(\d\d)$/;
const UNTIL_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)$/;
/** Recurring within a day is nothing that a course does; the time of day is the first date's. */
const FREQUENCIES: ReadonlySet<string> = new Set(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
const NOT_OF_COURSES = ["BYHOUR", "BYMINUTE", "BYSECOND", "RSCALE", "SKIP"];

const number = (text: string, most: number): boolean => /^\d{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
const eachOf = (value: string, is: (one: string) => boolean): boolean => value.split(",").every(is);
/** RFC 5545 counts from either end, and there is no day 0. The library takes what is out of range for not said. */
const numbers = (most: number) => (value: string): boolean => eachOf(value, (one) => number(one.replace(/^[+-]/, ""), most)); // prettier-ignore
const WEEKDAY = /^(?:MO|TU|WE|TH|FR|SA|SU)$/;

/** What a part of a rule may say. */
const PARTS: Record<string, (value: string) => boolean> = {
  FREQ: (value) => FREQUENCIES.has(value),
  INTERVAL: (value) => number(value, 999_999_999),
  COUNT: (value) => number(value, 999_999_999),
  UNTIL: (value) => UNTIL_DAY.test(value) || UNTIL_TIME.test(value),
  WKST: (value) => WEEKDAY.test(value),
  BYMONTH: (value) => eachOf(value, (one) => number(one, 12)),
  BYMONTHDAY: numbers(31),
  BYYEARDAY: numbers(366),
  BYWEEKNO: numbers(53),
  BYSETPOS: numbers(366),
  BYDAY: (value) => eachOf(value, (one) => WEEKDAY.test(one.slice(-2)) && (one.length === 2 || numbers(53)(one.slice(0, -2)))),
};

/** The rule with its end as a wall time. Refuses what can't be read, recurs within a day, or never ends. */
export function readRule(text: string, zone: string): Outcome<string> {
  const parts = text
    .trim()
    .replace(/^RRULE:/i, "")
    .toUpperCase()
    .split(";")
    .map((part) => part.split("=") as [string, string | undefined]);
  const of = new Map(parts);
  const names = parts.map(([name]) => name);
  if (of.size < names.length || parts.some((part) => part.length !== 2 || part[1] === "")) return refused("rule_malformed", { field: "rule" });
  if (!FREQUENCIES.has(of.get("FREQ") ?? "") || NOT_OF_COURSES.some((name) => of.has(name))) return refused("rule_not_of_courses", { field: "rule" });
  if (parts.some(([name, value]) => PARTS[name]?.(value!) !== true)) return refused("rule_malformed", { field: "rule" });
  if (of.has("COUNT") === of.has("UNTIL")) return refused(of.has("COUNT") ? "rule_malformed" : "rule_never_ends", { field: "rule" });
  if (isBeyondTheLibrary(of)) return refused("rule_not_of_courses", { field: "rule" });
  const until = of.get("UNTIL");
  const wall = until === undefined ? null : untilWall(until, zone);
  if (until !== undefined && wall === null) return refused("rule_malformed", { field: "rule" });
  return fine(parts.map(([name, value]) => `${name}=${name === "UNTIL" ? wall : value}`).join(";"));
}

/**
 * Parts of a year's rule that RFC 5545 allows beside each other, and rrule-temporal 2.2.7 reads as if one of them were not there: days by their number in
 * the year or the month beside weeks or weekdays. No course asks for it; see recurring/recurrence.property.test.ts, which compares what is left with the RFC's table.
 */
function isBeyondTheLibrary(of: ReadonlyMap<string, string | undefined>): boolean {
  if (of.get("FREQ") !== "YEARLY") return false;
  const days = of.get("BYDAY")?.split(",") ?? [];
  const ordinals = days.filter((one) => one.length > 2).length;
  if (of.has("BYYEARDAY")) return of.has("BYMONTHDAY") || of.has("BYDAY") || of.has("BYWEEKNO");
  if (of.has("BYWEEKNO")) return of.has("BYMONTHDAY");
  return !of.has("BYMONTH") && ordinals > 0 && (ordinals < days.length || of.has("BYMONTHDAY"));
}

/** A day includes all of it; a moment in UTC is looked up in the course's zone. */
function untilWall(until: string, zone: string): string | null {
  const asDay = UNTIL_DAY.exec(until);
  if (asDay !== null) return `${until}T235959Z`;
  const time = UNTIL_TIME.exec(until);
  if (time === null) return null;
  if (time[7] === "") return `${until}Z`;
  const [, year, month, day, hour, minute, second] = time;
  try {
    const wall = wallOf(instant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`), zone);
    return `${wall.replaceAll(/[-:]/g, "")}${second}Z`;
  } catch {
    return null;
  }
}
