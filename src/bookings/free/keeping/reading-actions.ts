import { contains, type Interval } from "../../../lib/interval.ts";
import { after, days, minutes, type Instant } from "../../../lib/time.ts";
import { memberById } from "../../../people/actions.ts";
import type { Tx } from "../../../platform/database.ts";
import type { World } from "../../../world.ts";
import type { AppointmentType } from "../../type.ts";
import { readsOf, seatBusy } from "../actions.ts";
import { groundOf, type Host } from "../ground-actions.ts";
import { seatHosts, type Ground, type GroundSeat } from "../ground.ts";
import { forget, weeksApart } from "./days.ts";
import { changedSince, GROUND, isChanged } from "./journal.ts";
import { linesIn, STRIDE, widened } from "./lines-actions.ts";
import { whoseOf } from "./lines.ts";
import type { Memory } from "./memory.ts";
import { wholeOf, type Whole } from "./whole.ts";

type Needs = Pick<World, "db" | "zooms">;

/** Types that can be booked further ahead are read month by month. */
const FAR_DAYS = 120;

/** Reads what has changed of what a type's free times are made of, and forgets what was worked out of it. What is told meanwhile is found changed the next time. In the house's turn only. */
export async function refresh(world: Needs, memory: Memory, type: AppointmentType, within: Interval, now: Instant): Promise<void> {
  const { db } = world;
  const asOf = memory.house.journal.no;
  const ground = await freshGround(world, memory, type);
  const window = atOnce(type, within, now);
  const lines = await linesIn(db, memory.house, type.institutionId, ground.lines, within, window);
  const seat = await freshSeat(db, memory, type, ground.seat, within, window);
  memory.reads = { at: now, value: await readsOf(db, type.institutionId, ground) };
  const before = memory.known;
  const known = wholeOf(type, { ground, lines, seat, reads: memory.reads.value }, before, now);
  const rest = `${memory.ground!.asOf} ${seat?.asOf} ${known.state}`;
  if (before === null || before.rest !== rest) memory.free = new Map();
  else forgetChanged(type, memory, before, known);
  memory.known = { ...known, asOf, rest };
}

/** A start depends on the time around it, and where days and weeks are limited on how many appointments of its type there are in its week. */
function forgetChanged(type: AppointmentType, { house, ground, free }: Memory, before: Whole & { asOf: number }, known: Whole): void {
  const touched = changedSince(house.journal, ground!.value.lines.flatMap(whoseOf), before.asOf);
  const weeks = known.times.hosts.flatMap(({ booked }, n) => weeksApart(before.times.hosts[n]!.booked, booked) ?? []);
  for (const [length, starts] of free) {
    for (const part of touched) forget(starts, part, minutes(length + type.bufferBefore + type.bufferAfter));
    for (const part of weeks) forget(starts, part, 0);
  }
}

async function freshGround(world: Needs, memory: Memory, type: AppointmentType): Promise<Ground> {
  const { journal } = memory.house;
  if (memory.ground !== null && !isChanged(journal, [GROUND], memory.ground.asOf)) return memory.ground.value;
  const asOf = journal.no;
  const value = await groundOf(world.db, world, type, await hostsOf(world.db, type));
  memory.ground = { asOf, value };
  return value;
}

async function hostsOf(tx: Tx, type: AppointmentType): Promise<Host[]> {
  const members: Host[] = [];
  for (const id of type.hostIds) members.push((await memberById(tx, type.institutionId, id))!);
  return members;
}

/** What can be booked at all is read in one go, as long as that is not too far: else each visitor who looks at another month waits for it to be read, and everybody behind them. */
function atOnce({ horizonDays }: AppointmentType, within: Interval, now: Instant): Interval {
  const end = after(now, days(horizonDays + 3));
  return horizonDays > FAR_DAYS ? rounded(within) : rounded({ start: Math.min(within.start, now) as Instant, end: Math.max(within.end, end) as Instant });
}

const rounded = ({ start, end }: Interval): Interval => ({
  start: (Math.floor(start / STRIDE) * STRIDE) as Instant,
  end: (Math.ceil(end / STRIDE) * STRIDE) as Instant,
});

async function freshSeat(db: Tx, memory: Memory, type: AppointmentType, seat: GroundSeat | null, within: Interval, window: Interval): Promise<Memory["seat"]> {
  if (seat === null || seat.is === "none") return (memory.seat = null);
  const { journal } = memory.house;
  const kept = memory.seat;
  if (kept !== null && contains(kept.within, within) && !isChanged(journal, [GROUND, ...seatHosts(seat)], kept.asOf)) return kept;
  const [asOf, wide] = [journal.no, widened(window, kept?.within)];
  memory.seat = { asOf, within: wide, value: await seatBusy(db, type.institutionId, seat, wide, null) };
  return memory.seat;
}
