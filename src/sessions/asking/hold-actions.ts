import type { Interval } from "../../lib/interval.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { holdAtHost } from "../hosting/actions.ts";
import { reservationOf, type Session, type Undo } from "../session.ts";
import { reserve } from "../store.ts";

/** What the old reservation covers and the new one does not: at most one piece before and one after. */
export function givenUp(old: Interval, kept: Interval): Interval[] {
  const pieces = [
    { start: old.start, end: Math.min(old.end, kept.start) as Interval["end"] },
    { start: Math.max(old.start, kept.end) as Interval["start"], end: old.end },
  ];
  return kept.end <= old.start || kept.start >= old.end ? [old] : pieces.filter((piece) => piece.start < piece.end);
}

/** Keeps it for as long as the change can be taken back, so that taking it back cannot fail for want of a room. */
export async function holdGivenUp(tx: Tx, world: Pick<World, "zooms">, s: Session, before: Undo["before"]): Promise<void> {
  const old = reservationOf({ ...s, ...before });
  const pieces = before.hostId === s.hostId ? givenUp(old, reservationOf(s)) : [old];
  for (const [i, interval] of pieces.entries())
    if (s.source === "pool") await reserve(tx, { ...s, hostId: before.hostId }, interval, { piece: i + 1 });
    else await holdAtHost(tx, world, s, interval, i + 1);
}
