import { cityOf } from "../../../src/notices/messages/cities.ts";
import { serversTime } from "../../public/servers-time.ts";
import { dayOf, type Day, type Month } from "../calendar/wall.ts";
import { language, locale, t } from "./language.ts";

const makers = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than a hundred uses. */
function maker(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${zone} ${Object.entries(options).join()}`;
  const known = makers.get(key) ?? new Intl.DateTimeFormat(locale(), { timeZone: zone, calendar: "gregory", ...options });
  makers.set(key, known);
  return known;
}

const noon = (day: Day): number => Date.parse(`${day}T12:00Z`);
const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(language()) + text.slice(1);
const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
const longDay: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long" };

/** With its year where that is not this one. */
const dated = (at: number, zone: string): Intl.DateTimeFormatOptions =>
  dayOf(at, zone).slice(0, 4) === dayOf(serversTime(), zone).slice(0, 4) ? longDay : { ...longDay, year: "numeric" };

export const timeOf = (start: string, zone: string): string => maker(zone, time).format(Date.parse(start));
export function momentOf(start: string, zone: string): string {
  const at = Date.parse(start);
  return told(maker(zone, { ...dated(at, zone), ...time }).format(at), at, zone);
}
export const rangeOf = (start: number, end: number, zone: string): string => maker(zone, time).formatRange(start, end);
export const dayNamed = (day: Day): string => capital(maker("UTC", dated(noon(day), "UTC")).format(noon(day)));
export const monthNamed = (month: Month): string => capital(maker("UTC", { month: "long", year: "numeric" }).format(noon(`${month}-01`)));

/** Monday to Sunday: for the eye, and in full. */
export const weekdays = (): { short: string; long: string }[] =>
  Array.from({ length: 7 }, (_, at) => {
    const day = noon(`2027-03-0${at + 1}`); // a Monday is the first
    return { short: maker("UTC", { weekday: "short" }).format(day).slice(0, 3), long: maker("UTC", { weekday: "long" }).format(day) };
  });

/** `GMT+5:30` */
export const offsetOf = (at: number, zone: string): string =>
  maker(zone, { timeZoneName: "shortOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value ?? "";

/** Browsers keep the names that zones had long ago. */
const NOW_CALLED: Readonly<Record<string, string>> = {
  "Asia/Calcutta": "Kolkata",
  "Asia/Katmandu": "Kathmandu",
  "Asia/Rangoon": "Yangon",
  "Asia/Saigon": "Ho Chi Minh City",
  "America/Godthab": "Nuuk",
  "Atlantic/Faeroe": "Faroe",
  "Europe/Kiev": "Kyiv",
};

export const cityNamed = (zone: string): string => (language() === "en" ? NOW_CALLED[zone] : undefined) ?? cityOf(zone, language());
export const zoneNamed = (zone: string): string => t("zone.time", { city: cityNamed(zone) });

/** `45 min`, `1 h`, `1 h 30 min` */
export function lengthNamed(minutes: number): string {
  const [h, n] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return t("what.minutes", { n });
  return n === 0 ? t("what.hours", { n: h }) : t("what.hoursMinutes", { h, n });
}

const HALF_AN_HOUR = 1_800_000;

/** Where a clock is set back it shows some times twice: there a time is told with its distance from the world's time. */
function told(name: string, at: number, zone: string): string {
  const shown = (moment: number): string => maker(zone, time).format(moment);
  const isTwice = [-4, -3, -2, -1, 1, 2, 3, 4].some((halves) => shown(at + halves * HALF_AN_HOUR) === shown(at));
  return isTwice ? `${name} (${offsetOf(at, zone)})` : name;
}

/** A time by what the clock on the wall shows. */
export const timeNamed = (start: string, zone: string): string => told(timeOf(start, zone), Date.parse(start), zone);

/** When it is, in full: day, from when to when, and whose time that is. */
export function whenNamed(start: string, minutes: number, zone: string): { day: string; hours: string; zone: string } {
  const at = Date.parse(start);
  return { day: dayNamed(dayOf(at, zone)), hours: rangeOf(at, at + minutes * 60_000, zone), zone: `${zoneNamed(zone)} (${offsetOf(at, zone)})` };
}
