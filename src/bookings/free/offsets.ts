import { Temporal } from "temporal-polyfill";
import type { Interval } from "../../lib/interval.ts";
import { days, instant, iso, type Duration, type Instant } from "../../lib/time.ts";

/** A stretch of time over which the clocks of a zone are not changed. What the clock on the wall shows is the moment plus `offset`, read as UTC. */
export type Steady = Interval & { readonly offset: Duration };

export const DAY = days(1);

/** By number, counted from 1970-01-01: the day on the calendar on which the wall shows this. */
export const dayAt = (wall: number): number => Math.floor(wall / DAY);
export const nameOfDay = (day: number): string => iso((day * DAY) as Instant).slice(0, 10);
/** Monday is 0. */
export const weekdayAt = (day: number): number => (day + 3) % 7;
/** By number too; a week begins on Monday. */
export const weekAt = (day: number): number => Math.floor((day + 3) / 7);

const YEARS_KEPT = 600;
const known = new Map<string, readonly Steady[]>();

/** The stretches that a time touches, whole, in order and without gaps: a zone has two or three a year, so each year is worked out once. */
export function steadyOf(zone: string, within: Interval): readonly Steady[] {
  const found: Steady[] = [];
  for (let year = yearOf(within.start); year <= yearOf(within.end); year += 1)
    for (const piece of ofYear(zone, year)) if (piece.start < within.end && within.start < piece.end) joinOnto(found, piece);
  return found;
}

/** The day on which a moment lies, by number. */
export function dayIn(zone: string, moment: Instant): number {
  const piece = ofYear(zone, yearOf(moment)).find(({ end }) => moment < end)!;
  return dayAt(moment + piece.offset);
}

const yearOf = (moment: Instant): number => Number(iso(moment).slice(0, 4));
const newYear = (year: number): Instant => instant(`${year}-01-01T00:00:00Z`);

function joinOnto(found: Steady[], piece: Steady): void {
  const last = found.at(-1);
  if (last !== undefined && last.offset === piece.offset) found[found.length - 1] = { ...last, end: piece.end };
  else found.push(piece);
}

function ofYear(zone: string, year: number): readonly Steady[] {
  const key = `${zone} ${year}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= YEARS_KEPT) known.clear();
  const pieces = readYear(zone, newYear(year), newYear(year + 1));
  known.set(key, pieces);
  return pieces;
}

function readYear(zone: string, from: Instant, to: Instant): Steady[] {
  const pieces: Steady[] = [];
  let here: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  for (let start = from; here !== null && start < to;) {
    const offset = here.offsetNanoseconds / 1_000_000;
    here = here.getTimeZoneTransition("next");
    const end = here === null ? to : (Math.min(here.epochMilliseconds, to) as Instant);
    pieces.push({ start, end, offset });
    start = end;
  }
  return pieces;
}
