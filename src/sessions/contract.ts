import { z } from "zod";
import { freshId, revision } from "../lib/shapes.ts";
import { neededLine } from "../lib/text.ts";
import { minutes } from "../lib/time.ts";
import { askedSource, host, hostSource, plans } from "./hosting/contract.ts";

export const stepName = z.enum(["generate", "handOver", "sendLinks", "warn", "end", "close", "report"]);
export const kind = z.enum(["meeting", "webinar"]);
export const admission = z.enum(["automatic", "manual"]);

/** How a step stands. `note` and `because` are message keys under `stepNotes.`, with `values`. */
export const step = z.object({
  name: stepName,
  is: z.enum(["pending", "started", "done", "held", "failed", "skipped"]),
  dueAt: z.string(),
  at: z.string().nullable(),
  retryAt: z.string().nullable(),
  note: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type StepView = z.infer<typeof step>;

/** What a session is at the moment, told from evidence: `live` only when Zoom said so. */
export const sessionState = z.enum(["waiting", "confirmed", "handed over", "live", "ended", "cancelled", "declined"]);
export type SessionState = z.infer<typeof sessionState>;

export const sessionView = z.object({
  id: z.string(),
  revision: z.number(),
  title: z.string(),
  kind,
  start: z.string(),
  end: z.string(),
  minutes: z.number(),
  zone: z.string(),
  admission,
  expected: z.number().nullable(),
  organizer: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  state: sessionState,
  source: hostSource,
  room: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Null for rooms. */
  host: host.nullable(),
  course: z.object({ id: z.string(), title: z.string() }).nullable(),
  reserved: z.object({ start: z.string(), end: z.string() }).nullable(),
  attendees: z.number(),
  reportState: z.enum(["none yet", "provisional", "final"]),
  handover: z.enum(["credentials", "start link", "alternative host"]),
  /** The organizer has no licensed Zoom user of the account, so the room is opened by start link although it is meant to be by alternative host. */
  noOwnZoom: z.boolean(),
  /** An administrator chose the room: Bedel does not move it on by itself. */
  stays: z.boolean(),
  /** When the organizer can open the room. */
  opensAt: z.string(),
  /** A step has failed or may miss its time. */
  alarm: z.boolean(),
  /** Mails of a change or cancellation are held until then; *Undo* works as long. */
  undoUntil: z.string().nullable(),
  /** The administrator's words; `no_room_in_time` where nobody declined it, but its start came before a room got free. */
  declinedBecause: z.string().nullable(),
  askedAt: z.string(),
});
export type SessionView = z.infer<typeof sessionView>;

/** GET /api/my-sessions : the organizer's first page. */
export const mySessions = z.object({
  /** The room is the organizer's now: handed over or live. */
  open: z.array(sessionView),
  /** What comes next, while nothing is open. */
  next: sessionView.nullable(),
  coming: z.array(sessionView),
  past: z.array(sessionView),
});

/** GET /api/sessions?q= : by title or organizer, the nearest in time first; an organizer's own, for admins everybody's. */
export const findSessions = z.object({ q: neededLine(100) });
export const foundSessions = z.object({
  sessions: z.array(z.object({ id: z.string(), title: z.string(), start: z.string(), zone: z.string(), organizer: z.string() })),
});

/** Null: it can be done. Otherwise a message key under `refusals.`: the same sentence that the route would answer. */
const whyNot = z.string().nullable();

/** GET /api/sessions/:id */
export const sessionDetail = sessionView.extend({
  steps: z.array(step),
  mails: z.object({
    links: z.object({ queued: z.number(), sent: z.number(), failed: z.number(), ambiguous: z.number() }),
    credentials: z.enum(["none", "queued", "sent", "failed", "ambiguous"]),
  }),
  /** Attendees known to Zoom by name, so that the report knows who is who. */
  registered: z.object({ done: z.number(), of: z.number(), trouble: z.string().nullable() }),
  live: z.object({ since: z.string(), checkedAt: z.string() }).nullable(),
  /** The room is opened with this Zoom user of the organizer's own, signed in, at the meeting's address. */
  standIn: z.object({ email: z.string(), url: z.string() }).nullable(),
  /** Null for rooms. */
  plans: plans.nullable(),
  /** More people are registered or expected than the host holds; `larger`: the room that could be had instead, `whyNot`: why none. */
  crowd: z
    .object({
      capacity: z.number(),
      people: z.number(),
      because: z.enum(["registered", "expected"]),
      larger: z.object({ id: z.string(), name: z.string() }).nullable(),
      whyNot,
    })
    .nullable(),
  /** Made by a Zoom of the organizer's own that is not connected any more. */
  outOfReach: z.boolean(),
  /** The nearest times that would fit, while waiting. */
  nearest: z.array(z.string()),
  /** While waiting: true when proven that no arrangement of rooms could serve it, false when a bounded search found none. */
  noneProven: z.boolean(),
  whyNot: z.object({ change: whyNot, cancel: whyNot, extend: whyNot, end: whyNot, start: whyNot, credentials: whyNot, addAttendees: whyNot, move: whyNot }),
  /** The latest first. */
  history: z.array(z.object({ at: z.string(), who: z.string(), what: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
export type SessionDetail = z.infer<typeof sessionDetail>;

/** POST /api/sessions. `id` is made by the page, so that a double click asks once. `start` is a wall time `2027-03-01T10:00` in `zone`. */
export const ask = z.object({
  id: freshId,
  title: neededLine(200),
  start: z.string().max(32),
  zone: z.string().max(64),
  /** For a wall time that the autumn change of clocks gives twice. */
  choose: z.enum(["earlier", "later"]).optional(),
  minutes: z.number().int().min(5).max(1440),
  admission,
  kind,
  expected: z.number().int().min(1).max(50000).nullable(),
  source: askedSource.default("pool"),
});
export type Ask = z.infer<typeof ask>;

/** POST /api/sessions/:id/change : only what is to change; `revision` is the one the page showed. */
export const change = z.object({
  revision,
  title: neededLine(200).optional(),
  start: z.string().max(32).optional(),
  zone: z.string().max(64).optional(),
  choose: z.enum(["earlier", "later"]).optional(),
  minutes: z.number().int().min(5).max(1440).optional(),
  admission: admission.optional(),
  expected: z.number().int().min(1).max(50000).nullable().optional(),
});
export type Change = z.infer<typeof change>;

/** So near to its start nobody should learn of a change a minute later: people are told at once, and it can't be taken back. */
export const NO_HOLD_BEFORE_START = minutes(30);

/** POST /api/sessions/:id/cancel. POST /api/sessions/:id/undo takes the last change or cancellation back while `undoUntil` lies ahead. */
export const cancel = z.object({ revision });
/** POST /api/sessions/:id/extend : so many minutes more than this revision has, so that a double click adds them once. POST /api/sessions/:id/end ends it now. */
export const extend = z.object({ minutes: z.number().int().min(5).max(240), revision });
/** POST /api/sessions/:id/assign (from waiting), admins only. */
export const assign = z.object({ roomId: z.uuid(), revision });
/** POST /api/sessions/:id/move (to another room), admins only. It stays there, unless `stays` is false: then Bedel may move it on, as when a move is taken back. */
export const move = assign.extend({ stays: z.boolean().default(true) });
/** POST /api/sessions/:id/larger-room : the first free room that holds all who are registered or expected. */
export const largerRoom = z.object({ revision });
/** POST /api/sessions/:id/decline, admins only. */
export const decline = z.object({ reason: neededLine(500), revision });

/** GET /api/sessions/:id/credentials, from handover to close, for its organizer and admins. Never cached. */
export const credentials = z.object({ signInUrl: z.string(), userName: z.string(), password: z.string(), validUntil: z.string() });
export type Credentials = z.infer<typeof credentials>;

/** POST /api/sessions/:id/start : a fresh address that opens the meeting as its host; fetched at the click. */
export const startLink = z.object({ url: z.string() });

/** A room that an admin may give a session or a request, or why not: taken, too small, no webinars, out of service. */
export const roomChoice = z.object({ id: z.string(), name: z.string(), assignment: z.enum(["automatic", "manual"]), whyNot });
export type RoomChoice = z.infer<typeof roomChoice>;
/** GET /api/sessions/:id/rooms, admins: all active rooms in their order, for *Move…*, *Assign* and dragging. */
export const roomChoices = z.object({ rooms: z.array(roomChoice) });

/** GET /api/waiting, admins: the queue in order, each with the rooms that an admin may give it. */
export const waitingQueue = z.object({
  waiting: z.array(
    sessionView.extend({
      nearest: z.array(z.string()),
      noneProven: z.boolean(),
      rooms: z.array(roomChoice),
    }),
  ),
});

/** POST /api/alarms/:key/retry */
export const alarmKey = z.object({
  key: z
    .string()
    .max(250)
    .regex(/^[\x20-\x7e]+$/)
    .refine((key) => !key.endsWith("/aside") || z.uuid().safeParse(key.slice(0, -"/aside".length)).success),
});

/** GET /api/alarms, admins: commands that gave up or go on failing. A room's belong to no session. */
export const alarms = z.object({
  alarms: z.array(
    z.object({
      key: z.string(),
      sessionId: z.string().nullable(),
      title: z.string(),
      step: z.string(),
      attempts: z.number(),
      because: z.string(),
      detail: z.string(),
      nextAt: z.string().nullable(),
      dead: z.boolean(),
      /** Trying it again makes sense. */
      again: z.boolean(),
    }),
  ),
});
