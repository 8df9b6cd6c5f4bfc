import { addDays, after, dayOf, hours, startOfDay, type Instant } from "../../lib/time.ts";

/**
 * Zoom allows a hundred changes of a host's meetings in a day of its own (UTC), over all programs that change them, and does not say whether
 * ending and removing count: we count them. Eighty are planned with; the rest is for what nobody foresees.
 */
const A_DAY = 100;
const PLANNED = 80;
/** What still has to happen early in the next day can't wait for it. */
const EARLY = hours(3);

/** When Zoom counts anew. */
export const nextDay = (now: Instant): Instant => startOfDay(addDays(dayOf(now, "UTC"), 1), "UTC");

/** What begins before this moment counts as today's. */
export const untilWhenToday = (now: Instant): Instant => after(nextDay(now), EARLY);

/** Changes that a day's sessions of a host may still need: making each meeting that is not made yet, and for each one to end it and one in reserve. */
export const keptForToday = (today: { sessions: number; withoutMeeting: number }): number => today.withoutMeeting + 2 * today.sessions;

/** What begins today, or early tomorrow, may use whatever is left of the day. */
export const isToday = (session: { start: Instant }, now: Instant): boolean => session.start < untilWhenToday(now);

/** How many changes of a host a day may come to with what is made for this session, so that what lies further ahead never takes from today's sessions. */
export const mostToday = (session: { start: Instant }, kept: number, now: Instant): number => (isToday(session, now) ? A_DAY : PLANNED - kept);
