import { assert } from "../../lib/assert.ts";
import type { Interval } from "../../lib/interval.ts";
import { after, before, minutes } from "../../lib/time.ts";
import type { Duration, Instant } from "../../lib/time.ts";
import { automaticRooms, busyTimes, fits, touches } from "./fit.ts";
import type { Need, RoomForAllocation, Taken } from "./fit.ts";

export type NearestLimits = {
  count: number;
  /** Times are offered in such steps from the asked one. */
  stepMinutes: number;
  within: Duration;
  earliestStart: Instant;
  /** From the start of the reservation to the start of the session: the preparation. */
  leadBefore: Duration;
};

/**
 * The session starts nearest to the asked one, the earlier first among equally near, at which a room is free without moving
 * anybody: what is offered should still be there a minute later.
 */
export function nearestFits(rooms: readonly RoomForAllocation[], placed: readonly Taken[], need: Need, now: Instant, limits: NearestLimits): Instant[] {
  assert(limits.stepMinutes > 0, `a step must lead somewhere: ${limits.stepMinutes} minutes`);
  const step = minutes(limits.stepMinutes);
  const asked = after(need.reserved.start, limits.leadBefore);
  const around: Interval = { start: before(need.reserved.start, limits.within), end: after(need.reserved.end, limits.within) };
  const candidates = automaticRooms(rooms).filter((room) => fits(room, need));
  const busy = busyTimes(candidates, placed, around);

  const isOffered = (start: Instant): boolean => {
    const moved: Interval = { start: before(start, limits.leadBefore), end: after(start, need.reserved.end - asked) };
    return start >= now && start >= limits.earliestStart && busy.some((times) => !touches(times, moved));
  };
  const found: Instant[] = [];
  for (let distance = step; distance <= limits.within && found.length < limits.count; distance += step) {
    found.push(...[before(asked, distance), after(asked, distance)].filter(isOffered));
  }
  return found.slice(0, limits.count);
}
