import type { Account } from "./account.ts";

export type Limit = { calls: number; ms: number };
/** Counts what was let in. Each way to count costs the same whatever has happened before. */
export type Counter = { left(at: number, limit: Limit): number; take(at: number): void };

/** No stretch of so long, wherever it begins, has more than so many: the strictest. */
function slidingLog(): Counter {
  let times: number[] = [];
  let first = 0;
  return {
    left: (at, limit) => {
      while (first < times.length && times[first]! <= at - limit.ms) first += 1;
      if (first > 1000) [times, first] = [times.slice(first), 0];
      return limit.calls - (times.length - first);
    },
    take: (at) => void times.push(at),
  };
}

/** Holds a whole limit at most and fills evenly: after a rest a burst of it, and as much again in the second that follows. */
function tokenBucket(): Counter {
  let tokens = Infinity;
  let since = 0;
  return {
    left: (at, limit) => {
      tokens = Math.min(limit.calls, tokens + ((at - since) * limit.calls) / limit.ms);
      since = at;
      return Math.floor(tokens + 1e-9);
    },
    take: () => void (tokens -= 1),
  };
}

/** Begins anew with each second of the machine's clock: twice the limit may pass around the turn. */
function fixedWindow(): Counter {
  let window = -1;
  let used = 0;
  return {
    left: (at, limit) => {
      const now = Math.floor(at / limit.ms);
      if (now !== window) [window, used] = [now, 0];
      return limit.calls - used;
    },
    take: () => void (used += 1),
  };
}

/** For measuring what a caller takes by itself. Zoom has no such account. */
const unlimited = (): Counter => ({ left: () => Infinity, take: () => undefined });

export const COUNTERS: Record<Account["limitBy"], () => Counter> = {
  "sliding log": slidingLog,
  "token bucket": tokenBucket,
  "fixed window": fixedWindow,
  nothing: unlimited,
};
