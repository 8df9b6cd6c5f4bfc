import { z } from "zod";
import { momentAsked } from "../../lib/shapes.ts";
import { sessionView } from "../contract.ts";
import { hostSource } from "../hosting/contract.ts";

/** What a picture of many tells of each; all else is told where one is opened. `room` null: it waits, or somebody hosts it without one. */
export const boardSession = sessionView
  .pick({ id: true, revision: true, title: true, kind: true, start: true, end: true, admission: true, expected: true, state: true, source: true })
  .extend({ organizer: z.object({ name: z.string() }) })
  .extend(sessionView.pick({ room: true, host: true, reserved: true, stays: true, alarm: true, askedAt: true }).shape);
export type BoardSession = z.infer<typeof boardSession>;

/** GET /api/timeline?from=&to= (ISO moments, at most 8 days apart), admins; organizers see it with others' titles blank. Waiting requests tell in `reserved` what they would block. */
export const span = z.object({ from: momentAsked, to: momentAsked });
export const timeline = z.object({
  from: z.string(),
  to: z.string(),
  zone: z.string(),
  rooms: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      code: z.string(),
      assignment: z.enum(["automatic", "manual"]),
      meetingCapacity: z.number(),
      webinarCapacity: z.number(),
      outages: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })),
      /** Meetings in Zoom that Bedel did not make. */
      busy: z.array(z.object({ from: z.string(), to: z.string(), title: z.string() })),
      /** Given up a moment ago, and kept while that can be taken back. */
      held: z.array(z.object({ from: z.string(), to: z.string() })),
    }),
  ),
  /** Who hosts the sessions shown that have no room. Organizers see of personal ones their own. */
  hosts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      source: hostSource.exclude(["pool"]),
      busy: z.array(z.object({ from: z.string(), to: z.string(), title: z.string() })),
    }),
  ),
  sessions: z.array(boardSession.extend({ whyNotMove: z.string().nullable() })),
  waiting: z.array(boardSession),
});
export type Timeline = z.infer<typeof timeline>;
