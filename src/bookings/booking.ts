import type { Interval } from "../lib/interval.ts";
import { after, before, minutes, type Instant } from "../lib/time.ts";
import type { Place } from "./contract.ts";

/** One appointment that somebody booked. */
export type Booking = {
  institutionId: string;
  id: string;
  typeId: string;
  /** Null: it is not on Zoom. */
  sessionId: string | null;
  time: Interval;
  typeName: string;
  place: Place;
  /** Of whoever booked, in the session. */
  attendeeId: string | null;
  name: string;
  email: string;
  zone: string;
  language: "en" | "es";
  message: string;
  guests: readonly { name: string; email: string }[];
  /** Minutes. */
  bufferBefore: number;
  bufferAfter: number;
  changeUntilMinutes: number | null;
  status: "booked" | "cancelled";
  cancelledBy: "guest" | "host" | null;
  cancelledBecause: string;
  noShow: boolean;
  sequence: number;
  told: Told | null;
  tellAt: Instant | null;
  untold: boolean;
  /** Minutes before the start. */
  reminders: readonly number[];
  remindAt: Instant | null;
  madeAt: Instant;
};

/** What its mails said last. `onZoom`: the meeting was there, or not yet; null where there is none to be. */
export type Told = {
  start: string;
  end: string;
  status: Booking["status"];
  onZoom: boolean | null;
  /** Addresses, that of whoever booked among them. */
  guests: readonly string[];
  /** Members: who it was with is known when it is with nobody any more. */
  hosts: readonly string[];
};

/** Zoom usually answers sooner; after this time whoever booked is told that the meeting will follow. */
export const ZOOM_MAY_TAKE = 20_000;

/** What it takes of its hosts' time. */
export const takenBy = (time: Interval, { bufferBefore, bufferAfter }: { bufferBefore: number; bufferAfter: number }): Interval => ({
  start: before(time.start, minutes(bufferBefore)),
  end: after(time.end, minutes(bufferAfter)),
});

/** The next reminder that is still to come, of an appointment at this start; null: none is. */
export function nextReminder(reminders: readonly number[], start: Instant, now: Instant): Instant | null {
  const coming = reminders.map((one) => before(start, minutes(one))).filter((moment) => moment > now);
  return coming.length === 0 ? null : (Math.min(...coming) as Instant);
}

/** Why whoever booked can't move or cancel it by the link any more, as a message key; null: they can. */
export function whyNotByGuest({ status, time, changeUntilMinutes }: Booking, now: Instant): string | null {
  if (status === "cancelled") return "booking_cancelled";
  if (time.start <= now) return "booking_begun";
  if (changeUntilMinutes === null) return "booking_not_by_guest";
  return before(time.start, minutes(changeUntilMinutes)) < now ? "booking_too_late_to_change" : null;
}

/** The same for its hosts and administrators. */
export const whyNotByHost = ({ status, time }: Booking, now: Instant): string | null =>
  status === "cancelled" ? "booking_cancelled" : time.end <= now ? "booking_over" : time.start <= now ? "booking_begun" : null;
