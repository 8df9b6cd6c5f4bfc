import { z } from "zod";
import { language } from "../../people/contract.ts";

/** One of the sessions that a person attends. Never another person's name or address. */
export const panelSession = z.object({
  /** The person's own address of it: `/j/…`, where POST /api/j/:token/leave gives the place up. */
  address: z.string(),
  title: z.string(),
  /** The key of its course in `courses`; null: a session by itself. */
  course: z.string().nullable(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  /** As on the page behind its address. */
  state: z.enum(["before", "open", "preparing", "silent", "over", "cancelled"]),
  /** Its time is not behind yet. */
  isComing: z.boolean(),
  opensAt: z.string(),
  mayLeave: z.boolean(),
});
export type PanelSession = z.infer<typeof panelSession>;

/** A course that the person is registered for, by its sessions here or those to follow. */
export const panelCourse = z.object({
  key: z.string(),
  title: z.string(),
  zone: z.string(),
  /** Dates that are too far ahead to have a link: each comes among the sessions when it is near. Null: all are there. */
  later: z.object({ dates: z.number(), from: z.string(), until: z.string() }).nullable(),
});
export type PanelCourse = z.infer<typeof panelCourse>;

/** GET /api/p/:token : all of a person's sessions in one institution, the soonest first. */
export const panelPage = z.object({
  institution: z.string(),
  /** The person's own. */
  email: z.string(),
  language,
  /** What the person chose; null: each session's own. */
  zone: z.string().nullable(),
  /** Where a calendar program finds them. */
  feed: z.string(),
  sessions: z.array(panelSession),
  courses: z.array(panelCourse),
  now: z.string(),
  clockRuns: z.boolean(),
  sandbox: z.boolean(),
});
export type PanelPage = z.infer<typeof panelPage>;

/** PATCH /api/p/:token : how the person wants to be written to. */
export const panelChoice = z.object({ language: language.nullable().optional(), zone: z.string().max(64).nullable().optional() });

/** POST /api/p/:token/feed : a new address for calendar programs; the old one stops. */
export const newFeed = z.object({ feed: z.string() });

/** POST /api/panel : mails the address of the panel, if there is one. The answer is the same if there is none. */
export const askForPanel = z.object({ email: z.email().max(254) });

/** GET /api/attending : the panel of whoever has signed in, where the person's proven e-mail address is in some list. */
export const attending = z.object({ panel: z.string().nullable(), coming: z.number() });
export type Attending = z.infer<typeof attending>;
