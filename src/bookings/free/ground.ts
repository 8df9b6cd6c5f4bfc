import type { Interval } from "../../lib/interval.ts";
import { after, before, days, type Duration, type Instant } from "../../lib/time.ts";
import type { AppointmentType } from "../type.ts";
import type { Holidays } from "./hours.ts";
import { readingOf, type Read, type Reading, type Seat } from "./times.ts";

/** A member, and the Zoom user whose time is the member's; null: the member has none. */
export type Line = { memberId: string; hostId: string | null };

/** An appointment of a host: of which type, when it starts, and what it takes with its buffers. */
export type Booked = { memberId: string; typeId: string; start: Instant; during: Interval };

/** What its times are made of, which seldom changes: whose Zoom is whose, which rooms there are, which days are holidays. */
export type Ground = {
  lines: readonly (Line & { whyNot: string | null })[];
  seat: GroundSeat | null;
  holidays: Holidays;
};
export type GroundSeat =
  /** `unreadSince`: Zoom has answered nothing since; null: it answers. */
  | { is: "rooms"; before: Duration; after: Duration; unreadSince: Instant | null; rooms: readonly { id: string; hostId: string }[] }
  | { is: "host"; hostId: string; lanes: number }
  | { is: "none"; because: string };

/** So far around a time something can matter to it: buffers, lengths, what a room is kept for, and the week in which appointments are counted. */
export const wide = ({ start, end }: Interval): Interval => ({ start: before(start, days(9)), end: after(end, days(9)) });
export const near = ({ start, end }: Interval): Interval => ({ start: before(start, days(1)), end: after(end, days(2)) });

/** `failedAt`: since when it can't be read. */
export type HostRead = { hostId: string; readAt: Instant | null; failedAt: Instant | null; unreadSince: Instant | null };
export type CalendarRead = { memberId: string; readAt: Instant | null };
/** When Zoom and calendars were last read. */
export type Reads = { hosts: ReadonlyMap<string, HostRead>; calendars: ReadonlyMap<string, readonly CalendarRead[]> };

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
  return { before: seat.before, after: seat.after, busy: known, whyNot: known.length === 0 ? "booking_zoom_unread" : null, readAt: null };
}
