import { addDays, dayOf, momentOf, wallOf, type Instant, type WallTimeRefusal } from "../../src/lib/time.ts";

/** What the fields for date and time hold: a wall time in a zone. `choose` settles a time that the autumn change of clocks gives twice. */
export type When = { date: string | null; time: string; zone: string; choose: "earlier" | "later" | null };

/** `2027-03-01T10:00`, or null while something is missing. */
export const wallOfWhen = ({ date, time }: When): string | null => (date === null || !/^\d\d:\d\d/.test(time) ? null : `${date}T${time.slice(0, 5)}`);

type Reading = { is: "missing" } | { is: "moment"; at: Instant } | { is: "refused"; because: WallTimeRefusal };

export function readWhen(when: When): Reading {
  const wall = wallOfWhen(when);
  if (wall === null) return { is: "missing" };
  const moment = momentOf(wall, when.zone, when.choose ?? undefined);
  return moment.ok ? { is: "moment", at: moment.value } : { is: "refused", because: moment.because };
}

/** Whether that night has the time twice, whatever has been chosen already. */
export function comesTwice(when: When): { earlier: Instant; later: Instant } | null {
  const wall = wallOfWhen(when);
  if (wall === null) return null;
  const undecided = momentOf(wall, when.zone);
  if (undecided.ok || undecided.because !== "wall_time_twice") return null;
  const earlier = momentOf(wall, when.zone, "earlier");
  const later = momentOf(wall, when.zone, "later");
  return earlier.ok && later.ok ? { earlier: earlier.value, later: later.value } : null;
}

/** The same wall time as a moment, such as the session that is asked for again. */
export function whenOf(moment: Instant, zone: string): When {
  const wall = wallOf(moment, zone);
  const twice = momentOf(wall, zone);
  const first = twice.ok ? null : momentOf(wall, zone, "earlier");
  const choose = first === null ? null : first.ok && first.value === moment ? "earlier" : "later";
  return { date: wall.slice(0, 10), time: wall.slice(11, 16), zone, choose };
}

/** One week later, and as many more as it takes to lie ahead: same day of the week, same time on the wall. */
export function weekLater(moment: Instant, zone: string, now: Instant): When {
  const when = whenOf(moment, zone);
  let date = addDays(when.date ?? dayOf(moment, zone), 7);
  const today = dayOf(now, zone);
  while (date <= today) date = addDays(date, 7);
  return { ...when, date, choose: null };
}

/** What the server is told of it. */
export function startOf(when: When): { start: string; zone: string; choose?: "earlier" | "later" } {
  const twice = comesTwice(when);
  return { start: wallOfWhen(when) ?? "", zone: when.zone, ...(twice !== null && when.choose !== null ? { choose: when.choose } : {}) };
}

/** Back from what the server is told. */
export const whenOfStart = ({ start, zone, choose }: ReturnType<typeof startOf>): When => ({
  date: start.slice(0, 10),
  time: start.slice(11, 16),
  zone,
  choose: choose ?? null,
});
