import type { TypeDetail } from "../../../src/bookings/contract.ts";
import { dayOf, instant, wallOf, weekdayOf } from "../../../src/lib/time.ts";
import { WEEKDAYS } from "../../../src/bookings/contract.ts";
import { minuteOf } from "../hours/hours.ts";

type Hours = Pick<TypeDetail, "zone" | "weekly" | "days" | "gridMinutes">;

const QUARTER = 15;

/** Of all starts that are free for a host, at any hour of the day, those that are usual: within the type's hours, on its grid. Of a type that can't be seen, every quarter. */
export function usualOf(starts: readonly string[], minutes: number, hours: Hours | null, zone: string): string[] {
  if (hours === null) return starts.filter((start) => minuteOf(wallOf(instant(start), zone).slice(11)) % QUARTER === 0);
  return starts.filter((start) => isUsual(start, minutes, hours));
}

function isUsual(start: string, minutes: number, { zone, weekly, days, gridMinutes }: Hours): boolean {
  const day = dayOf(instant(start), zone);
  const at = minuteOf(wallOf(instant(start), zone).slice(11));
  const spans = days.find((each) => each.day === day)?.spans ?? weekly[WEEKDAYS[weekdayOf(day) - 1]!] ?? [];
  return spans.some(({ from, to }) => at >= minuteOf(from) && at + minutes <= minuteOf(to) && (at - minuteOf(from)) % gridMinutes === 0);
}

/** By day where the reader is. */
export const byDay = (starts: readonly string[], zone: string): Map<string, string[]> => Map.groupBy(starts, (start) => dayOf(instant(start), zone));
