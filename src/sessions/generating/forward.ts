import { addDays, before, dayOf, startOfDay, type Duration, type Instant } from "../../lib/time.ts";
import { EARLY, mostPlanned, PLANNED } from "./budget.ts";

/** A session that is not over, and how long before its start its meeting is made. */
export type Ahead = { hostId: string; start: Instant; lead: Duration; hasMeeting: boolean };

/**
 * Which meetings have to be made sooner than usual, and on which of Zoom's days (UTC), since the usual day, those that follow and the day itself can't take all
 * that a host has then: as many days sooner as it takes, the nearest first. Of a day those that begin first are brought forward; what is postponed instead,
 * within the days that there are, is left to `changeFor`. What no day from today on can take stays where it is: Zoom will refuse it.
 */
export function broughtForward<T extends Ahead>(sessions: readonly T[], now: Instant): ReadonlyMap<T, string> {
  const forward = new Map<T, string>();
  const today = dayOf(now, "UTC");
  for (const ofHost of Map.groupBy(sessions, ({ hostId }) => hostId).values()) for (const [session, day] of ofOneHost(ofHost, today)) forward.set(session, day);
  return forward;
}

/** What begins early in a day belongs to the one before: it can't wait for it. */
const ownDay = ({ start }: Ahead): string => dayOf(before(start, EARLY), "UTC");

function ofOneHost<T extends Ahead>(sessions: readonly T[], today: string): [T, string][] {
  const byDay = Map.groupBy(sessions, ownDay);
  if ([...byDay.values()].every((those) => those.filter(({ hasMeeting }) => !hasMeeting).length <= PLANNED)) return [];
  const [own, sooner] = [new Map<string, number>(), new Map<string, number>()];
  const takes = (day: string): boolean => {
    const most = mostPlanned({ sessions: byDay.get(day)?.length ?? 0, withoutMeeting: own.get(day) ?? 0 });
    return (sooner.get(day) ?? 0) < most && count(sooner, day);
  };
  const forward: [T, string][] = [];
  for (const day of [...byDay.keys()].toSorted()) {
    const unmade = byDay.get(day)!.filter(({ hasMeeting }) => !hasMeeting);
    for (const session of unmade.toSorted((a, b) => b.start - a.start)) {
      const usual = later(today, dayOf(before(session.start, session.lead), "UTC"));
      if (daysBetween(usual, day).some(takes)) continue;
      if ((own.get(day) ?? 0) < PLANNED) count(own, day);
      else {
        const found = daysBetween(today, usual).findLast(takes);
        if (found !== undefined) forward.push([session, found]);
      }
    }
  }
  return forward;
}

const count = (days: Map<string, number>, day: string): true => (days.set(day, (days.get(day) ?? 0) + 1), true);
const later = (a: string, b: string): string => (a > b ? a : b);

/** From the first on, without the last; of many the last ones: nothing is brought forward by more than this. */
function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = addDays(last, -1); day >= first && days.length < MOST_DAYS; day = addDays(day, -1)) days.push(day);
  return days.toReversed();
}
const MOST_DAYS = 60;

/** How long before its start it is made, so that it is due as that day begins. */
export const leadOf = ({ start }: Ahead, day: string): Duration => start - startOfDay(day, "UTC");
