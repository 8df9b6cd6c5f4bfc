import type { Interval } from "../lib/interval.ts";
import { earliest, latest, type Instant } from "../lib/time.ts";
import type { Live } from "../sessions/session.ts";
import type { MeetingInstance } from "../zoom/port.ts";
import type { Stay } from "./stay.ts";

/**
 * When the meeting ran, one interval a run. Zoom lists when runs began and not when they ended, so what is known otherwise tells:
 * its *ended*, or who left last. One that nothing is known to have ended lasts until the next began, or the last was over.
 */
export function runsOf(instances: readonly MeetingInstance[], stays: readonly Stay[], live: Live | null, now: Instant): Interval[] {
  const ids = new Set([...instances.map((one) => one.instanceId), ...stays.map((stay) => stay.instance)]);
  const runs = [...ids].map((id) => {
    const listed = instances.find((one) => one.instanceId === id) ?? null;
    const inside = stays.filter((stay) => stay.instance === id && !stay.waitingRoom);
    return runOf(listed, inside, live?.instanceId === id ? live : null, live?.end ?? now);
  });
  return runs
    .toSorted((a, b) => a.start - b.start)
    .map((run, i, all) => ({ start: run.start, end: Math.min(run.end, all[i + 1]?.start ?? now, now) as Instant }))
    .filter((run) => run.start < run.end);
}

function runOf(listed: MeetingInstance | null, stays: readonly Stay[], live: Live | null, atLast: Instant): Interval {
  const start = listed?.start ?? earliest(stays.map((stay) => stay.start)) ?? live?.start ?? atLast;
  const end = listed?.end ?? live?.end ?? latest(stays.flatMap((stay) => stay.end ?? [])) ?? atLast;
  return { start, end };
}
