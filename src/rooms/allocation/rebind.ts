import type { Board, Meter } from "./board.ts";

/**
 * Gives out the rooms anew in order of start, everybody keeping theirs where possible. Rooms alike, and nothing fixed that starts
 * after the first to be moved: then a room is free at each start unless more overlap than there are rooms, so this never fails
 * where an arrangement exists. With rooms that differ it is only worth a try, because it is cheap.
 * Answers the room of each piece, or null.
 */
export function rebind(board: Board, meter: Meter): number[] | null {
  const freeFrom = board.rooms.map(() => -Infinity);
  const given: number[] = [];
  for (const [number, piece] of board.pieces.entries()) {
    const keeps = (freeFrom[piece.home] ?? Infinity) <= piece.reserved.start;
    const room = keeps ? piece.home : leastDisturbing(board, number, freeFrom, meter);
    if (room === null) return null;
    given.push(room);
    freeFrom[room] = piece.reserved.end;
  }
  return given;
}

/** The free room whose own next session comes latest, if it comes at all. */
function leastDisturbing(board: Board, number: number, freeFrom: readonly number[], meter: Meter): number | null {
  let best: number | null = null;
  let longest = -Infinity;
  for (const room of board.possible(number)) {
    meter.looks++;
    if (freeFrom[room]! > board.pieces[number]!.reserved.start) continue;
    const next = board.inTheWay(number, room).find((other) => other > number);
    const until = next === undefined ? Infinity : board.pieces[next]!.reserved.start;
    if (until > longest) [best, longest] = [room, until];
  }
  return best;
}
