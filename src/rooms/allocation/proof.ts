import { holds } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import type { Board, Meter } from "./board.ts";

/**
 * Whether it can be shown quickly that no arrangement serves the asked session: at one instant those in session would need
 * more rooms than there are for them. With rooms alike this says no exactly when more overlap than there are rooms; with rooms
 * that differ it may fail to say no, but is never wrong when it does.
 *
 * Only instants of the asked session need looking at (at all others the present arrangement shows that there is room),
 * and of these only those at which somebody starts.
 */
export function isImpossible(board: Board, meter: Meter, looks: number): boolean {
  const until = meter.looks + looks;
  const asked = board.pieces[board.asked]!;
  const starts = board.pieces.map((piece) => piece.reserved.start).filter((start) => holds(asked.reserved, start));
  for (const moment of new Set(starts)) {
    if (meter.looks >= until) return false;
    if (!hasRoomForAll(board, moment, meter)) return true;
  }
  return false;
}

/**
 * All but the asked session have a room already, so all of them have one together exactly when a path leads from the asked one,
 * over rooms and whoever is in them, to a room with nobody in it (Berge's augmenting path).
 */
function hasRoomForAll(board: Board, moment: Instant, meter: Meter): boolean {
  const occupants = new Map<number, number>();
  for (const [number, piece] of board.pieces.entries()) if (holds(piece.reserved, moment)) occupants.set(piece.home, number);
  const seen = new Set<number>();
  const reached = [board.asked];
  for (const piece of reached) {
    for (const room of board.possible(piece)) {
      if (seen.has(room)) continue;
      meter.looks++;
      seen.add(room);
      const occupant = occupants.get(room);
      if (occupant === undefined) return true;
      reached.push(occupant);
    }
  }
  return false;
}
