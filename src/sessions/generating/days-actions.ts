import { before, type Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { notOverOf } from "./store.ts";
import { zoomDays } from "./zoom-days.ts";

/** When a session's meeting is made on Zoom: the day of Zoom's (UTC), and whether that is later than usual, since its host's changes of the usual day don't suffice. */
export type OnZoomDay = { sessionId: string; hostId: string; day: string; postponed: boolean };

/** Of all sessions of these hosts that have no meeting yet. What was to be made by now is made today. */
export async function onZoomDays(tx: Tx, institutionId: string, hostIds: readonly string[], now: Instant): Promise<OnZoomDay[]> {
  if (hostIds.length === 0) return [];
  const sessions = (await notOverOf(tx, institutionId, hostIds, now)).map(({ lead, ...one }) => ({
    ...one,
    makeAt: one.hasMeeting ? null : (Math.max(now, before(one.start, lead)) as Instant),
  }));
  return [...zoomDays(sessions)].map(([{ id, hostId }, { day, postponed }]) => ({ sessionId: id, hostId, day, postponed }));
}
