import type { Interval } from "../../../lib/interval.ts";
import type { Instant } from "../../../lib/time.ts";
import type { AppointmentType } from "../../type.ts";
import type { Ground, Reads } from "../ground.ts";
import type { Days } from "./days.ts";
import { newJournal, note, type Journal, type News } from "./journal.ts";
import type { KeptLine } from "./lines.ts";
import type { Whole } from "./whole.ts";

/** Something that was read of the database. What the journal tells from this number on is not in it. */
export type Kept<T> = { asOf: number; value: T };

/** What a process remembers of an institution. */
export type House = {
  /** From where on it asks what is new. */
  since: string;
  journal: Journal;
  /** By member and Zoom user: several types share them. The one that was read longest ago goes first. */
  lines: Map<string, KeptLine>;
  /** One page at a time reads what has changed; those that ask meanwhile find it read. */
  turn: Promise<unknown>;
};

/** What a process remembers of one type. */
export type Memory = {
  house: House;
  ground: Kept<Ground> | null;
  seat: (Kept<Interval[][]> & { within: Interval }) | null;
  /** When Zoom and calendars were last read, as it was at that moment. */
  reads: { at: Instant; value: Reads } | null;
  /** Made of all this. `asOf`: of the journal; `rest`: what else than the time of its hosts its free starts depend on. */
  known: (Whole & { asOf: number; rest: string }) | null;
  /** Free starts that were worked out of it, by length. */
  free: Map<number, Days>;
};

const HOUSES_KEPT = 300;
const TYPES_KEPT = 300;
const ADDRESSES_KEPT = 1000;

type All = { houses: Map<string, House>; memories: Map<string, Memory>; types: Map<string, AppointmentType> };
const known = new WeakMap<object, All>();

/** Of this database. */
function allOf(db: object): All {
  const all = known.get(db) ?? { houses: new Map(), memories: new Map(), types: new Map() };
  known.set(db, all);
  return all;
}

/** The one that was asked for longest ago goes first. */
function keep<T>(all: Map<string, T>, key: string, one: T, most: number): T {
  all.delete(key);
  all.set(key, one);
  if (all.size > most) all.delete(all.keys().next().value!);
  return one;
}

/** The type that was last seen at a public address, in the revision in which it was seen. */
export const typeSeenAt = (db: object, slug: string): AppointmentType | null => allOf(db).types.get(slug) ?? null;
export const seeTypeAt = (db: object, slug: string, type: AppointmentType): AppointmentType => keep(allOf(db).types, slug, type, ADDRESSES_KEPT);

export const houseOf = (db: object, institutionId: string): House | null => allOf(db).houses.get(institutionId) ?? null;

/** What was told an institution's processes. One of which nothing was remembered begins with it: it reads all there is only afterwards. */
export function hear(db: object, institutionId: string, { since, changes }: News): House {
  const { houses } = allOf(db);
  const house = houses.get(institutionId) ?? { since, journal: newJournal(), lines: new Map<string, KeptLine>(), turn: Promise.resolve() };
  house.since = since;
  note(house.journal, changes);
  return keep(houses, institutionId, house, HOUSES_KEPT);
}

/** Of this type in this revision, as long as what is remembered of its institution is the same. */
export function memoryOf(db: object, house: House, { institutionId, id, revision }: AppointmentType): Memory {
  const { memories } = allOf(db);
  const key = `${institutionId} ${id} ${revision}`;
  const before = memories.get(key);
  const memory = before?.house === house ? before : { house, ground: null, seat: null, reads: null, known: null, free: new Map() };
  return keep(memories, key, memory, TYPES_KEPT);
}
