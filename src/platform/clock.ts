import type { Instant } from "../lib/time.ts";

/**
 * Two clocks. `now()` is the calendar: the application's time, which the sandbox can move forward and stop. `machine()` runs
 * evenly and means nothing by itself: for leases, limits and time-outs within one process.
 * This file alone may ask the computer what time it is.
 */
export type Clock = { now(): Instant; machine(): number };

/** How the application's time differs from the computer's; kept in one database row, so that all processes share it. */
export type ClockState = { offset: number; frozenAt: Instant | null };

export type MovableClock = Clock & { state(): ClockState; set(state: ClockState): void };

export const wallClock = (): Instant => Date.now() as Instant;

export function applicationClock(initial: ClockState = { offset: 0, frozenAt: null }): MovableClock {
  let state = initial;
  return {
    now: () => state.frozenAt ?? ((Date.now() + state.offset) as Instant),
    machine: () => performance.now(),
    state: () => state,
    set: (next) => void (state = next),
  };
}

/** For tests: stands still until it is moved. */
export function standingClock(at: Instant): MovableClock {
  return applicationClock({ offset: 0, frozenAt: at });
}
