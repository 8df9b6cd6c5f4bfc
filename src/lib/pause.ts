import type { Duration } from "./time.ts";

/** How long until the next try: doubling from two seconds, with jitter (`unit` from 0 to 1) so that many do not come back at once. */
export const pauseFor = (attempts: number, longest: Duration, unit: number): Duration =>
  Math.round(Math.min(longest, 2000 * 2 ** Math.min(attempts - 1, 12)) * (0.75 + unit / 4));
