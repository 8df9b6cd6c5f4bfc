import { z } from "zod";
import { freshId, revision } from "../lib/shapes.ts";
import { line, neededLine, paragraphs } from "../lib/text.ts";
import { admission, kind } from "../sessions/contract.ts";

/** As the clock on the wall shows it in the course's zone: `2027-03-01T09:00`. */
export const wall = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
export const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** The value of an RFC 5545 `RRULE`: `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=30`. It must end. */
const rule = z.string().max(400);

/** Where the host comes from: a room, one Zoom user for all, or a Zoom user who is named. */
export const courseSource = z.enum(["pool", "default host", "named host"]);

/** How many dates a course may have. */
export const MOST_DATES = 400;

/** POST /api/courses, and POST /api/courses/preview. `id` is made by the page, so that a double click makes one. */
export const newCourse = z.object({
  id: freshId,
  title: neededLine(200),
  /** Somebody else than who asks: administrators only. */
  teacherId: z.uuid().nullable(),
  zone: z.string().max(64),
  /** The first date. */
  start: wall,
  /** Null: the first date and the further ones only. */
  rule: rule.nullable(),
  /** Days left out. */
  without: z.array(day).max(MOST_DATES),
  /** Further dates. */
  extra: z.array(wall).max(MOST_DATES),
  minutes: z.number().int().min(5).max(1440),
  kind,
  admission,
  expected: z.number().int().min(1).max(50000).nullable(),
  source: courseSource,
  /** The Zoom user of a named host. */
  hostId: line(128).nullable(),
  skipsHolidays: z.boolean(),
  /** Groups that are registered for all dates. */
  groupIds: z.array(z.uuid()).max(50).default([]),
});
export type NewCourse = z.infer<typeof newCourse>;

/** What becomes of a date in a room: `got` one at once, `rearranged`: others moved for it, `waiting`: no room yet; `hosted`: by a Zoom user; `not free`: that one has something else. */
export const verdict = z.enum(["got", "rearranged", "waiting", "hosted", "not free"]);

/** One of the dates that a rule gives. */
export const plannedDate = z.object({
  /** Which of the dates it is. */
  date: wall,
  start: z.string(),
  end: z.string(),
  /** The clocks change in this hour: it begins as much later as they leap, or at the first of the two. A message key under `courses.`. */
  note: z.enum(["hour_skipped", "hour_twice"]).nullable(),
  /** Its day's holiday: left out, and made no session of. */
  holiday: z.string().nullable(),
  verdict: verdict.nullable(),
  room: z.string().nullable(),
  /** When it is made on Zoom, where the day's changes of its host don't suffice on the usual day. */
  postponedTo: day.nullable(),
});

/** The answer of the preview: what making it would do. */
export const coursePreview = z.object({
  dates: z.array(plannedDate),
  /** Times of day at which the whole series has rooms, the nearest first; empty where it has them as asked. `oneRoom`: the same for all dates. */
  fitting: z.array(z.object({ time: clockTime, oneRoom: z.boolean() })),
});
export type CoursePreview = z.infer<typeof coursePreview>;

export const courseHead = z.object({
  id: z.string(),
  title: z.string(),
  teacher: z.object({ id: z.string(), name: z.string() }),
  zone: z.string(),
  /** The rule in force now, and its first date. */
  start: wall,
  rule: z.string().nullable(),
  minutes: z.number(),
  dates: z.number(),
  ahead: z.number(),
  waiting: z.number(),
  /** The next date to come. */
  next: z.string().nullable(),
  last: z.string().nullable(),
  people: z.number(),
  cancelled: z.boolean(),
});
export type CourseHead = z.infer<typeof courseHead>;

/** GET /api/courses : the organizer's own, for administrators everybody's; `q`: words of the title or the teacher's name. */
export const findCourses = z.object({ q: line(100).optional(), past: z.enum(["yes", "no"]).default("no") });
export const courses = z.object({ courses: z.array(courseHead) });

/** One date of a course. */
export const courseDate = z.object({
  sessionId: z.string(),
  date: wall,
  title: z.string(),
  start: z.string(),
  end: z.string(),
  status: z.enum(["waiting", "placed", "declined", "cancelled"]),
  over: z.boolean(),
  /** It can still be changed: it has not begun. */
  ahead: z.boolean(),
  room: z.string().nullable(),
  /** What somebody changed of this date alone. */
  byHand: z.array(z.enum(["time", "length", "title", "admission", "cancelled"])),
  note: z.enum(["hour_skipped", "hour_twice"]).nullable(),
  /** It stands on Zoom. */
  onZoom: z.boolean(),
  /** When it is to be made on Zoom: 24 hours before its start, or later by the day's changes of its host. */
  onZoomAt: z.string(),
  postponedTo: day.nullable(),
  registered: z.number(),
});
export type CourseDate = z.infer<typeof courseDate>;

/** GET /api/courses/:id */
export const courseDetail = courseHead.extend({
  revision,
  kind,
  admission,
  expected: z.number().nullable(),
  source: courseSource,
  host: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  parts: z.array(z.object({ start: wall, rule: z.string().nullable(), minutes: z.number() })),
  without: z.array(day),
  extra: z.array(wall),
  skipsHolidays: z.boolean(),
  list: z.object({ id: z.string(), people: z.number(), groups: z.array(z.object({ id: z.string(), name: z.string(), people: z.number() })) }),
  sessions: z.array(courseDate),
  /** Null: it can be done. Otherwise a message key under `refusals.`. */
  whyNot: z.object({ edit: z.string().nullable() }),
});
export type CourseDetail = z.infer<typeof courseDetail>;

/** Which dates an edit is for: one, it and all after it, or all that lie ahead. */
export const scope = z.enum(["this", "following", "all"]);

/** POST /api/courses/:id/edit, and POST /api/courses/:id/edit/preview. Only what is to change. */
export const editCourse = z.object({
  revision,
  scope,
  /** The session that it begins with; for `all` null. */
  from: z.uuid().nullable(),
  change: z.object({
    title: neededLine(200).optional(),
    /** The time of day. */
    time: clockTime.optional(),
    minutes: z.number().int().min(5).max(1440).optional(),
    admission: admission.optional(),
    expected: z.number().int().min(1).max(50000).nullable().optional(),
    /** On other days: the rule from its first date on. Not for one date. */
    recurs: z.object({ start: wall, rule }).optional(),
    /** Another day and time for one date. */
    start: wall.optional(),
    teacherId: z.uuid().optional(),
    cancel: z.literal(true).optional(),
  }),
  /** What becomes of dates that somebody changed by hand. */
  byHand: z.enum(["keep", "change"]),
  /** A word for those who are told. */
  note: paragraphs(1000).default(""),
});
export type EditCourse = z.infer<typeof editCourse>;

/** What an edit does to one date. `date`: null for one that it makes; `after`: null for one that it cancels. */
export const editedDate = z.object({
  sessionId: z.string(),
  does: z.enum(["stays", "stays by hand", "changes", "is made", "is cancelled"]),
  before: z.object({ start: z.string(), end: z.string(), title: z.string(), room: z.string().nullable() }).nullable(),
  after: z.object({ start: z.string(), end: z.string(), title: z.string(), room: z.string().nullable() }).nullable(),
  /** Why an edit that names no cancelling cancels it: another date of the course is to be at the same time, or its rule gives it no more, or on a holiday. */
  because: z.enum(["same_time", "holiday", "not_in_rule"]).nullable(),
  verdict: verdict.nullable(),
  note: z.enum(["hour_skipped", "hour_twice"]).nullable(),
  /** Its meeting stands on Zoom already, and is changed there at once. */
  onZoom: z.boolean(),
  registered: z.number(),
});

/** The answer of the preview of an edit, and of the edit. */
export const editPreview = z.object({
  dates: z.array(editedDate),
  /** How many people get the one mail that tells all of it: attendees, and the teacher. */
  told: z.number(),
  fitting: z.array(z.object({ time: clockTime, oneRoom: z.boolean() })),
});
export type EditPreview = z.infer<typeof editPreview>;

/** POST /api/courses/:id/dates : one more date. */
export const addDate = z.object({ revision, start: wall });

/** GET /api/week : what is on in one week, for one teacher, room or group, or for the institution. */
export const askWeek = z.object({
  of: z.enum(["teacher", "room", "group", "institution"]),
  id: z.string().max(64).optional(),
  monday: day,
  zone: z.string().max(64).optional(),
});
export const week = z.object({
  name: z.string(),
  zone: z.string(),
  monday: day,
  sessions: z.array(
    z.object({
      id: z.string(),
      courseId: z.string().nullable(),
      title: z.string(),
      start: z.string(),
      end: z.string(),
      teacher: z.string(),
      room: z.string().nullable(),
      waiting: z.boolean(),
      cancelled: z.boolean(),
    }),
  ),
  holidays: z.array(z.object({ day, name: z.string() })),
});
export type Week = z.infer<typeof week>;

/** GET /api/hosts : who can be named as host of a course; nobody for organizers, who may not name one. */
export const hosts = z.object({ hosts: z.array(z.object({ id: z.string(), name: z.string(), email: z.string(), licensed: z.boolean() })) });
