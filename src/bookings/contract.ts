import { z } from "zod";
import { freshId, momentAsked, revision } from "../lib/shapes.ts";
import { neededLine, paragraphs } from "../lib/text.ts";

/** `09:00`, and `24:00` for the end of the day. */
const clockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
/** From when to when it can be booked, as the clock on the wall shows it in the type's zone. */
const span = z.object({ from: clockTime, to: clockTime });
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export const weekday = z.enum(WEEKDAYS);
const spans = z.array(span).max(12);
const language = z.enum(["en", "es"]);

/** Where it is: on Zoom, by telephone (the host calls whoever booked, or a number to call), at an address, or anything else. */
export const place = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("zoom") }),
  z.object({ kind: z.literal("telephone"), text: neededLine(200) }),
  z.object({ kind: z.literal("address"), text: neededLine(300) }),
  z.object({ kind: z.literal("text"), text: neededLine(300) }),
]);
export type Place = z.infer<typeof place>;

export const hosting = z.enum(["one", "round robin", "together"]);
/** Where the host of the Zoom meeting comes from: the member's own Zoom (the personal connection, else the institution's), a room, or the one Zoom user for all. */
export const bookingSource = z.enum(["personal", "pool", "default host"]);

/** What an owner decides. Minutes and days are whole numbers. */
const typeFields = {
  name: neededLine(120),
  description: paragraphs(2000),
  /** Lengths to choose from, in minutes. */
  lengths: z.array(z.number().int().min(5).max(480)).min(1).max(6),
  place,
  source: bookingSource,
  hosting,
  /** Members, in the order in which they were added. With `one` exactly one. */
  hostIds: z.array(z.uuid()).min(1).max(50),
  /** Whose it is besides its owner's: whoever is in the team may change it. */
  teamId: z.uuid().nullable(),
  zone: z.string().max(64),
  weekly: z.record(weekday, spans),
  /** Own hours for single dates; none: a date off. */
  days: z.array(z.object({ day, spans })).max(400),
  bufferBefore: z.number().int().min(0).max(240),
  bufferAfter: z.number().int().min(0).max(240),
  /** It can't be booked later than so long before its start. */
  noticeMinutes: z
    .number()
    .int()
    .min(0)
    .max(60 * 24 * 60),
  horizonDays: z.number().int().min(1).max(365),
  /** For each host, of this type; days and weeks (from Monday) in the type's zone. */
  mostADay: z.number().int().min(1).max(100).nullable(),
  mostAWeek: z.number().int().min(1).max(500).nullable(),
  /** Starts lie on this grid, counted from the beginning of each span. */
  gridMinutes: z.number().int().min(5).max(240),
  skipsHolidays: z.boolean(),
  /** Shown on the institution's page of appointments; otherwise only whoever has the address finds it. */
  listed: z.boolean(),
  languages: z.array(language).min(1).max(2),
  /** For so long what was last read of Zoom and of calendars may stand in for what can't be read. */
  staleMinutes: z
    .number()
    .int()
    .min(5)
    .max(60 * 24 * 7),
  /** Until so long before its start whoever booked may move or cancel it; null: never. */
  changeUntilMinutes: z
    .number()
    .int()
    .min(0)
    .max(60 * 24 * 60)
    .nullable(),
  /** Reminders, so many minutes before the start. */
  reminders: z
    .array(
      z
        .number()
        .int()
        .min(10)
        .max(60 * 24 * 14),
    )
    .max(4),
  /** How many people whoever books may bring along. */
  mostGuests: z.number().int().min(0).max(20),
  active: z.boolean(),
};

/** POST /api/appointment-types. `id` is made by the page, so that a double click makes one. `slug`: null for one that can't be guessed. */
export const newType = z.object({ id: freshId, slug: z.string().max(60).nullable(), ...typeFields });
export type NewType = z.infer<typeof newType>;

/** PUT /api/appointment-types/:id */
export const changeType = z.object({ revision, slug: z.string().max(60), ...typeFields });
export type ChangeType = z.infer<typeof changeType>;

const who = z.object({ id: z.string(), name: z.string() });

/** Why it can't be booked now; message keys under `refusals`, with whose Zoom or calendar it is. */
export const trouble = z.object({ because: z.string(), member: who.nullable(), since: z.string().nullable() });
export type Trouble = z.infer<typeof trouble>;

/** GET /api/appointment-types/:id */
export const typeDetail = z.object({
  id: z.string(),
  revision: z.number(),
  slug: z.string(),
  /** The public page. */
  address: z.string(),
  owner: who,
  hosts: z.array(who),
  team: who.nullable(),
  ...typeFields,
  /** What keeps it from being booked, or from being booked with one of its hosts. Empty: nothing does. */
  troubles: z.array(trouble),
  /** The place is decided by the institution. */
  placeLocked: z.boolean(),
  /** A message key under `refusals`; null: this person may change it. */
  whyNotChange: z.string().nullable(),
});
export type TypeDetail = z.infer<typeof typeDetail>;

/** GET /api/appointment-types */
export const typeHead = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  address: z.string(),
  lengths: z.array(z.number()),
  place,
  hosting,
  hosts: z.array(who),
  owner: who,
  team: who.nullable(),
  listed: z.boolean(),
  active: z.boolean(),
  /** Bookings to come. */
  coming: z.number(),
  troubles: z.array(trouble),
});
export const typeList = z.object({
  types: z.array(typeHead),
  /** What a new one can choose from. */
  members: z.array(who),
  teams: z.array(who),
  /** The institution's lock on places; null: free. */
  lockedPlace: place.nullable(),
  /** The page with all that are listed. */
  pageAddress: z.string(),
});
export type TypeHead = z.infer<typeof typeHead>;
export type TypeList = z.infer<typeof typeList>;

/** PUT /api/settings/appointments: administrators only. */
export const appointmentSettings = z.object({
  lockedPlace: place.nullable(),
  /** Sites that may show booking pages in a frame: `https://www.example.org`. */
  frameSites: z.array(z.string().max(200)).max(20),
  /** `#1f6feb`; null: Bedel's own. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable(),
  /** A picture as a data address (PNG, JPEG, WebP or SVG without scripts), at most 60 kB; null: none. */
  logo: z.string().max(90_000).nullable(),
  revision,
});
export type AppointmentSettings = z.infer<typeof appointmentSettings>;

// What hosts see.

/** GET /api/bookings?when=coming|past&typeId=… */
export const bookingRow = z.object({
  id: z.string(),
  /** Null: it is not on Zoom, or its session is not this person's to see. */
  sessionId: z.string().nullable(),
  typeId: z.string(),
  type: z.string(),
  hosts: z.array(who),
  name: z.string(),
  email: z.string(),
  guests: z.number(),
  message: z.string(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  place,
  status: z.enum(["booked", "cancelled"]),
  cancelledBy: z.enum(["guest", "host"]).nullable(),
  cancelledBecause: z.string(),
  noShow: z.boolean(),
  /** The meeting is not in Zoom yet. */
  zoomPending: z.boolean(),
  whyNotChange: z.string().nullable(),
});
export const bookingList = z.object({ bookings: z.array(bookingRow) });
export type BookingRow = z.infer<typeof bookingRow>;
/** POST /api/bookings/:id/move */
export const moveByHost = z.object({ start: momentAsked });
/** POST /api/bookings/:id/cancel */
export const cancelByHost = z.object({ because: paragraphs(1000) });
/** PUT /api/bookings/:id/no-show */
export const noShow = z.object({ noShow: z.boolean() });
