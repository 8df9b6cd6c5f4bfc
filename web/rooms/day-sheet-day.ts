import { overlaps, type Interval } from "../../src/lib/interval.ts";
import { addDays, startOfDay, type Instant } from "../../src/lib/time.ts";
import type { Timeline } from "../../src/sessions/showing/contract.ts";

type Held = { start: string; end: string; state: string };

/** From midnight to midnight on the wall, however long the clocks make it. */
export const wholeDay = (day: string, zone: string): Interval => ({ start: startOfDay(day, zone), end: startOfDay(addDays(day, 1), zone) });

const touches = (from: string, to: string, within: Interval): boolean =>
  overlaps({ start: Date.parse(from) as Instant, end: Date.parse(to) as Instant }, within);

/** Whether it takes place on that day: its own time counts, not how long its room is taken. */
export const isOnDay = (session: Held, within: Interval): boolean =>
  session.state !== "cancelled" && session.state !== "declined" && touches(session.start, session.end, within);

/** The picture of the timeline reaches into the days beside it, for what is taken over midnight; paper shows one day. */
export function onDay(timeline: Timeline, day: string, zone: string): Timeline {
  const within = wholeDay(day, zone);
  return {
    ...timeline,
    rooms: timeline.rooms.map((room) => ({ ...room, outages: room.outages.filter(({ from, to }) => touches(from, to, within)) })),
    sessions: timeline.sessions.filter((session) => isOnDay(session, within)),
    waiting: timeline.waiting.filter((session) => isOnDay(session, within)),
  };
}
