import { addPeople } from "../../attendees/actions.ts";
import type { Interval } from "../../lib/interval.ts";
import { after, iso, minutes, type Instant } from "../../lib/time.ts";
import { institutionById } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { lockInstitution, lockSession } from "../../sessions/actions.ts";
import { cancelBooked, moveBooked } from "../../sessions/booked/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { lockType, typeById } from "../actions.ts";
import { nextReminder, type Booking, whyNotByGuest, whyNotByHost } from "../booking.ts";
import { nearestStarts, timesAround } from "../choosing-actions.ts";
import { hostsFreeAt, whyClosed } from "../free/free.ts";
import { atOnce, bookingById, giveTimeBack, hostsOf, lockBooking, no, saveBooking, takeTime, type Answer, type Needs } from "../making/actions.ts";
import { inLine } from "../telling/news.ts";
import { readPlansFor } from "../troubles/plans-actions.ts";
import { anyHour, lengthOf, sameHosts } from "../type.ts";

export type By = { is: "guest" } | { is: "host"; who: Member };

/** As it is stored and as it is: whoever has changed its session has changed it, though nobody was told yet. The session is locked first, as everybody does. */
type Locked = { stored: Booking; booking: Booking; session: Session | null };

async function lockFor(tx: Tx, institutionId: string, id: string): Promise<Locked> {
  await lockInstitution(tx, institutionId);
  const { sessionId } = (await bookingById(tx, institutionId, id)) ?? no("not_found");
  const session = sessionId === null ? null : await lockSession(tx, institutionId, sessionId);
  const stored = (await lockBooking(tx, institutionId, id))!;
  return { stored, booking: asItIs(stored, session), session };
}

export const asItIs = (b: Booking, s: Session | null): Booking =>
  inLine(b, s === null ? null : { time: s.time, isOff: s.status === "cancelled" || s.status === "declined" });

const whyNot = (b: Booking, by: By, now: Instant): string | null => (by.is === "guest" ? whyNotByGuest(b, now) : whyNotByHost(b, now));

type Zoomed = Needs & Pick<World, "zoomOf">;

/** What was planned by hand on its hosts a moment ago is known before it is moved, as before it was booked. */
async function readPlansOf(world: Zoomed, { institutionId, id }: { institutionId: string; id: string }): Promise<void> {
  const b = await bookingById(world.db, institutionId, id);
  const type = b === null ? null : await typeById(world.db, institutionId, b.typeId);
  if (type !== null) await readPlansFor(world, type, await hostsOf(world.db, institutionId, id));
}

/** To another free start, with the same hosts and the same addresses; all or nothing. A host may choose any time at which the hosts are free, also outside the hours. */
export async function moveBooking(world: Zoomed, of: { institutionId: string; id: string }, start: Instant, by: By): Promise<Answer<Booking>> {
  await readPlansOf(world, of);
  return atOnce(world, async (tx) => {
    const { booking, session } = await lockFor(tx, of.institutionId, of.id);
    const now = world.clock.now();
    const why = whyNot(booking, by, now);
    if (why !== null) return no(why);
    if (booking.time.start === start) return booking;
    const type = (await lockType(tx, of.institutionId, booking.typeId))!;
    const length = lengthOf(booking.time);
    const time: Interval = { start, end: after(start, minutes(length)) };
    const hostIds = await hostsOf(tx, of.institutionId, booking.id);
    const asked = by.is === "host" ? anyHour(sameHosts(type, hostIds, booking)) : sameHosts(type, hostIds, booking);
    const times = await timesAround(tx, world, asked, time, now, booking);
    const closed = whyClosed(asked, times);
    if (closed !== null) return no(by.is === "guest" ? "booking_closed" : closed); // why is the owner's business
    const taken = async (): Promise<never> => no("time_taken", { field: "start", nearest: await nearestStarts(tx, world, asked, length, start, now, booking) });
    if (hostsFreeAt(asked, times, start, length, now).length === 0) return taken();
    if (session !== null) {
      const institution = (await institutionById(tx, of.institutionId))!;
      if ((await moveBooked(tx, world, institution, session, time, now)) === null) return taken();
    }
    const next: Booking = { ...booking, time, untold: true, remindAt: nextReminder(booking.reminders, start, now) };
    await saveBooking(tx, next);
    await giveTimeBack(tx, next);
    if (!(await takeTime(tx, next, hostIds))) return taken();
    await noteDeed(tx, world, booking, by, "booking_moved", now, { from: iso(booking.time.start), to: iso(start) });
    return next;
  });
}

/** Called off by either side, for good: also where its session was called off a moment ago and could be had back. Asking again changes nothing. */
export async function cancelBooking(world: Needs, of: { institutionId: string; id: string }, because: string, by: By): Promise<Answer<Booking>> {
  return atOnce(world, async (tx) => {
    const { stored, booking, session } = await lockFor(tx, of.institutionId, of.id);
    const now = world.clock.now();
    if (stored.status === "cancelled") return stored;
    const why = whyNot({ ...booking, status: stored.status }, by, now);
    if (why !== null) return no(why);
    if (session !== null) await cancelBooked(tx, session, now);
    const next: Booking = { ...booking, status: "cancelled", cancelledBy: by.is, cancelledBecause: because, untold: true, remindAt: null };
    await saveBooking(tx, next);
    await giveTimeBack(tx, next);
    await noteDeed(tx, world, booking, by, "booking_cancelled", now, {});
    return next;
  });
}

/** Whom whoever booked brings along besides. Who is there already is no news. */
export async function bringAlong(
  world: Needs,
  of: { institutionId: string; id: string },
  guests: readonly { name: string; email: string }[],
): Promise<Answer<Booking>> {
  return atOnce(world, async (tx) => {
    const { stored, booking, session } = await lockFor(tx, of.institutionId, of.id);
    const now = world.clock.now();
    const why = whyNotByGuest(booking, now);
    if (why !== null) return no(why);
    const type = (await typeById(tx, of.institutionId, booking.typeId))!;
    const there = new Set([booking.email, ...booking.guests.map(({ email }) => email)].map((email) => email.toLowerCase()));
    const coming = guests.filter(({ email }) => !there.has(email.toLowerCase()));
    if (coming.length === 0) return booking;
    if (booking.guests.length + coming.length > type.mostGuests) return no("too_many_guests", { field: "guests", values: { most: type.mostGuests } });
    const next: Booking = { ...stored, guests: [...booking.guests, ...coming], untold: true };
    if (session !== null) await addPeople(tx, world, session, coming.map((one) => ({ ...one, listedId: null })), now); // prettier-ignore
    await saveBooking(tx, next);
    return next;
  });
}

/** Whoever booked did not come, says the host; can be taken back. */
export async function markNoShow(world: Needs, of: { institutionId: string; id: string }, isNoShow: boolean, who: Member): Promise<Answer<Booking>> {
  return atOnce(world, async (tx) => {
    const { stored, booking } = await lockFor(tx, of.institutionId, of.id);
    const now = world.clock.now();
    if (booking.status === "cancelled") return no("booking_cancelled");
    if (booking.time.start > now) return no("booking_not_begun");
    const next: Booking = { ...stored, noShow: isNoShow };
    await saveBooking(tx, next);
    await noteDeed(tx, world, booking, { is: "host", who }, isNoShow ? "booking_no_show" : "booking_show", now, {});
    return next;
  });
}

async function noteDeed(tx: Tx, { random }: Needs, b: Booking, by: By, what: string, at: Instant, details: Record<string, string>): Promise<void> {
  const actor = by.is === "guest" ? { who: b.name, memberId: null } : { who: by.who.name, memberId: by.who.id };
  await note(tx, random, { institutionId: b.institutionId, at, ...actor, sessionId: b.sessionId, what, details: { name: b.typeName, ...details } });
}
