import { after, days, hours, type Instant } from "../../lib/time.ts";

/**
 * Zoom allows a hundred changes of a host's meetings in a day of its own (UTC), over all programs that change them, and does not say whether
 * ending and removing count: we count them. Eighty are planned with; the rest is for what nobody foresees.
 */
export const PLANNED = 80;
/** What still has to happen early in the next day can't wait for it. */
export const EARLY = hours(3);

/** When Zoom counts anew. */
export const nextDay = (now: Instant): Instant => ((Math.floor(now / days(1)) + 1) * days(1)) as Instant;

/** What begins before this moment counts as today's. */
export const untilWhenToday = (now: Instant): Instant => after(nextDay(now), EARLY);

/** What begins today, or early tomorrow, waits for nothing but Zoom. */
export const isToday = (session: { start: Instant }, now: Instant): boolean => session.start < untilWhenToday(now);

/**
 * How many changes of a host a day may come to with what lies further ahead, so that it never takes from today's sessions: each may still
 * need its meeting made, its end, and one in reserve.
 */
export const mostPlanned = (today: { sessions: number; withoutMeeting: number }): number => PLANNED - today.withoutMeeting - 2 * today.sessions;
