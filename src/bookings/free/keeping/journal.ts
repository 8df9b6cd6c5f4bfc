import type { Interval } from "../../../lib/interval.ts";
import type { Instant } from "../../../lib/time.ts";

/** Somebody's time was changed within a stretch of time. `by`: the transaction that did it; `n`: how often. */
export type Change = { whose: string; by: string; n: number; touched: Interval };

/** Of whom time was changed since; a little more than that, never less. `since`: from where on to ask the next time. */
export type News = { since: string; changes: readonly Change[] };

/**
 * What a process has been told of whose time was changed, numbered in the order of being told. What is read of the database is as of the number that stood before it was
 * read: whatever is told later is not in it, as far as anybody knows.
 */
export type Journal = {
  no: number;
  of: Map<string, { no: number; touched: Interval }[]>;
  /** The database tells for a while what it has told before. */
  told: ReadonlySet<string>;
};

/** Who has which Zoom, which rooms there are, which days are holidays: the same for all. */
export const GROUND = "ground";

/** So many changes of one are told apart; of older ones only what lies around them is known. */
const APART = 16;

export const newJournal = (): Journal => ({ no: 0, of: new Map(), told: new Set() });

export function note(journal: Journal, changes: readonly Change[]): void {
  for (const one of changes) if (!journal.told.has(nameOf(one))) add(journal, one);
  journal.told = changes.length === 0 ? NOTHING : new Set(changes.map(nameOf));
}

const NOTHING: ReadonlySet<string> = new Set();
/** A database that was restored from a copy tells of transactions of the old one until new ones have reached their numbers: then the same row counts further. */
const nameOf = ({ whose, by, n }: Change): string => `${whose} ${by} ${n}`;

function add(journal: Journal, { whose, touched }: Change): void {
  const before = journal.of.get(whose) ?? [];
  journal.no += 1;
  before.push({ no: journal.no, touched });
  if (before.length > APART) before.splice(0, 2, { no: before[1]!.no, touched: around(before[0]!.touched, before[1]!.touched) });
  journal.of.set(whose, before);
}

export const around = (a: Interval, b: Interval): Interval => ({ start: Math.min(a.start, b.start) as Instant, end: Math.max(a.end, b.end) as Instant });

/** Whether the time of any of these was changed since. */
export const isChanged = ({ no, of }: Journal, whose: readonly string[], asOf: number): boolean =>
  no > asOf && whose.some((one) => (of.get(one)?.at(-1)?.no ?? 0) > asOf);

/** Within which stretches. */
export const changedSince = ({ of }: Journal, whose: readonly string[], asOf: number): Interval[] =>
  whose.flatMap((one) => (of.get(one) ?? []).filter(({ no }) => no > asOf).map(({ touched }) => touched));
