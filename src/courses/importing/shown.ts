import type { Outcome, Refusal } from "../../lib/outcome.ts";
import type { CourseImported, Foreseen, ImportLine, ImportPreview, PreviewedCourse } from "./contract.ts";
import type { Plan, PlannedCourse } from "./plan.ts";
import type { Line, Timetable } from "./timetable.ts";

type Words = (because: string) => string;

/** Every line of the timetable in its order with what becomes of it, and every course. */
export function previewShown(timetable: Timetable, plan: Plan, words: Words): ImportPreview {
  const byLine = new Map(timetable.lines.map((line) => [line.line, line]));
  const lines: ImportLine[] = [
    ...plan.courses.flatMap(({ teacher, lines: ofCourse }, course) =>
      ofCourse.map(({ line, is, note, holiday }) => ({ ...said(byLine.get(line)!), teacher: teacher.name, is, note, holiday, course })),
    ),
    ...plan.bad.map(({ of, because }): ImportLine => ({ ...said(of), is: "bad", message: words(because) })),
    ...timetable.again.map(({ line, as }): ImportLine => ({ ...said(byLine.get(as)!), line, is: "again" })),
    ...timetable.bad.map(({ line, text, because }): ImportLine => ({ ...NOTHING, line, is: "bad", text, message: words(because) })),
  ];
  return { lines: lines.toSorted((a, b) => a.line - b.line), courses: plan.courses.map((course) => courseShown(course, words)), order: timetable.order };
}

const NOTHING = { title: "", teacher: "", group: "", kind: null, date: null, minutes: null, text: "", message: null, note: null, holiday: null, course: null };

const said = ({ line, title, teacher, group, kind, day, time, minutes }: Line): ImportLine => ({
  ...NOTHING,
  ...{ line, is: "new", title, teacher, group, kind, date: `${day}T${time}`, minutes },
});

function courseShown(course: PlannedCourse, words: Words): PreviewedCourse {
  const { title, teacher, group, host, admission, kind, minutes, code, courseId, gone, trouble } = course;
  const dates = course.lines.filter(({ is }) => is === "new").map(({ date }) => date);
  const make = { title, teacherId: teacher.id, groupId: group?.id ?? null, hostId: host?.id ?? null, admission, kind, minutes, code, dates };
  return {
    make: dates.length === 0 || trouble !== null ? null : make,
    title,
    teacher: teacher.name,
    group: group?.name ?? null,
    host: host?.email ?? null,
    courseId,
    gone,
    trouble: trouble === null ? null : words(trouble),
  };
}

/** Of a course that would be made only what its page needs to know of its dates. */
export const foreseenShown = (seen: Outcome<CourseImported>, words: (refusal: Refusal) => string): Foreseen["courses"][number] =>
  seen.ok ? { dates: seen.value.dates.map(({ date, verdict }) => ({ date, verdict })), trouble: null } : { dates: [], trouble: words(seen.refusal) };
