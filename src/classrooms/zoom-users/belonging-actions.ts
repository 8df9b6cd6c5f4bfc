import type { Tx } from "../../platform/database.ts";
import { roomsOf } from "../../rooms/actions.ts";
import { classroomsOf } from "../store.ts";
import { isUsedElsewhere } from "./elsewhere-store.ts";
import { whoseUser, type Belonging, type UserNamed } from "../whose-user.ts";

/** `apartFrom`: the classroom that lets go of it, being no other. Null: neither a classroom's nor a room, and nobody else's on this server. */
export async function belongingOf(tx: Tx, institutionId: string, user: UserNamed, apartFrom: string | null = null): Promise<Belonging | null> {
  const classroom = whoseUser(await classroomsOf(tx, institutionId), user, [apartFrom]);
  if (classroom !== null) return { to: "classroom", name: classroom.name };
  const room = (await roomsOf(tx, institutionId)).find(({ hostId, active }) => active && hostId === user.hostId);
  if (room !== undefined) return { to: "room", name: room.name };
  return elsewhereOf(tx, institutionId, user.hostId);
}

/** Of a Zoom user who is known to be a classroom's own. */
export const elsewhereOf = async (tx: Tx, institutionId: string, hostId: string | null): Promise<Belonging | null> =>
  (await isUsedElsewhere(tx, institutionId, hostId)) ? { to: "elsewhere", name: "" } : null;
