import { z } from "zod";

export const attendee = z.object({
  id: z.string(),
  name: z.string(),
  /** Empty, as the name, where the person is erased. */
  email: z.string(),
  erased: z.boolean(),
  addedAt: z.string(),
  /** `refused`: the mail server will never take mail for this address; `bounced`: it took the mail, which came back later; `failed`: it was given up. */
  link: z.enum(["not yet", "queued", "sent", "failed", "refused", "bounced", "ambiguous"]),
  /** What the mail server said, shortened, where it said something. */
  said: z.string().nullable(),
  /** Known to Zoom by name. */
  registered: z.boolean(),
});
export type Attendee = z.infer<typeof attendee>;
/** GET /api/sessions/:id/attendees ; DELETE /api/sessions/:id/attendees/:attendeeId */
export const attendeeList = z.object({
  attendees: z.array(attendee),
  /** Of a course's date that is far ahead: so many are on the course's list, and come to it then. Null: whoever is to come is here. */
  later: z.object({ people: z.number(), at: z.string(), listId: z.string() }).nullable(),
});
export type AttendeeList = z.infer<typeof attendeeList>;

/** POST /api/sessions/:id/attendees : the form sends one line, paste and CSV send many: `Name, e-mail` or `Name <e-mail>` or `e-mail`, in any separator. At most 1 MB. */
export const addAttendees = z.object({ lines: z.string().max(1_000_000) });
export const attendeesAdded = z.object({
  added: z.number(),
  already: z.number(),
  /** Good lines are kept; each bad one is named with its number, its text (cut) and why. */
  bad: z.array(z.object({ line: z.number(), text: z.string(), because: z.string(), message: z.string() })),
});
export type AttendeesAdded = z.infer<typeof attendeesAdded>;

/** POST /api/sessions/:id/attendees/preview, POST /api/lists/:id/people/preview : what adding these lines would do; nothing is saved. */
export const attendeesPreview = z.object({
  lines: z.array(
    z.object({
      line: z.number(),
      /** `twice`: the same address stands further up. */
      is: z.enum(["new", "already", "twice", "bad"]),
      name: z.string(),
      email: z.string(),
      /** What stands there (cut) and why it can't be taken, where it is bad. */
      text: z.string(),
      message: z.string().nullable(),
    }),
  ),
});
export type AttendeesPreview = z.infer<typeof attendeesPreview>;

/** GET /api/j/:token : what an attendee may know. Never another person's name or address. */
export const joinPage = z.object({
  /** `silent`: it should be open, and Zoom does not answer. */
  state: z.enum(["before", "open", "preparing", "silent", "over", "cancelled", "unknown"]),
  title: z.string(),
  institution: z.string(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  language: z.enum(["en", "es"]),
  /** When the way to Zoom opens. */
  opensAt: z.string(),
  /** Whether the place can be given up: POST /api/j/:token/leave. */
  mayLeave: z.boolean(),
  /** Once it is over: whether it took place, as far as Zoom told, and from when to when. */
  happened: z.enum(["held", "nobody started", "unknown"]),
  tookPlace: z.object({ start: z.string(), end: z.string() }).nullable(),
  cancelledAt: z.string().nullable(),
  /** The zone that the person chose on the panel; null: none. */
  ownZone: z.string().nullable(),
  /** The start that was mailed before, when the session has moved since. */
  movedFrom: z.string().nullable(),
  now: z.string(),
  clockRuns: z.boolean(),
  sandbox: z.boolean(),
});
export type JoinPage = z.infer<typeof joinPage>;
/** POST /api/j/:token/join, when open: the person's way into Zoom. */
export const joinAnswer = z.object({ url: z.string() });
