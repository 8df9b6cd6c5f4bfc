import { z } from "zod";
import { momentAsked } from "../lib/shapes.ts";

/** Every time is ISO 8601 in UTC; the reader's screen turns it into wall time. */
const moment = z.iso.datetime();
const stretch = z.object({ start: moment, end: moment });

export const reportState = z.enum(["provisional", "final", "none yet"]);
export type ReportState = z.infer<typeof reportState>;

/** `webhooks`: Zoom makes no report of somebody who was alone, so what it told us as it happened stands in. */
export const reportSource = z.enum(["zoom", "webhooks", "nobody started"]);
export type ReportSource = z.infer<typeof reportSource>;

/** Why a report is provisional; in a final one, what was still unsettled after a day, null when all was well. */
export const reportDoubt = z.enum(["instances unread", "rows unprocessed", "somebody missing", "not read twice", "readings differ"]);

export const reportRow = z.object({
  key: z.string(),
  /** On request: the name is empty then, and there are no times. */
  erased: z.boolean(),
  name: z.string(),
  email: z.string().nullable(),
  registered: z.boolean(),
  attended: z.boolean(),
  firstJoin: moment.nullable(),
  lastLeave: moment.nullable(),
  minutes: z.number(),
  /** Of the session, 0 to 100. */
  share: z.number(),
  stays: z.array(stretch),
  /** By whom somebody without a mark was said to be this person; null: known by the marks alone. */
  matchedBy: z.string().nullable(),
});
export type ReportRow = z.infer<typeof reportRow>;

/** The organizer, who came as the room's own user, is in none of them. */
export const reportTotals = z.object({
  people: z.number(),
  registered: z.number(),
  came: z.number(),
  didNotCome: z.number(),
  unregistered: z.number(),
  peak: z.number(),
  averageMinutes: z.number(),
  /** Of the people present, how many in a hundred stayed at least as long as the threshold asks. */
  stayed: z.number(),
});
export type ReportTotals = z.infer<typeof reportTotals>;

const guest = reportRow.pick({ key: true, name: true, email: true, firstJoin: true, lastLeave: true, minutes: true });

/** Why a person is offered: how name and address are written. It proves nothing. */
export const likely = z.object({
  attendeeId: z.string(),
  name: z.string(),
  because: z.enum(["same name", "same address but its end", "name in the address", "part of the name", "similar name"]),
});
export type Likely = z.infer<typeof likely>;

/** Who came and is in no list, for the organizer to say who it was. */
export const matching = z.object({
  open: z.array(guest.extend({ likely: likely.nullable() })),
  /** Without an attendee: nobody who was registered. */
  said: z.array(guest.extend({ attendeeId: z.string().nullable(), attendee: z.string().nullable(), by: z.string(), at: moment })),
});
export type Matching = z.infer<typeof matching>;

/** PUT /api/sessions/:id/report/guests : `was` is what the page showed, so that nobody overrules another unseen. */
const whoItIs = z.union([z.literal("open"), z.literal("nobody"), z.uuid()]);
export const sayWho = z.object({ guest: z.string().min(1).max(600), is: whoItIs, was: whoItIs });
export type SayWho = z.infer<typeof sayWho>;

/** Why a report is not read: Zoom can't be asked or refuses (`againAt` null: it is asked no more by itself), or does not serve, or was asked too late; or the session was none. */
const hindrance = z.object({ by: z.enum(["trouble", "connection", "too late", "called off"]), againAt: moment.nullable() });
export type Hindrance = z.infer<typeof hindrance>;

/** GET /api/sessions/:id/report */
export const reportView = z.object({
  sessionId: z.string(),
  title: z.string(),
  room: z.string().nullable(),
  organizer: z.string(),
  zone: z.string(),
  planned: stretch,
  real: stretch.nullable(),
  state: reportState,
  doubt: reportDoubt.nullable(),
  /** Null while there is no report yet. */
  source: reportSource.nullable(),
  totals: reportTotals,
  /** From what share on somebody counts as having stayed, in hundredths. */
  threshold: z.number(),
  matching,
  rows: z.array(reportRow),
  organizers: z.array(reportRow),
  /** From `at` on so many were there, until the next. */
  presence: z.array(z.object({ at: moment, count: z.number() })),
  /** The latest reading. */
  readAt: moment.nullable(),
  readAgainAt: moment.nullable(),
  hindered: hindrance.nullable(),
  /** When the institution's time for keeping people was over: from then on there are totals only. */
  peopleErasedAt: moment.nullable(),
});
export type ReportView = z.infer<typeof reportView>;

const present = z.object({ key: z.string(), name: z.string(), email: z.string().nullable(), registered: z.boolean(), since: moment });
export type Present = z.infer<typeof present>;

/** Why it isn't known who is in: Zoom was never heard, is refused at the door for a wrong secret, or did not even tell that this session runs. */
export const silence = z.enum(["never heard", "refused", "start not told"]);

/** GET /api/sessions/:id/live */
export const liveView = z.object({
  /** Null: nothing says that it runs. */
  running: z.object({ since: moment, checkedAt: moment }).nullable(),
  /** As far as Zoom told; each person once, on however many devices, since the last coming. */
  people: z.array(present),
  organizers: z.array(present),
  /** At the door. */
  waiting: z.array(present),
  /** When Zoom told anything last, of whatever. */
  heardAt: moment.nullable(),
  /** Null: it tells. */
  silence: silence.nullable(),
});
export type LiveView = z.infer<typeof liveView>;

/** GET /api/reports */
export const reportsAsked = z.object({ from: momentAsked.optional(), to: momentAsked.optional(), q: z.string().trim().max(200).default("") });
export const reportsPageAsked = reportsAsked.extend({ after: z.string().max(100).optional() });

/** A line of what it answers. */
export const reportSummary = z.object({
  sessionId: z.string(),
  title: z.string(),
  organizer: z.string(),
  room: z.string().nullable(),
  start: moment,
  end: moment,
  zone: z.string(),
  people: z.number(),
  registered: z.number(),
  state: reportState,
});
export type ReportSummary = z.infer<typeof reportSummary>;
/** `next` asks for the following page; null: that was all. */
export const reportList = z.object({ reports: z.array(reportSummary), next: z.string().nullable() });

/** GET /api/reports/summary : all that was found, not only the page shown. */
export const weekSummed = z.object({
  /** Its Monday, as a day of the institution's. */
  from: z.string(),
  sessions: z.number(),
  registered: z.number(),
  /** Of those registered. */
  came: z.number(),
  people: z.number(),
});
export type WeekSummed = z.infer<typeof weekSummed>;
export const reportsSummed = z.object({
  sessions: z.number(),
  /** Of those sessions; the others count in nothing below. */
  reported: z.number(),
  provisional: z.number(),
  /** In all sessions together: who came to two counts twice. */
  people: z.number(),
  registered: z.number(),
  came: z.number(),
  didNotCome: z.number(),
  unregistered: z.number(),
  averageMinutes: z.number(),
  stayed: z.number(),
  threshold: z.number(),
  weeks: z.array(weekSummed),
});
export type ReportsSummed = z.infer<typeof reportsSummed>;
