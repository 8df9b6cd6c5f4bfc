import { dayOf, type Instant } from "../../lib/time.ts";
import type { Interval } from "../../lib/interval.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { timeFrom } from "../../sessions/asking.ts";
import type { DateOfCourse, Given } from "../../sessions/series/date.ts";
import type { Session } from "../../sessions/session.ts";
import type { EditCourse, EditPreview } from "../contract.ts";
import { byHandOf, cancelledByHand, isAhead, type Course } from "../course.ts";
import { datesOf, type CourseMoment } from "../recurrence.ts";
import { newDates, sameDates } from "./matching.ts";
import { editedRules, endedBefore } from "./rules.ts";

/** What becomes of one date. `stays by hand`, `kept`: something that the edit names was changed by hand, and stays. */
export type Edited =
  | { does: "stays" | "stays by hand"; date: DateOfCourse }
  | { does: "changes"; date: DateOfCourse; to: Changed; kept: boolean }
  | { does: "is cancelled"; date: DateOfCourse; because: WhyCancelled };

/** Why it takes place no more; null: somebody says so. `same_time`: another date of the course is to be then. */
type WhyCancelled = EditPreview["dates"][number]["because"];

/** How a date is to be: which of the dates it is then, what the course gives it, and what it has. */
export type Changed = { date: string; given: Given; has: Given; organizerId: string };

/** `standIns`: dates cancelled by hand that take the place of another date now, which is not held either. */
export type EditPlan = { course: Course; edited: Edited[]; made: CourseMoment[]; standIns: DateOfCourse[] };

type Asked = Pick<EditCourse, "scope" | "from" | "change" | "byHand">;

/**
 * What an edit does to each date of a course that lies ahead, and to its rules. A date keeps who it is, so its links and registrations stay: with other days a
 * new one takes the place of the old one of the same day, else of the same week in order; what is left over is cancelled, what is missing is made. What somebody changed
 * of one date by hand stays, field by field, unless `byHand` is `change`; what was cancelled by hand stays cancelled. `holidays`: days without a date.
 * Unless the rule itself is another, each stays the date that it is: none is made, and only of two that would be at the same time one is cancelled.
 * Refuses what can't be for the scope, a time that is past or there is not, a rule that can't be followed, and an edit that touches no date.
 */
export function planEdit(course: Course, dates: readonly DateOfCourse[], asked: Asked, holidays: ReadonlyMap<string, string>, now: Instant): Outcome<EditPlan> {
  const plan = planned(course, dates, asked, holidays, now);
  if (!plan.ok) return plan;
  const field = whenField(asked.change);
  for (const { start, end } of newTimes(plan.value)) {
    const time = timeFrom(start, lengthOf({ start, end }), now);
    if (!time.ok) return refused(time.refusal.because, { ...time.refusal, field });
  }
  return plan;
}

/** Which of its fields says when dates are to be. */
export const whenField = ({ start, recurs }: Asked["change"]): string => (start !== undefined ? "start" : recurs !== undefined ? "recurs" : "time");

/** When dates are to be that were not then, or not as long. */
export const newTimes = ({ edited: dates, made }: EditPlan): Interval[] => [
  ...dates.flatMap((one) => (one.does === "changes" && !isSameTime(one.date.session.time, one.to.has) ? [one.to.has] : [])),
  ...made,
];

const isSameTime = (a: Interval, b: Interval): boolean => a.start === b.start && a.end === b.end;

function planned(course: Course, dates: readonly DateOfCourse[], asked: Asked, holidays: ReadonlyMap<string, string>, now: Instant): Outcome<EditPlan> {
  const ahead = dates.filter(({ session }) => isAhead(session, now)).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const from = asked.scope === "all" ? ahead[0] : ahead.find(({ session }) => session.id === asked.from);
  if (from === undefined) return refused("course_date_not_ahead", { field: "from" });
  const inScope = asked.scope === "this" ? [from] : ahead.filter((one) => one.date >= from.date);
  if (asked.change.cancel === true) return fine(cancelling(course, asked.scope, from, inScope, dates, now));
  if (asked.scope === "this") return editOne(course, from, asked.change);
  if (asked.change.start !== undefined) return refused("course_start_of_one", { field: "start" });
  const since = sinceWhen(course, from, asked, now);
  if (!since.ok) return since;
  const { day, change } = since.value;
  const next = editedRules(course, day, change);
  const cancelled = cancelledByHand(dates, course);
  const keepTime = new Set(asked.byHand === "keep" ? inScope.filter(hasOwnTime) : []);
  const matched =
    change.recurs === undefined ? fine(sameDates(next, dates, inScope, change, keepTime)) : newDates(next, day, { all: dates, inScope, cancelled }, holidays);
  if (!matched.ok) return matched;
  const { pairs, made, free } = matched.value;
  const because = ({ date }: DateOfCourse): WhyCancelled =>
    change.recurs === undefined ? "same_time" : free.has(date.slice(0, 10)) ? "holiday" : "not_in_rule";
  const edit = inScope.map((date): Edited => {
    const moment = pairs.get(date);
    if (moment !== undefined) return changeOf(date, moment, asked);
    return asked.byHand === "keep" && byHandOf(date).length > 0 ? { does: "stays by hand", date } : { does: "is cancelled", date, because: because(date) };
  });
  const standIns = [...cancelled].flatMap((one) => {
    const moment = pairs.get(one);
    return moment === undefined || moment.date === one.date ? [] : [{ ...one, date: moment.date }];
  });
  return fine({ course: next, edited: edit, made, standIns });
}

/** The day from which the edit holds: its first date's, or that of a rule which begins earlier and is for all. A rule begins with the first date that it gives. */
function sinceWhen(course: Course, from: DateOfCourse, { scope, change }: Asked, now: Instant): Outcome<{ day: string; change: Asked["change"] }> {
  const { recurs } = change;
  const day = from.date.slice(0, 10);
  if (recurs === undefined) return fine({ day, change });
  const dates = datesOf({ zone: course.zone, parts: [{ ...recurs, minutes: 1 }], without: [], extra: [] });
  if (!dates.ok) return dates;
  if (dates.value[0]!.start <= now) return refused("in_the_past", { field: "recurs" });
  const start = dates.value[0]!.date;
  if (scope === "following" && start.slice(0, 10) < day) return refused("course_rule_before_date", { field: "recurs" });
  return fine({ day: start < day ? start.slice(0, 10) : day, change: { ...change, recurs: { ...recurs, start } } });
}

function editOne(course: Course, date: DateOfCourse, change: Asked["change"]): Outcome<EditPlan> {
  if (change.recurs !== undefined) return refused("course_rule_of_several", { field: "recurs" });
  const { session: s, given } = date;
  const wall = change.start ?? (change.time === undefined ? null : `${dayOf(s.time.start, course.zone)}T${change.time}`);
  const minutes = change.minutes ?? lengthOf(s.time);
  const moment = wall === null ? null : datesOf({ zone: course.zone, parts: [{ start: wall, rule: null, minutes }], without: [], extra: [] });
  if (moment?.ok === false) return moment;
  const start = moment === null ? s.time.start : moment.value[0]!.start;
  const has: Given = {
    start,
    end: (start + minutes * 60_000) as Instant,
    title: change.title ?? s.title,
    admission: change.admission ?? s.admission,
    expected: change.expected === undefined ? s.expected : change.expected,
  };
  const to: Changed = { date: date.date, given, has, organizerId: change.teacherId ?? s.organizerId };
  return fine({ course, edited: [differs(s, to) ? { does: "changes", date, to, kept: false } : { does: "stays", date }], made: [], standIns: [] });
}

/** The course ends before the date, leaves out this one, or is no more. */
function cancelling(
  course: Course,
  scope: Asked["scope"],
  from: DateOfCourse,
  inScope: readonly DateOfCourse[],
  dates: readonly DateOfCourse[],
  now: Instant,
): EditPlan {
  const edit = inScope.map((date): Edited => ({ does: "is cancelled", date, because: null }));
  const gone = new Set(inScope.map(({ date }) => date));
  const extra = course.extra.filter((wall) => !gone.has(wall));
  const day = from.date.slice(0, 10);
  if (scope === "this") {
    const isBesides = course.extra.includes(from.date) && dates.some((one) => one.date !== from.date && one.date.startsWith(day));
    return {
      course: { ...course, extra, without: isBesides ? course.without : [...new Set([...course.without, day])].toSorted() },
      edited: edit,
      made: [],
      standIns: [],
    };
  }
  const isAll = inScope.length === dates.length || scope === "all";
  const parts = isAll ? course.parts : endedBefore(course, day);
  return {
    course: { ...course, parts: parts.length === 0 ? course.parts : parts, extra, cancelledAt: isAll || parts.length === 0 ? now : null },
    edited: edit,
    made: [],
    standIns: [],
  };
}

const lengthOf = (time: { start: Instant; end: Instant }): number => Math.round((time.end - time.start) / 60_000);

const hasOwnTime = (date: DateOfCourse): boolean => byHandOf(date).some((what) => what === "time" || what === "length");

/** Only what the edit names is given anew, and only where nobody changed just that by hand. */
function changeOf(date: DateOfCourse, moment: CourseMoment, { change, byHand }: Asked): Edited {
  const { session: s, given } = date;
  const renewsTime = moment.start !== given.start || moment.end !== given.end;
  const next: Given = {
    start: moment.start,
    end: moment.end,
    title: change.title ?? given.title,
    admission: change.admission ?? given.admission,
    expected: change.expected === undefined ? given.expected : change.expected,
  };
  const kept = byHand === "keep" ? new Set<string>(byHandOf(date)) : new Set<string>();
  const keepsTime = byHand === "keep" && hasOwnTime(date);
  const time = !keepsTime && (renewsTime || byHand === "change") ? { start: next.start, end: next.end } : s.time;
  const to: Changed = {
    date: moment.date,
    given: next,
    has: {
      ...time,
      title: kept.has("title") || (change.title === undefined && byHand === "keep") ? s.title : next.title,
      admission: kept.has("admission") || (change.admission === undefined && byHand === "keep") ? s.admission : next.admission,
      expected: change.expected === undefined ? s.expected : change.expected,
    },
    organizerId: change.teacherId ?? s.organizerId,
  };
  const staysAside = change.time !== undefined && moment.date.slice(11) !== change.time;
  const isKept =
    (keepsTime && (renewsTime || staysAside)) || (kept.has("title") && change.title !== undefined) || (kept.has("admission") && change.admission !== undefined);
  // Also where it stays as it is, but is another of the dates now, or is given something else than it has.
  if (differs(s, to) || to.date !== date.date || !sameGiven(given, next)) return { does: "changes", date, to, kept: isKept };
  return { does: isKept ? "stays by hand" : "stays", date };
}

const differs = (s: Session, { has, organizerId }: Changed): boolean =>
  s.time.start !== has.start ||
  s.time.end !== has.end ||
  s.title !== has.title ||
  s.admission !== has.admission ||
  s.expected !== has.expected ||
  s.organizerId !== organizerId;

const sameGiven = (a: Given, b: Given): boolean =>
  a.start === b.start && a.end === b.end && a.title === b.title && a.admission === b.admission && a.expected === b.expected;

/** Nothing of the session itself is another: only which of the dates it is. */
export const isOnlyBookkeeping = ({ date, to }: Extract<Edited, { does: "changes" }>): boolean => !differs(date.session, to);
