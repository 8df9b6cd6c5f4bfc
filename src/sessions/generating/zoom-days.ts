import { addDays, after, days, iso, type Instant } from "../../lib/time.ts";
import { isToday, mostPlanned, untilWhenToday } from "./budget.ts";

/** A session whose meeting is to be made on Zoom at `makeAt`; null where it is made already. */
export type ToMake = { hostId: string; start: Instant; end: Instant; makeAt: Instant | null };

/**
 * On which of Zoom's days (UTC) each meeting is made. The rule is that of making them (`changeFor`): what begins soon waits for nothing, what lies further
 * ahead leaves each host's day enough for it, and waits for the next day otherwise. Sessions that are made already are none of the answer, but count.
 */
export function zoomDays<T extends ToMake>(sessions: readonly T[]): ReadonlyMap<T, { day: string; postponed: boolean }> {
  const days = new Map<T, { day: string; postponed: boolean }>();
  for (const ofHost of Map.groupBy(sessions, ({ hostId }) => hostId).values()) for (const [session, day] of daysOfHost(ofHost)) days.set(session, day);
  return days;
}

/** Asked for each of thousands. */
const utcDay = (moment: Instant): string => iso(moment).slice(0, 10);

type Due<T> = { session: T; at: Instant; usual: string };

function daysOfHost<T extends ToMake>(sessions: readonly T[]): Map<T, { day: string; postponed: boolean }> {
  const days = new Map<T, { day: string; postponed: boolean }>();
  const counted = new Map<string, number>();
  const made = new Set<T>(sessions.filter(({ makeAt }) => makeAt === null));
  const byDay = Map.groupBy(sessions, ({ start }) => utcDay(start));
  const make = ({ session, usual }: Due<T>, day: string): void => {
    days.set(session, { day, postponed: day !== usual });
    counted.set(day, (counted.get(day) ?? 0) + 1);
    made.add(session);
  };
  let waiting: Due<T>[] = [];
  for (const due of sessions.flatMap(toDue).toSorted((a, b) => a.at - b.at || a.session.start - b.session.start)) {
    for (const earlier of waiting.filter(({ usual }) => usual !== due.usual)) make(earlier, addDays(earlier.usual, 1));
    waiting = waiting.filter(({ usual }) => usual === due.usual);
    if (isToday(due.session, due.at) || (counted.get(due.usual) ?? 0) < mostPlanned(countOf(byDay, made, due))) make(due, due.usual);
    else waiting.push(due);
  }
  for (const left of waiting) make(left, addDays(left.usual, 1));
  return days;
}

const toDue = <T extends ToMake>(session: T): Due<T>[] => (session.makeAt === null ? [] : [{ session, at: session.makeAt, usual: utcDay(session.makeAt) }]);

/** The host's sessions that begin by the end of that day, and are not over; a session lasts a day at most. */
function countOf<T extends ToMake>(byDay: ReadonlyMap<string, T[]>, made: ReadonlySet<T>, { at }: Due<T>): { sessions: number; withoutMeeting: number } {
  const until = untilWhenToday(at);
  const near = [-1, 0, 1].flatMap((n) => byDay.get(utcDay(after(at, days(n)))) ?? []).filter(({ start, end }) => start < until && end > at);
  return { sessions: near.length, withoutMeeting: near.filter((session) => !made.has(session)).length };
}
