import { fine, refused, type Outcome } from "../lib/outcome.ts";
import type { Interval } from "../lib/interval.ts";
import { before, type Instant } from "../lib/time.ts";
import type { Tx } from "../platform/database.ts";
import { laneOf, wish } from "../platform/outbox.ts";
import { ZoomError, type AccountUser, type Zoom, type ZoomUser } from "../zoom/port.ts";
import type { World } from "../world.ts";
import { newPassword } from "./password.ts";
import { LISTS_LAG, preflight, troubleOf, type Room } from "./room.ts";
import * as store from "./store.ts";
import { noteAlone, readAloneSince, type ReadAlone } from "./users-store.ts";

export { roomsFree, roomsFreeForEach } from "./free-store.ts";
export { busyOf, lockRooms, outagesOf, roomById, roomsByIds, roomsOf, saveHolder } from "./store.ts";

const aboutPassword = (roomId: string, epoch: number): string => `room password ${roomId} ${epoch}`;

/** The password in force, for whoever holds the room now. Null: none was set yet. */
export async function passwordOf({ db, secrets }: Pick<World, "db" | "secrets">, room: Room): Promise<string | null> {
  const kept = await store.sealedPasswords(db, room.institutionId, room.id);
  return kept?.current == null ? null : secrets.open(kept.current, aboutPassword(room.id, kept.epoch));
}

/**
 * Gives the room a password that nobody knows. The new one is stored before Zoom is asked and a retry sends the same, so a lost
 * answer loses nothing; Zoom's "same as old" then means that it had arrived.
 */
export async function renewPassword(world: Pick<World, "db" | "secrets" | "random" | "zoomOf">, room: Room): Promise<void> {
  const { db, secrets, random } = world;
  const before = await store.sealedPasswords(db, room.institutionId, room.id);
  const epoch = before?.epoch ?? 0;
  const about = aboutPassword(room.id, epoch + 1);
  await store.keepNextPassword(db, room.institutionId, room.id, secrets.seal(newPassword(random), about));
  const kept = await store.sealedPasswords(db, room.institutionId, room.id);
  if (kept === null || kept.epoch !== epoch || kept.next === null) return; // another process has just done it
  try {
    await world.zoomOf(room.institutionId).setPassword(room.hostId, secrets.open(kept.next, about));
  } catch (error) {
    if (refusesPassword(error)) {
      const today = error.kind === "too_often" || error.kind === "spent";
      await store.passwordRefused(db, room.institutionId, room.id, today ? "too_often" : "refused");
    }
    throw error;
  }
  await store.passwordTaken(db, room.institutionId, room.id, epoch);
}

/** Zoom will not have the password changed, however often it is asked within the hour. */
export const refusesPassword = (error: unknown): error is ZoomError =>
  error instanceof ZoomError && ["too_often", "spent", "permission", "refused", "plan"].includes(error.kind);

/** The wish that a room gets a password that nobody knows: when it is turned on, and when who knows it has lost the room. */
export const wishSecured = (tx: Tx, room: Pick<Room, "institutionId" | "id">, now: Instant): Promise<number> =>
  wish(tx, {
    institutionId: room.institutionId,
    key: `room ${room.id}/secureRoom`,
    sessionId: null,
    roomId: room.id,
    revision: 0,
    does: "secureRoom",
    step: null,
    lane: laneOf(`room ${room.id}`),
    urgency: 1,
    dueAt: now,
    usefulUntil: null,
    madeAt: now,
  });

/** After an older copy of the database took its place: what it holds as a room's password may have been mailed to somebody since. Each free room gets a new one. */
export async function forgetPasswords(tx: Tx, now: Instant): Promise<void> {
  for (const room of await store.forgetFreePasswords(tx)) await wishSecured(tx, room, now);
}

/**
 * Reads the account's users, over all pages and states. Licensed ones that are new become rooms, not active; what Zoom says against a room is kept with it.
 * What was read of somebody alone a moment ago is newer than a list: of those each is asked for once more.
 */
export async function readRooms(world: Pick<World, "db" | "zoomOf" | "random" | "clock">, institutionId: string): Promise<Outcome<number>> {
  const zoom = world.zoomOf(institutionId);
  const lagging = before(world.clock.now(), LISTS_LAG);
  const listed = await zoom.listUsers();
  const known = new Map((await store.roomsOf(world.db, institutionId)).map((room) => [room.hostId, room]));
  const users: Listed[] = [];
  for (const user of listed) {
    const readAt = world.clock.now();
    const read = user.licensed || known.has(user.hostId) ? await readOne(zoom, user.hostId) : user;
    if (read !== null) users.push({ ...read, readAt: read.details === null ? null : readAt });
  }
  const again = await readAgain(world, zoom, await readAloneSince(world.db, institutionId, lagging), users);
  await world.db.transaction(async (tx) => {
    const alone = await readAloneSince(tx, institutionId, lagging);
    const isNewerThan = (hostId: string, readAt: Instant | null): boolean => alone.has(hostId) && (readAt === null || alone.get(hostId)!.at > readAt);
    for (const [who, { user, readAt }] of again) if (!isNewerThan(who, readAt)) await userRead(tx, institutionId, who, user, readAt);
    for (const user of users.toSorted((a, b) => LIKELY_ROOMS.indexOf(a.role) - LIKELY_ROOMS.indexOf(b.role))) {
      if (isNewerThan(user.hostId, user.readAt)) continue;
      await store.saveHost(tx, institutionId, user, world.clock.now());
      if (user.licensed && user.status === "active") await store.addRoom(tx, institutionId, world.random.uuid(), user);
    }
    await store.markDeleted(tx, institutionId, [...users.map((user) => user.hostId), ...alone.keys()]);
    const owner = users.find((user) => user.role === "owner" && user.status === "active");
    if (owner !== undefined) await store.beDefaultHost(tx, institutionId, owner.hostId);
    const byHost = new Map(users.map((user) => [user.hostId, user]));
    const isGone = (hostId: string): boolean => again.get(hostId)?.user === null || alone.get(hostId)?.status === "deleted" || !alone.has(hostId);
    for (const room of (await store.roomsOf(tx, institutionId)).filter(({ hostId }) => byHost.has(hostId) || isGone(hostId)))
      await store.saveTrouble(tx, { ...room, trouble: troubleOf(byHost.get(room.hostId) ?? null, room.trouble) });
  });
  return fine(users.length);
}

/** `readAt`: when that one was read by id; null: as the list has it, which may be older than whatever was read alone. */
type Listed = ZoomUser & { readAt: Instant | null };

/** Null: gone since the list was read, or before, which it did not know yet. */
async function readOne(zoom: Pick<Zoom, "readUser">, hostId: string): Promise<ZoomUser | null> {
  try {
    return await zoom.readUser(hostId);
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "not_found") return null;
    throw error;
  }
}

/** So many are asked for again at most; of the others it stays as it was read, until all are read next. */
const ASKED_AGAIN = 50;
/** Zoom's word for an invitation that has lapsed, by which it tells no more of whoever it was for. */
const LAPSED = 1120;

/** Of those about whom a list may be older than what was read of them alone: how they stand now; null: gone. */
async function readAgain(
  { clock }: Pick<World, "clock">,
  zoom: Pick<Zoom, "findUser">,
  alone: ReadonlyMap<string, ReadAlone>,
  users: readonly Listed[],
): Promise<ReadonlyMap<string, { user: AccountUser | null; readAt: Instant }>> {
  const listed = new Map(users.map((user) => [user.hostId, user]));
  const isOpen = ([id, { status }]: [string, ReadAlone]): boolean => (listed.has(id) ? listed.get(id)!.readAt === null : status !== "deleted");
  const again = new Map<string, { user: AccountUser | null; readAt: Instant }>();
  for (const [id] of [...alone].filter(isOpen).slice(0, ASKED_AGAIN)) {
    const readAt = clock.now();
    try {
      again.set(id, { user: await zoom.findUser(id), readAt });
    } catch (error) {
      if (!(error instanceof ZoomError) || error.code !== LAPSED) throw error;
    }
  }
  return again;
}

/** What Zoom said of one user: pages tell it at once, and not when all users are read next. `user` null: the account has it no more. `who`: the id, or of somebody invited the address. */
export async function userRead(
  tx: Tx,
  institutionId: string,
  who: string,
  user: (Omit<ZoomUser, "hostId" | "details"> & { hostId: string | null }) | null,
  now: Instant,
): Promise<void> {
  if (user === null) await store.markGone(tx, institutionId, who, now);
  await store.endInvited(tx, institutionId, user?.email ?? who, now);
  if (user === null) return;
  const hostId = user.hostId ?? user.email;
  await store.saveHost(tx, institutionId, { ...user, hostId, details: null }, now);
  await noteAlone(tx, institutionId, hostId, now);
}

/** New rooms stand in this order: whoever looks after the account in Zoom is a room last, its owner never. */
const LIKELY_ROOMS: readonly ZoomUser["role"][] = ["member", "admin", "owner"];

/** Another Zoom account is connected: all that were its rooms can't be used until that account is connected again. The ids of those that were in use. */
export async function leaveRooms(tx: Tx, institutionId: string): Promise<string[]> {
  const rooms = await store.roomsOf(tx, institutionId);
  for (const room of rooms) await store.saveTrouble(tx, { ...room, trouble: "other_account" });
  return rooms.filter((room) => room.active).map((room) => room.id);
}

/** Of the account before: hosts of nothing, until they are read in the one that is connected now. */
export const leaveUsers = (tx: Tx, institutionId: string): Promise<number> => store.markDeleted(tx, institutionId, []);

/** Whose plans in Zoom are read: a room, or who hosts without being one, by the connection that reaches the host. */
export type Planner = { institutionId: string; hostId: string; via?: string | null };

/** What exists in Zoom on this host beside what Bedel made for this institution: never run over. Our mark tells for which session it was made; another institution's, or another Bedel's, is foreign here. Says whether anything has changed. */
export async function readBusy(world: Pick<World, "db" | "zoomOf" | "clock">, host: Planner): Promise<boolean> {
  const asked = world.clock.now(); // what is planned while Zoom answers may not be in its answer
  const planned = await world.zoomOf(host.institutionId, undefined, host.via).plannedMeetings(host.hostId);
  const own = await store.ownMarks(world.db, host.institutionId, planned.flatMap((m) => m.mark ?? [])); // prettier-ignore
  const others = planned.filter((m) => m.start !== null && (m.mark === null || !own.has(m.mark)));
  const rows = others.map((m) => ({ hostId: host.hostId, meetingId: m.id, during: spanOf(m.start!, m.minutes), title: isOfBedel(m.mark) ? "" : m.title }));
  return world.db.transaction((tx) => store.replaceBusy(tx, host.institutionId, host.hostId, rows, asked));
}

/** What another institution calls its sessions is its own affair. */
const isOfBedel = (mark: string | null): boolean => mark?.startsWith("bedel:") ?? false;

/** The same, where what was read last will do. False: Zoom can't be read now. */
export async function readPlans(world: Pick<World, "db" | "zoomOf" | "clock">, host: Planner): Promise<boolean> {
  try {
    await readBusy(world, host);
    return true;
  } catch (error) {
    if (error instanceof ZoomError) return false;
    throw error;
  }
}

const spanOf = (start: Instant, minutes: number): Interval => ({ start, end: (start + Math.max(1, minutes) * 60_000) as Instant });

export type RoomChange = Partial<Pick<Room, "name" | "code" | "active" | "assignment" | "handover">>;

/** Saves what an admin changed, if nobody else did meanwhile. Turning a room on wishes for its first password. */
export async function saveChange(tx: Tx, room: Room, change: RoomChange, revision: number, now: Instant): Promise<Outcome<Room>> {
  const next = { ...room, ...change };
  if ((await store.saveRoom(tx, next, revision)) === 0) return refused("revision_conflict");
  if (next.active && !room.active && !room.password.isSet && preflight(room)[0]!.works) await wishSecured(tx, room, now);
  return fine({ ...next, revision: revision + 1 });
}

export const saveOrder = store.saveOrder;
export const saveHost = store.saveHost;
export const addOutage = store.addOutage;
export const removeOutage = store.removeOutage;
