import { minus } from "../../lib/interval.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { holdAtHost } from "../hosting/actions.ts";
import { reservationOf, type Session, type Undo } from "../session.ts";
import { reserve } from "../store.ts";

/** Keeps it for as long as the change can be taken back, so that taking it back cannot fail for want of a room. */
export async function holdGivenUp(tx: Tx, world: Pick<World, "zooms">, s: Session, before: Undo["before"]): Promise<void> {
  const old = reservationOf({ ...s, ...before });
  const pieces = before.hostId === s.hostId ? minus(old, reservationOf(s)) : [old];
  for (const [i, interval] of pieces.entries())
    if (s.source === "pool") await reserve(tx, { ...s, hostId: before.hostId }, interval, { piece: i + 1 });
    else await holdAtHost(tx, world, s, interval, i + 1);
}
