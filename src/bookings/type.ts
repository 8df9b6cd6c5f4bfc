import type { Instant } from "../lib/time.ts";
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
