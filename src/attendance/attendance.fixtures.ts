import { after, instant, minutes, type Instant } from "../lib/time.ts";
import type { Interval } from "../lib/interval.ts";
import type { Registered } from "./matching.ts";
import type { Attendance } from "./presence.ts";
import type { Stay } from "./stay.ts";

/** Ten o'clock in Madrid, far away and fixed; tests speak in minutes from it. */
export const TEN = instant("2037-03-10T09:00:00Z");
export const at = (minute: number): Instant => after(TEN, minutes(minute));
export const span = (from: number, to: number): Interval => ({ start: at(from), end: at(to) });

export const aStay = (from: number, to: number | null, more: Partial<Stay> = {}): Stay => ({
  name: "Zofia",
  email: null,
  registrantId: null,
  zoomUserId: null,
  start: at(from),
  end: to === null ? null : at(to),
  waitingRoom: false,
  processed: true,
  instance: "i1",
  ...more,
});

export const ANA: Registered = { attendeeId: "ana", name: "Ana Kowalska", email: "ana@uni.example", registrantId: "r-ana" };
export const HUGO: Registered = { attendeeId: "hugo", name: "Hugo Laurent", email: "hugo@uni.example", registrantId: "r-hugo" };
export const ROOM = { hostId: "z-room", hostEmail: "room4@uni.example" };

/** A session of an hour that ran as planned. */
export const anAttendance = (stays: readonly Stay[], more: Partial<Attendance> = {}): Attendance => ({
  stays,
  registered: [ANA, HUGO],
  host: ROOM,
  planned: span(0, 60),
  real: [span(0, 60)],
  ...more,
});
