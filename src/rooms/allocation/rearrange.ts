import { assert } from "../../lib/assert.ts";
import { overlaps } from "../../lib/interval.ts";
import { layOut } from "./board.ts";
import type { Board, Meter } from "./board.ts";
import { fits } from "./fit.ts";
import type { Need, Placed, RoomForAllocation } from "./fit.ts";
import { isImpossible } from "./proof.ts";
import { rebind } from "./rebind.ts";
import { anyMoves, fewestMoves, someMoves } from "./search.ts";
import type { Found } from "./search.ts";

export type Move = { sessionId: string; from: string; to: string };
export type Rearrangement = { is: "rearranged"; roomId: string; moves: Move[] } | { is: "none"; proven: boolean };

/**
 * How the looks are shared out. The proof has more of them, because they are cheap there and it saves the others.
 * Giving rooms out anew has none: it looks at each session once.
 */
const SHARES = { proof: 4, fewest: 0.4, some: 0.4, any: 0.2 };

/**
 * Which sessions to move so that a room gets free for the asked one: a few, if a few will do; otherwise rooms given out anew in
 * order of start; otherwise whatever a bounded search finds. Assumes that no room is free as it is.
 */
export function rearrange(rooms: readonly RoomForAllocation[], placed: readonly Placed[], need: Need, looks: number, meter: Meter): Rearrangement {
  const board = layOut(rooms, placed, need, meter);
  if (isImpossible(board, meter, looks * SHARES.proof)) return { is: "none", proven: true };
  const found = search(board, looks, meter);
  if (found.is === "found") return verified(rooms, placed, need, read(board, found.rooms));
  return { is: "none", proven: found.is === "exhausted" };
}

function search(board: Board, looks: number, meter: Meter): Found {
  const fewest = fewestMoves(board, meter, looks * SHARES.fewest);
  if (fewest.is !== "gave up") return fewest;
  const some = someMoves(board, meter, looks * SHARES.some);
  if (some.is !== "gave up") return some;
  const given = rebind(board, meter);
  return given === null ? anyMoves(board, meter, looks * SHARES.any) : { is: "found", rooms: given };
}

function read(board: Board, given: readonly number[]): Rearrangement & { is: "rearranged" } {
  const idOf = (room: number): string => board.rooms[room]!.id;
  const moves = board.pieces.flatMap(({ sessionId, home }, number) => {
    const room = given[number]!;
    return sessionId === null || room === home ? [] : [{ sessionId, from: idOf(home), to: idOf(room) }];
  });
  return { is: "rearranged", roomId: idOf(given[board.asked]!), moves };
}

/** Looks at the answer with other eyes than those that found it: a wrong one would promise a room to two. */
function verified<T extends Rearrangement & { is: "rearranged" }>(rooms: readonly RoomForAllocation[], placed: readonly Placed[], need: Need, answer: T): T {
  const moved = new Map(answer.moves.map((move) => [move.sessionId, move.to]));
  const asked = { ...need, sessionId: null, need, roomId: answer.roomId, movable: true };
  const all = [...placed.map((one) => ({ ...one, roomId: moved.get(one.sessionId) ?? one.roomId })), asked];
  const byRoom = Map.groupBy(all, (one) => one.roomId);
  const roomOf = new Map(rooms.map((room) => [room.id, room]));
  for (const one of all.filter(({ sessionId }) => sessionId === null || moved.has(sessionId))) {
    const room = roomOf.get(one.roomId);
    assert(one.movable && room?.automatic && fits(room, one.need), `${one.sessionId} must not be put into ${one.roomId}`);
    assert(!room.blocked.some((block) => overlaps(block, one.reserved)), `${room.id} is blocked when ${one.sessionId} needs it`);
    const clash = byRoom.get(room.id)!.find((other) => other !== one && overlaps(other.reserved, one.reserved));
    assert(clash === undefined, `${room.id} would be given to ${one.sessionId} and to ${clash?.sessionId} at once`);
  }
  return answer;
}
