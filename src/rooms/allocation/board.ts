import { overlaps } from "../../lib/interval.ts";
import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { automaticRooms, busyTimes, fits, inAlphabet, touches } from "./fit.ts";
import type { Need, Placed, RoomForAllocation } from "./fit.ts";

/** The asked session has no home yet. */
export const NOWHERE = -1;

export type Piece = { sessionId: string | null; reserved: Interval; need: Pick<Need, "kind" | "expected">; home: number; generated: boolean };

/**
 * What a rearrangement may play with, by number: the automatic rooms in their order, and the sessions that may move, with the
 * asked one, in order of start. Whatever may not move is a time at which its room is busy.
 */
export type Board = {
  rooms: readonly RoomForAllocation[];
  pieces: readonly Piece[];
  asked: number;
  /** The rooms a piece could go to, were it not for other pieces. */
  possible(piece: number): readonly number[];
  /** Those of them in which nobody would be in the way. */
  vacant(piece: number): readonly number[];
  /** The pieces at home in a room whose time this piece would need there. */
  inTheWay(piece: number, room: number): readonly number[];
};

/** Counts rooms looked at for a session: work without a clock, so that the same question always gets the same answer. */
export type Meter = { looks: number };

/**
 * Sessions in manual rooms stay out of it: nobody else may come in there, so nothing is won by moving them.
 * Sessions that no chain of overlaps joins to the asked one stay out as well: whatever happens to the others, they can stay.
 */
export function layOut(allRooms: readonly RoomForAllocation[], placed: readonly Placed[], need: Need, meter: Meter): Board {
  const rooms = automaticRooms(allRooms);
  const numbers = new Map(rooms.map((room, number) => [room.id, number]));
  const movable = placed.filter((one) => one.movable && numbers.has(one.roomId));
  const asked: Piece = { sessionId: null, reserved: need.reserved, need, home: NOWHERE, generated: false };
  const pieces = joinedTo(asked, [...movable.map((one): Piece => ({ ...one, home: numbers.get(one.roomId)! })), asked].toSorted(byStart));
  const fixed = placed.filter((one) => !one.movable);
  const busy = busyTimes(rooms, fixed, coverOf(pieces));
  return { rooms, pieces, asked: pieces.indexOf(asked), ...remembering(rooms, pieces, busy, meter) };
}

/** The asked one last among those that start together: who has a room shall keep it if that makes no difference. */
const byStart = (a: Piece, b: Piece): number =>
  a.reserved.start - b.reserved.start || Number(a.sessionId === null) - Number(b.sessionId === null) || inAlphabet(a.sessionId ?? "", b.sessionId ?? "");

function joinedTo(asked: Piece, inOrder: readonly Piece[]): Piece[] {
  let group: Piece[] = [];
  let until = -Infinity;
  for (const piece of inOrder) {
    if (piece.reserved.start >= until) {
      if (group.includes(asked)) return group;
      group = [];
    }
    group.push(piece);
    until = Math.max(until, piece.reserved.end);
  }
  return group;
}

const coverOf = (pieces: readonly Piece[]): Interval => ({
  start: pieces[0]!.reserved.start,
  end: pieces.reduce((end, piece) => Math.max(end, piece.reserved.end), -Infinity) as Instant,
});

/** These are asked for again and again during a search, so they are worked out once. */
function remembering(
  rooms: readonly RoomForAllocation[],
  pieces: readonly Piece[],
  busy: readonly Interval[][],
  meter: Meter,
): Pick<Board, "possible" | "vacant" | "inTheWay"> {
  const plainestFirst = rooms.map((_, number) => number).toSorted((a, b) => byWorth(rooms[a]!, rooms[b]!) || a - b);
  const homes = rooms.map((): number[] => []);
  for (const [number, piece] of pieces.entries()) homes[piece.home]?.push(number);
  const known: (readonly number[] | undefined)[] = [];
  const knownVacant: (readonly number[] | undefined)[] = [];
  const ways: (readonly number[] | undefined)[][] = pieces.map(() => []);

  const possible = (number: number): readonly number[] => {
    const piece = pieces[number]!;
    const order = piece.home === NOWHERE ? [...rooms.keys()] : plainestFirst;
    meter.looks += known[number] === undefined ? order.length : 0;
    return (known[number] ??= order.filter((room) => fits(rooms[room]!, piece.need) && !touches(busy[room]!, piece.reserved)));
  };
  const inTheWay = (number: number, room: number): readonly number[] =>
    (ways[number]![room] ??= among(homes[room]!, pieces, pieces[number]!.reserved).filter((other) => other !== number));
  const vacant = (number: number): readonly number[] => (knownVacant[number] ??= possible(number).filter((room) => inTheWay(number, room).length === 0));
  return { possible, vacant, inTheWay };
}

/** A moved session goes to the plainest room that will do, so that the rarer ones stay free for those who need them. */
const byWorth = (a: RoomForAllocation, b: RoomForAllocation): number => a.webinarCapacity - b.webinarCapacity || a.meetingCapacity - b.meetingCapacity;

/** Those at home in one room never overlap each other, so their ends are in order too. */
function among(home: readonly number[], pieces: readonly Piece[], time: Interval): number[] {
  let low = 0;
  let high = home.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[home[middle]!]!.reserved.end > time.start) high = middle;
    else low = middle + 1;
  }
  const found: number[] = [];
  for (let at = low; at < home.length && overlaps(pieces[home[at]!]!.reserved, time); at++) found.push(home[at]!);
  return found;
}
