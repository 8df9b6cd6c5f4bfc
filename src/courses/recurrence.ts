import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { fine, refused, type Outcome } from "../lib/outcome.ts";
import { after, isInOurTimes, isZone, minutes, type Instant } from "../lib/time.ts";
import { MOST_DATES } from "./contract.ts";
import { readRule } from "./rule.ts";

/** One stretch of a course: from its first wall time on, until the day on which the next part begins. `rule`: the value of an RFC 5545 `RRULE`; null: the first time only. */
export type Part = { start: string; rule: string | null; minutes: number };

/** What says which dates a course has. `without`: days on which the rules give none; `extra` are held there too, as a date at another time is. Wall times are `2027-03-01T09:00` in `zone`, days `2027-03-01`. */
export type Recurrence = { zone: string; parts: readonly Part[]; without: readonly string[]; extra: readonly string[] };

/** `date`: the wall time that the rule gives; the moment may lie an hour later, see `momentOfDate`. */
export type CourseMoment = { date: string; start: Instant; end: Instant; note: ClockNote | null };
/** What the change of clocks does to a date's hour; message keys under `courses.`. */
type ClockNote = "hour_skipped" | "hour_twice";

/** Longer than the longest programme of studies; also what keeps a rule that never fits from being sought for ever. */
const LONGEST_YEARS = 5;
/** Days, or longer periods, that are looked at in vain: more than there are in that time. */
const SOUGHT = 2000;
const wallTime = (wall: string): Temporal.PlainDateTime => Temporal.PlainDateTime.from(wall, { overflow: "reject" });

/**
 * All dates of a course in order, each once. What the clock shows is kept over the change of clocks: the rule is followed in wall times, and each
 * is then looked up in the zone. Refuses, with the field it belongs to: a zone or a wall time that there is not, a rule that can't be read, one
 * that recurs within a day, one that never ends, more than `MOST_DATES` dates, and no date at all.
 */
export function datesOf(r: Recurrence): Outcome<CourseMoment[]> {
  if (!isZone(r.zone)) return refused("time_zone_unknown", { field: "zone" });
  const walls = new Map<string, number>();
  for (const [i, part] of r.parts.entries()) {
    const given = wallsOf(part, r.zone);
    if (!given.ok) return given;
    const until = r.parts[i + 1]?.start.slice(0, 10) ?? null;
    for (const wall of given.value) if (until === null || wall < until) walls.set(wall, part.minutes);
  }
  const without = new Set(r.without);
  for (const wall of walls.keys()) if (without.has(wall.slice(0, 10))) walls.delete(wall);
  for (const wall of r.extra) {
    if (!isWall(wall)) return refused("wall_time_malformed", { field: "extra" });
    walls.set(wall, partOf(r.parts, wall).minutes);
  }
  const dates = [...walls].toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (dates.length === 0) return refused("course_without_dates", { field: "rule" });
  if (dates.length > MOST_DATES) return refused("course_too_many_dates", { field: "rule", values: { most: MOST_DATES } });
  return fine(dates.map(([wall, length]) => momentOfDate(wall, r.zone, length)));
}

/** The stretch that a wall time belongs to. */
export const partOf = (parts: readonly Part[], wall: string): Part => parts.findLast((part) => part.start.slice(0, 10) <= wall) ?? parts[0]!;

/**
 * When a date is: an hour that the spring change of clocks leaves out begins as much later as the clocks leap (02:30 is 03:30), one that the
 * autumn change gives twice at the first of the two. Both are said beside the date.
 */
export function momentOfDate(wall: string, zone: string, length: number): CourseMoment {
  const plain = wallTime(wall);
  const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) => plain.toZonedDateTime(zone, { disambiguation }));
  const start = plain.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds as Instant;
  const twice = earlier!.epochMilliseconds !== later!.epochMilliseconds && earlier!.toPlainDateTime().equals(plain);
  const note = earlier!.epochMilliseconds === later!.epochMilliseconds ? null : twice ? "hour_twice" : "hour_skipped";
  return { date: wall, start, end: after(start, minutes(length)), note };
}

/** Whether there is such a day. */
export const isDay = (day: string): boolean => isWall(`${day}T00:00`);

export const isWall = (wall: string): boolean => {
  try {
    return isInOurTimes(wallTime(wall).toZonedDateTime("UTC").epochMilliseconds);
  } catch {
    return false;
  }
};

function wallsOf(part: Part, zone: string): Outcome<string[]> {
  if (!isWall(part.start)) return refused("wall_time_malformed", { field: "start" });
  if (part.rule === null) return fine([part.start]);
  const parts = readRule(part.rule, zone);
  if (!parts.ok) return parts;
  // In wall times: as if the course were held where clocks never change.
  const start = `DTSTART:${part.start.replaceAll(/[-:]/g, "")}00Z`;
  const last = wallTime(part.start).add({ years: LONGEST_YEARS }).toString({ smallestUnit: "minute" });
  const walls: string[] = [];
  let rule: RRuleTemporal;
  try {
    rule = new RRuleTemporal({ rruleString: `${start}\nRRULE:${parts.value}`, strict: true, cache: false, maxIterations: SOUGHT });
  } catch {
    return refused("rule_malformed", { field: "rule" });
  }
  const keep = (wall: string): boolean => wall <= last && walls.push(wall) <= MOST_DATES;
  try {
    rule.all((date) => keep(date.toString().slice(0, 16)));
  } catch {
    // It sought in vain: nothing more of this rule comes for as long as anybody looks.
  }
  return walls.length > MOST_DATES ? refused("course_too_many_dates", { field: "rule", values: { most: MOST_DATES } }) : fine(walls);
}
