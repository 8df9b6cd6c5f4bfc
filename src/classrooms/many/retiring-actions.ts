import type { Tx } from "../../platform/database.ts";
import { closeAsRoom } from "../../rooms/opening-actions.ts";
import { foreseeEmptyings, sessionsToComeByRoom, type RoomChange } from "../../sessions/placing/room-change-actions.ts";
import type { World } from "../../world.ts";
import { NO_SESSIONS, told, type SessionsOnRetiring } from "../previewing-actions.ts";
import { withinSessions } from "./within.ts";

/** Nobody is given a room while it is foreseen: with more sessions that would take too long. */
const MOST_FORESEEN = 200;

/**
 * What would become of the sessions of these rooms if all were retired now, in this order: what goes elsewhere goes to none of them that is empty by then, and no two
 * sessions to one place. `open`: makes the room that takes the place of one.
 */
export async function sessionsOnRetiringAll(
  world: Pick<World, "db" | "clock" | "random" | "zooms">,
  institutionId: string,
  roomIds: readonly string[],
  open: RoomChange["open"] = () => Promise.resolve(null),
): Promise<ReadonlyMap<string, SessionsOnRetiring>> {
  const now = world.clock.now();
  const counts = await sessionsToComeByRoom(world.db, institutionId, roomIds, now);
  const all = new Map<string, SessionsOnRetiring>(roomIds.map((id) => [id, { ...NO_SESSIONS, untold: counts.get(id) ?? 0 }]));
  if (counts.size === 0) return all;
  const close = (tx: Tx, id: string): Promise<void> => closeAsRoom(tx, institutionId, id, now);
  const foreseen = await foreseeEmptyings(world, institutionId, withinSessions(roomIds, counts, MOST_FORESEEN), { open, close });
  for (const [id, emptied] of foreseen) all.set(id, told(emptied));
  return all;
}
