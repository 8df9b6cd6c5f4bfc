import type { Interval } from "../lib/interval.ts";
import { minutes, type Instant } from "../lib/time.ts";
import type { Place, WEEKDAYS } from "./contract.ts";

export type Weekday = (typeof WEEKDAYS)[number];
/** Wall times `09:00` of the type's zone; `24:00` ends the day. */
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

/** As one that is booked already can be moved: with the hosts, the length and the buffers that it has. */
export const sameHosts = (
  type: AppointmentType,
  hostIds: readonly string[],
  { bufferBefore, bufferAfter, time }: Pick<AppointmentType, "bufferBefore" | "bufferAfter"> & { time: Interval },
): AppointmentType => ({
  ...type,
  hostIds,
  lengths: [(time.end - time.start) / minutes(1)],
  hosting: hostIds.length === 1 ? "one" : "together",
  bufferBefore,
  bufferAfter,
});

const ALL_DAY: readonly Span[] = [{ from: "00:00", to: "24:00" }];

/** As its hosts may move it: hours, notice, horizon and limits bind strangers; who else has a host's time binds everybody. */
export const anyHour = (type: AppointmentType): AppointmentType => ({
  ...type,
  active: true,
  weekly: { MO: ALL_DAY, TU: ALL_DAY, WE: ALL_DAY, TH: ALL_DAY, FR: ALL_DAY, SA: ALL_DAY, SU: ALL_DAY },
  days: [],
  skipsHolidays: false,
  gridMinutes: 5,
  noticeMinutes: 0,
  horizonDays: 365,
  mostADay: null,
  mostAWeek: null,
});
