import { useSyncExternalStore } from "react";
import { serversTime, setServersTime } from "./servers-time.ts";

/** The organizers' screens have the same in `shell/now.ts`; this one does without the calendar library, for weight. */
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

const snapshot = (): number => Math.floor(serversTime() / 1000) * 1000;

export function setNow(iso: string, runs: boolean): void {
  setServersTime(iso, runs);
  for (const listener of listeners) listener();
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
export const useNow = (): number => useSyncExternalStore(subscribe, snapshot);

const quarter = (): number => Math.floor(snapshot() / 900_000) * 900_000;

/** The same once in a quarter of an hour, for what changes with the day: zones differ by quarters. */
export const useQuarter = (): number => useSyncExternalStore(subscribe, quarter);
