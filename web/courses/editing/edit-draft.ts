import type { z } from "zod";
import type { CourseDate, CourseDetail, EditCourse, scope } from "../../../src/courses/contract.ts";
import { dayOf, instant, wallOf } from "../../../src/lib/time.ts";
import { draftOfRule, ruleOf, ruleTroubles, type RuleDraft } from "../rule/rule-draft.ts";

export type Scope = z.infer<typeof scope>;

/** What the fields show while nobody has touched them. `day`: of one date. */
export type Base = { title: string; day: string; time: string; minutes: number; admission: CourseDetail["admission"]; expected: number | "" };

/** What somebody has touched; `recurs`: on other days, from the day `from` on. */
export type EditDraft = {
  scope: Scope;
  typed: Partial<Omit<Base, "day" | "minutes"> & { day: string | null; minutes: number | ""; teacherId: string }>;
  recurs: { from: string; rule: RuleDraft } | null;
  byHand: EditCourse["byHand"];
  note: string;
};

export const freshEdit = (date: CourseDate | null): EditDraft => ({ scope: date === null ? "all" : "this", typed: {}, recurs: null, byHand: "keep", note: "" });

const other = (admission: CourseDetail["admission"]): CourseDetail["admission"] => (admission === "manual" ? "automatic" : "manual");

/** Of one date as it is; of several as the course gives them. */
export function baseOf(course: CourseDetail, date: CourseDate | null, of: Scope): Base {
  const { title, admission, expected, zone } = course;
  if (date !== null && of === "this") {
    const [start, end] = [instant(date.start), instant(date.end)];
    const wall = wallOf(start, zone);
    return {
      title: date.title,
      day: wall.slice(0, 10),
      time: wall.slice(11),
      minutes: Math.round((end - start) / 60_000),
      admission: date.byHand.includes("admission") ? other(admission) : admission,
      expected: expected ?? "",
    };
  }
  const wall = (date ?? firstAhead(course))?.date ?? course.start;
  const part = partOn(course, wall);
  return { title, day: wall.slice(0, 10), time: part.start.slice(11), minutes: part.minutes, admission, expected: expected ?? "" };
}

const isAhead = ({ over, status }: CourseDate): boolean => !over && (status === "placed" || status === "waiting");
const firstAhead = ({ sessions }: CourseDetail): CourseDate | undefined => sessions.find(isAhead);

const partOn = ({ parts, start, rule, minutes }: CourseDetail, wall: string): CourseDetail["parts"][number] =>
  parts.findLast((part) => part.start.slice(0, 10) <= wall.slice(0, 10)) ?? parts[0] ?? { start, rule, minutes };

/** The rule as it is, to be changed: until the course's last day, since a number of times would be counted anew. */
export function recursFrom(course: CourseDetail, date: CourseDate | null): NonNullable<EditDraft["recurs"]> {
  const wall = (date ?? firstAhead(course))?.date ?? course.start;
  const rule = draftOfRule(partOn(course, wall).rule, wall, course.zone);
  const last = course.last === null ? null : dayOf(instant(course.last), course.zone);
  const ends = rule.often === "other" || last === null ? {} : { ends: "until" as const, until: last };
  return { from: wall.slice(0, 10), rule: { ...rule, ...ends, ...(rule.often === "once" ? { often: "week" as const } : {}) } };
}

/** Dates of the scope that somebody changed by hand, which can be kept or changed with the others. */
export function changedByHand(course: CourseDetail, date: CourseDate | null, of: Scope): number {
  if (of === "this") return 0;
  return course.sessions.filter((each) => !each.over && each.byHand.length > 0 && (of === "all" || date === null || each.date >= date.date)).length;
}

type Read = { edit: EditCourse } | { whyNot: "incomplete" | "nothing" };

/** What the server is asked, with only what is to change; or why it can't be asked yet. */
export function editOf(course: CourseDetail, date: CourseDate | null, draft: EditDraft): Read {
  const { typed, recurs, scope: of } = draft;
  const now = { ...baseOf(course, date, of), ...typed };
  const recursNow = of === "this" ? null : recurs;
  const { day, minutes } = now;
  if (now.title.trim() === "" || minutes === "" || now.time === "" || day === null) return { whyNot: "incomplete" };
  if (recursNow !== null && ruleTroubles(recursNow.rule, recursNow.from).length > 0) return { whyNot: "incomplete" };
  const change = changeOf(course, baseOf(course, date, of), { ...now, day, minutes }, of, recursNow);
  return Object.keys(change).length === 0 ? { whyNot: "nothing" } : { edit: { ...around(course, date, draft), change } };
}

type Now = Base & { teacherId?: string };

function changeOf(course: CourseDetail, base: Base, now: Now, of: Scope, recurs: EditDraft["recurs"]): EditCourse["change"] {
  const moved = of === "this" ? now.day !== base.day || now.time !== base.time : now.time !== base.time;
  const rule = recurs === null ? null : ruleOf(recurs.rule, recurs.from, course.zone);
  return {
    ...(now.title.trim() === base.title ? {} : { title: now.title.trim() }),
    ...(moved && of === "this" ? { start: `${now.day}T${now.time}` } : {}),
    ...(moved && of !== "this" && recurs === null ? { time: now.time } : {}),
    ...(recurs === null || rule === null ? {} : { recurs: { start: `${recurs.from}T${now.time}`, rule } }),
    ...(now.minutes === base.minutes ? {} : { minutes: now.minutes }),
    ...(now.admission === base.admission ? {} : { admission: now.admission }),
    ...(now.expected === base.expected ? {} : { expected: now.expected === "" ? null : now.expected }),
    ...(now.teacherId === undefined || now.teacherId === course.teacher.id || of === "this" ? {} : { teacherId: now.teacherId }),
  };
}

export const cancelOf = (course: CourseDetail, date: CourseDate | null, draft: EditDraft): EditCourse => ({
  ...around(course, date, draft),
  change: { cancel: true },
});

const around = (course: CourseDetail, date: CourseDate | null, draft: EditDraft): Omit<EditCourse, "change"> => ({
  revision: course.revision,
  scope: draft.scope,
  from: draft.scope === "all" ? null : (date?.sessionId ?? null),
  byHand: draft.byHand,
  note: draft.note.trim(),
});
