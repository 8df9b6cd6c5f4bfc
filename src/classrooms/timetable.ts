import { addDays, after, dayOf, hours, minutes, momentOf, startOfDay, wallOf, type Instant } from "../lib/time.ts";
import type { Classroom } from "./classroom.ts";

/** When a passcode changes where nobody has chosen another time: nobody is in a lesson then. */
export const AT_NIGHT = "03:00";

/** The next passcode by a timetable: so many days from now, at its time of day on the institution's clock. Null: only when somebody says so. */
export function nextPasscodeAt({ passcodeDays, passcodeAt }: Pick<Classroom, "passcodeDays" | "passcodeAt">, now: Instant, zone: string): Instant | null {
  if (passcodeDays === null) return null;
  const day = addDays(dayOf(now, zone), passcodeDays);
  const moment = momentOf(`${day}T${passcodeAt}`, zone, "earlier");
  if (moment.ok) return moment.value;
  const [h, m] = passcodeAt.split(":").map(Number); // a time that the spring change of clocks skips
  return after(startOfDay(day, zone), hours(h!) + minutes(m!));
}

/** The moment at which the clock of `to` shows what that of `from` would have at `dueAt`; the day after where that is over. */
export function byAnotherClock({ dueAt, from, to }: { dueAt: Instant; from: string; to: string }, now: Instant): Instant {
  const [day, time] = [dayOf(dueAt, from), wallOf(dueAt, from).slice(11)];
  const on = (which: string): Instant => nextPasscodeAt({ passcodeDays: 0, passcodeAt: time }, startOfDay(which, to), to)!;
  return on(day) > now ? on(day) : on(addDays(dayOf(now, to), on(dayOf(now, to)) > now ? 0 : 1));
}
