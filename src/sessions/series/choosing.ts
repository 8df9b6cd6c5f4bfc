import { overlaps, type Interval } from "../../lib/interval.ts";
import { automaticRooms, fits, type RoomForAllocation } from "../../rooms/allocation/fit.ts";

/** One of several times that want a room each. `taken`: the rooms that have something reserved then. */
export type WantedTime = { kind: "meeting" | "webinar"; expected: number | null; reserved: Interval; prefer: string | null; taken: ReadonlySet<string> };

/**
 * A room for each of a series of times, `null` where none is free: the one that it has, where it can keep it; else, so that people find each date in the
 * same room, the one that is free for the most of them, the first in order among equally good ones; and what that one can't take, by first fit. Times that
 * overlap each other get different rooms.
 */
export function roomsFor(rooms: readonly RoomForAllocation[], times: readonly WantedTime[]): (string | null)[] {
  const free = times.map((time) => automaticRooms(rooms).filter((room) => isFree(room, time)).map((room) => room.id)); // prettier-ignore
  const given = new Map<string, Interval[]>();
  const isLeft = (id: string, { reserved }: WantedTime): boolean => !(given.get(id) ?? []).some((other) => overlaps(other, reserved));
  const give = (id: string | null, { reserved }: WantedTime): string | null => {
    if (id !== null) given.set(id, [...(given.get(id) ?? []), reserved]);
    return id;
  };
  const kept = times.map((time) => (time.prefer !== null && isPreferredFree(rooms, time) && isLeft(time.prefer, time) ? give(time.prefer, time) : null));
  const counts = new Map<string, number>();
  for (const [i, ids] of free.entries()) if (kept[i] === null) for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const byUse = automaticRooms(rooms).map((room) => room.id).toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)); // prettier-ignore
  const best = byUse[0];
  return times.map((time, i) => {
    if (kept[i] !== null) return kept[i]!;
    const left = free[i]!.filter((id) => isLeft(id, time));
    return give(best !== undefined && left.includes(best) ? best : (left[0] ?? null), time);
  });
}

/** Whether each of the times has some room, and whether one room has all of them. */
export function fitsWhole(rooms: readonly RoomForAllocation[], times: readonly WantedTime[]): { whole: boolean; oneRoom: boolean } {
  if (overlapEachOther(times)) return { whole: roomsFor(rooms, times.map((time) => ({ ...time, prefer: null }))).every((id) => id !== null), oneRoom: false }; // prettier-ignore
  const automatic = automaticRooms(rooms);
  const whole = times.every((time) => automatic.some((room) => isFree(room, time)));
  return { whole, oneRoom: whole && automatic.some((room) => times.every((time) => isFree(room, time))) };
}

function overlapEachOther(times: readonly WantedTime[]): boolean {
  const inOrder = times.map(({ reserved }) => reserved).toSorted((a, b) => a.start - b.start);
  return inOrder.some((one, i) => i > 0 && overlaps(inOrder[i - 1]!, one));
}

const isFree = (room: RoomForAllocation, time: WantedTime): boolean =>
  fits(room, time) && !time.taken.has(room.id) && !room.blocked.some((block) => overlaps(block, time.reserved));

/** A manual room too: an administrator gave it. */
const isPreferredFree = (rooms: readonly RoomForAllocation[], time: WantedTime): boolean => {
  const room = rooms.find((one) => one.id === time.prefer);
  return room !== undefined && isFree(room, time);
};
