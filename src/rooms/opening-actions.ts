import { refused, type Outcome } from "../lib/outcome.ts";
import type { Instant } from "../lib/time.ts";
import type { Tx } from "../platform/database.ts";
import type { World } from "../world.ts";
import type { ZoomUser } from "../zoom/port.ts";
import { saveChange } from "./actions.ts";
import { troubleOf, whyNotActivate, type Room } from "./room.ts";
import { addRoom, lockRooms, roomsOf, saveHost, saveTrouble } from "./store.ts";

/** A user of the account, as Zoom tells it now, is an active room that is given out by hand only. Where it is one already nothing changes. */
export async function openAsRoom(
  tx: Tx,
  { random }: Pick<World, "random">,
  institutionId: string,
  user: ZoomUser,
  called: { name: string; code: string },
  now: Instant,
): Promise<Outcome<Room>> {
  await saveHost(tx, institutionId, user, now);
  await addRoom(tx, institutionId, random.uuid(), user);
  const of = async (): Promise<Room> => (await roomsOf(tx, institutionId)).find(({ hostId }) => hostId === user.hostId)!;
  const before = await of();
  await saveTrouble(tx, { ...before, trouble: troubleOf(user, before.trouble) });
  const room = await of();
  const why = whyNotActivate(room);
  if (why !== null) return refused(why);
  return saveChange(tx, room, { active: true, assignment: "manual", name: called.name, code: called.code }, room.revision, now);
}

/** It is given to nobody any more; who holds it keeps it. */
export async function closeAsRoom(tx: Tx, institutionId: string, roomId: string, now: Instant): Promise<void> {
  const [room] = await lockRooms(tx, institutionId, [roomId]);
  if (room?.active === true) await saveChange(tx, room, { active: false }, room.revision, now);
}
