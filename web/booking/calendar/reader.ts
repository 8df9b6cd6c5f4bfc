import type { FreeTimes } from "../../../src/bookings/booking-page/contract.ts";
import type { TimesAt } from "../asking.ts";
import { aroundMonth, byDay, monthOf, type Day, type Month } from "./wall.ts";

export type Reader = {
  /** Reads a month; false: another one was asked for meanwhile. */
  read: (month: Month) => Promise<boolean>;
  /** The free times of each day; null: not known yet. */
  days: (month: Month, zone: string) => Map<Day, string[]> | null;
  /** The first free time of a later month. */
  next: (month: Month, zone: string) => string | null;
  isAway: () => boolean;
  isClosed: () => boolean;
  forget: () => void;
  stop: () => void;
};

type Told = { days: Map<Day, string[]>; next: string | null };

/** What is free in each month that was asked for. Silence does not wipe out what is known. */
export function aReader(times: () => TimesAt): Reader {
  let known = new Map<Month, FreeTimes>();
  let [round, away, closed] = [0, false, false];
  let [of, kept]: [readonly unknown[], Told | null] = [[], null];

  /** Kept, for each key that is pressed asks. */
  const told = (month: Month, zone: string): Told | null => {
    const read = known.get(month);
    if (read === undefined) return null;
    if (of[0] === read && of[1] === zone && of[2] === month) return kept;
    const all = [...byDay(read.starts, zone)];
    const later = all.find(([day]) => monthOf(day) > month)?.[1][0];
    [of, kept] = [[read, zone, month], { days: new Map(all.filter(([day]) => monthOf(day) === month)), next: later ?? read.next }];
    return kept;
  };
  return {
    read: async (month) => {
      const own = (round += 1);
      const answer = await times()(aroundMonth(month));
      if (own !== round) return false;
      away = answer.is !== "told";
      if (answer.is !== "told") return true;
      known.set(month, answer.told);
      closed = answer.told.closed !== null;
      return true;
    },
    days: (month, zone) => told(month, zone)?.days ?? null,
    next: (month, zone) => told(month, zone)?.next ?? null,
    isAway: () => away,
    isClosed: () => closed,
    forget: () => void (known = new Map()),
    stop: () => void (round += 1),
  };
}

/** Does it again from time to time while the page is seen, and when the connection is back. */
export function whileSeen(ask: () => void, every: number): () => void {
  const seen = (): void => void (document.visibilityState === "visible" && ask());
  const asker = setInterval(seen, every);
  for (const event of ["visibilitychange", "online"]) addEventListener(event, seen);
  return () => {
    clearInterval(asker);
    for (const event of ["visibilitychange", "online"]) removeEventListener(event, seen);
  };
}
