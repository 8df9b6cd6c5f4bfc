import type { Letter, Reader } from "../facts.ts";
import { htmlOf } from "../html.ts";
import { textOf } from "../text.ts";
import { bookingCalendar } from "./calendar.ts";
import { bookingContent } from "./content.ts";
import type { BookingFacts, BookingKind, BookingSecret, BookingTold } from "./facts.ts";

/** One mail about a booking for one reader. Only who booked learns the address of the page where it is moved or cancelled. */
export function writeBookingLetter(kind: BookingKind, facts: BookingFacts, told: BookingTold, { joinAddress, ownAddress }: BookingSecret, to: Reader): Letter {
  const secret: BookingSecret = {
    ...(joinAddress === undefined ? {} : { joinAddress }),
    ...(facts.own && ownAddress !== undefined ? { ownAddress } : {}),
  };
  const w = { kind, facts, told, secret, to };
  const content = bookingContent(w);
  return { subject: content.subject, text: textOf(content), html: htmlOf(content, to.language), calendar: bookingCalendar(w) };
}
