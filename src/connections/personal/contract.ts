import { z } from "zod";
import { givingBack, scopeView } from "../authorizing/contract.ts";
import { RECONNECT_CAUSES, standing } from "../contract.ts";
import { NONE_BECAUSE } from "../in-force.ts";

/** Which Zoom makes the meetings that a member hosts; `because`: why none does, the words are under `myZoom.noneBecause`. */
export const inForceView = z.object({
  is: z.enum(["personal", "institution", "none"]),
  email: z.string().nullable(),
  because: z.enum(NONE_BECAUSE).nullable(),
});

/** GET /api/my-zoom : the Zoom of whoever asks. */
export const myZoom = z.object({
  own: z.object({
    standing,
    email: z.string().nullable(),
    name: z.string().nullable(),
    licensed: z.boolean(),
    since: z.string().nullable(),
    because: z.enum(RECONNECT_CAUSES).nullable(),
    /** Scopes that the token in force has not. */
    missing: z.array(z.string()),
    /** Disconnected here, and Zoom has not confirmed yet: when it is told again. */
    endingAt: z.string().nullable(),
  }),
  inForce: inForceView,
  scopes: z.array(scopeView),
  /** How much earlier than its start a session's meeting is made, and its links go out. */
  leads: z.object({ generation: z.number(), links: z.number() }),
  /** Another Zoom user than the connected one, authorized by the member and not yet confirmed. */
  candidate: z.object({ id: z.string(), email: z.string(), name: z.string() }).nullable(),
  /** Authorized by the member and not used, and Zoom has not confirmed yet that it is ended. */
  givingBack: z.array(givingBack),
  /** Why no own Zoom can be connected on this server, as a message key under `refusals`. */
  whyNotConnect: z.string().nullable(),
});
export type MyZoom = z.infer<typeof myZoom>;

/** What becomes of a session: it goes to the institution's Zoom, is not made any more, or stays as it was made. */
export const FATES = ["falls_back", "not_made", "stays"] as const;
export const affected = z.object({
  counts: z.object({ falls_back: z.number(), not_made: z.number(), stays: z.number() }),
  /** The next ones, the soonest first. */
  next: z.array(z.object({ id: z.string(), title: z.string(), start: z.string(), zone: z.string(), fate: z.enum(FATES) })),
});
export type Affected = z.infer<typeof affected>;

/** GET /api/my-zoom/preview : what disconnecting, or confirming another Zoom user, would do. */
export const preview = affected.extend({ instead: inForceView });
export type Preview = z.infer<typeof preview>;

/** GET /api/connection/users : each member with the Zoom that is in force for the member. */
export const connectedUsers = z.object({
  users: z.array(
    z.object({
      memberId: z.string(),
      name: z.string(),
      email: z.string(),
      inForce: inForceView,
      /** Of an own Zoom that is not in force: how it stands. */
      own: standing.nullable(),
    }),
  ),
});
export type ConnectedUsers = z.infer<typeof connectedUsers>;
