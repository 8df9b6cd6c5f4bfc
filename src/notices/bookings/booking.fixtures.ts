import { after, hours, instant, minutes } from "../../lib/time.ts";
import type { BookingFacts, BookingTold } from "./facts.ts";

const START = instant("2027-03-08T15:00:00Z");

export const someBookingFacts = (more: Partial<BookingFacts> = {}): BookingFacts => ({
  institution: "University of the South",
  contact: { name: "Online teaching", email: "online@south.example", phone: "" },
  audience: "attendee",
  own: true,
  booking: "b1",
  hosts: [{ name: "Ana Ruiz", email: "ana@south.example" }],
  time: { start: START, end: after(START, minutes(30)) },
  before: null,
  sequence: 1,
  onZoom: true,
  writtenAt: instant("2027-03-01T11:00:00Z"),
  page: "https://bedel.example/sessions/s1",
  ...more,
});

/** Two hours earlier. */
export const someBefore = { start: after(START, -hours(2)), end: after(START, minutes(30) - hours(2)) };

export const someTold = (more: Partial<BookingTold> = {}): BookingTold => ({
  uid: "b1@bedel.example",
  type: "Consultation",
  place: { kind: "zoom" },
  name: "Eva Prado",
  email: "eva@people.example",
  zone: "America/Lima",
  message: "About my thesis",
  guests: [{ name: "Noa", email: "noa@people.example" }],
  cancelledBy: null,
  cancelledBecause: "",
  ...more,
});
