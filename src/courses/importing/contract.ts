import { z } from "zod";
import { neededLine } from "../../lib/text.ts";
import { admission, kind } from "../../sessions/contract.ts";
import { MOST_DATES, plannedDate, wall } from "../contract.ts";

/** How dates are read that could be either; null: as the table itself tells. */
const order = z.enum(["day first", "month first"]);

const howAll = {
  zone: z.string().max(64),
  skipsHolidays: z.boolean(),
  /** Who hosts what names no host: a room, or the connection's default host. */
  source: z.enum(["pool", "default host"]),
};

/** POST /api/courses/import/preview : every line, and what would become of it. Nothing is saved. */
export const previewImport = z.object({ text: z.string().max(1_000_000), order: order.nullable(), ...howAll });

const importLine = z.object({
  line: z.number(),
  is: z.enum(["new", "there", "otherwise", "holiday", "past", "again", "bad"]),
  /** What it says, where it could be read. */
  title: z.string(),
  teacher: z.string(),
  group: z.string(),
  kind: kind.nullable(),
  date: wall.nullable(),
  minutes: z.number().nullable(),
  /** Its text, where it could not; and why, in the reader's language. */
  text: z.string(),
  message: z.string().nullable(),
  /** The clocks change in this hour. A message key under `courses.`. */
  note: z.enum(["hour_skipped", "hour_twice"]).nullable(),
  holiday: z.string().nullable(),
  /** Which of the courses it belongs to, by its number in the answer. */
  course: z.number().nullable(),
});
export type ImportLine = z.infer<typeof importLine>;

/** One course, as it is sent to be made: the dates that are new. Sent again it makes nothing twice. */
const importedCourse = z.object({
  title: neededLine(200),
  teacherId: z.uuid(),
  groupId: z.uuid().nullable(),
  hostId: z.string().max(128).nullable(),
  admission,
  kind,
  minutes: z.number().int().min(5).max(1440),
  code: z.string().max(120),
  dates: z.array(wall).min(1).max(MOST_DATES),
});
export type ImportedCourse = z.infer<typeof importedCourse>;

const previewedCourse = z.object({
  /** Null: nothing of it is new. */
  make: importedCourse.nullable(),
  title: z.string(),
  teacher: z.string(),
  group: z.string().nullable(),
  host: z.string().nullable(),
  courseId: z.string().nullable(),
  /** Dates of it that lie ahead and are not in the timetable: they are left alone. */
  gone: z.array(wall),
  /** Why its new dates can't be made, in the reader's language. */
  trouble: z.string().nullable(),
});
export type PreviewedCourse = z.infer<typeof previewedCourse>;

export const importPreview = z.object({
  lines: z.array(importLine),
  courses: z.array(previewedCourse),
  /** How dates such as 03/04/2027 were read, and whether the table itself tells so; null: it has none. */
  order: z.object({ is: order, told: z.boolean() }).nullable(),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** POST /api/courses/import : one course of it, in a transaction of its own. */
export const importCourse = z.object({ course: importedCourse, ...howAll });
export type ImportCourse = z.infer<typeof importCourse>;
export const courseImported = z.object({ courseId: z.string(), dates: z.array(plannedDate) });
export type CourseImported = z.infer<typeof courseImported>;

/** POST /api/courses/import/rooms : which of the dates would find a room, were the courses made now in this order; of the first ones, where there are very many. Nothing is saved. */
export const foreseeImport = z.object({ courses: z.array(importedCourse).max(5000), ...howAll });
export type ForeseeImport = z.infer<typeof foreseeImport>;
export const foreseen = z.object({
  /** One for each course that was looked at: the first that were sent, in their order. `trouble`: why it would not be made, in the reader's language. */
  courses: z.array(z.object({ dates: z.array(plannedDate.pick({ date: true, verdict: true })), trouble: z.string().nullable() })),
});
export type Foreseen = z.infer<typeof foreseen>;

/** POST /api/courses/import/on-zoom : when what was imported will be on Zoom. */
export const askOnZoom = z.object({ courseIds: z.array(z.uuid()).max(5000) });
export const onZoom = z.object({
  /** How many meetings are made on which day, and by when all are; days of Zoom's (UTC). */
  first: z.string().nullable(),
  last: z.string().nullable(),
  meetings: z.number(),
  /** What a host's changes of its usual day don't suffice for, by host and day. */
  postponed: z.array(z.object({ host: z.string(), from: z.string(), to: z.string(), meetings: z.number() })),
});
export type OnZoom = z.infer<typeof onZoom>;
