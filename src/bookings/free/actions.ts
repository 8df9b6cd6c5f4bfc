import { merged, type Interval } from "../../lib/interval.ts";
import { after, before, days, type Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { outagesOf } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import type { AppointmentType } from "../type.ts";
import { crowded } from "./crowding.ts";
import { countedByDay } from "./free.ts";
import { groundOf, type Host } from "./ground-actions.ts";
import { lineReading, near, seatHosts, seatReading, wide, type Ground, type GroundSeat, type Line, type Reads } from "./ground.ts";
import * as store from "./store.ts";
import type { HostTimes, Seat, Times } from "./times.ts";

export type { Host } from "./ground-actions.ts";

const LATELY = days(30);

/** `except`: a booking that is to be moved, which takes no time from itself. `world`: where it is given, how many meetings Zoom's plan allows at once is known. */
export type More = { except?: string | undefined; world?: Pick<World, "zooms"> };

/**
 * What is known now of the time of a type's hosts (`hosts`: the members, in the type's order) and of whatever else its meetings need, for starts within a time.
 * Read in whole, for a booking within its transaction.
 */
export async function timesOf(tx: Tx, type: AppointmentType, hosts: readonly Host[], within: Interval, now: Instant, more: More = {}): Promise<Times> {
  const except = more.except ?? null;
  const ground = await groundOf(tx, more.world ?? null, type, hosts);
  const given = await store.givenOf(tx, type.institutionId, type.id, { start: before(now, LATELY), end: after(now, LATELY) });
  const shares = new Map(given.map((one) => [one.memberId, one]));
  const times = await hostTimesOf(tx, type, ground.lines, within, except);
  const reads = await readsOf(tx, type.institutionId, ground);
  return {
    hosts: ground.lines.map((line, n) => ({
      ...times[n]!,
      ...lineReading(line, reads, type, now),
      lately: shares.get(line.memberId)?.count ?? 0,
      given: shares.get(line.memberId)?.given ?? null,
    })),
    holidays: ground.holidays,
    seat: await seatTimes(tx, type, ground.seat, reads, within, now, except),
  };
}

export type Busy = Pick<HostTimes, "memberId" | "busy" | "booked">;

export async function hostTimesOf(
  tx: Tx,
  { institutionId, id, zone }: AppointmentType,
  lines: readonly Line[],
  within: Interval,
  except: string | null,
): Promise<Busy[]> {
  const taken = lines.map((): Interval[] => []);
  for (const { n, time } of await store.takenOf(tx, institutionId, lines, near(within), except)) taken[n]!.push(time);
  const booked = Map.groupBy(await store.bookedOf(tx, institutionId, id, lines.map(({ memberId }) => memberId), wide(within), except), ({ memberId }) => memberId); // prettier-ignore
  return lines.map(({ memberId }, n) => ({
    memberId,
    busy: merged(taken[n]!),
    booked: countedByDay(
      zone,
      (booked.get(memberId) ?? []).map(({ start }) => start),
    ),
  }));
}

export async function readsOf(tx: Tx, institutionId: string, { lines, seat }: Ground): Promise<Reads> {
  const hostIds = [...lines.map(({ hostId }) => hostId), ...seatHosts(seat)].filter((one) => one !== null);
  const hosts = await store.hostsReadAt(tx, institutionId, hostIds);
  const calendars = await store.calendarsReadAt(tx, institutionId, lines.map(({ memberId }) => memberId)); // prettier-ignore
  return { hosts: new Map(hosts.map((one) => [one.hostId, one])), calendars: Map.groupBy(calendars, ({ memberId }) => memberId) };
}

async function seatTimes(
  tx: Tx,
  type: AppointmentType,
  seat: GroundSeat | null,
  reads: Reads,
  within: Interval,
  now: Instant,
  except: string | null,
): Promise<Seat | null> {
  const busy = seat === null || seat.is === "none" ? [] : await seatBusy(tx, type.institutionId, seat, within, except);
  return seatReading(seat, busy, reads, type, now);
}

/** For each room, or for the one Zoom user for all. */
export async function seatBusy(
  tx: Tx,
  institutionId: string,
  seat: Exclude<GroundSeat, { is: "none" }>,
  within: Interval,
  except: string | null,
): Promise<Interval[][]> {
  const held = Map.groupBy(await store.heldOn(tx, institutionId, seatHosts(seat), near(within), except), ({ hostId }) => hostId);
  if (seat.is === "host") return [crowded(held.get(seat.hostId) ?? [], seat.lanes)];
  const outages = await outagesOf(tx, institutionId, near(within).start);
  return seat.rooms.map((room) =>
    merged([...(held.get(room.hostId) ?? []).map(({ time }) => time), ...outages.filter(({ roomId }) => roomId === room.id).map(({ during }) => during)]),
  );
}
