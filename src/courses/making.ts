import { dayOf, iso, type Instant } from "../lib/time.ts";
import type { Policy } from "../people/institution.ts";
import { newSession } from "../sessions/asking.ts";
import type { DateOfCourse, Verdict } from "../sessions/series/date.ts";
import type { Session } from "../sessions/session.ts";
import type { CoursePreview } from "./contract.ts";
import type { Course } from "./course.ts";
import { momentOfDate, type CourseMoment } from "./recurrence.ts";

/** Dates on holidays, apart from the others. */
export function withoutHolidays(dates: readonly CourseMoment[], holidays: ReadonlyMap<string, string>): { held: CourseMoment[]; free: CourseMoment[] } {
  const isFree = (one: CourseMoment): boolean => holidays.has(one.date.slice(0, 10));
  return { held: dates.filter((one) => !isFree(one)), free: dates.filter(isFree) };
}

type Host = Pick<Session, "hostId" | "via">;

/** A date as a session, without a room yet. */
export function sessionOf(course: Course, moment: CourseMoment, id: string, policy: Policy, host: Host | null, now: Instant): DateOfCourse {
  const time = { start: moment.start, end: moment.end };
  const { title, zone, kind, admission, expected, institutionId, organizerId, source } = course;
  const asked = {
    id,
    title,
    start: moment.date,
    zone,
    minutes: Math.round((time.end - time.start) / 60_000),
    kind,
    admission,
    expected,
    source: "pool" as const,
  };
  const s = newSession(asked, { institutionId, organizerId, time, policy, now, ...(host === null ? {} : { host }) });
  return { session: { ...s, source }, courseId: course.id, date: moment.date, given: { ...time, title, admission, expected } };
}

/** What is shown of a date: `verdict` and room are null for one that a holiday takes. */
export const plannedDate = (
  moment: CourseMoment,
  more: { holiday?: string | null; verdict?: Verdict | null; room?: string | null; postponedTo?: string | null },
): CoursePreview["dates"][number] => ({
  date: moment.date,
  start: iso(moment.start),
  end: iso(moment.end),
  note: moment.note,
  holiday: more.holiday ?? null,
  verdict: more.verdict ?? null,
  room: more.room ?? null,
  postponedTo: more.postponedTo ?? null,
});

/** Times of day offered instead are on the half hour between these, as far as a date's own day reaches. */
const [EARLIEST, LATEST] = [7 * 60, 21 * 60];
const STEP = 30;
export const OFFERED = 4;

const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Other times of day for a series, the nearest to the asked one first. */
export function otherTimes(asked: string): string[] {
  const [hour, minute] = asked.split(":").map(Number) as [number, number];
  const from = hour * 60 + minute;
  const grid = Array.from({ length: (LATEST - EARLIEST) / STEP + 1 }, (_, i) => EARLIEST + i * STEP);
  return grid.filter((one) => one !== from).toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from) || a - b).map(clockOf); // prettier-ignore
}

/** The same dates at another time of day, which keeps each on its day. */
export function atTime(sessions: readonly Session[], time: string): Session[] {
  return sessions.map((s) => {
    const { start, end } = momentOfDate(`${dayOf(s.time.start, s.zone)}T${time}`, s.zone, Math.round((s.time.end - s.time.start) / 60_000));
    return { ...s, time: { start, end } };
  });
}
