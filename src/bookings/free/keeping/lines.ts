import { contains, merged, minus, overlaps, type Interval } from "../../../lib/interval.ts";
import type { Booked, Line } from "../ground.ts";
import { isChanged, type Journal } from "./journal.ts";

/** What takes the time of one member, for all the types that the member hosts. */
export type KeptLine = {
  /** What the journal tells from this number on is not in it. */
  asOf: number;
  within: Interval;
  /** In order and disjoint. */
  busy: readonly Interval[];
  /** Appointments of whatever type, with their buffers. */
  booked: readonly Booked[];
};

export const whoseOf = ({ memberId, hostId }: Line): string[] => (hostId === null ? [memberId] : [memberId, hostId]);

/** Whether it holds, as far as the journal tells. */
export const isFresh = (journal: Journal, line: Line, kept: KeptLine | undefined, within: Interval): boolean =>
  kept !== undefined && contains(kept.within, within) && !isChanged(journal, whoseOf(line), kept.asOf);

/** Within a stretch of time everything was read anew; around it all is as it was. */
export function readAnew(kept: KeptLine, touched: Interval, taken: readonly Interval[], booked: readonly Booked[]): KeptLine {
  return {
    ...kept,
    busy: merged([...kept.busy.flatMap((one) => (overlaps(one, touched) ? minus(one, touched) : [one])), ...taken]),
    booked: [...kept.booked.filter(({ during }) => !overlaps(during, touched)), ...booked],
  };
}
