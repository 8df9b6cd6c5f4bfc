import { contains, type Interval } from "../../../lib/interval.ts";
import { after, days, iso, seconds, type Instant } from "../../../lib/time.ts";
import { memberById } from "../../../people/actions.ts";
import type { Tx } from "../../../platform/database.ts";
import type { World } from "../../../world.ts";
import type { AppointmentType } from "../../type.ts";
import { hostTimesOf, knownRooms, lineReading, seatBusy, seatHosts, seatReading, type Busy, type Reads } from "../actions.ts";
import type { Start } from "../hours.ts";
import { groundOf, type Ground, type GroundSeat, type Host } from "../ground-actions.ts";
import { GROUND, newsSince, standingOf, type News, type Standing } from "./store.ts";
import type { Times } from "../times.ts";

type Needs = Pick<World, "db" | "zooms">;

/** Something that was read of the database, and the version of it at which it was read or before. */
type Kept<T> = { version: string; within: Interval; value: T };

/** What a process remembers of one type. Where nobody asks for long, it is forgotten. */
type Memory = {
  standing: (Standing & { at: Instant }) | null;
  ground: { version: string; value: Ground } | null;
  lines: Map<string, Kept<Busy>>;
  seat: Kept<Interval[][]> | null;
  /** What was worked out of all this, by the question. */
  answers: Map<string, { of: string; starts: readonly Written[] }>;
  /** One page at a time reads what has changed; those that ask meanwhile find it read. */
  turn: Promise<unknown>;
};

const TYPES_KEPT = 300;
const ANSWERS_KEPT = 40;
/** So much is read at once, so that the next month is there too. */
const STRIDE = days(32);
/** Types that can be booked further ahead are read month by month. */
const FAR_DAYS = 120;
/** Of what was read meanwhile the page says so late that it was: what was read only becomes newer, so what is known is never better than the truth. */
const READS_HOLD = seconds(10);

const memories = new WeakMap<object, Map<string, Memory>>();

/** Of this database, this type and this revision of it; the one that was asked for longest ago goes first. */
function memoryOf(db: object, { institutionId, id, revision }: AppointmentType): Memory {
  const all = memories.get(db) ?? new Map<string, Memory>();
  memories.set(db, all);
  const key = `${institutionId} ${id} ${revision}`;
  const memory = all.get(key) ?? { standing: null, ground: null, lines: new Map(), seat: null, answers: new Map(), turn: Promise.resolve() };
  all.delete(key);
  all.set(key, memory);
  if (all.size > TYPES_KEPT) all.delete(all.keys().next().value!);
  return memory;
}

/** A start as the page is told it: to write it out takes longer than all else. */
export type Written = Start & { text: string };

/** `answered` keeps what was worked out of it, as long as nothing of it has changed. */
export type Known = { times: Times; answered: (question: string, work: () => readonly Start[]) => readonly Written[] };

/**
 * What `timesOf` says, of what this process remembers as far as the database still says the same: its versions are asked for every time, and they change in the same moment
 * as what they stand for. So no page shows a time that another process had taken before it was asked for.
 */
export async function knownTimes(world: Needs, type: AppointmentType, within: Interval, now: Instant): Promise<Known> {
  const memory = memoryOf(world.db, type);
  const look = (): Promise<Seen | null> => seenFresh(world.db, type, memory, within, now);
  const seen = (await look()) ?? (await inTurn(memory, async () => (await look()) ?? readAnew(world, type, memory, within, now)));
  const times = timesNow(type, seen, now);
  const as = [
    seen.as,
    ...times.hosts.map(({ whyNot }) => (whyNot === null ? "open" : "shut")),
    times.seat?.whyNot ?? "open",
    ...(seen.ground.seat?.is === "rooms" ? knownRooms(seen.ground.seat, readsIn(seen.standing), type, now) : []),
  ].join(" ");
  return { times, answered: (question, work) => answered(memory, as, question, work) };
}

async function inTurn<T>(memory: Memory, work: () => Promise<T>): Promise<T> {
  const mine = memory.turn.then(work);
  memory.turn = mine.catch(() => undefined);
  return mine;
}

/** What was found to hold, taken out of the memory in the same breath: others may replace it there. */
type Seen = { standing: Standing; as: string; ground: Ground; lines: readonly Busy[]; seat: readonly Interval[][] };

async function seenFresh(db: Tx, type: AppointmentType, memory: Memory, within: Interval, now: Instant): Promise<Seen | null> {
  const { ground, standing } = memory;
  if (ground === null || standing === null) return null;
  const news = await newsSince(db, type.institutionId, standing.since);
  const isSame = !concerns(ground.value, news) && now >= standing.at && now <= after(standing.at, READS_HOLD) && !isStale(type, ground.value, standing, now);
  memory.standing = isSame ? { ...standing, since: news.since } : { ...(await standingFor(db, type, ground.value)), at: now };
  return seenIn(memory, memory.standing, within);
}

const concerns = ({ lines, seat }: Ground, { changed }: News): boolean => {
  if (changed.length === 0) return false;
  const whose = new Set([GROUND, ...lines.flatMap(({ memberId, hostId }) => [memberId, hostId]), ...seatHosts(seat)]);
  return changed.some((one) => whose.has(one));
};

/** What could not be read for too long is looked at every time, so that it is offered again at once. */
const isStale = (type: AppointmentType, ground: Ground, standing: Standing, now: Instant): boolean => {
  const reads = readsIn(standing);
  return (
    ground.lines.some((line) => lineReading(line, reads, type, now).whyNot !== line.whyNot) || seatReading(ground.seat, [], reads, type, now)?.whyNot != null
  );
};

const hostsIn = ({ lines, seat }: Ground): string[] => [...new Set([...lines.flatMap(({ hostId }) => hostId ?? []), ...seatHosts(seat)])];
const standingFor = (db: Tx, { institutionId, hostIds }: AppointmentType, ground: Ground): Promise<Standing> =>
  standingOf(db, institutionId, hostIds, hostsIn(ground));

const versionOf = ({ versions }: Standing, whose: readonly string[]): string => whose.map((one) => `${one} ${versions.get(one) ?? 0}`).join();
const lineVersion = (standing: Standing, { memberId, hostId }: Ground["lines"][number]): string =>
  versionOf(standing, hostId === null ? [memberId] : [memberId, hostId]);
const seatVersion = (standing: Standing, seat: GroundSeat | null): string => versionOf(standing, [GROUND, ...seatHosts(seat)]);

const isKept = (kept: Kept<unknown> | null | undefined, version: string, within: Interval): boolean =>
  kept != null && kept.version === version && contains(kept.within, within);

/** Null: some of it does not hold any more, or does not reach so far. */
function seenIn({ ground, lines, seat }: Memory, standing: Standing, within: Interval): Seen | null {
  if (ground === null || ground.version !== versionOf(standing, [GROUND])) return null;
  const { value } = ground;
  if (!value.lines.every((line) => isKept(lines.get(line.memberId), lineVersion(standing, line), within))) return null;
  if (hasSeat(value.seat) && !isKept(seat, seatVersion(standing, value.seat), within)) return null;
  const as = versionOf(standing, [GROUND, ...value.lines.map(({ memberId }) => memberId), ...hostsIn(value)]);
  return { standing, as, ground: value, lines: value.lines.map(({ memberId }) => lines.get(memberId)!.value), seat: seat?.value ?? [] };
}

const hasSeat = (seat: GroundSeat | null): seat is Exclude<GroundSeat, { is: "none" }> => seat !== null && seat.is !== "none";

/** The versions are asked for before what they stand for is read: what is changed in between is found changed the next time. */
async function readAnew(world: Needs, type: AppointmentType, memory: Memory, within: Interval, now: Instant): Promise<Seen> {
  const { db } = world;
  const version = versionOf(await standingOf(db, type.institutionId, [], []), [GROUND]);
  if (memory.ground?.version !== version) memory.ground = { version, value: await groundOf(db, world, type, await hostsOf(db, type)) };
  const ground = memory.ground.value;
  const standing = { ...(await standingFor(db, type, ground)), at: now };
  const stale = ground.lines.filter((line) => !isKept(memory.lines.get(line.memberId), lineVersion(standing, line), within));
  const window = stale.reduce((wide, { memberId }) => widened(wide, memory.lines.get(memberId)?.within), atOnce(type, within, now));
  const read = await hostTimesOf(db, type, stale, window, null);
  for (const [n, line] of stale.entries()) memory.lines.set(line.memberId, { version: lineVersion(standing, line), within: window, value: read[n]! });
  await readSeat(db, type, memory, seatVersion(standing, ground.seat), within, now);
  memory.standing = standing;
  return seenIn(memory, standing, within) ?? readAnew(world, type, memory, within, now); // the ground has changed meanwhile
}

async function readSeat(db: Tx, type: AppointmentType, memory: Memory, version: string, within: Interval, now: Instant): Promise<void> {
  const { seat } = memory.ground!.value;
  if (!hasSeat(seat) || isKept(memory.seat, version, within)) return;
  const window = widened(atOnce(type, within, now), memory.seat?.within);
  memory.seat = { version, within: window, value: await seatBusy(db, type.institutionId, seat, window, null) };
}

/** Whoever leafs to and fro between months has them all read at once. What is long past is left behind. */
const widened = (window: Interval, before: Interval = window): Interval => ({
  start: Math.min(window.start, Math.max(before.start, window.start - 12 * STRIDE)) as Instant,
  end: Math.max(window.end, before.end) as Instant,
});

/** What can be booked at all is read in one go, as long as that is not too far: else each visitor who looks at another month waits for it to be read, and everybody behind them. */
function atOnce({ horizonDays }: AppointmentType, within: Interval, now: Instant): Interval {
  const end = after(now, days(horizonDays + 3));
  return horizonDays > FAR_DAYS ? rounded(within) : rounded({ start: Math.min(within.start, now) as Instant, end: Math.max(within.end, end) as Instant });
}

async function hostsOf(tx: Tx, type: AppointmentType): Promise<Host[]> {
  const members: Host[] = [];
  for (const id of type.hostIds) members.push((await memberById(tx, type.institutionId, id))!);
  return members;
}

const rounded = ({ start, end }: Interval): Interval => ({
  start: (Math.floor(start / STRIDE) * STRIDE) as Instant,
  end: (Math.ceil(end / STRIDE) * STRIDE) as Instant,
});

/** Who hosts next is no page's business. */
const NO_TURN = { lately: 0, given: null };

const readsIn = ({ hosts, calendars }: Standing): Reads => ({
  hosts: new Map(hosts.map((one) => [one.hostId, one])),
  calendars: Map.groupBy(calendars, ({ memberId }) => memberId),
});

function timesNow(type: AppointmentType, { ground, lines, seat, standing }: Seen, now: Instant): Times {
  const reads = readsIn(standing);
  return {
    hosts: ground.lines.map((line, n) => ({ ...lines[n]!, ...lineReading(line, reads, type, now), ...NO_TURN })),
    holidays: ground.holidays,
    seat: seatReading(ground.seat, seat, reads, type, now),
  };
}

function answered(memory: Memory, as: string, question: string, work: () => readonly Start[]): readonly Written[] {
  const before = memory.answers.get(question);
  if (before?.of === as) return before.starts;
  const starts = work().map((one) => ({ ...one, text: iso(one.start) }));
  if (memory.answers.size >= ANSWERS_KEPT) memory.answers.delete(memory.answers.keys().next().value!);
  memory.answers.set(question, { of: as, starts });
  return starts;
}
