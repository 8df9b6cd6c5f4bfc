import type { Interval } from "../../../lib/interval.ts";
import { after, days, iso, type Instant } from "../../../lib/time.ts";
import type { World } from "../../../world.ts";
import type { FreeTimes } from "../../booking-page/contract.ts";
import type { AppointmentType } from "../../type.ts";
import { openStarts, readAtOf, whyClosed } from "../free.ts";
import { knownTimes, type Known, type Told } from "./actions.ts";
import { gatherVersions } from "./store.ts";
import { DAY } from "../offsets.ts";

/** So far at once the first free start after what was asked for is looked for. */
const MONTH = days(31);
const WEEK = days(7);

/**
 * What a public page shows: the free starts within a time, and the first one after it. Why nobody can be booked is the owner's business; strangers learn only
 * that it is so.
 */
export async function freeStartsOf(
  world: Pick<World, "db" | "zooms">,
  type: AppointmentType,
  length: number,
  within: Interval,
  now: Instant,
  told?: Told,
): Promise<FreeTimes> {
  const furthest = ((Math.floor(now / DAY) + type.horizonDays + 3) * DAY) as Instant; // the last day of the horizon ends before, whatever the zone
  const start = Math.max(within.start, Math.floor(now / DAY) * DAY) as Instant;
  const end = Math.min(Math.max(within.end, start + 1), Math.max(furthest, start + 1)) as Instant;
  const asked = { start, end };
  const known = await knownTimes(world, type, { start, end: Math.min(after(end, MONTH), Math.max(furthest, end)) as Instant }, now, told);
  const [closed, readAt] = [whyClosed(type, known.times), readAtOf(known.times)];
  const shown = { readAt: readAt === null ? null : iso(readAt), closed: closed === null ? null : "booking_closed" };
  if (closed !== null) return { starts: [], next: null, ...shown };
  const starts = start < within.end ? openStarts(type, known.free(length, asked), now).map(({ text }) => text) : [];
  return { starts, next: await firstAfter(world, type, known, length, { start: end, end: furthest }, now), ...shown };
}

/** The first month is known already. */
async function firstAfter(
  world: Pick<World, "db" | "zooms">,
  type: AppointmentType,
  known: Known,
  length: number,
  within: Interval,
  now: Instant,
): Promise<string | null> {
  let month = known;
  for (let { start } = within; start < within.end; start = after(start, MONTH)) {
    const part = { start, end: Math.min(after(start, MONTH), within.end) as Instant };
    if (start !== within.start) month = await knownTimes(world, type, part, now);
    const first = firstIn(type, month, length, part, now);
    if (first !== null) return first;
  }
  return null;
}

/** Most often there is one on the first days. */
function firstIn(type: AppointmentType, { free }: Known, length: number, within: Interval, now: Instant): string | null {
  for (let { start } = within; start < within.end; start = after(start, WEEK)) {
    const [first] = openStarts(type, free(length, { start, end: Math.min(after(start, WEEK), within.end) as Instant }), now);
    if (first !== undefined) return first.text;
  }
  return null;
}

const GATHERS_EVERY_MS = 300_000;

/** For the loop: now and then the rows of a version that have become many are made one. */
export function gatheringVersions({ db, clock }: Pick<World, "db" | "clock">): () => Promise<number> {
  let next = clock.machine() + GATHERS_EVERY_MS;
  return async () => {
    if (clock.machine() < next) return 0;
    next = clock.machine() + GATHERS_EVERY_MS;
    await gatherVersions(db);
    return 0;
  };
}
