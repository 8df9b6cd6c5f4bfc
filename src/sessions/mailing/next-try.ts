import { pauseFor } from "../../lib/pause.ts";
import { after, hours, minutes, seconds, type Duration, type Instant } from "../../lib/time.ts";
import type { DeliveryTaken } from "../../platform/deliveries.ts";

const LONGEST = minutes(2);
const MOST_TRIES = 200;
/** What the mail server may have taken already is not sent again at once: it would lie in the mailbox once for each try. A little less than what administrators are told of. */
const AT_LEAST_UNANSWERED = minutes(4);
const AT_MOST_UNANSWERED = hours(1);

/** When a mail that did not go out is tried again; null: never. `unanswered`: its content went out, and no answer came back. `unit`: chance, from 0 to 1. */
export function nextTry(d: Pick<DeliveryTaken, "attempts" | "usefulUntil">, now: Instant, unit: number, unanswered = false): Instant | null {
  const pause = unanswered ? pauseUnanswered(d, now) : Math.max(seconds(2), pauseFor(d.attempts, LONGEST, unit));
  const next = after(now, pause as Duration);
  return (d.usefulUntil !== null && next >= d.usefulUntil) || d.attempts > MOST_TRIES ? null : next;
}

/** Twice as long each time, but not so long that the time is up in which it helps. */
function pauseUnanswered({ attempts, usefulUntil }: Pick<DeliveryTaken, "attempts" | "usefulUntil">, now: Instant): number {
  const left = usefulUntil === null ? AT_MOST_UNANSWERED : (usefulUntil - now) / 2;
  return Math.max(AT_LEAST_UNANSWERED, Math.min(AT_LEAST_UNANSWERED * 2 ** Math.min(attempts - 1, 10), left, AT_MOST_UNANSWERED));
}
