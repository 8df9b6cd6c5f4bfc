import { fine, type Outcome } from "../../lib/outcome.ts";
import { addDays, after, minutes, weekdayOf } from "../../lib/time.ts";
import type { DateOfCourse } from "../../sessions/series/date.ts";
import type { EditCourse } from "../contract.ts";
import type { Course } from "../course.ts";
import { datesOf, momentOfDate, type CourseMoment } from "../recurrence.ts";

/** Which moment each date has after an edit; a date without one is cancelled. `made`: moments that no date has yet. `free`: days on which holidays take what the rule gives. */
export type Matched = { pairs: ReadonlyMap<DateOfCourse, CourseMoment>; made: CourseMoment[]; free: ReadonlySet<string> };

/**
 * Each date stays the one that it is, whatever the calendar of holidays says by now: at another time of day, or of another length, where the edit names them. Of two that would be at the same
 * time the first stays, but for one that keeps a time of its own anyway (`keepTime`).
 */
export function sameDates(
  course: Course,
  all: readonly DateOfCourse[],
  inScope: readonly DateOfCourse[],
  change: Pick<EditCourse["change"], "time" | "minutes">,
  keepTime: ReadonlySet<DateOfCourse>,
): Matched {
  const wallFor = ({ date }: DateOfCourse): string => (change.time === undefined ? date : `${date.slice(0, 10)}T${change.time}`);
  const goThere = new Set(inScope.filter((one) => !keepTime.has(one)).map(wallFor));
  const stayAside = inScope.filter((one) => keepTime.has(one) && goThere.has(wallFor(one)));
  const others = new Set([...all.filter((one) => !inScope.includes(one) && one.session.status !== "cancelled"), ...stayAside].map(({ date }) => date));
  const pairs = new Map<DateOfCourse, CourseMoment>(stayAside.map((one) => [one, { date: one.date, start: one.given.start, end: one.given.end, note: null }]));
  const used = new Set<string>();
  for (const one of inScope) {
    const { given, date } = one;
    const wall = wallFor(one);
    if (pairs.has(one) || used.has(wall)) continue;
    used.add(wall);
    const { start, note } = change.time === undefined ? { start: given.start, note: null } : momentOfDate(wall, course.zone, 1);
    const length = change.minutes === undefined ? given.end - given.start : minutes(change.minutes);
    // What is called so already keeps its name, and this one too.
    pairs.set(one, { date: others.has(wall) ? date : wall, start, end: after(start, length), note });
  }
  return { pairs, made: [], free: new Set() };
}

/**
 * The dates that other rules give from the day on. One takes the place of the old one of the same day, else of the same week in order. Holidays take those that nobody added by themselves.
 * What was declined is not asked for again at its own time.
 */
export function newDates(
  course: Course,
  day: string,
  { all, inScope, cancelled }: { all: readonly DateOfCourse[]; inScope: readonly DateOfCourse[]; cancelled: ReadonlySet<DateOfCourse> },
  holidays: ReadonlyMap<string, string>,
): Outcome<Matched> {
  const dates = datesOf(course);
  if (!dates.ok) return dates;
  const there = new Set(inScope.map(({ date }) => date));
  const isFree = ({ date }: CourseMoment): boolean =>
    course.skipsHolidays && holidays.has(date.slice(0, 10)) && !(there.has(date) && course.extra.includes(date));
  const declined = new Set(all.filter(({ session }) => session.status === "declined").map(({ date }) => date));
  const given = dates.value.filter((one) => one.date >= day && !declined.has(one.date));
  const moments = given.filter((one) => !isFree(one));
  const pairs = new Map<DateOfCourse, CourseMoment>();
  const open = new Set(moments);
  // What was cancelled by hand keeps its place: the date that comes instead is not made either. What the course itself gave up can come again.
  const later = [...cancelled].filter(({ date }) => date >= inScope[0]!.date);
  const pair = (isSame: (date: string, moment: string) => boolean): void => {
    for (const date of [...inScope, ...later]) {
      if (pairs.has(date)) continue;
      const moment = [...open].find((one) => isSame(date.date, one.date));
      if (moment === undefined) continue;
      pairs.set(date, moment);
      open.delete(moment);
    }
  };
  pair((date, moment) => date === moment);
  pair((date, moment) => date.slice(0, 10) === moment.slice(0, 10));
  pair((date, moment) => weekOf(date) === weekOf(moment));
  // What is going on, or was, is no gap to be filled; what was declined leaves one, at another time.
  const isThere = (one: DateOfCourse): boolean => (one.session.status === "cancelled" ? cancelled.has(one) : one.session.status !== "declined");
  const others = all.filter((one) => !inScope.includes(one) && isThere(one));
  const days = new Set(others.map((one) => one.date.slice(0, 10)));
  const free = new Set(given.filter(isFree).map(({ date }) => date.slice(0, 10)));
  return fine({ pairs, made: [...open].filter((moment) => !days.has(moment.date.slice(0, 10))), free });
}

const weekOf = (wall: string): string => addDays(wall.slice(0, 10), 1 - weekdayOf(wall.slice(0, 10)));
