import { setTimeout as wait } from "node:timers/promises";
import { after, type Duration, type Instant } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import { nextDue, waitingNow } from "../../src/platform/due.ts";
import type { House } from "./house.ts";

const LOOKS_EVERY_MS = 100;
/** What takes longer comes to no rest. A process that was killed is found to be dead after four seconds. */
const PATIENCE_MS = 60_000;

/** What of the present moment is not done yet: what waits, and whatever a process has in hand. */
async function undone({ db, now }: House): Promise<string[]> {
  const waiting: string[] = await waitingNow(db, now());
  const inHand = await db.list(
    (r) => String(r["key"]),
    sql`select key from commands where state = 'queued' and leased_by is not null union all select key from deliveries where state = 'sending'`,
  );
  return [...waiting, ...inHand];
}

/** Until nothing is left to be done by now, by the clock of every process: each reads it once a second. */
export async function atRest(house: House): Promise<void> {
  await house.showsNow();
  const until = performance.now() + PATIENCE_MS;
  let left = await undone(house);
  for (; left.length > 0 && performance.now() < until; left = await undone(house)) await wait(LOOKS_EVERY_MS);
  if (left.length > 0) throw new Error(`it comes to no rest: ${left.join(", ")}`);
}

/** Moment by moment at which something falls due, though not nearer to each other than `least`, until that time has passed. */
export async function restFor(house: House, time: Duration, least: Duration): Promise<void> {
  const until = after(house.now(), time);
  while (house.now() < until) {
    await atRest(house);
    const due = await nextDue(house.db);
    await house.moveTo(Math.min(until, Math.max(due ?? until, house.now() + least)) as Instant);
  }
  await atRest(house);
}
