import { seconds } from "../../../src/lib/time.ts";
import type { Sight } from "../sight.ts";

/** What was at stake, how often, and what of it is wrong. */
export type Verdict = { stakes: number; wrong: unknown[] };
export type Promises = Record<string, (s: Sight) => Verdict>;

export const of = <T>(all: readonly T[], isWrong: (one: T) => boolean, name: (one: T) => unknown = (one) => one): Verdict => ({
  stakes: all.length,
  wrong: all.filter(isWrong).map(name),
});

/** Which session a meeting in Zoom was made for, by Bedel's mark on it; null: it is none of Bedel's. */
export const isOurs = (agenda: string): string | null => /^bedel:(\S+)/.exec(agenda)?.[1] ?? null;

/** Clocks of two processes are at most so far apart; what one does in time may be early or late for the other. */
export const APART = seconds(62);
