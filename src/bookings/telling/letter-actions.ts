import { isBookingKind, takesEntryBack, type BookingFacts, type BookingTold } from "../../notices/bookings/facts.ts";
import { writeBookingLetter } from "../../notices/bookings/letter.ts";
import type { Letter } from "../../notices/facts.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import type { Tx } from "../../platform/database.ts";
import type { Delivery } from "../../platform/deliveries.ts";
import type { World } from "../../world.ts";
import type { Booking } from "../booking.ts";
import { bookingById, hostsOf } from "./store.ts";

/** The address by which whoever booked finds the booking, moves and cancels it; stored nowhere, made anew each time. */
export const ownToken = ({ secrets }: Pick<World, "secrets">, bookingId: string): string => secrets.tokenFor(`booking ${bookingId}`);
export const ownAddress = (world: Pick<World, "origin" | "secrets">, bookingId: string): string => `${world.origin}/book/mine/${ownToken(world, bookingId)}`;

/** Null where what it was to tell is no longer so: another mail tells what is, or who it was to go to does not come any more. */
export async function bookingLetterOf(tx: Tx, world: Pick<World, "origin" | "secrets">, mail: Delivery, joinAddress: string | null): Promise<Letter | null> {
  const facts = mail.facts as BookingFacts;
  const { kind } = mail;
  const b = await bookingById(tx, mail.institutionId, facts.booking);
  if (b === null || !isBookingKind(kind) || (mail.attendeeId !== null && joinAddress === null)) return null;
  if (!takesEntryBack(kind) && !isStill(b, facts)) return null;
  const secret = { ...(joinAddress === null ? {} : { joinAddress }), ...(facts.own ? { ownAddress: ownAddress(world, b.id) } : {}) };
  return writeBookingLetter(kind, facts, toldOf(world, b), secret, mail.to);
}

const isStill = ({ told }: Booking, { time }: BookingFacts): boolean =>
  told !== null && told.status === "booked" && Date.parse(told.start) === time.start && Date.parse(told.end) === time.end;

/** The appointment as a file for the calendar of whoever booked, as it is now. */
export async function calendarOfBooking(tx: Tx, world: Pick<World, "origin" | "secrets" | "clock">, b: Booking, joinAddress: string | null): Promise<string> {
  const facts = await factsOf(tx, world, b);
  const secret = { ...(joinAddress === null ? {} : { joinAddress }), ownAddress: ownAddress(world, b.id) };
  const kind = b.status === "cancelled" ? "booking_cancelled" : "booking_made";
  return writeBookingLetter(kind, facts, toldOf(world, b), secret, { name: b.name, email: b.email, language: b.language, zone: b.zone }).calendar!.content;
}

async function factsOf(tx: Tx, { clock }: Pick<World, "clock">, b: Booking): Promise<BookingFacts> {
  const institution = (await institutionById(tx, b.institutionId))!;
  const members = await membersOf(tx, b.institutionId);
  const hosts = (await hostsOf(tx, b.institutionId, b.id)).flatMap((id) => members.find((one) => one.id === id) ?? []);
  return {
    institution: institution.settings.name,
    contact: institution.settings.contact,
    audience: "attendee",
    own: true,
    booking: b.id,
    hosts: hosts.map(({ name, email }) => ({ name, email })),
    time: b.time,
    before: null,
    sequence: b.sequence,
    onZoom: b.sessionId === null ? null : true,
    writtenAt: clock.now(),
    page: "",
  };
}

const toldOf = ({ origin }: Pick<World, "origin">, b: Booking): BookingTold => ({
  uid: `${b.id}@${new URL(origin).host}`,
  type: b.typeName,
  place: b.place,
  name: b.name,
  email: b.email,
  zone: b.zone,
  message: b.message,
  guests: b.guests,
  cancelledBy: b.cancelledBy,
  cancelledBecause: b.cancelledBecause,
});
