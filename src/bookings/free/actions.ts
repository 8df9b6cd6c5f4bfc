import { merged, type Interval } from "../../lib/interval.ts";
import { after, before, days, type Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { outagesOf } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import type { AppointmentType } from "../type.ts";
import { crowded } from "./crowding.ts";
import { countedByDay } from "./free.ts";
import { groundOf, type Ground, type GroundSeat, type Host } from "./ground-actions.ts";
import * as store from "./store.ts";
import { readingOf, type HostTimes, type Read, type Reading, type Seat, type Times } from "./times.ts";

export type { Host } from "./ground-actions.ts";

/** So far around a time something can matter to it: buffers, lengths, what a room is kept for, and the week in which appointments are counted. */
const wide = ({ start, end }: Interval): Interval => ({ start: before(start, days(9)), end: after(end, days(9)) });
const near = ({ start, end }: Interval): Interval => ({ start: before(start, days(1)), end: after(end, days(2)) });
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
  lines: readonly store.Line[],
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

/** When Zoom and calendars were last read. */
export type Reads = { hosts: ReadonlyMap<string, store.HostRead>; calendars: ReadonlyMap<string, readonly store.CalendarRead[]> };

export async function readsOf(tx: Tx, institutionId: string, { lines, seat }: Ground): Promise<Reads> {
  const hostIds = [...lines.map(({ hostId }) => hostId), ...seatHosts(seat)].filter((one) => one !== null);
  const hosts = await store.hostsReadAt(tx, institutionId, hostIds);
  const calendars = await store.calendarsReadAt(tx, institutionId, lines.map(({ memberId }) => memberId)); // prettier-ignore
  return { hosts: new Map(hosts.map((one) => [one.hostId, one])), calendars: Map.groupBy(calendars, ({ memberId }) => memberId) };
}

export const seatHosts = (seat: GroundSeat | null): string[] =>
  seat?.is === "rooms" ? seat.rooms.map(({ hostId }) => hostId) : seat?.is === "host" ? [seat.hostId] : [];

const zoomRead = (reads: Reads, hostId: string): Read => {
  const read = reads.hosts.get(hostId);
  return { what: "zoom", at: read?.readAt ?? null, unreadSince: read?.unreadSince ?? null };
};

export function lineReading(line: Ground["lines"][number], reads: Reads, { staleMinutes }: AppointmentType, now: Instant): Reading {
  const calendars = (reads.calendars.get(line.memberId) ?? []).map(({ readAt }): Read => ({ what: "calendar", at: readAt, unreadSince: null }));
  const reading = readingOf([...(line.hostId === null ? [] : [zoomRead(reads, line.hostId)]), ...calendars], staleMinutes, now);
  return { ...reading, whyNot: line.whyNot ?? reading.whyNot };
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

const NOBODY = { before: 0, after: 0, busy: [], readAt: null };

/** Of each room whether what is planned there is known: one that could not be read for too long is none that could be had. One that is new is read in a moment. */
export function knownRooms(seat: GroundSeat & { is: "rooms" }, reads: Reads, { staleMinutes }: AppointmentType, now: Instant): boolean[] {
  return seat.rooms.map(({ hostId }) => {
    const { readAt = null, failedAt = null, unreadSince = null } = reads.hosts.get(hostId) ?? {};
    const of = (at: Instant, since: Instant | null): Read => ({ what: "zoom", at, unreadSince: since });
    return readingOf([of(readAt ?? failedAt ?? now, unreadSince), of(now, seat.unreadSince)], staleMinutes, now).whyNot === null;
  });
}

export function seatReading(seat: GroundSeat | null, busy: readonly Interval[][], reads: Reads, type: AppointmentType, now: Instant): Seat | null {
  if (seat === null) return null;
  if (seat.is === "none") return { ...NOBODY, whyNot: seat.because };
  if (seat.is === "host") return { ...NOBODY, busy, ...readingOf([zoomRead(reads, seat.hostId)], type.staleMinutes, now) };
  const isKnown = knownRooms(seat, reads, type, now);
  const known = busy.filter((_, n) => isKnown[n]);
  return { before: seat.before, after: seat.after, busy: known, whyNot: isKnown.every((one) => !one) ? "booking_zoom_unread" : null, readAt: null };
}
