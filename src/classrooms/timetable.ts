import { addDays, after, dayOf, hours, minutes, momentOf, startOfDay, type Instant } from "../lib/time.ts";
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
