import { after, days, type Instant } from "../../lib/time.ts";
import { overlaps } from "../../lib/interval.ts";
import type { Tx } from "../../platform/database.ts";
import { busyOf } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { hostedAhead } from "./store.ts";

/** Nearer than most people plan; what lies beyond is told when it has come near. */
const TOLD_WITHIN = days(60);

/**
 * Tells organizers, once of each, what was planned in Zoom at their session's own time since it was placed: Zoom itself refuses neither, and
 * whoever starts the one ends the other. What it is called is its host's own affair.
 */
export async function tellClashes(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "origin">,
  neighbours: Neighbours,
  institutionId: string,
  now: Instant,
): Promise<void> {
  const ahead = (await hostedAhead(tx, institutionId, {}, now)).filter((s) => s.time.start > now);
  if (ahead.length === 0) return;
  const planned = await busyOf(tx, institutionId, { start: now, end: after(now, TOLD_WITHIN) });
  const context = await mailContext(tx, world, institutionId);
  for (const s of ahead)
    for (const { meetingId, during } of planned.filter((one) => one.hostId === s.hostId && overlaps(one.during, s.time))) {
      const keyed = `host_busy/${meetingId}/${during.start}`;
      await sendMail(
        tx,
        world,
        neighbours,
        s,
        { kind: "host_busy", to: "organizer", step: null, keyed, usefulUntil: s.time.end, more: { other: during } },
        context,
      );
    }
}
