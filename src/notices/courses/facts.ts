import type { Instant } from "../../lib/time.ts";

/** Every mail about a whole course: one for each person, never one for each date. A new one is a name here, its texts under `courseMails.` and a row in `content.ts`. */
export const COURSE_KINDS = ["course_made", "course_changed", "course_cancelled", "course_rooms_lost", "admin_course_waiting"] as const;
export type CourseKind = (typeof COURSE_KINDS)[number];

export const isCourseKind = (kind: string): kind is CourseKind => (COURSE_KINDS as readonly string[]).includes(kind);

/** What became of one date. */
export type DateTold = {
  sessionId: string;
  /** SEQUENCE of its calendar entry. */
  sequence: number;
  does: "is made" | "changes" | "is cancelled";
  title: string;
  start: Instant;
  end: Instant;
  before: { title: string; start: Instant; end: Instant } | null;
  room: string | null;
  /** It has no room yet, and wants one. */
  waits: boolean;
  /** Only those who look after the course need to know: its time and title stay. */
  quiet: boolean;
};

/** What happened to a course, kept once for all who are told. Nothing in it is secret. */
export type CourseNews = {
  course: { id: string; title: string; zone: string; teacher: string };
  before: { title: string; teacher: string } | null;
  /** Nothing of it takes place any more. */
  isAll: boolean;
  dates: DateTold[];
  /** What whoever did it wrote to those who are told, and who that is. */
  note: { by: string; text: string } | null;
};

/** What is kept with each mail. `only`: the dates that the person comes to; null: all. */
export type CourseFacts = {
  institution: string;
  contact: { name: string; email: string; phone: string };
  audience: "teacher" | "attendee" | "admin";
  /** The row that holds the news. */
  news: string;
  only: string[] | null;
  writtenAt: Instant;
  /** The course's page in Bedel, or the requests without a room. */
  page: string;
};
