import { merged, overlaps } from "../../lib/interval.ts";
import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";

/** A room as the allocator sees it. What is unknown belongs into `blocked`: unknown is never free. */
export type RoomForAllocation = {
  id: string;
  order: number;
  automatic: boolean;
  meetingCapacity: number;
  /** 0: no webinars in this room. */
  webinarCapacity: number;
  /** Out of service, or busy in Zoom outside Bedel. */
  blocked: readonly Interval[];
};

export type Need = { kind: "meeting" | "webinar"; expected: number | null; reserved: Interval };

export type Placed = {
  sessionId: string;
  roomId: string;
  reserved: Interval;
  need: Pick<Need, "kind" | "expected">;
  /** False for what is handed over, pinned by an admin, or over. */
  movable: boolean;
  generated: boolean;
};

/** All of a reservation that matters to who only wants to know what is free. */
export type Taken = Pick<Placed, "roomId" | "reserved">;

/** Whether the room is big enough and of the right kind; says nothing about when it is free. */
export function fits(room: Pick<RoomForAllocation, "meetingCapacity" | "webinarCapacity">, need: Pick<Need, "kind" | "expected">): boolean {
  const capacity = need.kind === "meeting" ? room.meetingCapacity : room.webinarCapacity;
  return capacity > 0 && capacity >= (need.expected ?? 0);
}

/** The rooms that Bedel may take by itself, in the order in which it takes them. */
export const automaticRooms = (rooms: readonly RoomForAllocation[]): RoomForAllocation[] =>
  rooms.filter((room) => room.automatic).toSorted((a, b) => a.order - b.order || inAlphabet(a.id, b.id));

/** The first automatic room, in order, that fits and is free over the whole reservation. */
export function firstFit(rooms: readonly RoomForAllocation[], placed: readonly Placed[], need: Need): RoomForAllocation | null {
  const taken = new Set(placed.filter((other) => overlaps(other.reserved, need.reserved)).map((other) => other.roomId));
  const isFree = (room: RoomForAllocation): boolean => !taken.has(room.id) && !room.blocked.some((block) => overlaps(block, need.reserved));
  return automaticRooms(rooms).find((room) => fits(room, need) && isFree(room)) ?? null;
}

/** By code point, not by language: the same order on every machine. */
export const inAlphabet = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** For each room what can't be used of it within a stretch of time: blocked, or reserved by those of `placed`. In order and disjoint. */
export function busyTimes(rooms: readonly RoomForAllocation[], placed: readonly Taken[], within: Interval): Interval[][] {
  const busy = new Map(rooms.map((room) => [room.id, [...room.blocked]]));
  for (const other of placed) busy.get(other.roomId)?.push(other.reserved);
  return rooms.map((room) => merged(busy.get(room.id)!.filter((part) => overlaps(part, within))));
}

/** Whether a time touches any of these, which are in order and disjoint. */
export function touches(busy: readonly Interval[], time: Interval): boolean {
  const next = busy[firstEndingAfter(busy, time.start)];
  return next !== undefined && next.start < time.end;
}

function firstEndingAfter(busy: readonly Interval[], moment: Instant): number {
  let low = 0;
  let high = busy.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (busy[middle]!.end > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}
