import { layOut } from "./allocation/board.ts";
import { firstFit } from "./allocation/fit.ts";
import type { Need, Placed, RoomForAllocation } from "./allocation/fit.ts";
import { isImpossible } from "./allocation/proof.ts";
import { rearrange } from "./allocation/rearrange.ts";
import type { Move } from "./allocation/rearrange.ts";

export { firstFit, fits } from "./allocation/fit.ts";
export type { Need, Placed, RoomForAllocation } from "./allocation/fit.ts";
export { nearestFits } from "./allocation/nearest.ts";
export type { NearestLimits } from "./allocation/nearest.ts";
export type { Move } from "./allocation/rearrange.ts";

export type Verdict =
  | { is: "free"; roomId: string }
  | { is: "rearranged"; roomId: string; moves: Move[] }
  /** Proven: no arrangement could serve it. Otherwise a bounded search found none. */
  | { is: "none"; proven: boolean };

/**
 * How many times a room may be looked at for some session before the search gives up. Rooms that differ make this an NP-hard
 * question, so it needs an end; a person waits for the answer.
 */
const LOOKS = 60_000;

/**
 * The room for a session: the first that is free, or one that gets free by moving sessions whose room is nobody's business yet.
 * `placed` is what is reserved, without the asked session itself. `tally` receives the number of looks it took.
 */
export function allocate(
  rooms: readonly RoomForAllocation[],
  placed: readonly Placed[],
  need: Need,
  options: { budget?: number; tally?: { looks: number } } = {},
): Verdict {
  const room = firstFit(rooms, placed, need);
  if (room !== null) return { is: "free", roomId: room.id };
  const meter = { looks: 0 };
  const verdict = rearrange(rooms, placed, need, options.budget ?? LOOKS, meter);
  if (options.tally !== undefined) options.tally.looks += meter.looks;
  return verdict;
}

/**
 * Whether it is plain at one moment that no arrangement could serve it, seen from those alone whose time overlaps its own: what `allocate` finds with all that is
 * around, at a fraction of the reading. Where it says no, that stays so whatever else is placed or moved; where it doesn't, `allocate` may still find none.
 */
export function isHopeless(rooms: readonly RoomForAllocation[], overlapping: readonly Placed[], need: Need): boolean {
  const meter = { looks: 0 };
  return isImpossible(layOut(rooms, overlapping, need, meter), meter, LOOKS);
}
