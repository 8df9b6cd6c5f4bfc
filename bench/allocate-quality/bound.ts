import { minutes } from "../../src/lib/time.ts";
import { fits, type Need, type RoomForAllocation } from "../../src/rooms/allocate.ts";

/** Everything here begins and ends on such a grid. */
const GRID = minutes(15);

/**
 * Says of each that is asked, in order, whether it could be served together with those it has let in before if a session could change its room at any moment: at no
 * moment may those in session need more rooms than there are for them. No arrangement does better with these. With rooms alike this is exact: they can
 * be arranged when never more are at once than there are rooms. Otherwise it is more than can be had.
 */
export function relaxed(rooms: readonly RoomForAllocation[]): (need: Need) => boolean {
  const kinds: Pick<Need, "kind" | "expected">[] = [];
  /** How many of each kind there are at each moment. */
  const there = new Map<number, number[]>();
  /** For each set of kinds, as bits, how many rooms serve at least one of them (Hall's condition). */
  let serve: number[] = [];

  const kindOf = (need: Need): number => {
    const known = kinds.findIndex((kind) => rooms.every((room) => fits(room, kind) === fits(room, need)));
    if (known >= 0) return known;
    kinds.push(need);
    serve = Array.from({ length: 1 << kinds.length }, (_, set) => rooms.filter((room) => kinds.some((kind, n) => (set & (1 << n)) !== 0 && fits(room, kind))).length); // prettier-ignore
    return kinds.length - 1;
  };
  const hasRoomForAll = (many: readonly number[]): boolean =>
    serve.every((served, set) => many.reduce((sum, count, n) => sum + ((set & (1 << n)) === 0 ? 0 : count), 0) <= served);

  return (need) => {
    const kind = kindOf(need);
    const moments = Array.from({ length: (need.reserved.end - need.reserved.start) / GRID }, (_, n) => need.reserved.start + n * GRID);
    const withIt = moments.map((moment) => {
      const many = Array.from(kinds, (_, n) => there.get(moment)?.[n] ?? 0);
      many[kind]! += 1;
      return many;
    });
    if (!withIt.every(hasRoomForAll)) return false;
    moments.forEach((moment, n) => there.set(moment, withIt[n]!));
    return true;
  };
}
