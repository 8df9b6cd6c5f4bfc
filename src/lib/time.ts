import { Temporal } from "temporal-polyfill";

/** A moment, as milliseconds since 1970-01-01T00:00:00Z. Branded, so that a length is never taken for a moment. */
export type Instant = number & { readonly __instant: true };

/** A length of time in milliseconds. Build it with `seconds`, `minutes`, `hours` or `days`. */
export type Duration = number;

export const seconds = (n: number): Duration => n * 1000;
export const minutes = (n: number): Duration => n * 60_000;
export const hours = (n: number): Duration => n * 3_600_000;
export const days = (n: number): Duration => n * 86_400_000;

export const after = (moment: Instant, length: Duration): Instant => (moment + length) as Instant;
export const before = (moment: Instant, length: Duration): Instant => (moment - length) as Instant;

/** Reads an ISO 8601 moment with an offset or `Z`. Throws on anything else: a wall time without zone is not a moment. */
export const instant = (text: string): Instant => Temporal.Instant.from(text).epochMilliseconds as Instant;

/** The moment as UTC text with milliseconds, as SQL parameters and JSON carry it. */
export const iso = (moment: Instant): string => new Date(moment).toISOString();

/** What people plan lies in these years; anything else is a slip or a machine gone wrong, and databases and calendars stumble over it. */
const OUR_TIMES = { from: instant("2000-01-01T00:00:00Z"), to: instant("2200-01-01T00:00:00Z") };
export const isInOurTimes = (moment: number): moment is Instant => moment >= OUR_TIMES.from && moment < OUR_TIMES.to;

/** Of any number of moments: `Math.min(...)` takes no more arguments than the stack holds, and a large meeting has more. */
export const earliest = (moments: readonly Instant[]): Instant | null =>
  moments.reduce<Instant | null>((least, moment) => (least === null || moment < least ? moment : least), null);
export const latest = (moments: readonly Instant[]): Instant | null =>
  moments.reduce<Instant | null>((most, moment) => (most === null || moment > most ? moment : most), null);

export type WallTimeRefusal = "time_zone_unknown" | "wall_time_malformed" | "wall_time_skipped" | "wall_time_twice";

const WALL = /^2[01]\d\d-\d\d-\d\dT\d\d:\d\d$/;

/**
 * The moment of a wall time (`2027-03-28T10:00`) in a zone (`Europe/Madrid`).
 * Refuses any other way of writing it, other years than 2000 to 2199, a zone nobody knows, a time that the spring change of clocks skips and one that the autumn change gives twice:
 * guessing would put somebody in an empty room. `choose` settles the latter.
 */
export function momentOf(wall: string, zone: string, choose?: "earlier" | "later"): { ok: true; value: Instant } | { ok: false; because: WallTimeRefusal } {
  if (!isZone(zone)) return { ok: false, because: "time_zone_unknown" };
  if (!WALL.test(wall)) return { ok: false, because: "wall_time_malformed" };
  let plain: Temporal.PlainDateTime;
  try {
    plain = Temporal.PlainDateTime.from(wall, { overflow: "reject" });
  } catch {
    return { ok: false, because: "wall_time_malformed" };
  }
  const first = plain.toZonedDateTime(zone, { disambiguation: "earlier" });
  const second = plain.toZonedDateTime(zone, { disambiguation: "later" });
  if (first.epochMilliseconds === second.epochMilliseconds) return { ok: true, value: first.epochMilliseconds as Instant };
  if (!first.toPlainDateTime().equals(plain)) return { ok: false, because: "wall_time_skipped" };
  if (choose === undefined) return { ok: false, because: "wall_time_twice" };
  return { ok: true, value: (choose === "earlier" ? first : second).epochMilliseconds as Instant };
}

/** `2027-03-28T10:00`: what the clock on the wall shows in that zone. */
export const wallOf = (moment: Instant, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" });

/** `2027-03-28`: the day on the calendar in that zone. */
export const dayOf = (moment: Instant, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate().toString();

/** Midnight, or the first moment there is where the change of clocks skips midnight, of a day `2027-03-28` in that zone. */
export const startOfDay = (day: string, zone: string): Instant => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds as Instant;

/** Monday is 1, Sunday 7. */
export const weekdayOf = (day: string): number => Temporal.PlainDate.from(day).dayOfWeek;

export const addDays = (day: string, n: number): string => Temporal.PlainDate.from(day).add({ days: n }).toString();

const knownZones = new Map<string, boolean>();

export function isZone(zone: string): boolean {
  const known = knownZones.get(zone);
  if (known !== undefined) return known;
  const is = canFormatIn(zone);
  if (knownZones.size < 2000) knownZones.set(zone, is);
  return is;
}

/** Offsets such as `+02:00` are refused: they know no summer time, and people mean a place. */
function canFormatIn(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
