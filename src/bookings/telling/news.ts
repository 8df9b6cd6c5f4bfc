import { hours, iso, type Instant } from "../../lib/time.ts";
import type { Interval } from "../../lib/interval.ts";
import { nextReminder, type Booking, type Told } from "../booking.ts";

/** Of its session, as it is now. */
export type SessionNow = { time: Interval; isOff: boolean; isUnderUndo: boolean; hasMeeting: boolean };

/** Who comes and who it is with, now. `comers`: addresses, that of whoever booked among them. */
export type Who = { comers: readonly string[]; hosts: readonly string[] };

/** Who has heard of it as it is still on, and comes no more. */
export const missing = ({ told }: Pick<Booking, "told">, who: Who): string[] =>
  told === null || told.status === "cancelled" ? [] : told.guests.filter((one) => !who.comers.includes(one));

/** What is told to whom: to all, or only to those who have not heard of it. */
export type News = { kind: "booking_made" | "booking_moved" | "booking_cancelled" | "booking_off_list"; to: Who; before: Interval | null };

/** The booking as its session has become: whoever cancels or moves that cancels or moves it. */
export function inLine(b: Booking, s: Pick<SessionNow, "time" | "isOff"> | null): Booking {
  if (s === null || b.status === "cancelled") return b;
  if (s.isOff) return { ...b, status: "cancelled", cancelledBy: "host" };
  return { ...b, time: s.time };
}

/** Not yet: its change may be taken back, or its meeting is still being made. */
export const isTooEarly = (b: Booking, s: SessionNow | null, now: Instant): boolean =>
  s !== null && (s.isUnderUndo || (b.told === null && b.status === "booked" && !s.isOff && !s.hasMeeting && b.tellAt !== null && b.tellAt > now));

/**
 * What people have not heard of a booking that is in line with its session. One that is cancelled before anybody heard of it is told to nobody; of one
 * that is on and lasts longer everybody knows who is there. `gone`: who of those that come no more has it in the calendar.
 */
export function newsOf(b: Booking, who: Who, gone: readonly string[], now: Instant): News[] {
  const { told } = b;
  const heard = told === null || told.status === "cancelled" ? null : told;
  if (b.status === "cancelled") return heard === null ? [] : [{ kind: "booking_cancelled", to: { comers: heard.guests, hosts: heard.hosts }, before: null }]; // gone or not
  if (heard === null) return [{ kind: "booking_made", to: who, before: null }];
  const known: Who = { comers: who.comers.filter((one) => heard.guests.includes(one)), hosts: who.hosts.filter((one) => heard.hosts.includes(one)) };
  const newcomers: Who = { comers: who.comers.filter((one) => !known.comers.includes(one)), hosts: who.hosts.filter((one) => !known.hosts.includes(one)) };
  const before = { start: Date.parse(heard.start) as Instant, end: Date.parse(heard.end) as Instant };
  const isMoved = before.start !== b.time.start || (before.end !== b.time.end && now < b.time.start);
  const news: News[] = [
    ...(isMoved ? [{ kind: "booking_moved" as const, to: known, before }] : []),
    { kind: "booking_made", to: newcomers, before: null },
    { kind: "booking_off_list", to: { comers: gone, hosts: [] }, before: null },
  ];
  return news.filter(({ to }) => to.comers.length + to.hosts.length > 0);
}

/** Afterwards: what they have heard, how often something was told, and when they are reminded. */
export function asTold(b: Booking, news: readonly News[], who: Who, onZoom: boolean | null, now: Instant): Booking {
  const told: Told = { start: iso(b.time.start), end: iso(b.time.end), status: b.status, onZoom, guests: who.comers, hosts: who.hosts };
  const isMoved = b.told !== null && b.told.start !== told.start;
  const remindAt = b.status === "cancelled" ? null : isMoved ? nextReminder(b.reminders, b.time.start, now) : b.remindAt;
  const out = missing(b, who);
  const guests = b.sessionId === null ? b.guests : b.guests.filter(({ email }) => !out.includes(email.toLowerCase()));
  return { ...b, guests, told, sequence: b.sequence + (news.length > 0 ? 1 : 0), untold: false, tellAt: null, remindAt };
}

/** A reminder later than that would remind of what people have set out for: the server was down. */
const REMINDS_LATE = hours(1);

export const isReminded = ({ status, time, remindAt }: Booking, now: Instant): boolean =>
  status === "booked" && remindAt !== null && now < time.start && now - remindAt <= REMINDS_LATE;
