import type { Interval } from "../../lib/interval.ts";
import { after, before, minutes, type Instant } from "../../lib/time.ts";
import { WEEKDAYS } from "../contract.ts";
import type { AppointmentType, Span } from "../type.ts";
import { DAY, dayAt, nameOfDay, steadyOf, weekdayAt, type Steady } from "./offsets.ts";

export type Hours = Pick<AppointmentType, "zone" | "weekly" | "days" | "gridMinutes" | "skipsHolidays">;

/** A start on the grid, and the day on the calendar of the type's zone on which it lies, by number. */
export type Start = { start: Instant; day: number };

/** Part of a span of a day over which no clock is changed. `into`: how far into the span the wall is at its start; `until`: how far the span goes on without a break. */
type Piece = Interval & { into: number; until: Instant };

/**
 * All starts within the hours, in order, at which so many minutes are within them too.
 *
 * A moment is within a span when the clock on the wall of the type's zone shows, on the span's day, a time from `from` on and before `to`. So what the spring
 * change skips is no time of any span, and a span goes on across it without a break: from 01:30 an hour is until 03:30. What the autumn change gives twice is
 * within its span twice; a span that ends in the middle of it comes in two parts, and no appointment lies in both. Starts lie on the grid of the wall,
 * counted from `from`, also where that was skipped: whoever offers full hours offers full hours on that day too.
 */
export function startsWithin(hours: Hours, holidays: Holidays, length: number, within: Interval): Start[] {
  const found: Start[] = [];
  const steady = steadyOf(hours.zone, { start: before(within.start, 2 * DAY), end: after(within.end, 2 * DAY) });
  const own = new Map(hours.days.map(({ day, spans }) => [day, spans]));
  const [first, last] = [dayAt(wallAt(steady, within.start)) - 1, dayAt(wallAt(steady, within.end)) + 1];
  for (let day = first; day <= last; day += 1)
    for (const span of spansOf(hours, own, holidays, day))
      for (const piece of piecesOf(span, day, steady)) addStarts(found, piece, { day, within, length: minutes(length), grid: minutes(hours.gridMinutes) });
  return inOrder(found);
}

/** Named `2027-03-01`. */
export type Holidays = { has(day: string): boolean };

/** Own hours of a single date go before holidays: somebody gave them to that date. */
function spansOf(hours: Hours, own: ReadonlyMap<string, readonly Span[]>, holidays: Holidays, day: number): readonly Span[] {
  const name = nameOfDay(day);
  const weekly = (): readonly Span[] => (hours.skipsHolidays && holidays.has(name) ? [] : (hours.weekly[WEEKDAYS[weekdayAt(day)]!] ?? []));
  return own.get(name) ?? weekly();
}

const wallAt = (steady: readonly Steady[], moment: Instant): number => moment + (steady.find(({ end }) => moment < end) ?? steady.at(-1)!).offset;

function piecesOf({ from, to }: Span, day: number, steady: readonly Steady[]): Piece[] {
  const [opens, closes] = [day * DAY + clock(from), day * DAY + clock(to)];
  const pieces: Piece[] = [];
  for (const { start: changed, end: changes, offset } of steady) {
    const start = Math.max(changed, opens - offset) as Instant;
    const end = Math.min(changes, closes - offset) as Instant;
    if (start < end) pieces.push({ start, end, into: start + offset - opens, until: end });
  }
  for (let n = pieces.length - 2; n >= 0; n -= 1) if (pieces[n]!.end === pieces[n + 1]!.start) pieces[n]!.until = pieces[n + 1]!.until;
  return pieces;
}

function addStarts(found: Start[], piece: Piece, { day, within, length, grid }: { day: number; within: Interval; length: number; grid: number }): void {
  const latest = Math.min(piece.end - 1, piece.until - length, within.end - 1);
  for (let start = piece.start + ((grid - (piece.into % grid)) % grid); start <= latest; start += grid)
    if (start >= within.start) found.push({ start: start as Instant, day });
}

/** Spans may lie over each other; hardly any do. */
const inOrder = (found: Start[]): Start[] =>
  found.every((one, n) => n === 0 || found[n - 1]!.start < one.start)
    ? found
    : found.toSorted((a, b) => a.start - b.start).filter((one, n, all) => all[n - 1]?.start !== one.start);

/** `09:30` as a length since midnight. */
const clock = (text: string): number => minutes(60 * Number(text.slice(0, 2)) + Number(text.slice(3)));
