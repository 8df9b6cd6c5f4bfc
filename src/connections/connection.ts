import type { Instant } from "../lib/time.ts";
import type { ReconnectCause } from "./contract.ts";
import type { Heard } from "./hearing.ts";

/** How Zoom answers, as far as calls tell; `disconnected`: somebody here ended it. Whether it is paused is beside that. */
export type ConnectionState = "connected" | "unreachable" | "reconnect needed" | "disconnected";

/** A link to a Zoom account: the institution's, or a member's own. */
export type Connection = {
  id: string;
  institutionId: string;
  kind: "institution" | "personal";
  memberId: string | null;
  app: AppKind;
  ownAppSealed: Uint8Array | null;
  accountId: string;
  accountName: string | null;
  /** Null with Server-to-Server: no person stands behind it. */
  authorizedBy: { hostId: string; email: string; name: string; role: string; licensed: boolean; isOwner: boolean } | null;
  authorizedAt: Instant | null;
  /** Of what was authorized for the institution, the latest has the largest. */
  number: number;
  /** Null: not known yet. */
  scopes: readonly string[] | null;
  defaultHostId: string | null;
  pausedAt: Instant | null;
  /** Somebody here is ending it; see `life/`. */
  leavingAt: Instant | null;
  state: ConnectionState;
  since: Instant;
  lastOkAt: Instant | null;
  /** When Zoom was last asked on purpose whether it holds. */
  probedAt: Instant | null;
  /** Why it has to be reconnected; null in every other state. */
  because: ReconnectCause | null;
  syncedAt: Instant | null;
  syncTrouble: string | null;
} & Heard;

/** Server-to-Server, the app for a whole account that its administrator authorizes, or the one for a person's own Zoom. */
export type AppKind = "account" | "admin" | "personal";

/** What people are told, the most serious first. */
export type Standing = "none" | "disconnected" | "reconnect needed" | "paused" | "unreachable" | "connected";

export function standingOf(c: Pick<Connection, "state" | "pausedAt"> | null): Standing {
  if (c === null) return "none";
  if (c.state === "disconnected" || c.state === "reconnect needed") return c.state;
  return c.pausedAt === null ? c.state : "paused";
}

/** What a connection does for sessions: what does not answer will, and what is being ended makes nothing new. The database's column of this name says the same. */
export type Service = "connected" | "paused" | "reconnect needed" | "disconnected";

export function serviceOf(c: Pick<Connection, "state" | "pausedAt" | "leavingAt"> | null): Service {
  const standing = c === null || c.leavingAt !== null ? "disconnected" : standingOf(c);
  return standing === "none" ? "disconnected" : standing === "unreachable" ? "connected" : standing;
}
