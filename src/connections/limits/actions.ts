import { dayOf, type Instant } from "../../lib/time.ts";
import type { Database, Tx } from "../../platform/database.ts";
import { addChanges, changesOfDay } from "./store.ts";

/** What was counted is written down after this time at most: a process that is killed forgets no more than that. */
const WRITTEN_WITHIN_MS = 500;

const dayOfZoom = (now: Instant): string => dayOf(now, "UTC");

/** How often meetings of this host were made, changed, ended or removed today by Zoom's day. */
export const changesToday = (tx: Tx, institutionId: string, hostId: string, now: Instant): Promise<number> =>
  changesOfDay(tx, institutionId, hostId, dayOfZoom(now));

type Needs = { db: Database; clock: { now(): Instant }; pause: (ms: number) => Promise<void> };

/** Counts changes for each host and day, many in one statement. */
export function changeCounter({ db, clock, pause }: Needs, institutionId: string): (hostId: string) => void {
  const counted = new Map<string, { hostId: string; day: string; changes: number }>();
  let writing = false;

  const write = async (): Promise<void> => {
    while (counted.size > 0) {
      await pause(WRITTEN_WITHIN_MS);
      const rows = [...counted.values()];
      counted.clear();
      try {
        await addChanges(db, institutionId, rows);
      } catch {
        for (const row of rows) add(row); // the database is away: as soon as it is back
      }
    }
    writing = false; // with nothing in between, lest something be counted that nobody writes
  };
  const add = (row: { hostId: string; day: string; changes: number }): void => {
    const key = `${row.day} ${row.hostId}`;
    counted.set(key, { ...row, changes: row.changes + (counted.get(key)?.changes ?? 0) });
  };
  return (hostId) => {
    add({ hostId, day: dayOfZoom(clock.now()), changes: 1 });
    if (writing) return;
    writing = true;
    void write();
  };
}
