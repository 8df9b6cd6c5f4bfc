import { z } from "zod";
import { freshId } from "../../lib/shapes.ts";
import { neededLine } from "../../lib/text.ts";
import { addAttendees, attendeesAdded } from "../contract.ts";

const groupHead = z.object({
  id: z.string(),
  name: z.string(),
  owner: z.string(),
  people: z.number(),
  /** With how many lists and courses it is registered. */
  lists: z.number(),
  /** May be opened and changed; otherwise an administrator's, there to be registered. */
  manages: z.boolean(),
});
export type GroupHead = z.infer<typeof groupHead>;
/** GET /api/groups : one's own and those of administrators, for administrators everybody's. */
export const attendeeGroups = z.object({ groups: z.array(groupHead) });

/** A list, or the course whose people it is. */
const listOfGroup = z.object({ id: z.string(), name: z.string(), courseId: z.string().nullable() });
export type ListOfGroup = z.infer<typeof listOfGroup>;

/** GET /api/groups/:id */
export const attendeeGroupDetail = z.object({
  id: z.string(),
  name: z.string(),
  owner: z.string(),
  people: z.array(z.object({ id: z.string(), name: z.string(), email: z.string(), addedAt: z.string() })),
  /** What it is registered with; `mine`: it may be taken out there. */
  lists: z.array(listOfGroup.extend({ mine: z.boolean() })),
  /** What it could be registered with too. */
  choices: z.array(listOfGroup),
});
export type AttendeeGroupDetail = z.infer<typeof attendeeGroupDetail>;

/** POST /api/groups. `id` is made by the page, so that a double click makes one. */
export const makeGroup = z.object({ id: freshId, name: neededLine(120) });
/** PATCH /api/groups/:id */
export const renameGroup = z.object({ name: neededLine(120) });
/** POST /api/groups/:id/people ; DELETE /api/groups/:id/people/:personId */
export const addToGroup = addAttendees;
export const addedToGroup = attendeesAdded;
