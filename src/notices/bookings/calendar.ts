import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { calledName, oneLine } from "../clean.ts";
import type { Letter } from "../facts.ts";
import { isHost, titleOf, translators, type OfBooking } from "./content.ts";
import { takesEntryBack } from "./facts.ts";

/**
 * The appointment in the reader's calendar: one entry for its whole life, replaced by whatever comes with a higher SEQUENCE. Times are in UTC, which every
 * calendar shows in its owner's zone. Whoever comes is invited by the host; the host by the institution, since calendars take no invitation from their own owner.
 * It names who invites and the reader, and nobody else.
 */
export function bookingCalendar(w: OfBooking): Letter["calendar"] {
  if (w.kind === "booking_reminder" || w.kind === "booking_clash") return null;
  const { facts, told, to } = w;
  const organizer = organizerOf(w);
  const method = takesEntryBack(w.kind) ? "CANCEL" : to.email === undefined || organizer === null ? "PUBLISH" : "REQUEST";
  const calendar = ical({ prodId: { company: "Bedel", product: "Bedel", language: to.language.toUpperCase() }, method: ICalCalendarMethod[method] });
  const event = calendar.createEvent({
    id: told.uid,
    sequence: facts.sequence,
    stamp: new Date(facts.writtenAt),
    start: new Date(facts.time.start),
    end: new Date(facts.time.end),
    summary: titleOf(w),
    status: method === "CANCEL" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...placeOf(w),
    ...(organizer === null ? {} : { organizer }),
  });
  const { email } = to;
  if (email !== undefined && method !== "PUBLISH") {
    const name = isHost(w) ? to.name : calledName(to.name);
    event.createAttendee({ ...person(email, name), rsvp: false, status: ICalAttendeeStatus.ACCEPTED });
  }
  return { method, content: `${calendar.toString()}\r\n` };
}

function organizerOf(w: OfBooking): { name: string; email: string } | null {
  const { contact, institution, hosts } = w.facts;
  const [host] = hosts;
  if (!isHost(w) && host !== undefined) return person(host.email, host.name);
  return contact.email === "" ? null : person(contact.email, institution);
}

/** Within the quotes that a calendar puts around a name there can be none, and there must be a name. */
const person = (email: string, name: string): { name: string; email: string } => ({
  name: oneLine(name).replaceAll('"', "'") || oneLine(email),
  email: oneLine(email),
});

/** On Zoom the reader's own address; the page on which it is changed in any case. */
function placeOf(w: OfBooking): { location?: string; url?: string; description?: string } {
  const t = translators[w.to.language];
  const { place } = w.told;
  const { joinAddress, ownAddress } = w.secret;
  const page = isHost(w) ? w.facts.page : ownAddress;
  if (takesEntryBack(w.kind)) return place.kind === "zoom" ? {} : { location: oneLine(place.text) };
  const isOnZoom = place.kind === "zoom";
  const location = !isOnZoom ? oneLine(place.text) : (joinAddress ?? (isHost(w) ? w.facts.page : undefined));
  const url = isOnZoom ? (joinAddress ?? (isHost(w) ? page : undefined)) : page;
  const lines = [
    ...(isOnZoom && joinAddress !== undefined ? [t("calendar.join", { address: joinAddress })] : []),
    ...(page === undefined ? [] : [isHost(w) ? t("calendar.page", { address: page }) : t("calendar.change", { address: page })]),
  ];
  return {
    ...(location === undefined ? {} : { location }),
    ...(url === undefined ? {} : { url }),
    ...(lines.length === 0 ? {} : { description: lines.join("\n") }),
  };
}
