import { before, hours, type Instant } from "../lib/time.ts";

/** What came through the door for webhooks, of which the last genuine one counts, and how many were refused from when to when. */
export type Heard = { heardAt: Instant | null; validatedAt: Instant | null; refused: number; refusedSince: Instant | null; refusedAt: Instant | null };

/** A refusal a day after the one before has nothing to do with it: the count begins anew, and what it told is over. */
export const REFUSALS_LAST = hours(24);

/** `all`: nothing genuine came since the first of them, so the secret is probably not the app's. Otherwise somebody else knocks as well, or one of several apps has another secret. */
export type Refusals = { count: number; since: Instant; all: boolean };

export function refusals({ heardAt, validatedAt, refused, refusedSince, refusedAt }: Heard, now: Instant): Refusals | null {
  if (refusedSince === null || refusedAt === null || refusedAt <= before(now, REFUSALS_LAST)) return null;
  const genuineAt = Math.max(heardAt ?? 0, validatedAt ?? 0);
  return { count: refused, since: refusedSince, all: genuineAt < refusedSince };
}
