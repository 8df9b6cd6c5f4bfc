import { z } from "zod";
import { RECONNECT_CAUSES, standing } from "../connections/contract.ts";
import { numberAsked, revision } from "../lib/shapes.ts";
import { line, neededLine } from "../lib/text.ts";

/** Shapes that the web app and the API see. Times are ISO 8601 in UTC; zones are IANA names; lengths are whole minutes. */

export const role = z.enum(["owner", "admin", "organizer"]);
export type Role = z.infer<typeof role>;

export const language = z.enum(["en", "es"]);
export type Language = z.infer<typeof language>;

/** Times of a session's life, all in whole minutes. */
export const buffers = z.object({
  preparation: z.number().int().min(0).max(120),
  courtesy: z.number().int().min(0).max(120),
  postprocessing: z.number().int().min(0).max(120),
});

/** GET /api/me ; 401 when nobody has signed in. */
export const me = z.object({
  member: z.object({ id: z.string(), name: z.string(), email: z.string(), role, language, zone: z.string() }),
  /** All that the person is member of, this one among them. */
  institutions: z.array(z.object({ id: z.string(), name: z.string() })),
  institution: z.object({ id: z.string(), name: z.string(), zone: z.string(), contact: z.object({ name: z.string(), email: z.string(), phone: z.string() }) }),
  /** In force, so that the ask page can draw what a session will block. */
  buffers,
  /** The reader's is the demo, whose Zoom the sandbox plays: every page says so, and time can be moved. */
  sandbox: z.boolean(),
  /** Mails of the demo end in the mailbox page; otherwise they go out. */
  mailbox: z.boolean(),
  /** Mails of a real institution wait: the server has no mail server. */
  mailsWait: z.boolean(),
  /** A demo is there beside the reader's own institution. */
  demo: z.boolean(),
  /** For administrators of a real institution, until they put it away: what is still to be set up. */
  setup: z.boolean(),
  /** The application's time when the answer was made; pages count from it, never from the visitor's own clock. */
  now: z.string(),
  /** False while the application's clock stands still (a move is under way, or a script has stopped it). */
  clockRuns: z.boolean(),
  zoom: z.object({
    state: standing,
    since: z.string().nullable(),
    /** Why it has to be reconnected, for administrators: null in every other state, and for organizers, who can't mend it. */
    because: z.enum(RECONNECT_CAUSES).nullable(),
  }),
  badges: z.object({ waiting: z.number(), alarms: z.number() }),
  /** `mustSetUp`: the institution insists on a second step at sign-in; nothing else can be done before it is set up. */
  security: z.object({ twoFactor: z.boolean(), mustSetUp: z.boolean() }),
});
export type Me = z.infer<typeof me>;

/** POST /api/auth/sign-in/email sets the cookie. */
export const signIn = z.object({ email: z.email().max(254), password: z.string().min(1).max(200) });

/** PATCH /api/me */
export const changeMe = z.object({ name: neededLine(120).optional(), language: language.optional(), zone: z.string().max(64).optional() });

/** POST /api/me/institution : from now on this sign-in works there. */
export const chooseInstitution = z.object({ institutionId: z.uuid() });

export const settings = buffers.extend({
  name: neededLine(120),
  zone: z.string().max(64),
  language,
  /** Never more than the preparation: two holders would share a room. */
  credentialLead: z.number().int().min(0).max(120),
  linkLead: z.number().int().min(0).max(1440),
  generationLead: z.number().int().min(15).max(10080),
  handover: z.enum(["credentials", "start link", "alternative host"]),
  /** Whether Bedel ends what runs on past its end where the host is no room but somebody's own Zoom. */
  endHosted: z.boolean(),
  /** From what share of a session on, in hundredths, its report counts somebody as having stayed. */
  attendanceThreshold: z.number().int().min(1).max(100),
  /** What somebody changes or deletes in Zoom itself is followed where that can be had, or put back at once. */
  changesInZoom: z.enum(["follow", "restore"]),
  /** Members without a second step at sign-in can do nothing but set it up. */
  requireTwoFactor: z.boolean(),
  /** So many days after a session its people are erased: names, addresses, presence. */
  retentionDays: z.number().int().min(30).max(3650),
  contact: z.object({ name: line(120), email: z.union([z.literal(""), z.email().max(254)]), phone: line(60) }),
  /** Null: no limit. */
  limits: z.object({
    sessionsAhead: z.number().int().min(1).max(1000).nullable(),
    hoursAhead: z.number().int().min(1).max(10000).nullable(),
    longestMinutes: z.number().int().min(5).max(1440).nullable(),
    furthestDays: z.number().int().min(1).max(730).nullable(),
  }),
});
export type Settings = z.infer<typeof settings>;

/** GET and PUT /api/settings. `revision` guards against two people saving over each other. */
export const settingsView = z.object({ settings, revision: z.number() });
export const changeSettings = z.object({ settings, revision });

/** GET /api/settings/cost?preparation=&courtesy=&postprocessing= : what buffers cost, worked out from the sessions asked for within 28 days back and ahead. */
export const costAsked = z.object({ preparation: numberAsked, courtesy: numberAsked, postprocessing: numberAsked }).pipe(buffers);
export const bufferCost = z.object({
  sessions: z.number(),
  rooms: z.number(),
  from: z.string(),
  to: z.string(),
  /** Of those sessions, how many would find no room with the buffers asked about, with the buffers in force, and with none. */
  refused: z.object({ asked: z.number(), inForce: z.number(), none: z.number() }),
  /** Minutes that rooms are blocked by the buffers asked about, and by the sessions themselves. */
  blockedMinutes: z.object({ buffers: z.number(), sessions: z.number() }),
});
export type BufferCost = z.infer<typeof bufferCost>;

/** RFC 9457, with the message key and its values; `detail` and `message` are in the reader's language. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  because: z.string(),
  errors: z.array(z.object({ field: z.string(), because: z.string(), message: z.string() })).optional(),
  /** For `no_room_free` and its like: starts that would fit, nearest first. */
  nearest: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof problem>;
