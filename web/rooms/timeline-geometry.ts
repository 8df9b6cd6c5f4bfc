import type { Interval } from "../../src/lib/interval.ts";
import { addDays, hours, minutes, momentOf, startOfDay, wallOf, type Instant } from "../../src/lib/time.ts";

/** The hours of each day that are drawn; nights when nothing happens take no room. */
export type Hours = { from: number; to: number };

/** One day's shown hours: a straight stretch of the axis. As long as the day really is, whatever the clocks do. */
export type Segment = { day: string; start: Instant; end: Instant; x: number; width: number };
export type Axis = { zone: string; segments: Segment[]; width: number; pxPerHour: number };
export type Tick = { at: Instant; x: number; hour: number; day: string };

const USUAL: Hours = { from: 7, to: 20 };

export const weekOf = (day: string): string[] => {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, n) => addDays(day, n - weekday));
};

/** The usual hours, stretched so that nothing of what is shown lies outside. */
export function hoursShown(parts: readonly Interval[], days: readonly string[], zone: string, usual: Hours = USUAL): Hours {
  const shown = { ...usual };
  for (const day of days) {
    const start = startOfDay(day, zone);
    const end = startOfDay(addDays(day, 1), zone);
    let first: Instant = end;
    let last: Instant = start;
    for (const part of parts) {
      if (part.end <= start || part.start >= end) continue;
      first = Math.min(first, Math.max(part.start, start)) as Instant;
      last = Math.max(last, Math.min(part.end, end)) as Instant;
    }
    if (first === end) continue;
    shown.from = Math.min(shown.from, wallHour(first, zone));
    shown.to = Math.max(shown.to, last === end ? 24 : Math.ceil(wallHour(last, zone, "fraction")));
  }
  return shown;
}

function wallHour(moment: Instant, zone: string, as: "whole" | "fraction" = "whole"): number {
  const wall = wallOf(moment, zone);
  const hour = Number(wall.slice(11, 13));
  return as === "whole" ? hour : hour + Number(wall.slice(14, 16)) / 60;
}

export function axisOf(days: readonly string[], zone: string, shown: Hours, pxPerHour: number): Axis {
  const segments: Segment[] = [];
  let x = 0;
  for (const day of days) {
    const start = hourOf(day, shown.from, zone);
    const end = hourOf(day, shown.to, zone);
    const width = ((end - start) / hours(1)) * pxPerHour;
    segments.push({ day, start, end, x, width });
    x += width;
  }
  return { zone, segments, width: x, pxPerHour };
}

/** An hour that the spring change of clocks skips begins when the next one does. */
function hourOf(day: string, hour: number, zone: string): Instant {
  if (hour >= 24) return startOfDay(addDays(day, 1), zone);
  if (hour <= 0) return startOfDay(day, zone);
  const moment = momentOf(`${day}T${String(hour).padStart(2, "0")}:00`, zone, "earlier");
  return moment.ok ? moment.value : hourOf(day, hour + 1, zone);
}

/** Where a moment is drawn. What falls into hidden hours lies at the edge between two days. */
export function xOf(axis: Axis, moment: Instant): number {
  for (const segment of axis.segments) {
    if (moment < segment.end) return segment.x + (Math.max(0, moment - segment.start) / hours(1)) * axis.pxPerHour;
  }
  return axis.width;
}

export const isShown = (axis: Axis, moment: Instant): boolean => axis.segments.some((s) => s.start <= moment && moment < s.end);

/** Where the picture begins: at what happens now if that day is looked at, else at the day itself. */
export function scrollStart(axis: Axis, day: string, now: Instant): number {
  const segment = axis.segments.find((each) => each.day === day);
  const isToday = segment !== undefined && segment.start <= now && now < segment.end;
  return isToday ? Math.max(0, xOf(axis, now) - 140) : (segment?.x ?? 0);
}

/** The day whose end alone is in sight, too little of it for its name; null when there is none. */
export function dayTooNarrow(axis: Axis, scrolled: number, nameWidth: number): string | null {
  const segment = axis.segments.find((each) => each.x <= scrolled && scrolled < each.x + each.width);
  return segment !== undefined && segment.x + segment.width - scrolled < nameWidth ? segment.day : null;
}

/** Each full hour on the wall. On the days when clocks change one is missing or comes twice. */
export function ticksOf(axis: Axis, everyHours = 1): Tick[] {
  const ticks: Tick[] = [];
  for (const segment of axis.segments) {
    // Half hours, because some places change their clocks by only that much.
    for (let at = segment.start; at < segment.end; at = (at + minutes(30)) as Instant) {
      const wall = wallOf(at, axis.zone);
      const hour = Number(wall.slice(11, 13));
      if (wall.endsWith(":00") && hour % everyHours === 0) ticks.push({ at, x: xOf(axis, at), hour, day: segment.day });
    }
  }
  return ticks;
}

/** The row under a height measured from the top of the rows, or null above and below them. */
export function rowAt(y: number, rowHeight: number, rows: number): number | null {
  const row = Math.floor(y / rowHeight);
  return row >= 0 && row < rows ? row : null;
}

/** The drawn stretch of an interval; null when all of it lies in hidden hours or outside. */
export function stretchOf(axis: Axis, part: Interval): { x: number; width: number } | null {
  const x = xOf(axis, part.start);
  const width = xOf(axis, part.end) - x;
  return width > 0 ? { x, width } : null;
}
