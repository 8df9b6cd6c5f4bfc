import type { Duration } from "./time.ts";

/** How long until the next try: doubling from two seconds, with jitter (`unit` from 0 to 1) so that many do not come back at once. */
export const pauseFor = (attempts: number, longest: Duration, unit: number): Duration =>
  Math.round(Math.min(longest, 2000 * 2 ** Math.min(attempts - 1, 12)) * (0.75 + unit / 4));

/** What comes of it, or `late` when that takes longer: the work goes on, and whatever comes of it then is not waited for. */
export async function withinMs<T>(ms: number, work: Promise<T>, late: T): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(late), ms);
  work.catch(() => undefined); // who waited has gone on
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
