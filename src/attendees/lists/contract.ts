import { z } from "zod";
import { freshId } from "../../lib/shapes.ts";
import { neededLine } from "../../lib/text.ts";
import { addAttendees, attendeesAdded } from "../contract.ts";

const sessionOfList = z.object({
  id: z.string(),
  title: z.string(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  over: z.boolean(),
  cancelled: z.boolean(),
});
export type SessionOfList = z.infer<typeof sessionOfList>;

const groupOfList = z.object({ id: z.string(), name: z.string(), people: z.number() });

const listHead = z.object({ id: z.string(), name: z.string(), owner: z.string(), people: z.number(), sessions: z.number() });
/** GET /api/lists : one's own, for administrators everybody's. */
export const attendeeLists = z.object({ lists: z.array(listHead) });
export type ListHead = z.infer<typeof listHead>;

/** GET /api/lists/:id */
export const attendeeListDetail = z.object({
  id: z.string(),
  name: z.string(),
  /** `group`: the name of the one that they came with, and leave with. */
  people: z.array(z.object({ id: z.string(), name: z.string(), email: z.string(), addedAt: z.string(), group: z.string().nullable() })),
  sessions: z.array(sessionOfList),
  /** Courses whose people these are. Their dates are not among the sessions. */
  courses: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Registered as one; and those that could be. */
  groups: z.array(groupOfList),
  groupChoices: z.array(groupOfList),
  /** What it could serve too: sessions of one's own that are still to come and have no list. */
  choices: z.array(sessionOfList),
});
export type AttendeeListDetail = z.infer<typeof attendeeListDetail>;

/** POST /api/lists. `id` is made by the page, so that a double click makes one. */
export const makeList = z.object({ id: freshId, name: neededLine(120) });
/** PATCH /api/lists/:id */
export const renameList = z.object({ name: neededLine(120) });
/** PUT /api/lists/:id/sessions : all that it is to serve, but for what is over. */
export const chooseSessions = z.object({ sessions: z.array(z.uuid()).max(60) });
/** PUT /api/lists/:id/groups/:groupId ; DELETE the same : registers a group as one, and takes it out again. */
/** POST /api/lists/:id/people ; DELETE /api/lists/:id/people/:personId */
export const addToList = addAttendees;
export const addedToList = attendeesAdded;
