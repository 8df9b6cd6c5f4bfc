import type { CourseNews, DateTold } from "../../notices/courses/facts.ts";
import type { DateOfCourse } from "../../sessions/series/date.ts";
import type { Session } from "../../sessions/session.ts";
import type { Course } from "../course.ts";

/** What was done to a course. `was`, `before`: the course and its dates as they were; `touched`: those that are new or another now. */
export type Deed = {
  course: Course;
  was: Course | null;
  before: readonly Session[];
  touched: readonly Pick<DateOfCourse, "session">[];
  note: { by: string; text: string } | null;
};

/** By id. */
export type Names = { members: ReadonlyMap<string, string>; rooms: ReadonlyMap<string, string> };

/** What a mail tells of it, the soonest date first. */
export function newsOf({ course, was, before, touched, note }: Deed, { members, rooms }: Names): CourseNews {
  const earlier = new Map(before.map((s) => [s.id, s]));
  const teacherOf = (one: Course): string => members.get(one.organizerId) ?? "";
  const { id, title, zone } = course;
  return {
    course: { id, title, zone, teacher: teacherOf(course) },
    before: was === null ? null : { title: was.title, teacher: teacherOf(was) },
    isAll: course.cancelledAt !== null,
    dates: touched
      .map(({ session }) => dateTold(session, earlier.get(session.id) ?? null, rooms))
      .toSorted((a, b) => (a.before ?? a).start - (b.before ?? b).start),
    note,
  };
}

function dateTold(s: Session, before: Session | null, rooms: Names["rooms"]): DateTold {
  const { title, time } = s;
  const isSame = before !== null && before.title === title && before.time.start === time.start && before.time.end === time.end;
  const does = s.status === "cancelled" ? "is cancelled" : before === null ? "is made" : "changes";
  return {
    sessionId: s.id,
    sequence: s.revision,
    does,
    title,
    ...time,
    before: before === null ? null : { title: before.title, ...before.time },
    room: s.roomId === null ? null : (rooms.get(s.roomId) ?? null),
    waits: s.status === "waiting",
    quiet: does === "changes" && isSame,
  };
}

/** Whether it is something to attendees: another date, time, title, or one date less. */
export const concernsAttendees = (news: CourseNews): boolean =>
  news.dates.some((one) => !one.quiet) || (news.before !== null && news.before.title !== news.course.title);

/** Dates that found no room by this deed, and had one, or were not there, before. */
export const foundNone = ({ before, touched }: Pick<Deed, "before" | "touched">): Pick<DateOfCourse, "session">[] => {
  const waited = new Set(before.filter((s) => s.status === "waiting").map((s) => s.id));
  return touched.filter(({ session }) => session.status === "waiting" && !waited.has(session.id));
};
