import { isBookingKind, type BookingFacts, type BookingTold } from "../../notices/bookings/facts.ts";
import { writeBookingLetter } from "../../notices/bookings/letter.ts";
import type { Letter } from "../../notices/facts.ts";
import type { Tx } from "../../platform/database.ts";
import type { Delivery } from "../../platform/deliveries.ts";
import type { World } from "../../world.ts";
import type { Booking } from "../booking.ts";
import { bookingById } from "./store.ts";

/** The address by which whoever booked finds the booking, moves and cancels it; stored nowhere, made anew each time. */
export const ownToken = ({ secrets }: Pick<World, "secrets">, bookingId: string): string => secrets.tokenFor(`booking ${bookingId}`);
export const ownAddress = (world: Pick<World, "origin" | "secrets">, bookingId: string): string => `${world.origin}/book/mine/${ownToken(world, bookingId)}`;

/** Null where what it was to tell is no longer so: another mail tells what is, or who it was to go to does not come any more. */
export async function bookingLetterOf(tx: Tx, world: Pick<World, "origin" | "secrets">, mail: Delivery, joinAddress: string | null): Promise<Letter | null> {
  const facts = mail.facts as BookingFacts;
  const { kind } = mail;
  const b = await bookingById(tx, mail.institutionId, facts.booking);
  if (b === null || b.email === "" || !isBookingKind(kind) || (mail.attendeeId !== null && joinAddress === null)) return null;
  if (kind !== "booking_cancelled" && !isStill(b, facts)) return null;
  const secret = { ...(joinAddress === null ? {} : { joinAddress }), ...(facts.own ? { ownAddress: ownAddress(world, b.id) } : {}) };
  return writeBookingLetter(kind, facts, toldOf(world, b), secret, mail.to);
}

const isStill = ({ told }: Booking, { time }: BookingFacts): boolean =>
  told !== null && told.status === "booked" && Date.parse(told.start) === time.start && Date.parse(told.end) === time.end;

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
