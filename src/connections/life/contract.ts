import { z } from "zod";

/** Shapes of what can be done with a connection that is there. */

export const PREVIEWS = ["pause", "resume", "disconnect", "default host", "account", "account by app"] as const;
export const previewOf = z.enum(PREVIEWS);
export type PreviewOf = z.infer<typeof previewOf>;

/** What happens to a session: message keys under `connection.fate`. */
export const FATES = ["waits", "made_now", "made_in_time", "not_made", "stays", "closed_before", "made_anew", "other_room", "waits_for_host"] as const;
export const fate = z.enum(FATES);
export type Fate = z.infer<typeof fate>;

export const affected = z.object({
  /** How many of each; what does not happen is left out. */
  counts: z.partialRecord(fate, z.number()),
  /** The next ones, the soonest first. */
  next: z.array(z.object({ id: z.string(), title: z.string(), organizer: z.string(), start: z.string(), zone: z.string(), fate })),
});
export type Affected = z.infer<typeof affected>;

/** A room that somebody can open now, by a password that was told or a link. */
export const openRoom = z.object({
  id: z.string(),
  name: z.string(),
  session: z.object({ id: z.string(), title: z.string(), organizer: z.string(), end: z.string(), zone: z.string(), isRunning: z.boolean() }).nullable(),
});
export type OpenRoom = z.infer<typeof openRoom>;

/** GET /api/connection/preview?of= : which sessions are concerned, before anything is done. */
export const preview = affected.extend({
  of: previewOf,
  /** Of disconnecting: the rooms that are closed first. */
  rooms: z.array(openRoom),
});
export type Preview = z.infer<typeof preview>;

/** POST /api/connection/disconnect : the account's name or number, typed; rooms that may stay open, because they can't be closed or are in use. */
export const disconnect = z.object({ account: z.string().max(200), leave: z.array(z.uuid()).max(1000).default([]) });

/** While it is being ended. `closing`: rooms are being closed; `rooms`: which could not be closed, and why, as kinds of trouble; `revoke`: Zoom has not confirmed yet. */
export const leaving = z.object({
  since: z.string(),
  rooms: z.array(z.object({ id: z.string(), name: z.string(), session: z.string().nullable(), because: z.string() })),
  closing: z.boolean(),
  revoke: z.object({ tries: z.number(), nextAt: z.string().nullable(), because: z.string().nullable() }).nullable(),
});
export type Leaving = z.infer<typeof leaving>;

const hostView = z.object({ id: z.string(), name: z.string(), email: z.string(), licensed: z.boolean(), whyNot: z.string().nullable() });

/**
 * GET /api/connection/default-host ; `waiting`: how many sessions to come have nobody in the account who hosts them; `advice`: a message key under
 * `connection.advice`; `isMember`: the host hears by mail of what is asked for there.
 */
export const defaultHost = z.object({
  host: hostView.extend({ isMember: z.boolean() }).nullable(),
  choices: z.array(hostView),
  waiting: z.number(),
  advice: z.string().nullable(),
});
export type DefaultHost = z.infer<typeof defaultHost>;
/** PUT /api/connection/default-host */
export const chooseHost = z.object({ hostId: z.string().max(100).nullable() });

const calls = z.object({ label: z.string(), today: z.number(), ours: z.number().nullable() });

/** GET /api/connection/health ; null stands for what is not known. */
export const health = z.object({
  lastOkAt: z.string().nullable(),
  heardAt: z.string().nullable(),
  probedAt: z.string().nullable(),
  /** Of this day at Zoom (UTC); `ours`: how many Bedel may make, null where Zoom sets no limit for a day. */
  calls: z.array(calls),
  oldestWaiting: z.object({ since: z.string(), step: z.string() }).nullable(),
  /** The age and end of what opens the account's API, never the thing itself. */
  token: z.object({ since: z.string(), until: z.string(), authorizedUntil: z.string().nullable() }).nullable(),
  /** Scopes by their names at Zoom; null: nobody knows which it has. */
  missingScopes: z.array(z.string()).nullable(),
  erasure: z
    .object({
      begunAt: z.string(),
      dueAt: z.string(),
      stoppedAt: z.string().nullable(),
      erasedAt: z.string().nullable(),
      deleted: z.record(z.string(), z.number()).nullable(),
    })
    .nullable(),
});
export type Health = z.infer<typeof health>;
