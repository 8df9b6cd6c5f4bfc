import type { Interval } from "../../src/lib/interval.ts";
import { after, days, instant, minutes, type Instant } from "../../src/lib/time.ts";

/** A Monday; the clocks in Madrid change within the month after it. */
export const BEGINS = instant("2027-03-01T06:00:00Z");
export const ZONE = "Europe/Madrid";
export const HOSTS = 50;
export const A_DAY = 20;
export const DAYS = 30;
/** From eight to four by UTC there are 32 quarter hours; a host is taken in twenty of them, each another day in others. */
const QUARTERS = 32;

/** The k-th of so many appointments of a host on a day: `length` minutes each, none over another. */
export function appointment(host: number, day: number, k: number, many = A_DAY): Interval {
  const length = many === A_DAY ? 15 : (QUARTERS * 15) / many;
  const place = many === A_DAY ? (Math.floor((k * QUARTERS) / many) + host + 3 * day) % QUARTERS : k;
  const start = after(midnight(day), minutes(8 * 60 + place * length));
  return { start, end: after(start, minutes(Math.max(1, Math.floor(length)))) };
}

export const midnight = (day: number): Instant => after((BEGINS - (BEGINS % days(1))) as Instant, days(day));
export const QUARTER = 15;
