import type { Interval } from "../../lib/interval.ts";
import { before, minutes, type Duration, type Instant } from "../../lib/time.ts";
import type { Holidays } from "./hours.ts";

/** What is known of the time of those who host a type's appointments, and of whatever else an appointment needs. */
export type Times = {
  /** In the type's order. */
  hosts: readonly HostTimes[];
  holidays: Holidays;
  /** What its Zoom meeting needs besides its host's own time; null: nothing. */
  seat: Seat | null;
};

export type HostTimes = {
  memberId: string;
  /** In order and disjoint. */
  busy: readonly Interval[];
  /** How many appointments of this type begin on which day of the type's zone, by number, as far as days and weeks are counted. */
  booked: ReadonlyMap<number, number>;
  /** Its appointments of this type in the thirty days before and after, and when the last of them was given to it. */
  lately: number;
  given: Instant | null;
} & Reading;

/** Rooms, or the one Zoom user for all: one of these has to be free, from so long before an appointment until so long after it. */
export type Seat = { before: Duration; after: Duration; busy: readonly (readonly Interval[])[] } & Reading;

/** `whyNot`: nothing of it is offered at all; a message key under `refusals`. `readAt`: as of when Zoom and calendars are known, the oldest; null: nothing had to be read. */
export type Reading = { whyNot: string | null; readAt: Instant | null };

/** When something was read that must not be older than the type allows. `at` null: never. `unreadSince`: what was told since could not be read. */
export type Read = { what: "zoom" | "calendar"; at: Instant | null; unreadSince: Instant | null };

/** Zoom and calendars that can't be read are never taken for free: what was read last stands for so long, then nothing is offered. */
export function readingOf(reads: readonly Read[], staleMinutes: number, now: Instant): Reading {
  const limit = before(now, minutes(staleMinutes));
  const stale = reads.find(({ at, unreadSince }) => at === null || at < limit || (unreadSince !== null && unreadSince < limit));
  const known = reads.flatMap(({ at }) => (at === null ? [] : [at]));
  return {
    whyNot: stale === undefined ? null : stale.what === "zoom" ? "booking_zoom_unread" : "booking_calendar_unread",
    readAt: known.length === 0 ? null : (Math.min(...known) as Instant),
  };
}
