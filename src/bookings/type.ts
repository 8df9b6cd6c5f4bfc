import { minutes, type Instant } from "../lib/time.ts";
import type { Booking } from "./booking.ts";
import { WEEKDAYS, type Place } from "./contract.ts";

export type Weekday = (typeof WEEKDAYS)[number];
/** Wall times `09:00` of the type's zone; `24:00` ends the day, and `24:30` is half past midnight of the next. */
export type Span = { from: string; to: string };

/** What a stranger can book on a public page. */
export type AppointmentType = {
  institutionId: string;
  id: string;
  revision: number;
  slug: string;
  ownerId: string;
  teamId: string | null;
  name: string;
  description: string;
  /** Minutes to choose from. */
  lengths: readonly number[];
  place: Place;
  source: "personal" | "pool" | "default host";
  hosting: "one" | "round robin" | "together";
  /** Members, in their order. */
  hostIds: readonly string[];
  zone: string;
  weekly: Readonly<Partial<Record<Weekday, readonly Span[]>>>;
  /** Own hours of single dates `2027-03-01`; none: off. */
  days: readonly { day: string; spans: readonly Span[] }[];
  bufferBefore: number;
  bufferAfter: number;
  noticeMinutes: number;
  horizonDays: number;
  mostADay: number | null;
  mostAWeek: number | null;
  gridMinutes: number;
  skipsHolidays: boolean;
  listed: boolean;
  languages: readonly ("en" | "es")[];
  staleMinutes: number;
  changeUntilMinutes: number | null;
  reminders: readonly number[];
  mostGuests: number;
  active: boolean;
  toldTrouble: string | null;
  madeAt: Instant;
};

/** A meeting is made for it. */
export const isOnZoom = ({ place }: Pick<AppointmentType, "place">): boolean => place.kind === "zoom";

/** As one that is booked already can be moved: with the hosts, the buffers and the length that it has. */
export const sameHosts = (
  type: AppointmentType,
  hostIds: readonly string[],
  { time, bufferBefore, bufferAfter }: Pick<Booking, "time" | "bufferBefore" | "bufferAfter">,
): AppointmentType => ({
  ...type,
  hostIds,
  hosting: hostIds.length === 1 ? "one" : "together",
  lengths: [lengthOf(time)],
  bufferBefore,
  bufferAfter,
});

/** From midnight on; what begins before the next may end so long after it. */
const allDay = (longest: number): readonly Span[] => [{ from: "00:00", to: `${24 + Math.floor(longest / 60)}:${String(longest % 60).padStart(2, "0")}` }];
const wholeWeek = (spans: readonly Span[]) => Object.fromEntries(WEEKDAYS.map((day) => [day, spans])) as Record<Weekday, readonly Span[]>;

/** Whole minutes, as it was booked or as its session was changed. */
export const lengthOf = ({ start, end }: Booking["time"]): number => (end - start) / minutes(1);

/** As its hosts may move it: hours, notice, horizon, limits and whether it is offered at all bind strangers; who else has a host's time binds everybody. */
export const anyHour = (type: AppointmentType): AppointmentType => ({
  ...type,
  active: true,
  weekly: wholeWeek(allDay(Math.ceil(Math.max(...type.lengths)))),
  days: [],
  skipsHolidays: false,
  gridMinutes: 5,
  noticeMinutes: 0,
  horizonDays: 365,
  mostADay: null,
  mostAWeek: null,
});
