import { after, before, hours, minutes, type Instant } from "../../lib/time.ts";
import { WATCH_EVERY, type Live } from "../session.ts";

/** What Zoom should have told and did not, in these words. */
export const UNTOLD = ["created", "started", "ended"] as const;
export type Untold = (typeof UNTOLD)[number];

/** Zoom tells within seconds. After an answer that was not ours it tries again, first five minutes later. */
export const TOLD_WITHIN = minutes(10);
/** What was not told longer ago says little about today. */
export const UNTOLD_FOR = hours(24);

/** What is known of a meeting of ours: made by us when, how it ran as far as we know, and when something, and an end, was told of it last. */
export type Known = { madeAt: Instant | null; live: Live | null; toldAt: Instant | null; endToldAt: Instant | null };

/** What we know by our own doing and looking only, ten minutes after it happened. A start told late, by whoever came in, counts as told. */
export function untold({ madeAt, live, toldAt, endToldAt }: Known, now: Instant): Untold[] {
  const counts = (moment: Instant | null): boolean => moment !== null && after(moment, TOLD_WITHIN) <= now && moment > before(now, UNTOLD_FOR);
  const missing: Untold[] = [];
  if (counts(madeAt) && toldAt === null) missing.push("created");
  if (live === null) return missing;
  if (counts(live.start) && live.instanceId === null) missing.push("started");
  // A look may be some minutes later than the end that it finds, and than what told of it.
  if (counts(live.end) && (endToldAt === null || endToldAt < before(live.end!, WATCH_EVERY))) missing.push("ended");
  return missing;
}
