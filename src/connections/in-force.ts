import type { Connection } from "./connection.ts";

/** Why no Zoom is in force for a member's own sessions. */
export const NONE_BECAUSE = ["no_zoom_user", "pending", "deactivated", "is_room", "never_connected", "institution_disconnected"] as const;
export type NoneBecause = (typeof NONE_BECAUSE)[number];

/** Whose connection makes the meetings that a member hosts. */
export type InForce = { is: "personal" } | { is: "institution" } | { is: "none"; because: NoneBecause };

type State = Pick<Connection, "state"> | null;
type ZoomUser = { status: string; isRoom: boolean } | null;

/** One that does not answer at the moment will: only what has to be connected anew, or was disconnected, gives way. */
export const serves = (c: State): boolean => c !== null && (c.state === "connected" || c.state === "unreachable");

/**
 * A member's own Zoom goes before the institution's, which takes over where there is none, or none any more: there the member is the user of the account
 * who has the same e-mail address. A room is everybody's, and never somebody's own.
 */
export function inForce(known: { own: State; ownIsRoom: boolean; institution: State; user: ZoomUser }): InForce {
  const { own, ownIsRoom, institution, user } = known;
  if (serves(own) && !ownIsRoom) return { is: "personal" };
  const because = whyNotInstitution(institution, user);
  return because === null ? { is: "institution" } : { is: "none", because: serves(own) ? "is_room" : because };
}

/** While it has to be reconnected it stays in force: what waits for it goes on afterwards. */
function whyNotInstitution(institution: State, user: ZoomUser): NoneBecause | null {
  if (institution === null) return "never_connected";
  if (institution.state === "disconnected") return "institution_disconnected";
  if (user === null || user.status === "deleted") return "no_zoom_user";
  if (user.status === "pending") return "pending";
  if (user.status !== "active") return "deactivated";
  return user.isRoom ? "is_room" : null;
}
