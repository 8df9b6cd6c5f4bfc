import { useSyncExternalStore } from "react";
import { instant, type Instant } from "../../src/lib/time.ts";

/** The application's time, counted on from the server's last word with the machine's stopwatch; the visitor's calendar is never asked. */
let told = { now: 0 as Instant, at: 0, runs: false };
const listeners = new Set<() => void>();
const jumpListeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

const current = (): Instant => (told.now + (told.runs ? performance.now() - told.at : 0)) as Instant;

/** To the second, so that a tick is a change and two reads within it are none. */
const snapshot = (): Instant => (Math.floor(current() / 1000) * 1000) as Instant;

/** Takes the server's word. Somebody may have moved the clock elsewhere: those who show what depends on it are told. */
export function setNow(iso: string, runs: boolean): void {
  const before = told.at === 0 ? null : current();
  told = { now: instant(iso), at: performance.now(), runs };
  for (const listener of listeners) listener();
  if (before !== null && Math.abs(current() - before) > 30_000) for (const listener of jumpListeners) listener();
}

export function onJump(listener: () => void): () => void {
  jumpListeners.add(listener);
  return () => jumpListeners.delete(listener);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => listeners.forEach((each) => each()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** Milliseconds of the application's time, once a second. */
export const useNow = (): Instant => useSyncExternalStore(subscribe, snapshot);

/** The minute that it is, for whoever draws nothing. */
export const minuteNow = (): Instant => (Math.floor(current() / 60_000) * 60_000) as Instant;

/** The same once a minute, for what is too large to draw every second. */
export const useMinute = (): Instant => useSyncExternalStore(subscribe, minuteNow);

const quarter = (): Instant => (Math.floor(current() / 900_000) * 900_000) as Instant;

/** The same once in a quarter of an hour, for what changes with the day: zones differ by quarters, so each day begins with one. */
export const useQuarter = (): Instant => useSyncExternalStore(subscribe, quarter);

/** Whether the application's time goes on by itself. */
export const useClockRuns = (): boolean => useSyncExternalStore(subscribe, () => told.runs);
