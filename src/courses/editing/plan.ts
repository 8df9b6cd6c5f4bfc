import { addDays, dayOf, type Instant } from "../../lib/time.ts";
import type { Interval } from "../../lib/interval.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { timeFrom } from "../../sessions/asking.ts";
import type { DateOfCourse, Given } from "../../sessions/series/date.ts";
import type { Session } from "../../sessions/session.ts";
import type { EditCourse } from "../contract.ts";
import { byHandOf, cancelledByHand, isAhead, type Course } from "../course.ts";
import { datesOf, partOf, type CourseMoment, type Part } from "../recurrence.ts";
import { newDates, sameDates } from "./matching.ts";

/** What becomes of one date. `stays by hand`, `kept`: something that the edit names was changed by hand, and stays. */
export type Edited =
  | { does: "stays" | "stays by hand"; date: DateOfCourse }
  | { does: "changes"; date: DateOfCourse; to: Changed; kept: boolean }
  | { does: "is cancelled"; date: DateOfCourse };

/** How a date is to be: which of the dates it is then, what the course gives it, and what it has. */
export type Changed = { date: string; given: Given; has: Given; organizerId: string };

export type EditPlan = { course: Course; edited: Edited[]; made: CourseMoment[] };

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
  const next = edited(course, day, change);
  const matched =
    change.recurs === undefined
      ? fine(sameDates(next, dates, inScope, change))
      : newDates(next, day, { all: dates, inScope, cancelled: cancelledByHand(dates, course) }, holidays);
  if (!matched.ok) return matched;
  const { pairs, made } = matched.value;
  const edit = inScope.map((date): Edited => {
    const moment = pairs.get(date);
    if (moment !== undefined) return changeOf(date, moment, asked);
    return asked.byHand === "keep" && byHandOf(date).length > 0 ? { does: "stays by hand", date } : { does: "is cancelled", date };
  });
  return fine({ course: next, edited: edit, made });
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
  return fine({ course, edited: [differs(s, to) ? { does: "changes", date, to, kept: false } : { does: "stays", date }], made: [] });
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
  const edit = inScope.map((date): Edited => ({ does: "is cancelled", date }));
  const gone = new Set(inScope.map(({ date }) => date));
  const extra = course.extra.filter((wall) => !gone.has(wall));
  const day = from.date.slice(0, 10);
  if (scope === "this") {
    const isBesides = course.extra.includes(from.date) && dates.some((one) => one.date !== from.date && one.date.startsWith(day));
    return { course: { ...course, extra, without: isBesides ? course.without : [...new Set([...course.without, day])].toSorted() }, edited: edit, made: [] };
  }
  const isAll = inScope.length === dates.length || scope === "all";
  const parts = isAll ? course.parts : endedBefore(course, day);
  return {
    course: { ...course, parts: parts.length === 0 ? course.parts : parts, extra, cancelledAt: isAll || parts.length === 0 ? now : null },
    edited: edit,
    made: [],
  };
}

/** The rules until the day before. */
function endedBefore(course: Course, day: string): Part[] {
  return course.parts
    .filter((part) => part.start.slice(0, 10) < day)
    .map((part) => {
      const last = part.rule === null ? null : lastDay(course.zone, part);
      return last === null || last < day ? part : { ...part, rule: withUntil(part.rule!, addDays(day, -1)) };
    });
}

function lastDay(zone: string, part: Part): string {
  const all = datesOf({ zone, parts: [part], without: [], extra: [] });
  return all.ok ? all.value.at(-1)!.date.slice(0, 10) : part.start.slice(0, 10);
}

const withUntil = (rule: string, day: string): string => {
  const others = rule.replace(/^RRULE:/i, "").split(";").filter((part) => !/^(COUNT|UNTIL)=/i.test(part)); // prettier-ignore
  return [...others, `UNTIL=${day.replaceAll("-", "")}`].join(";");
};

/** The course's rules as they are to be: from the date on another part, unless nothing of the rule changes. */
function edited(course: Course, day: string, change: Asked["change"]): Course {
  const named: Course = {
    ...course,
    title: change.title ?? course.title,
    organizerId: change.teacherId ?? course.organizerId,
    admission: change.admission ?? course.admission,
    expected: change.expected === undefined ? course.expected : change.expected,
  };
  if (change.recurs === undefined && change.time === undefined && change.minutes === undefined) return named;
  const part = partOf(course.parts, day);
  const minutes = change.minutes ?? part.minutes;
  const before = endedBefore(course, day);
  const atTime = (wall: string): string => (change.time === undefined ? wall : `${wall.slice(0, 10)}T${change.time}`);
  if (change.recurs !== undefined) return { ...named, parts: [...before, { start: atTime(change.recurs.start), rule: change.recurs.rule, minutes }] };
  const later = course.parts.filter((one) => one.start.slice(0, 10) > day);
  const onwards = [onFrom(course, part, day), ...later].map((one) => ({ ...one, start: atTime(one.start), minutes: change.minutes ?? one.minutes }));
  const extra = course.extra.map((wall) => (wall >= day ? atTime(wall) : wall));
  return { ...named, parts: [...before, ...onwards], extra: [...new Set(extra)].toSorted() };
}

/** What is left of a part from a day on: the same rule, which ends on the same last day. */
function onFrom(course: Course, part: Part, day: string): Part {
  const start = `${day}T${part.start.slice(11)}`;
  if (part.rule === null) return { ...part, start };
  const last = lastDay(course.zone, part);
  return { ...part, start, rule: withUntil(part.rule, last < day ? day : last) };
}

const lengthOf = (time: { start: Instant; end: Instant }): number => Math.round((time.end - time.start) / 60_000);

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
  const keepsTime = kept.has("time") || kept.has("length");
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
  const isKept = (keepsTime && renewsTime) || (kept.has("title") && change.title !== undefined) || (kept.has("admission") && change.admission !== undefined);
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
