import { refused, type Outcome } from "../../lib/outcome.ts";
import { iso, type Instant } from "../../lib/time.ts";
import { membersOf } from "../../people/actions.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import type { World } from "../../world.ts";
import { whyNotByHost } from "../booking.ts";
import type { BookingRow } from "../contract.ts";
import { isOnZoom } from "../type.ts";
import * as store from "./store.ts";

type Needs = Pick<World, "db" | "clock">;

/** One's own as host or owner, and one's teams'; for administrators everybody's. */
export async function bookingsFor({ db, clock }: Needs, who: Member, of: { when: "coming" | "past"; typeId: string | null }): Promise<BookingRow[]> {
  const now = clock.now();
  const found = await store.bookingsOf(db, who.institutionId, { id: null, memberId: isAdmin(who) ? null : who.id, ...of }, now);
  const names = new Map((await membersOf(db, who.institutionId)).map(({ id, name }) => [id, name]));
  return found.map((one) => rowOf(one, who, names, now));
}

/** One of them, as whoever may manage it sees it. */
export async function bookingFor({ db, clock }: Needs, who: Member, id: string): Promise<Outcome<BookingRow>> {
  const now = clock.now();
  const [found] = await store.bookingsOf(db, who.institutionId, { id, memberId: isAdmin(who) ? null : who.id, typeId: null, when: "all" }, now);
  if (found === undefined) return refused("not_found");
  const names = new Map((await membersOf(db, who.institutionId)).map((one) => [one.id, one.name]));
  return { ok: true, value: rowOf(found, who, names, now) };
}

function rowOf(
  { booking: b, hostIds, hasMeeting, organizerId }: store.BookingFound,
  who: Member,
  names: ReadonlyMap<string, string>,
  now: Instant,
): BookingRow {
  const { id, typeId, name, email, message, zone, place, status, cancelledBy, cancelledBecause, noShow } = b;
  return {
    ...{ id, typeId, name, email, message, zone, place, status, cancelledBy, cancelledBecause, noShow },
    sessionId: isAdmin(who) || organizerId === who.id ? b.sessionId : null,
    type: b.typeName,
    hosts: hostIds.map((one) => ({ id: one, name: names.get(one) ?? "" })),
    guests: b.guests.length,
    start: iso(b.time.start),
    end: iso(b.time.end),
    zoomPending: isOnZoom(b) && status === "booked" && !hasMeeting && now < b.time.end,
    whyNotChange: whyNotByHost(b, now),
  };
}
