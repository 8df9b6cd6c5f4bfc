import { after, seconds, type Instant } from "../../lib/time.ts";
import { commandAgain, commandDone, type Command } from "../../platform/outbox.ts";
import { lockRooms, refusesPassword, renewPassword, roomById, saveHolder } from "../../rooms/actions.ts";
import type { Room } from "../../rooms/room.ts";
import type { World } from "../../world.ts";
import { isHandedOver } from "../session.ts";
import { sessionById, wakeHeld } from "../store.ts";

/** Zoom accepts an end before it has happened. */
const CONFIRM_AFTER = seconds(10);

/**
 * Makes true that a room which nobody should have is nobody's: its first password, or a new one after somebody who knew it lost the room.
 * Whoever left it while it was open to them may still run something there: that is ended first, and only when nothing runs is the room free.
 */
export async function secureRoom(world: World, command: Command): Promise<void> {
  const room = await roomById(world.db, command.institutionId, command.roomId!);
  const now = world.clock.now();
  if (room !== null && (await isHeld(world, room))) await renewBehind(world, room);
  else if (room !== null) {
    if (room.password.occupiedBy !== null && (await endAll(world, room)) > 0) return void (await commandAgain(world.db, command, after(now, CONFIRM_AFTER)));
    await renew(world, room, now);
  }
  await world.db.transaction(async (tx) => {
    if (await commandDone(tx, command, now)) await wakeHeld(tx, command.institutionId, command.roomId!, now);
  });
}

/** By the session to which it was handed over, and which still has it. */
async function isHeld({ db }: Pick<World, "db">, room: Room): Promise<boolean> {
  if (room.password.occupiedBy === null) return false;
  const holder = await sessionById(db, room.institutionId, room.password.occupiedBy);
  return holder !== null && holder.roomId === room.id && isHandedOver(holder);
}

/** Says how many still run afterwards. */
async function endAll(world: World, room: Room): Promise<number> {
  const zoom = world.zoomOf(room.institutionId);
  const running = await zoom.liveMeetings(room.hostId);
  for (const ref of running) await zoom.endMeeting(ref);
  return running.length === 0 ? 0 : (await zoom.liveMeetings(room.hostId)).length;
}

/** Its holder came by start link while Zoom would not have the last one's password changed: that one still opens the room, and nobody else will change it. */
async function renewBehind(world: World, room: Room): Promise<void> {
  const { exposedTo, occupiedBy } = room.password;
  if (exposedTo !== null && exposedTo !== occupiedBy) await renewPassword(world, room);
}

/** Where Zoom refuses another change of the password the room is free all the same, and goes on by start link. */
async function renew(world: World, room: Room, now: Instant): Promise<void> {
  try {
    if (!room.password.isSet || room.password.exposedTo !== null) await renewPassword(world, room);
  } catch (error) {
    if (refusesPassword(error)) await free(world, room, now);
    throw error;
  }
  await free(world, room, now);
}

const free = ({ db }: Pick<World, "db">, room: Room, now: Instant): Promise<void> =>
  db.transaction(async (tx) => {
    const [locked] = await lockRooms(tx, room.institutionId, [room.id]);
    if (locked === undefined || locked.password.occupiedBy === null || locked.password.occupiedBy !== room.password.occupiedBy) return;
    await saveHolder(tx, { ...locked, password: { ...locked.password, occupiedBy: null, evidenceAt: null } });
    await wakeHeld(tx, room.institutionId, room.id, now);
  });
