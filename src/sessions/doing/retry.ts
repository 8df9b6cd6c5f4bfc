import { pauseFor } from "../../lib/pause.ts";
import { after, days, hours, minutes, seconds, type Duration, type Instant } from "../../lib/time.ts";
import type { Command } from "../../platform/outbox.ts";
import { ZoomError, type ZoomErrorKind } from "../../zoom/port.ts";

/** What should never wait long once Zoom is back: a room that stays open keeps the next group out. */
const URGENT: ReadonlySet<string> = new Set(["ensureEnded", "ensureClosed", "secureRoom"]);
const LONGEST_URGENT = seconds(25);
const LONGEST = minutes(1);
/** What only a person can mend is tried again now and then, in case somebody did. */
const SLOWLY = minutes(5);
/** What is never given up although Zoom refuses it for good, or not for long. */
const EVER_SLOWER = hours(1);

const NEEDS_A_PERSON: ReadonlySet<ZoomErrorKind> = new Set([
  "missing_scope",
  "permission",
  "plan",
  "refused",
  "reconnect",
  "disconnected",
  "not_found",
  "not_kept",
]);
export const GIVES_UP_AFTER = 8;
/** Who was there Zoom tells for months: whoever can mend what it refuses has a day to do so before the report is given up. */
const PATIENT: ReadonlyMap<string, Duration> = new Map([["readReport", days(1)]]);

/** When a failed command is tried again; null when it gives up, because it no longer helps or trying again won't mend it. */
export function retryAt(c: Command, error: unknown, now: Instant, unit: number): Instant | null {
  const next = nextTry(c, error, now, unit);
  const giveUp = needsAPerson(error) && c.attempts >= GIVES_UP_AFTER && !URGENT.has(c.does) && now - c.madeAt >= (PATIENT.get(c.does) ?? 0);
  return giveUp || (c.usefulUntil !== null && next >= c.usefulUntil) ? null : next;
}

function nextTry(c: Command, error: unknown, now: Instant, unit: number): Instant {
  if (error instanceof ZoomError && error.retryAt !== null && error.retryAt > now) return error.retryAt;
  if (error instanceof ZoomError && error.kind === "too_often") return after(now, hours(1));
  if (error instanceof ZoomError && error.kind === "unanswered" && c.does === "ensureMeeting") return after(now, seconds(5));
  return after(now, pauseFor(c.attempts, longestPause(c, error), unit));
}

function longestPause(c: Command, error: unknown): Duration {
  if (needsAPerson(error)) return URGENT.has(c.does) || PATIENT.has(c.does) ? EVER_SLOWER : SLOWLY;
  return URGENT.has(c.does) ? LONGEST_URGENT : LONGEST;
}

const needsAPerson = (error: unknown): boolean => !(error instanceof ZoomError) || NEEDS_A_PERSON.has(error.kind);

/** Trouble that lasts, or will be tried again only late, is told to admins before the organizer feels it. A minute of it is ordinary life, and looking for a lost create takes some. */
export function isAlarming(c: Command, error: unknown, next: Instant | null, dueAt: Instant): boolean {
  const looking = error instanceof ZoomError && error.kind === "unanswered";
  return next === null || (c.attempts >= 4 && !looking) || next - Math.max(dueAt, c.madeAt) > minutes(looking ? 5 : 2);
}

/** The trouble of a command that waits for its connection. */
export const UNSERVED = ["reconnect", "disconnected"] as const;
