import { z } from "zod";

/** Only where the sandbox plays Zoom: its clock, mailbox, and one-click sign-in. */

/** GET /api/sandbox (public) */
export const sandboxState = z.object({
  now: z.string(),
  clockRuns: z.boolean(),
  /** Why it can be neither moved nor stopped: a message key under `refusals`. */
  whyNotMove: z.enum(["clock_is_kept"]).nullable(),
  /** A move of the clock that is under way. */
  moving: z.object({ from: z.string(), to: z.string(), at: z.string() }).nullable(),
  /** The next moment at which something is due, and what: a message key under `sandbox.next.`. */
  next: z.object({ at: z.string(), what: z.string(), title: z.string() }).nullable(),
  mails: z.number(),
  /** People of the sandbox come to meetings by themselves. */
  visitors: z.boolean(),
  zoomUrl: z.string(),
  /** For the sign-in page: whom one may be with one click. */
  people: z.array(z.object({ as: z.enum(["administrator", "organizer", "attendee"]), name: z.string(), email: z.string() })),
});
export type SandboxState = z.infer<typeof sandboxState>;

/** POST /api/sandbox/clock : moves the application's time forward, visiting every due moment; answers when it has arrived. */
export const moveClock = z.union([
  z.object({
    minutes: z
      .number()
      .int()
      .min(1)
      .max(60 * 24 * 31),
  }),
  z.object({ to: z.string() }),
  z.object({ next: z.literal(true) }),
  z.object({ tomorrow: z.literal(true) }),
]);
/** POST /api/sandbox/clock/run {runs: boolean} stops and starts it. POST /api/sandbox/visitors {on: boolean}. */
export const clockMoved = z.object({ now: z.string() });
export const runClock = z.object({ runs: z.boolean() });
export const letVisitorsCome = z.object({ on: z.boolean() });

/** POST /api/sandbox/sign-in {as} : signs in and sets the cookie; `go` is where to go next (an attendee has a /j/ page). */
export const signInAs = z.object({ as: z.enum(["administrator", "organizer", "attendee"]) });
export const signedInAs = z.object({ go: z.string() });

/** GET /api/mailbox?to=&q=&before= : newest first, 50 a page. */
export const mailList = z.object({
  mails: z.array(z.object({ id: z.string(), at: z.string(), to: z.string(), subject: z.string(), hasCalendar: z.boolean() })),
  more: z.boolean(),
  total: z.number(),
});
export type MailList = z.infer<typeof mailList>;
/** GET /api/mailbox/:id */
export const mail = z.object({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  messageId: z.string(),
  text: z.string(),
  html: z.string(),
  calendar: z.string().nullable(),
});
export type Mail = z.infer<typeof mail>;
