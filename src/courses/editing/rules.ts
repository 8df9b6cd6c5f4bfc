import { addDays } from "../../lib/time.ts";
import type { EditCourse } from "../contract.ts";
import type { Course } from "../course.ts";
import { datesOf, partOf, type Part } from "../recurrence.ts";

/** The rules until the day before. */
export function endedBefore(course: Course, day: string): Part[] {
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
export function editedRules(course: Course, day: string, change: EditCourse["change"]): Course {
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
