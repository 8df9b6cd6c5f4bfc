import type { Label } from "./operations.ts";
import type { Quota, Rate } from "./quota.ts";

/**
 * Zoom allows so many calls of a label a second; each of them is a permit. Whoever calls holds one from the sending until a
 * whole second (for some labels a minute) after the answer. A call reaches Zoom somewhere between the two, so however long it was
 * on its way, and however Zoom cuts its seconds, no second ever sees more calls than there are permits.
 */
export type Permit = { n: number; waitMs: number };

/** Where the permits of one Zoom account lie, for all processes. */
export type Permits = {
  /** Up to so many, each usable after its wait, which is no longer than `aheadMs`. Where they are fewer, `againMs` says when to ask again. */
  take(label: Label, most: number, aheadMs: number): Promise<{ permits: Permit[]; againMs: number }>;
  /** Free again after so many milliseconds from now. */
  giveBack(label: Label, n: number, freeInMs: number): void;
};

/** So far ahead a permit may be promised: then no permit lies idle while somebody asks for it, and hardly anybody more urgent comes too late. */
export const HORIZON_MS = 150;
/** For what is urgent, further: then it comes before all that is not, whichever process has that. Longer than any process waits until it asks again. */
export const URGENT_HORIZON_MS = 300;

/** A timer may ring a moment too early. */
const SPARE_MS = 1;
/** After a refusal a permit rests so many of its times. */
const RESTS = 3;

/** How long a permit stays away after its call. `refused`: Zoom's second was full all the same, so others of the account are calling. */
export const restAfter = ({ perMs }: Rate, how: "answered" | "refused"): number => (how === "refused" ? RESTS * perMs : perMs) + SPARE_MS;
export const longestRest = (rate: Rate): number => restAfter(rate, "refused");

type Free = { n: number; freeAt: number };

/** For one process alone, as the owner of an embedded database is. `machine` in monotonic milliseconds. */
export function permitsInMemory(quota: Quota, machine: () => number): Permits {
  const free = new Map<Label, Free[]>();
  const freeOf = (label: Label): Free[] => {
    if (!free.has(label))
      free.set(
        label,
        Array.from({ length: quota[label].calls }, (_, n) => ({ n, freeAt: -Infinity })),
      );
    return free.get(label)!;
  };
  return {
    take: async (label, most, aheadMs) => {
      const all = freeOf(label).toSorted((a, b) => a.freeAt - b.freeAt);
      free.set(label, all);
      const now = machine();
      const soon = all.filter(({ freeAt }) => freeAt <= now + aheadMs).length;
      const taken = all.splice(0, Math.min(most, soon));
      const next = all[0]?.freeAt ?? now + quota[label].perMs;
      return { permits: taken.map(({ n, freeAt }) => ({ n, waitMs: Math.max(0, freeAt - now) })), againMs: Math.max(1, next - now - aheadMs) };
    },
    giveBack: (label, n, freeInMs) => void freeOf(label).push({ n, freeAt: machine() + freeInMs }),
  };
}
