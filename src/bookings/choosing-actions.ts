import type { Interval } from "../lib/interval.ts";
import { after, before, days, iso, type Instant } from "../lib/time.ts";
import { membersAmong } from "../people/actions.ts";
import type { Tx } from "../platform/database.ts";
import type { World } from "../world.ts";
import type { FreeTimes } from "./booking-page/contract.ts";
import { timesOf, type Host } from "./free/actions.ts";
import { freeStarts, readAtOf, whyClosed } from "./free/free.ts";
import type { Times } from "./free/times.ts";
import type { AppointmentType } from "./type.ts";

type Zooms = Pick<World, "zooms">;
type Moved = { id: string };

async function hostsOf(tx: Tx, type: AppointmentType): Promise<Host[]> {
  const members = new Map((await membersAmong(tx, type.institutionId, type.hostIds)).map((one) => [one.id, one]));
  return type.hostIds.flatMap((id) => members.get(id) ?? []);
}

/** What is known now about a time; `moved`: a booking that takes no time from itself. */
export const timesAround = async (tx: Tx, world: Zooms, type: AppointmentType, within: Interval, now: Instant, moved?: Moved): Promise<Times> =>
  timesOf(tx, type, await hostsOf(tx, type), within, now, { except: moved?.id, world });

/** So many other times are offered to whoever came too late. */
const OFFERED = 3;
const NEAR = days(4);
const FAR = days(21);

/** The free starts nearest to one that was taken; in order of time. */
export async function nearestStarts(
  tx: Tx,
  world: Zooms,
  type: AppointmentType,
  length: number,
  start: Instant,
  now: Instant,
  moved?: Moved,
): Promise<Instant[]> {
  for (const far of [NEAR, FAR]) {
    const within = { start: before(start, far), end: after(start, far) };
    const starts = freeStarts(type, await timesAround(tx, world, type, within, now, moved), length, within, now).filter((one) => one !== start);
    if (starts.length < OFFERED && far !== FAR) continue;
    return starts
      .toSorted((a, b) => Math.abs(a - start) - Math.abs(b - start))
      .slice(0, OFFERED)
      .toSorted((a, b) => a - b);
  }
  return [];
}

/** To when a booking can be moved: its own time counts as free. */
export async function startsWithout(
  { db, clock, zooms }: Pick<World, "db" | "clock" | "zooms">,
  type: AppointmentType,
  length: number,
  within: Interval,
  moved?: Moved,
): Promise<FreeTimes> {
  const now = clock.now();
  const times = await timesAround(db, { zooms }, type, within, now, moved);
  const readAt = readAtOf(times);
  return {
    starts: freeStarts(type, times, length, within, now).map(iso),
    next: await firstAfter(db, { zooms }, type, length, within.end, now, moved),
    readAt: readAt === null ? null : iso(readAt),
    closed: whyClosed(type, times),
  };
}

/** A month after the other, as far as the type can be booked; null: nothing is free any more. */
async function firstAfter(tx: Tx, world: Zooms, type: AppointmentType, length: number, from: Instant, now: Instant, moved?: Moved): Promise<string | null> {
  const furthest = after(now, days(type.horizonDays + 1));
  for (let start = from; start < furthest; start = after(start, MONTH)) {
    const within = { start, end: after(start, MONTH) };
    const first = freeStarts(type, await timesAround(tx, world, type, within, now, moved), length, within, now)[0];
    if (first !== undefined) return iso(first);
  }
  return null;
}
const MONTH = days(31);

/** Why nobody can book it now, as a message key; null: it can be. */
export async function closedBecause(tx: Tx, world: Zooms, type: AppointmentType, now: Instant): Promise<string | null> {
  return whyClosed(type, await timesAround(tx, world, type, { start: now, end: after(now, days(1)) }, now));
}
