import type { Tx } from "../../platform/database.ts";
import { roomsFree } from "../../rooms/actions.ts";
import { usable, type Room } from "../../rooms/room.ts";
import type { Session } from "../session.ts";
import { needOf } from "./board.ts";
import { hostsTaken, registeredFor } from "./store.ts";

/**
 * The room that `allocate` would find without moving anybody: the first in order that is free over the whole reservation and holds as many as are registered;
 * the preferred one before all others, for as many as were asked for. Most sessions find one, at a fraction of what it takes to read all that is around.
 * The institution must be locked.
 */
export async function freeRoom(tx: Tx, session: Session, options: { prefer?: string | null; without?: string | null }): Promise<Room | null> {
  const need = needOf(session);
  const rooms = await roomsFree(tx, session.institutionId, {
    ...need,
    taken: hostsTaken(session, need.reserved),
    registered: registeredFor(session),
    prefer: options.prefer ?? null,
    without: options.without ?? null,
  });
  return rooms.find(usable) ?? null;
}
