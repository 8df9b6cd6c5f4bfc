import { overlaps, type Interval } from "../../lib/interval.ts";
import { automaticRooms, fits, type RoomForAllocation } from "../../rooms/allocation/fit.ts";

/** One of several times that want a room each. `taken`: the rooms that have something reserved then. */
export type WantedTime = { kind: "meeting" | "webinar"; expected: number | null; reserved: Interval; prefer: string | null; taken: ReadonlySet<string> };

/**
 * A room for each of a series of times, `null` where none is free: the one that it has, where it can keep it; else, so that people find each date in the
 * same room, the one that is free for the most of them, the first in order among equally good ones; and what that one can't take, by first fit.
 */
export function roomsFor(rooms: readonly RoomForAllocation[], times: readonly WantedTime[]): (string | null)[] {
  const free = times.map((time) => automaticRooms(rooms).filter((room) => isFree(room, time)).map((room) => room.id)); // prettier-ignore
  const counts = new Map<string, number>();
  const open = times.map((time, i) => (time.prefer !== null && isPreferredFree(rooms, time) ? [] : free[i]!));
  for (const ids of open) for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const byUse = automaticRooms(rooms).map((room) => room.id).toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)); // prettier-ignore
  const best = byUse[0];
  return times.map((time, i) => {
    if (time.prefer !== null && isPreferredFree(rooms, time)) return time.prefer;
    return best !== undefined && free[i]!.includes(best) ? best : (free[i]![0] ?? null);
  });
}

/** Whether each of the times has some room, and whether one room has all of them. */
export function fitsWhole(rooms: readonly RoomForAllocation[], times: readonly WantedTime[]): { whole: boolean; oneRoom: boolean } {
  const automatic = automaticRooms(rooms);
  const whole = times.every((time) => automatic.some((room) => isFree(room, time)));
  return { whole, oneRoom: whole && automatic.some((room) => times.every((time) => isFree(room, time))) };
}

const isFree = (room: RoomForAllocation, time: WantedTime): boolean =>
  fits(room, time) && !time.taken.has(room.id) && !room.blocked.some((block) => overlaps(block, time.reserved));

/** A manual room too: an administrator gave it. */
const isPreferredFree = (rooms: readonly RoomForAllocation[], time: WantedTime): boolean => {
  const room = rooms.find((one) => one.id === time.prefer);
  return room !== undefined && isFree(room, time);
};
