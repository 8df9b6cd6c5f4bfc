import type { Place } from "../../bookings/contract.ts";
import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";

/** Every mail about a booking. A new one is a name here, its texts under `bookingMails.` and a row in `content.ts`. */
export const BOOKING_KINDS = ["booking_made", "booking_moved", "booking_cancelled", "booking_off_list", "booking_reminder", "booking_clash"] as const;
export type BookingKind = (typeof BOOKING_KINDS)[number];

/** It is in the reader's calendar no more. */
export const takesEntryBack = (kind: BookingKind): boolean => kind === "booking_cancelled" || kind === "booking_off_list";

export const isBookingKind = (kind: string): kind is BookingKind => (BOOKING_KINDS as readonly string[]).includes(kind);

/** What is kept with each mail: nothing that is secret, and nothing of who booked, whom a host's mail would outlive. */
export type BookingFacts = {
  institution: string;
  contact: { name: string; email: string; phone: string };
  audience: "attendee" | "host";
  /** The reader is who booked, and may move or cancel it. */
  own: boolean;
  booking: string;
  /** The first is who invites. */
  hosts: readonly { name: string; email: string }[];
  time: Interval;
  before: Interval | null;
  /** SEQUENCE of its calendar entry. */
  sequence: number;
  /** False: Zoom has not answered yet. Null: it is not on Zoom. */
  onZoom: boolean | null;
  writtenAt: Instant;
  /** The host's: the session's page, or the bookings'. */
  page: string;
};

/** What is read of the booking when the mail is sent. `name`, `message` and what a guest gives as a reason come from anybody. */
export type BookingTold = {
  /** Of its calendar entry: the same for the booking's whole life. */
  uid: string;
  type: string;
  place: Place;
  name: string;
  email: string;
  zone: string;
  message: string;
  guests: readonly { name: string; email: string }[];
  cancelledBy: "guest" | "host" | null;
  cancelledBecause: string;
};

/** The reader's own, added at the last moment: where the meeting is, and the page on which whoever booked moves or cancels it. */
export type BookingSecret = { joinAddress?: string; ownAddress?: string };
