import { dayOf, type Instant } from "../../lib/time.ts";
import type { CountedChange } from "../../zoom/port.ts";
import type { Label } from "../../zoom/client/operations.ts";
import { dayPotOf, type Plan } from "../../zoom/client/quota.ts";
import type { Database, Tx } from "../../platform/database.ts";
import { addChanges, addOneChange } from "./store.ts";

const dayOfZoom = (now: Instant): string => dayOf(now, "UTC");

/** One change of a host's day, counted for whoever is about to make it, who gives it back if nothing was made. */
export type KeptChange = CountedChange & { giveBack(): Promise<void> };

/** Null where that would make more than `most`. */
export async function keepChange(tx: Tx, institutionId: string, hostId: string, now: Instant, most: number): Promise<KeptChange | null> {
  const day = dayOfZoom(now);
  if (!(await addOneChange(tx, institutionId, hostId, day, most))) return null;
  let used = false;
  return {
    use: () => !used && (used = true),
    giveBack: async () => {
      if (!used) await addChanges(tx, institutionId, [{ hostId, day, changes: -1 }]).catch(() => undefined); // then the day has one less
    },
  };
}

type Needs = { db: Database; clock: { now(): Instant } };

/** Counts changes for each host and day, before they are made; those that come while others are being written down go together in one statement. */
export function changeCounter({ db, clock }: Needs, institutionId: string): (hostId: string) => Promise<void> {
  let counted = new Map<string, { hostId: string; day: string; changes: number }>();
  let next: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();

  const add = (row: { hostId: string; day: string; changes: number }): void => {
    const key = `${row.day} ${row.hostId}`;
    counted.set(key, { ...row, changes: row.changes + (counted.get(key)?.changes ?? 0) });
  };
  const write = async (): Promise<void> => {
    await last;
    const rows = [...counted.values()];
    [counted, next] = [new Map(), null];
    last = addChanges(db, institutionId, rows).then(
      () => undefined,
      () => rows.forEach(add), // the database is away: they are written with the next ones
    );
    await last;
  };
  return (hostId) => {
    add({ hostId, day: dayOfZoom(clock.now()), changes: 1 });
    return (next ??= write());
  };
}

/** How many calls of a label Bedel may make on one of Zoom's days; null where Zoom sets no such limit, or nobody knows the plan. */
export const oursOfDay = (limits: { plan: Plan; leftToOthers: number } | null, label: Label): number | null =>
  limits === null ? null : (dayPotOf(limits.plan, label, limits.leftToOthers)?.calls ?? null);
