import { z } from "zod";
import { freshId, momentAsked } from "../../lib/shapes.ts";
import { line, neededLine, paragraphs } from "../../lib/text.ts";
import { place } from "../contract.ts";

const language = z.enum(["en", "es"]);
/** A moment in an address. */
export const moment = momentAsked;

/** What strangers see and send. */
const look = z.object({
  institution: z.string(),
  colour: z.string().nullable(),
  logo: z.string().nullable(),
  language,
  now: z.string(),
  clockRuns: z.boolean(),
  sandbox: z.boolean(),
});

/** GET /api/book/:slug */
export const publicType = look.extend({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  lengths: z.array(z.number()),
  place,
  /** Who it is with, where that is known beforehand; empty for round robin. */
  hosts: z.array(z.string()),
  zone: z.string(),
  languages: z.array(language),
  mostGuests: z.number(),
  changeUntilMinutes: z.number().nullable(),
  /** The first and the last day that can be asked for, in the type's zone. */
  firstDay: z.string(),
  lastDay: z.string(),
  /** A message key under `refusals`: nobody can book it now. */
  closed: z.string().nullable(),
  form: z.object({ token: z.string(), waitSeconds: z.number(), bits: z.number() }).nullable(),
});
export type PublicType = z.infer<typeof publicType>;

/** GET /api/book : the listed ones of an institution. Without one that is named, and where several publish some, whose there are; `institution` is empty then. */
export const publicTypes = look.extend({
  choices: z.array(z.object({ of: z.string(), name: z.string() })),
  types: z.array(z.object({ slug: z.string(), name: z.string(), description: z.string(), lengths: z.array(z.number()), place, hosts: z.array(z.string()) })),
});

export type PublicTypes = z.infer<typeof publicTypes>;

/** GET /api/book/:slug/times?minutes=30&from=…&to=… : at most 62 days; `from` and `to` are moments. */
export const freeTimes = z.object({
  starts: z.array(z.string()),
  /** The first free start after `to`, so that nobody has to leaf through empty months; null: none within the horizon. */
  next: z.string().nullable(),
  /** As of when Zoom and calendars were read, the oldest that counts; null: nothing had to be read. */
  readAt: z.string().nullable(),
  closed: z.string().nullable(),
});
export type FreeTimes = z.infer<typeof freeTimes>;

/** POST /api/book/:slug. `topic` is a field that only robots see. */
export const book = z.object({
  /** Made by the page: a double click books once. */
  id: freshId,
  start: momentAsked,
  minutes: z.number().int().min(5).max(480),
  name: neededLine(120),
  email: z.string().max(254),
  guests: z.array(z.object({ name: line(120), email: z.string().max(254) })).max(20),
  message: paragraphs(2000),
  zone: z.string().max(64),
  language,
  form: z.string().max(200),
  proof: z.string().max(20),
  topic: z.string().max(200),
});
export type Book = z.infer<typeof book>;

/** The answer to a booking, and GET /api/book/mine/:token. */
export const ownBooking = look.extend({
  slug: z.string(),
  type: z.string(),
  host: z.array(z.string()),
  name: z.string(),
  email: z.string(),
  guests: z.array(z.object({ name: z.string(), email: z.string() })),
  /** How many may come along in all. */
  mostGuests: z.number(),
  message: z.string(),
  start: z.string(),
  end: z.string(),
  minutes: z.number(),
  zone: z.string(),
  place,
  /** The address that leads to the meeting, if the place is Zoom. */
  joinAddress: z.string().nullable(),
  /** The meeting is not in Zoom yet; the same address will lead there. */
  zoomPending: z.boolean(),
  status: z.enum(["booked", "cancelled"]),
  cancelledBy: z.enum(["guest", "host"]).nullable(),
  cancelledBecause: z.string(),
  /** Its host has done so a moment ago, and may take it back for a minute; null: what stands here is told by mail too. */
  unsettled: z.enum(["moved", "cancelled"]).nullable(),
  /** The last day to which it can be moved, in the type's zone. */
  lastDay: z.string(),
  /** A message key under `refusals`; null: it can be moved and cancelled. */
  whyNotChange: z.string().nullable(),
  /** The address of this page. */
  address: z.string(),
});
export type OwnBooking = z.infer<typeof ownBooking>;

/** POST /api/book/mine/:token/move */
export const moveBooking = z.object({ start: momentAsked });
/** POST /api/book/mine/:token/cancel */
export const cancelBooking = z.object({ because: paragraphs(1000) });
/** POST /api/book/mine/:token/guests */
export const addGuests = z.object({
  guests: z
    .array(z.object({ name: line(120), email: z.string().max(254) }))
    .min(1)
    .max(20),
});
