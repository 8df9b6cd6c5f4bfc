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
  /** Of the people present, how many in a hundred stayed at least 75 % of the session. */
  stayed75: z.number(),
});
export type ReportTotals = z.infer<typeof reportTotals>;

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
  rows: z.array(reportRow),
  organizers: z.array(reportRow),
  /** From `at` on so many were there, until the next. */
  presence: z.array(z.object({ at: moment, count: z.number() })),
  /** The latest reading. */
  readAt: moment.nullable(),
  readAgainAt: moment.nullable(),
  /** When the institution's time for keeping people was over: from then on there are totals only. */
  peopleErasedAt: moment.nullable(),
});
export type ReportView = z.infer<typeof reportView>;

/** GET /api/reports */
export const reportsAsked = z.object({ from: momentAsked.optional(), to: momentAsked.optional(), q: z.string().trim().max(200).default("") });

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
export const reportList = z.object({ reports: z.array(reportSummary) });
