import { addDays, after, dayOf, hours, minutes, startOfDay, type Instant } from "../../lib/time.ts";

/** In the night, when least is changed. */
const AT_NIGHT = hours(3);
/** What is looked at in that very moment comes in the night after. */
const JUST_NOW = minutes(2);

/** When all is compared next, in the institution's zone. */
export function nextNight(now: Instant, zone: string): Instant {
  const tonight = after(startOfDay(dayOf(now, zone), zone), AT_NIGHT);
  return tonight > after(now, JUST_NOW) ? tonight : after(startOfDay(addDays(dayOf(now, zone), 1), zone), AT_NIGHT);
}
