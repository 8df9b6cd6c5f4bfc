import type { Week } from "../../src/courses/contract.ts";
import { addDays, dayOf, instant, minutes, wallOf, weekdayOf, type Instant } from "../../src/lib/time.ts";

export type WeekSession = Week["sessions"][number];

/** What is drawn of a session on one day, in minutes on the wall since midnight. `lane` of `lanes` that lie side by side. */
export type Box = { session: WeekSession; top: number; bottom: number; lane: number; lanes: number };
export type Column = { day: string; boxes: Box[]; holidays: string[] };
/** The hours that are drawn, the same on each day. */
export type Hours = { from: number; to: number };

const USUAL: Hours = { from: 8, to: 18 };
const DAY = 24 * 60;
/** Lower than that a box holds no words. */
const LOWEST = 25;

export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

/**
 * The week as columns. Everything lies at what the clock on the wall shows, so that nine o'clock is in the same row on each day, also on those
 * on which the clocks change. A weekend is there only as far as something is on it.
 */
export function columnsOf({ monday, zone, sessions, holidays }: Week): Column[] {
  const days = Array.from({ length: 7 }, (_, n) => addDays(monday, n)).map((day) => ({
    day,
    boxes: inLanes(sessions.flatMap((session) => partOn(day, session, zone) ?? [])),
    holidays: holidays.filter((each) => each.day === day).map(({ name }) => name),
  }));
  return days.slice(0, Math.max(5, days.findLastIndex(({ boxes }) => boxes.length > 0) + 1));
}

type Part = Pick<Box, "session" | "top" | "bottom">;

function partOn(day: string, session: WeekSession, zone: string): Part | null {
  const [start, end] = [instant(session.start), instant(session.end)];
  const [first, last] = [dayOf(start, zone), dayOf((end - 1) as Instant, zone)];
  if (day < first || day > last) return null;
  const top = day === first ? minuteOf(start, zone) : 0;
  const until = day === last ? minuteOf(end, zone) : DAY;
  // To midnight, or into the hour that comes twice: there the wall shows less than what has passed.
  const bottom = until > top ? until : first === last && minuteOf(end, zone) > 0 ? top + (end - start) / minutes(1) : DAY;
  return { session, top: Math.min(top, DAY - LOWEST), bottom: Math.min(DAY, Math.max(bottom, top + LOWEST)) };
}

function minuteOf(moment: Instant, zone: string): number {
  const wall = wallOf(moment, zone);
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}

/** Those that lie over each other side by side: each in the first lane that is free, all of one knot as wide as the knot has lanes. */
export function inLanes(parts: readonly Part[]): Box[] {
  const boxes: Box[] = [];
  let knot: Box[] = [];
  let ends: number[] = [];
  const close = (): void => {
    for (const box of knot) box.lanes = ends.length;
    boxes.push(...knot);
    [knot, ends] = [[], []];
  };
  for (const part of parts.toSorted((a, b) => a.top - b.top || b.bottom - a.bottom || a.session.title.localeCompare(b.session.title))) {
    if (ends.every((end) => end <= part.top)) close();
    const free = ends.findIndex((end) => end <= part.top);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = part.bottom;
    knot.push({ ...part, lane, lanes: 1 });
  }
  close();
  return boxes;
}

/** The usual hours, stretched so that nothing lies outside. */
export function hoursOf(columns: readonly Column[]): Hours {
  const boxes = columns.flatMap((column) => column.boxes);
  return boxes.reduce(
    (hours, { top, bottom }) => ({ from: Math.min(hours.from, Math.floor(top / 60)), to: Math.max(hours.to, Math.ceil(bottom / 60)) }),
    USUAL,
  );
}

/** More beside each other, the days counted, than can be read on a page: then the days are lists, which print whatever is on. */
const MOST_BESIDE = 15;
export const isCrowded = (columns: readonly Column[]): boolean => columns.some(({ boxes }) => boxes.some(({ lanes }) => lanes * columns.length > MOST_BESIDE));
