import type { Interval } from "../../lib/interval.ts";
import { earliest, latest, type Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { withdrawNotices } from "../../platform/deliveries.ts";
import { withdrawOlder } from "../../platform/outbox.ts";
import { busyOf, outagesOf, roomsOf } from "../../rooms/actions.ts";
import { isHopeless } from "../../rooms/allocate.ts";
import type { RoomForAllocation } from "../../rooms/allocation/fit.ts";
import type { Room } from "../../rooms/room.ts";
import type { World } from "../../world.ts";
import { takeBack } from "../asking/hold-actions.ts";
import { changed } from "../change.ts";
import { nextWake } from "../decide.ts";
import { bringForward } from "../generating/forward-actions.ts";
import { place } from "../placing/actions.ts";
import { boardOf, needOf } from "../placing/board.ts";
import { isHandedOver, reservationOf, type Session } from "../session.ts";
import { askForQueue, release } from "../store.ts";
import { dueAt, lifeOf } from "../steps.ts";
import { fitsWhole, roomsFor, type WantedTime } from "./choosing.ts";
import type { DateOfCourse, PlacedDate } from "./date.ts";
import * as store from "./store.ts";

export { courseIdOf, coursesOf, datesOfCourse, lockDates } from "./store.ts";

type Needs = Pick<World, "random" | "zooms">;

type Rooms = { rooms: Room[]; open: RoomForAllocation[] };

/** The rooms with what blocks them in this time; what is reserved in them is asked for apart, since there may be very much of it. */
async function roomsWithin(tx: Tx, institutionId: string, within: Interval): Promise<Rooms> {
  const rooms = await roomsOf(tx, institutionId);
  const blocks = { outages: await outagesOf(tx, institutionId, within.start), busy: await busyOf(tx, institutionId, within) };
  return { rooms, open: boardOf(rooms, [], blocks, "").rooms };
}

const spanOf = (times: readonly Interval[]): Interval => ({ start: earliest(times.map((one) => one.start))!, end: latest(times.map((one) => one.end))! });

async function wantedTimes(tx: Tx, { rooms }: Rooms, sessions: readonly Session[]): Promise<WantedTime[]> {
  const byHost = new Map(rooms.map((room) => [room.hostId, room.id]));
  const taken = sessions.map(() => new Set<string>());
  const reserved = sessions.map(reservationOf);
  for (const { i, hostId } of await store.takenAt(tx, sessions[0]!.institutionId, [...byHost.keys()], reserved)) taken[i]!.add(byHost.get(hostId)!);
  return sessions.map((s, i) => ({ kind: s.kind, expected: s.expected, reserved: reserved[i]!, prefer: s.roomId, taken: taken[i]! }));
}

/** When deciding has to look at it first: at once where something is due already. */
const wakeFor =
  (now: Instant) =>
  (s: Session): Instant | null =>
    s.status === "placed" && lifeOf(s).some((step) => s.steps[step].is === "pending" && dueAt(s, step) <= now) ? now : nextWake(s, now);

/**
 * Stores dates that are new, each in a room or by its host, all in a few statements. `listId`: whose people are registered. What finds no room even by moving others waits;
 * a host who has something else is said, and the date then has no reservation: the caller refuses. The institution must be locked.
 */
export async function makeDates(tx: Tx, world: Needs, listId: string, dates: readonly DateOfCourse[], now: Instant): Promise<PlacedDate[]> {
  if (dates.length === 0) return [];
  const { institutionId } = dates[0]!.session;
  const chosen = await choose(tx, dates, now);
  await store.insertDates(tx, institutionId, listId, chosen, wakeFor(now));
  return inTimeForZoom(tx, await settle(tx, world, chosen, now, wakeFor(now)), now);
}

/** One host may have more dates on a day than Zoom lets it make then. Rooms never have: they need time between two sessions. */
async function inTimeForZoom(tx: Tx, placed: PlacedDate[], now: Instant): Promise<PlacedDate[]> {
  const hosted = placed.filter(({ verdict }) => verdict === "hosted").map(({ date }) => date.session);
  if (hosted.length > 0) await bringForward(tx, hosted[0]!.institutionId, hosted.flatMap(({ hostId }) => hostId ?? []), now); // prettier-ignore
  return placed;
}

/**
 * Saves dates that were changed (`changed` in sessions/change.ts gave the state of each), and finds each a room or its host's time anew, its own where that can be kept.
 * Their reservations are given up first, all together. People are not told: whoever changes a course tells it once. The institution and the sessions must be locked.
 */
export async function changeDates(tx: Tx, world: Needs, before: readonly Session[], dates: readonly DateOfCourse[], now: Instant): Promise<PlacedDate[]> {
  if (dates.length === 0) return [];
  const { institutionId } = dates[0]!.session;
  const was = new Map(before.map((s) => [s.id, s]));
  await store.releaseAll(tx, institutionId, dates.map(({ session }) => session.id)); // prettier-ignore
  const chosen = await choose(tx, dates.filter(({ session }) => session.status !== "cancelled"), now); // prettier-ignore
  const cancelled = dates.filter(({ session }) => session.status === "cancelled");
  for (const { session } of [...chosen, ...cancelled]) await beginAnew(tx, was.get(session.id)!, session, now);
  await store.saveDates(tx, institutionId, [...chosen, ...cancelled], () => now);
  await askForQueue(tx, institutionId);
  const placed = await inTimeForZoom(tx, await settle(tx, world, chosen, now, () => now), now);
  return [...placed, ...cancelled.map((date): PlacedDate => ({ date, verdict: "waiting" }))];
}

/** Saves what needs no other place: another title, another teacher. */
export async function saveDates(tx: Tx, before: readonly Session[], dates: readonly DateOfCourse[], now: Instant): Promise<void> {
  if (dates.length === 0) return;
  const was = new Map(before.map((s) => [s.id, s]));
  for (const { session } of dates) await beginAnew(tx, was.get(session.id)!, session, now);
  await store.saveDates(tx, dates[0]!.session.institutionId, dates, () => now);
}

/** What nobody has begun of the old is taken back, also what was kept for taking back a change of its own; and who has the room already gives it back. */
async function beginAnew(tx: Tx, before: Session, next: Session, now: Instant): Promise<void> {
  if (next === before) return; // only which of the course's dates it is
  await withdrawOlder(tx, next.institutionId, next.id, next.revision);
  if (before.undo !== null) {
    await withdrawNotices(tx, before.institutionId, before.id, before.revision);
    await release(tx, before, "held");
    await askForQueue(tx, before.institutionId);
  }
  if (isHandedOver(before) && !isHandedOver(next)) await takeBack(tx, before, now);
}

/** Which room each gets, without moving others. What is not in rooms stays as it is. */
async function choose(tx: Tx, dates: readonly DateOfCourse[], now: Instant): Promise<DateOfCourse[]> {
  const pool = dates.filter(({ session }) => session.source === "pool");
  if (pool.length === 0) return [...dates];
  const sessions = pool.map(({ session }) => session);
  const found = await roomsWithin(tx, sessions[0]!.institutionId, spanOf(sessions.map(reservationOf)));
  const chosen = roomsFor(found.open, await wantedTimes(tx, found, sessions));
  const byId = new Map(found.rooms.map((room) => [room.id, room]));
  const inRooms = new Map(sessions.map((s, i) => [s.id, inRoomOrNone(s, chosen[i] === null ? null : byId.get(chosen[i]!)!, now)]));
  return dates.map((date) => ({ ...date, session: inRooms.get(date.session.id) ?? date.session }));
}

/** Another room means that its meeting is made anew there. It is one change with whatever else changed, so it stays one revision. */
function inRoomOrNone(s: Session, room: Room | null, now: Instant): Session {
  const status = room === null ? "waiting" : "placed";
  if (s.roomId === (room?.id ?? null)) return { ...s, status };
  const there = room === null ? { roomId: null, hostId: null } : { roomId: room.id, hostId: room.hostId };
  return s.hostId === null ? { ...s, ...there, status } : { ...changed(s, { ...there, pinned: false }, now), revision: s.revision, status };
}

/** Reserves what was chosen, then looks for the rest by moving others, or at their hosts. */
async function settle(tx: Tx, world: Needs, dates: readonly DateOfCourse[], now: Instant, wakeAt: (s: Session) => Instant | null): Promise<PlacedDate[]> {
  const placed = dates.filter(({ session }) => session.source === "pool" && session.status === "placed");
  const wanted = placed.map(({ session }) => ({ sessionId: session.id, hostId: session.hostId!, reserved: reservationOf(session) }));
  const refused = wanted.length === 0 ? [] : await store.reserveAll(tx, placed[0]!.session.institutionId, wanted);
  if (refused.length > 0) throw new Error(`rooms that were free are taken under the lock: ${refused.join(", ")}`);
  const hopeless = await hopelessAmong(tx, dates.filter(({ session }) => session.source === "pool" && session.status !== "placed")); // prettier-ignore
  const answers: PlacedDate[] = [];
  const late: DateOfCourse[] = [];
  for (const date of dates) {
    if (date.session.source === "pool" && date.session.status === "placed") {
      answers.push({ date, verdict: "got" });
      continue;
    }
    const answer = hopeless.has(date.session.id) ? waitingFor(date, true) : await placeOne(tx, world, date, now);
    answers.push(answer);
    late.push(answer.date);
  }
  if (late.length > 0) await store.saveDates(tx, late[0]!.session.institutionId, late, wakeAt);
  return answers;
}

async function placeOne(tx: Tx, world: Needs, date: DateOfCourse, now: Instant): Promise<PlacedDate> {
  const { session } = date;
  const placement = await place(tx, world, session, now);
  if (placement.is === "placed") {
    const verdict = session.source === "pool" ? "rearranged" : "hosted";
    return { date: { ...date, session: { ...placement.session, status: "placed", noneProven: false } }, verdict };
  }
  if (session.source !== "pool") return { date, verdict: "not free" };
  return waitingFor(date, placement.proven);
}

const waitingFor = (date: DateOfCourse, noneProven: boolean): PlacedDate => ({
  date: { ...date, session: { ...date.session, status: "waiting", noneProven } },
  verdict: "waiting",
});

/** Dates for which looking further is in vain: in a timetable with too few rooms these are most of those that got none, and to look at all that is around takes long for each. */
async function hopelessAmong(tx: Tx, dates: readonly DateOfCourse[]): Promise<ReadonlySet<string>> {
  const sessions = dates.map(({ session }) => session);
  if (sessions.length === 0) return new Set();
  const { institutionId } = sessions[0]!;
  const { rooms, open } = await roomsWithin(tx, institutionId, spanOf(sessions.map(reservationOf)));
  const byHost = new Map(rooms.map((room) => [room.hostId, room.id]));
  const found = await store.overlapping(tx, institutionId, [...byHost.keys()], sessions.map(reservationOf)); // prettier-ignore
  const around = Map.groupBy(found, ({ i }) => i);
  const placed = (i: number) =>
    (around.get(i) ?? []).map(({ sessionId, hostId, reserved, kind, expected, mayMove }) => ({
      ...{ sessionId, reserved, need: { kind, expected } },
      ...{ roomId: byHost.get(hostId)!, movable: mayMove, generated: false },
    }));
  return new Set(sessions.filter((s, i) => isHopeless(open, placed(i), needOf(s))).map(({ id }) => id));
}

/** Of several ways to hold a series, in which each date would have a room without moving anybody. Each way is the sessions as they would be. */
export async function waysThatFit(tx: Tx, ways: readonly (readonly Session[])[]): Promise<{ whole: boolean; oneRoom: boolean }[]> {
  const all = ways.flat();
  if (all.length === 0) return ways.map(() => ({ whole: false, oneRoom: false }));
  const found = await roomsWithin(tx, all[0]!.institutionId, spanOf(all.map(reservationOf)));
  const times = await wantedTimes(tx, found, all);
  let from = 0;
  return ways.map((way) => fitsWhole(found.open, times.slice(from, (from += way.length))));
}
