import { contains, type Interval } from "../../../lib/interval.ts";
import { after, seconds, type Instant } from "../../../lib/time.ts";
import type { World } from "../../../world.ts";
import { typeById } from "../../actions.ts";
import type { AppointmentType } from "../../type.ts";
import { freeWhenever } from "../free.ts";
import type { Times } from "../times.ts";
import { startsIn, type Days, type Written } from "./days.ts";
import { isChanged } from "./journal.ts";
import { hear, houseOf, memoryOf, seeTypeAt, typeSeenAt, type House, type Memory } from "./memory.ts";
import { refresh } from "./reading-actions.ts";
import { headAt, newsOf } from "./store.ts";

/** Of what was read meanwhile the page says so late that it was: what was read only becomes newer, so what is known is never better than the truth. */
const READS_HOLD = seconds(10);

/** An institution of which the database was asked, since a page was asked for, what is new. */
export type Told = House;

/** What stands at a public address, and what is new of its institution. Null: nothing. */
export async function openTypeAt({ db }: Pick<World, "db">, slug: string): Promise<{ type: AppointmentType; told: Told } | null> {
  const seen = typeSeenAt(db, slug);
  const house = seen === null ? null : houseOf(db, seen.institutionId);
  const head = await headAt(db, slug, house?.since ?? null);
  if (head === null || !head.active) return null;
  const { institutionId, id, revision, news } = head;
  const isIts = house !== null && seen?.institutionId === institutionId && houseOf(db, institutionId) === house;
  const told = isIts ? hear(db, institutionId, news) : await toldOf({ db }, institutionId);
  if (seen?.id === id && seen.revision === revision) return { type: seen, told };
  const type = await typeById(db, institutionId, id);
  return type === null || !type.active ? null : { type: seeTypeAt(db, slug, type), told };
}

/** What is new of an institution. */
export async function toldOf({ db }: Pick<World, "db">, institutionId: string): Promise<Told> {
  const house = houseOf(db, institutionId);
  const news = await newsOf(db, institutionId, house?.since ?? null);
  return houseOf(db, institutionId) === house ? hear(db, institutionId, news) : toldOf({ db }, institutionId); // forgotten or begun meanwhile
}

/** `free`: the free starts of a length, whatever the time is now. To be asked before anything else is waited for. */
export type Known = { times: Times; free: (length: number, within: Interval) => readonly Written[] };

/**
 * What `timesOf` says, of what this process remembers as far as the database still says the same: what is new is asked for every time, and becomes known in the same moment
 * as what it stands for. So no page shows a time that another process had taken before it was asked for.
 */
export async function knownTimes(world: Pick<World, "db" | "zooms">, type: AppointmentType, within: Interval, now: Instant, told?: Told): Promise<Known> {
  const house = told ?? (await toldOf(world, type.institutionId));
  const memory = memoryOf(world.db, house, type);
  const isKnown = (): boolean => holds(memory, within, now);
  if (!isKnown()) await inTurn(house, async () => isKnown() || (await refresh(world, memory, type, within, now)));
  const { times, within: whole } = memory.known!;
  if (!contains(whole, within)) return knownTimes(world, type, within, now, house); // others have read other months meanwhile
  return { times, free: (length, asked) => startsIn(daysOf(memory, length), asked, (stretch) => freeWhenever(type, times, length, stretch)) };
}

async function inTurn(house: House, work: () => Promise<unknown>): Promise<void> {
  const mine = house.turn.then(work);
  house.turn = mine.catch(() => undefined);
  await mine;
}

function holds({ house: { journal }, known, reads }: Memory, within: Interval, now: Instant): boolean {
  if (known === null || reads === null || known.unread || !contains(known.within, within)) return false;
  if (now < reads.at || now > after(reads.at, READS_HOLD) || now > known.until) return false;
  if (isChanged(journal, known.whose, known.asOf)) return false;
  known.asOf = journal.no;
  return true;
}

function daysOf({ free }: Memory, length: number): Days {
  const days: Days = free.get(length) ?? new Map();
  free.set(length, days);
  return days;
}
