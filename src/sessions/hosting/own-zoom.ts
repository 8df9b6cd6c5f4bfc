import type { Session } from "../session.ts";
import { isLive } from "../session.ts";

/** What a session by its organizer's own Zoom is now in. */
type Now = Pick<Session, "hostId" | "via">;

/**
 * Whether it goes to another host, or by another connection, than it was asked for: one that is not made yet follows the Zoom that is in force; one that is made
 * stays, as long as it can be looked after.
 */
export function follows(s: Session, inForce: Now, itsConnectionServes: boolean): boolean {
  if (s.source !== "personal" || s.status !== "placed" || isLive(s) || s.overAt !== null) return false;
  if (s.hostId === inForce.hostId && s.via === inForce.via) return false;
  return isMade(s) ? !itsConnectionServes : true;
}

/** A create whose answer was lost may have made it too. */
export const isMade = (s: Pick<Session, "meeting" | "intent">): boolean => s.meeting !== null || s.intent !== null;
