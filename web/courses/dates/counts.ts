import type { z } from "zod";
import type { plannedDate } from "../../../src/courses/contract.ts";

export type PlannedDate = z.infer<typeof plannedDate>;

export type Counts = Record<"dates" | "got" | "rearranged" | "waiting" | "hosted" | "notFree" | "holidays" | "postponed", number>;

/** How many dates there will be, and what becomes of them. A holiday is none. */
export function countsOf(dates: readonly PlannedDate[]): Counts {
  const held = dates.filter(({ holiday }) => holiday === null);
  const with_ = (verdict: PlannedDate["verdict"]): number => held.filter((date) => date.verdict === verdict).length;
  return {
    dates: held.length,
    got: with_("got"),
    rearranged: with_("rearranged"),
    waiting: with_("waiting"),
    hosted: with_("hosted"),
    notFree: with_("not free"),
    holidays: dates.length - held.length,
    postponed: held.filter(({ postponedTo }) => postponedTo !== null).length,
  };
}

/** Anything but a date that simply has its room. */
export const needsALook = ({ verdict, note, holiday, postponedTo }: PlannedDate): boolean =>
  holiday !== null || note !== null || postponedTo !== null || verdict === "waiting" || verdict === "not free" || verdict === "rearranged";
