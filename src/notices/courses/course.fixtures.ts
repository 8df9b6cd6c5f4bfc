import { after, days, hours, instant } from "../../lib/time.ts";
import type { CourseFacts, CourseNews, DateTold } from "./facts.ts";

const START = instant("2027-03-08T09:00:00Z");

/** One of some dates, a week apart, the first of which was two hours earlier. */
export function someDate(n: number, more: Partial<DateTold> = {}): DateTold {
  const start = after(START, days(7 * n));
  return {
    sessionId: `s${n}`,
    sequence: n,
    does: "changes",
    title: "Physics I",
    start,
    end: after(start, hours(1)),
    before: null,
    room: "Room 2",
    waits: false,
    quiet: false,
    ...more,
  };
}

const moved = (n: number): DateTold => {
  const date = someDate(n);
  return { ...date, before: { title: date.title, start: after(date.start, -hours(2)), end: after(date.end, -hours(2)) } };
};

export const someNews = (more: Partial<CourseNews> = {}): CourseNews => ({
  course: { id: "c1", title: "Physics I", zone: "Europe/Madrid", teacher: "Ana Ruiz" },
  before: null,
  isAll: false,
  dates: [moved(0), { ...someDate(1), does: "is cancelled" }, { ...someDate(2), does: "is made", room: null, waits: true }],
  note: null,
  ...more,
});

export const someCourseFacts = (more: Partial<CourseFacts> = {}): CourseFacts => ({
  institution: "University of the South",
  contact: { name: "Online teaching", email: "online@south.example", phone: "" },
  audience: "teacher",
  news: "n1",
  only: null,
  writtenAt: instant("2027-03-01T11:00:00Z"),
  page: "https://bedel.example/courses/c1",
  ...more,
});
