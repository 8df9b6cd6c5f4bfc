import type { Interval } from "../../lib/interval.ts";
import { sessionById } from "../../sessions/actions.ts";
import type { World } from "../../world.ts";
import { typeById } from "../actions.ts";
import type { Booking } from "../booking.ts";
import type { FreeTimes } from "../booking-page/contract.ts";
import { startsWithout } from "../choosing-actions.ts";
import { hostsOf } from "../making/actions.ts";
import { asItIs } from "./actions.ts";
import { anyHour, lengthOf, sameHosts } from "../type.ts";

/** To when it can be moved: its own time counts as free. */
export async function startsForMoving(world: Pick<World, "db" | "clock" | "zooms">, b: Booking, within: Interval, by: "guest" | "host"): Promise<FreeTimes> {
  const type = (await typeById(world.db, b.institutionId, b.typeId))!;
  const session = b.sessionId === null ? null : await sessionById(world.db, b.institutionId, b.sessionId);
  const booking = asItIs(b, session);
  const kept = sameHosts(type, await hostsOf(world.db, b.institutionId, b.id), booking);
  const times = await startsWithout(world, by === "host" ? anyHour(kept) : kept, lengthOf(booking.time), within, b);
  return by === "guest" && times.closed !== null ? { ...times, closed: "booking_closed" } : times; // why is the owner's business
}
