import { addDays, after, dayOf, hours, startOfDay, type Instant } from "../../lib/time.ts";

/**
 * Zoom allows a hundred changes of a host's meetings in a day of its own (UTC), over all programs that change them, and does not say whether
 * ending and removing count: we count them. Eighty are planned with; the rest is for what nobody foresees.
 */
const A_DAY = 100;
const PLANNED = 80;
/** What still has to happen early in the next day can't wait for it. */
const EARLY = hours(3);

const nextDay = (now: Instant): Instant => startOfDay(addDays(dayOf(now, "UTC"), 1), "UTC");

/** What begins before this moment counts as today's. */
export const untilWhenToday = (now: Instant): Instant => after(nextDay(now), EARLY);

/** Changes that a day's sessions of a host may still need: making each meeting that is not made yet, and for each one to end it and one in reserve. */
export const keptForToday = (today: { sessions: number; withoutMeeting: number }): number => today.withoutMeeting + 2 * today.sessions;

/** Null: the meeting may be made or changed now. Otherwise when, so that what lies further ahead never takes from today's sessions. */
export function whenToChange(session: { start: Instant }, host: { spent: number; kept: number }, now: Instant): Instant | null {
  const isToday = session.start < untilWhenToday(now);
  return host.spent < (isToday ? A_DAY : PLANNED - host.kept) ? null : nextDay(now);
}
