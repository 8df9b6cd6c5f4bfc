import { isAdmin, type Member } from "../people/member.ts";
import type { DateOfCourse } from "../sessions/series/date.ts";
import { isLive, type Session } from "../sessions/session.ts";
import type { Instant } from "../lib/time.ts";
import { datesOf, partOf, type Recurrence } from "./recurrence.ts";

/** What recurs. Each of its dates is a session; the recurrence says which there are. */
export type Course = Recurrence & {
  institutionId: string;
  id: string;
  revision: number;
  title: string;
  /** The teacher. */
  organizerId: string;
  kind: Session["kind"];
  admission: Session["admission"];
  expected: number | null;
  source: "pool" | "default host" | "named host";
  /** Of a named host. */
  hostId: string | null;
  skipsHolidays: boolean;
  /** Whoever is on it is registered for all dates. */
  listId: string;
  /** What a timetable calls it. */
  importKey: string | null;
  madeAt: Instant;
  cancelledAt: Instant | null;
};

export type ByHand = "time" | "length" | "title" | "admission" | "cancelled";

/** What somebody changed of one date alone: it differs from what the course last gave it. Whether it was cancelled by hand see `cancelledByHand`. */
export function byHandOf({ session: s, given }: Pick<DateOfCourse, "session" | "given">): ByHand[] {
  const differs: [ByHand, boolean][] = [
    ["time", s.time.start !== given.start],
    ["length", s.time.end - s.time.start !== given.end - given.start],
    ["title", s.title !== given.title],
    ["admission", s.admission !== given.admission],
  ];
  return differs.flatMap(([what, is]) => (is ? [what] : []));
}

/** Dates that are cancelled on days which the course still wants, and has no other date on: somebody cancelled them alone. */
export function cancelledByHand(dates: readonly DateOfCourse[], course: Course): ReadonlySet<DateOfCourse> {
  const cancelled = dates.filter(({ session }) => session.status === "cancelled");
  if (cancelled.length === 0 || course.cancelledAt !== null) return new Set();
  const wanted = datesOf(course);
  const days = new Set(wanted.ok ? wanted.value.map(({ date }) => date.slice(0, 10)) : []);
  for (const { session, date } of dates) if (session.status !== "cancelled") days.delete(date.slice(0, 10));
  return new Set(cancelled.filter(({ date }) => days.has(date.slice(0, 10))));
}

/** What can still be changed of a course: what has not begun, and was neither cancelled nor declined. */
export const isAhead = (s: Session, now: Instant): boolean =>
  (s.status === "placed" || s.status === "waiting") && s.time.start > now && !isLive(s) && s.overAt === null;

export const isOver = (s: Session, now: Instant): boolean => s.overAt !== null || s.time.end <= now;

/** Who may neither see nor change it is told that there is no such course. */
export const mayManageCourse = (course: Course, who: Member): boolean => isAdmin(who) || course.organizerId === who.id;

/** Why whoever manages it can't edit it, as a message key under `refusals`; null when it can be done. */
export const whyNotEditCourse = (course: Course, dates: readonly DateOfCourse[], now: Instant): string | null =>
  course.cancelledAt !== null ? "course_cancelled_already" : dates.some(({ session }) => isAhead(session, now)) ? null : "course_over";

/** The part in force at a date. */
export const partAt = (course: Course, date: string): Course["parts"][number] => partOf(course.parts, date);
