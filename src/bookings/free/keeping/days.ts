import type { Interval } from "../../../lib/interval.ts";
import { iso, type Instant } from "../../../lib/time.ts";
import { DAY, weekAt } from "../offsets.ts";
import type { Start } from "../hours.ts";

/** A start as the page is told it: to write it out takes longer than all else. */
export type Written = Start & { text: string };

/** Free starts of one length, by the day on which they lie by UTC. */
export type Days = Map<number, readonly Written[]>;

const MOST = 800;

/** The free starts within a time, in order; only days that are not known are worked out, those that follow each other at once. */
export function startsIn(days: Days, within: Interval, work: (stretch: Interval) => readonly Start[]): Written[] {
  const [first, last] = [dayOf(within.start), dayOf((within.end - 1) as Instant)];
  if (days.size + last - first > MOST) days.clear();
  for (let day = first; day <= last; day += 1) {
    if (days.has(day)) continue;
    let end = day + 1;
    while (end <= last && !days.has(end)) end += 1;
    workOut(days, day, end, work);
  }
  const found: Written[] = [];
  for (let day = first; day <= last; day += 1) for (const one of days.get(day)!) if (one.start >= within.start && one.start < within.end) found.push(one);
  return found;
}

function workOut(days: Days, from: number, to: number, work: (stretch: Interval) => readonly Start[]): void {
  const byDay = Map.groupBy(work({ start: (from * DAY) as Instant, end: (to * DAY) as Instant }), ({ start }) => dayOf(start));
  for (let day = from; day < to; day += 1)
    days.set(
      day,
      (byDay.get(day) ?? []).map((one) => ({ ...one, text: iso(one.start) })),
    );
}

const dayOf = (moment: Instant): number => Math.floor(moment / DAY);

/** What was worked out of a time that was changed is none any more: a start may lie up to `reach` away from what it depends on. */
export function forget(days: Days, { start, end }: Interval, reach: number): void {
  const [first, last] = [Math.floor((start - reach) / DAY), Math.floor((end + reach) / DAY)];
  if (last - first > days.size) {
    for (const day of days.keys()) if (day >= first && day <= last) days.delete(day);
    return;
  }
  for (let day = first; day <= last; day += 1) days.delete(day);
}

/** The weeks, by any zone's calendar, in which the number of appointments on some day is another; null: in none. */
export function weeksApart(before: ReadonlyMap<number, number>, now: ReadonlyMap<number, number>): Interval | null {
  if (before === now) return null;
  const apart = [...new Set([...before.keys(), ...now.keys()])].filter((day) => before.get(day) !== now.get(day)).map(weekAt);
  if (apart.length === 0) return null;
  const [first, last] = [Math.min(...apart), Math.max(...apart)];
  return { start: ((first * 7 - 3 - 1) * DAY) as Instant, end: ((last * 7 - 3 + 8) * DAY) as Instant };
}
