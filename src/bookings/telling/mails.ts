import type { Interval } from "../../lib/interval.ts";
import { iso, type Instant } from "../../lib/time.ts";
import type { BookingFacts, BookingKind } from "../../notices/bookings/facts.ts";
import { calledName } from "../../notices/clean.ts";
import { hasLeft, isAdmin, type Member } from "../../people/member.ts";
import type { Delivery } from "../../platform/deliveries.ts";
import type { Booking } from "../booking.ts";
import type { Who } from "./news.ts";

/** What all mails of one institution need. */
export type Letters = { origin: string; institution: string; contact: BookingFacts["contact"]; members: readonly Member[]; now: Instant };

/** `key`: who it is in the keys of mails, which outlive everybody's address. */
type Comer = { key: string; attendeeId: string | null; name: string; email: string };

/** Who comes, and in which order it is with whom: the session's organizer first. `seats`: by which place on the list hosts get in who are not its organizer. */
export type People = { comers: readonly Comer[]; hostIds: readonly string[]; seats: ReadonlyMap<string, string>; organizerId: string | null; addresses: Who };

type Listed = { attendeeId: string; name: string; email: string; hostId: string | null };
type Whole = { booking: Booking; session: { organizerId: string } | null; hostIds: readonly string[]; comers: readonly Listed[] };

/** On Zoom whoever is on the session's list, otherwise who booked and whom they bring along. With whom one was that has no hosts any more is what was told. */
export function whoIn({ booking: b, session, hostIds, comers }: Whole): People {
  const written: Comer[] = [{ name: b.name, email: b.email }, ...b.guests].map((one, n) => ({ ...one, key: `guest ${n}`, attendeeId: null }));
  const guests = comers.filter(({ hostId }) => hostId === null).map(({ attendeeId, name, email }) => ({ attendeeId, name, email, key: attendeeId }));
  const coming = (session === null ? written : guests).filter(({ email }) => email !== "");
  const seats = new Map(
    comers.flatMap(({ hostId, attendeeId }) => (hostId === null || hostId === session?.organizerId ? [] : [[hostId, attendeeId] as const])),
  );
  const hosts = [...new Set([...(session === null ? [] : [session.organizerId]), ...(b.status === "cancelled" ? (b.told?.hosts ?? []) : []), ...hostIds])];
  return {
    comers: coming,
    hostIds: hosts,
    seats,
    organizerId: session?.organizerId ?? null,
    addresses: { comers: [...new Set(coming.map(({ email }) => email.toLowerCase()))], hosts },
  };
}

/** Those too who have it in their calendars and come no more: of them the address is left, and the name of whom the booking names. */
export const withGone = (who: People, { name, email, guests }: Pick<Booking, "name" | "email" | "guests">, gone: readonly string[]): People => {
  const names = new Map([{ name, email }, ...guests].map((one) => [one.email.toLowerCase(), one.name]));
  return { ...who, comers: [...who.comers, ...gone.map((one, n) => ({ key: `gone ${n}`, attendeeId: null, name: names.get(one) ?? "", email: one }))] };
};

type Mailing = { booking: Booking; who: People; kind: BookingKind; to: Who; before: Interval | null; onZoom: boolean | null };
type Mail = Omit<Delivery, "id">;

/** One for each reader. Keyed by how often the booking has told something new: wished twice it is one mail. */
export function mailsOf(c: Letters, { booking: b, who, kind, to, before, onZoom }: Mailing): Mail[] {
  const there = c.members.filter((m) => !hasLeft(m));
  const hosts = who.hostIds.flatMap((id) => there.find((m) => m.id === id) ?? []);
  const facts = {
    institution: c.institution,
    contact: c.contact,
    booking: b.id,
    hosts: hosts.map(({ name, email }) => ({ name, email })),
    time: b.time,
    before,
    sequence: b.sequence,
    onZoom,
    writtenAt: c.now,
    page: `${c.origin}/bookings`,
  };
  const about = kind === "booking_reminder" ? `${kind} ${iso(b.remindAt!)}` : kind;
  const always = {
    institutionId: b.institutionId,
    kind,
    step: null,
    sessionId: b.sessionId,
    dueAt: c.now,
    madeAt: c.now,
    usefulUntil: kind === "booking_reminder" ? b.time.start : null,
  };
  /** Others who host it may not see the session. */
  const pageFor = (m: Member): string =>
    b.sessionId !== null && (isAdmin(m) || m.id === who.organizerId) ? `${c.origin}/sessions/${b.sessionId}` : facts.page;
  const key = (reader: string): string => `booking ${b.id}@${b.sequence}/${about}/${reader}`;
  const coming = who.comers.filter(({ email }) => to.comers.includes(email.toLowerCase()));
  return [
    ...coming.map((one): Mail => {
      const own =
        kind === "booking_off_list" ? false : one.attendeeId === null ? one.email.toLowerCase() === b.email.toLowerCase() : one.attendeeId === b.attendeeId;
      const reader = { name: calledName(one.name), email: one.email, language: b.language, zone: b.zone };
      return {
        ...always,
        key: key(one.key),
        attendeeId: one.attendeeId,
        to: reader,
        facts: { ...facts, audience: "attendee", own } satisfies BookingFacts,
      };
    }),
    ...readersAmong(there, to.hosts).map((m): Mail => ({
      ...always,
      key: key(m.id),
      attendeeId: kind === "booking_cancelled" ? null : (who.seats.get(m.id) ?? null),
      to: { name: m.name, email: m.email, language: m.language, zone: m.zone },
      facts: { ...facts, audience: "host", own: false, page: pageFor(m) } satisfies BookingFacts,
    })),
  ];
}

/** What belonged to hosts who are all no members any more is for administrators, who look after such appointments. */
function readersAmong(there: readonly Member[], hostIds: readonly string[]): readonly Member[] {
  const hosts = there.filter((m) => hostIds.includes(m.id));
  return hosts.length > 0 || hostIds.length === 0 ? hosts : there.filter(isAdmin);
}
