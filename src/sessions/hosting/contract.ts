import { z } from "zod";

/** Where the host comes from: a room, one Zoom user for all, one who is named (a course's), or the organizer's own Zoom. */
export const hostSource = z.enum(["pool", "default host", "named host", "personal"]);
/** What can be asked for by whoever asks for one session. */
export const askedSource = hostSource.exclude(["named host"]);

/** The Zoom user who hosts where no room does. `through`: the connection by which the meeting is made. */
export const host = z.object({ id: z.string(), name: z.string(), email: z.string(), through: z.enum(["institution", "personal"]) });

/** When it was last read what else the host has planned in Zoom, since when that can't be read, and what of it is at the session's own time. */
export const plans = z.object({
  readAt: z.string().nullable(),
  unreadSince: z.string().nullable(),
  clash: z.object({ title: z.string(), from: z.string(), to: z.string() }).nullable(),
});

/** GET /api/asking : where this member's sessions can have their host from, and why not, and how many people fit into a room. `values` belong to `whyNot`. */
export const asking = z.object({
  sources: z.array(
    z.object({
      source: askedSource,
      host: host.extend({ licensed: z.boolean() }).nullable(),
      /** Null: it can be chosen. Otherwise a message key under `refusals.`. */
      whyNot: z.string().nullable(),
      values: z.record(z.string(), z.string()),
    }),
  ),
  /** For how many the largest room is that Bedel may give; null: there is none, or Zoom has not told. */
  largest: z.object({ meeting: z.number().nullable(), webinar: z.number().nullable() }),
});
export type Asking = z.infer<typeof asking>;
