import type { Instant } from "../lib/time.ts";
import type { ZoomFact } from "../zoom/port.ts";
import type { Live } from "./session.ts";

type Told = Extract<ZoomFact, { is: "started" | "ended" | "joined" | "left" }>;

/**
 * What is known of the running, after one more telling. Tellings come in whatever order, twice or never, so only their own times count:
 * a start of an older run changes nothing, and the end of a run that was followed by another is not the end.
 */
export function told(live: Live | null, fact: Told): Live | null {
  if (fact.is === "ended") return ended(live, fact.instanceId, fact.at);
  if (fact.is === "left") return live;
  return running(live, fact.instanceId, fact.at);
}

function running(live: Live | null, instanceId: string, at: Instant): Live {
  if (live === null) return { start: at, end: null, instanceId, checkedAt: at };
  if (live.instanceId === instanceId || live.instanceId === null)
    return {
      ...live,
      instanceId,
      start: Math.min(live.start, at) as Instant,
      checkedAt: later(live.checkedAt, at),
      end: live.end !== null && at > live.end ? null : live.end,
    };
  const isNewer = live.end === null ? at > live.checkedAt : at >= live.end;
  return isNewer ? { ...live, end: null, instanceId, checkedAt: at } : { ...live, start: Math.min(live.start, at) as Instant };
}

function ended(live: Live | null, instanceId: string, at: Instant): Live {
  if (live === null) return { start: at, end: at, instanceId, checkedAt: at };
  const isNewer = at > (live.end ?? live.checkedAt); // of a run whose beginning was not told yet
  if (live.instanceId !== null && live.instanceId !== instanceId && !isNewer) return live;
  return { ...live, instanceId, end: later(live.end ?? at, at), checkedAt: later(live.checkedAt, at) };
}

/** What a look at Zoom itself says, which no telling can outdate. */
export function looked(live: Live | null, isRunning: boolean, now: Instant): Live | null {
  if (live === null) return isRunning ? { start: now, end: null, instanceId: null, checkedAt: now } : null;
  if (isRunning) return { ...live, end: null, checkedAt: now };
  return { ...live, end: live.end ?? now, checkedAt: now };
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
