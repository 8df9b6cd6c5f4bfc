import { z } from "zod";
import { freshId, revision } from "../lib/shapes.ts";
import { line, neededLine } from "../lib/text.ts";

export const assignment = z.enum(["automatic", "manual"]);
export const handoverMode = z.enum(["credentials", "start link", "alternative host"]);

export const outage = z.object({ id: z.string(), from: z.string(), to: z.string(), reason: z.string() });

/** GET /api/rooms : every Zoom user of the account that is, or could be, a room, in room order; the rest after them by name. */
export const room = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string(),
  email: z.string(),
  order: z.number(),
  active: z.boolean(),
  assignment,
  meetingCapacity: z.number(),
  /** 0: no webinars. */
  webinarCapacity: z.number(),
  /** Null: as the institution's settings say. */
  handover: handoverMode.nullable(),
  /** Message key under `roomTrouble.` when Zoom says that the room can't be used (unlicensed, deactivated, deleted, owner, admin_password). */
  trouble: z.string().nullable(),
  /** Whose own Zoom user it is, by name: as a room it gets a password that they don't know. Null: nobody's. */
  person: z.string().nullable(),
  /** Message key under `refusals.` why it can't be turned on, or null. */
  whyNotActivate: z.string().nullable(),
  /** Whether it is safe to hand over now: "occupied" by a session, "exposed" (its last password could not be changed yet), "not set", or "not used" where passwords can't work. */
  password: z.enum(["safe", "in use", "exposed", "not set", "not used"]),
  next: z.object({ sessionId: z.string(), title: z.string(), start: z.string(), end: z.string() }).nullable(),
  now: z.object({ sessionId: z.string(), title: z.string() }).nullable(),
  outages: z.array(outage),
  revision: z.number(),
});
export type Room = z.infer<typeof room>;

/** How well Zoom's webhooks are heard. */
export const telling = z.object({
  /** When something genuine came last; null: never yet. */
  heardAt: z.string().nullable(),
  /** When Zoom last asked whether we know the secret. */
  validatedAt: z.string().nullable(),
  /** Signed with another secret than ours, lately; `all`: nothing genuine came since the first of them. */
  refused: z.object({ count: z.number(), since: z.string(), all: z.boolean() }).nullable(),
  /** What Bedel knows of its meetings of the last day by its own doing and looking only. */
  untold: z.object({ created: z.number(), started: z.number(), ended: z.number() }),
});
export type Telling = z.infer<typeof telling>;

/** POST /api/rooms/sync reads the account's users again and answers the same. */
export const roomList = z.object({ rooms: z.array(room), syncedAt: z.string().nullable(), syncTrouble: z.string().nullable(), telling });

/** PATCH /api/rooms/:id */
export const changeRoom = z.object({
  name: neededLine(80).optional(),
  code: line(20).optional(),
  active: z.boolean().optional(),
  assignment: assignment.optional(),
  handover: handoverMode.nullable().optional(),
  /** That somebody's own Zoom user is to be turned on as a room. */
  confirmed: z.boolean().optional(),
  revision,
});

/** POST /api/rooms/order : ids of all rooms, first fit walks them in this order. */
export const orderRooms = z.object({ ids: z.array(z.uuid()).max(5000) });

/** POST /api/rooms/:id/outages : wall times in the institution's zone; `id` is made by the page, so that a double click adds one. DELETE /api/rooms/:id/outages/:outageId takes one away. */
export const addOutage = z.object({ id: freshId, from: z.string().max(32), to: z.string().max(32), reason: neededLine(200) });

/** GET /api/rooms/:id : the room and its pre-flight, what will work there before anyone needs it. */
export const roomDetail = z.object({
  room,
  preflight: z.array(
    z.object({
      mode: handoverMode,
      works: z.boolean(),
      /** Message keys under `preflight.`: each a fact that speaks for or against. */
      facts: z.array(z.object({ key: z.string(), good: z.boolean() })),
    }),
  ),
});
export type RoomDetail = z.infer<typeof roomDetail>;
