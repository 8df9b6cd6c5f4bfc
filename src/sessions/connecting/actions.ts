import type { Affected, OpenRoom, PreviewOf } from "../../connections/life/contract.ts";
import { defaultHostId, found, hostById } from "../../connections/hosts/actions.ts";
import type { Above } from "../../connections/upstairs.ts";
import { after, days, iso, type Instant } from "../../lib/time.ts";
import { membersOf } from "../../people/actions.ts";
import { reviveCommands } from "../../platform/outbox.ts";
import type { Tx } from "../../platform/database.ts";
import { leaveUsers, lockRooms, renewPassword, roomById, roomsOf, saveHolder } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { ZoomError } from "../../zoom/port.ts";
import { wishedAnew } from "../change.ts";
import { UNSERVED } from "../doing/retry.ts";
import { tellHost } from "../hosting/telling-actions.ts";
import { rehost } from "../hosting/rehost-actions.ts";
import { saveRevision } from "../placing/actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { isLive, type Session } from "../session.ts";
import { askForQueue, lockSession, sessionById, sessionsBetween } from "../store.ts";
import { fateOf, isOpen } from "./fates.ts";
import { forgetWhatZoomTold, hostless, isBehindDefaultHost, wakeHosted, wakeServed } from "./store.ts";

/** Sessions can be asked for no further ahead, unless the institution says so. */
const AHEAD = days(730);
const MOST_SHOWN = 20;

/** What connections need of sessions and rooms. */
export const aboveConnections = (world: World, neighbours: Pick<Neighbours, "served"> | null = null): Above => ({
  affected: (institutionId, of, now) => affected(world, institutionId, of, now),
  served: async (tx, c, now) => {
    await wakeServed(tx, c, now);
    await reviveCommands(tx, c.institutionId, UNSERVED, now);
    await askForQueue(tx, c.institutionId);
    if (c.kind === "institution") await neighbours?.served(tx, c.institutionId, now);
  },
  openRooms: (institutionId) => openRooms(world, institutionId),
  closeRoom: (institutionId, roomId) => closeRoom(world, institutionId, roomId),
  forget: (tx, c) => forgetWhatZoomTold(tx, c),
  hostless: async (institutionId, now) => (await hostless(world.db, institutionId, now)).length,
  rehost: (institutionId, hostId) => rehostAll(world, institutionId, hostId),
});

async function affected({ db }: Pick<World, "db">, institutionId: string, of: PreviewOf, now: Instant): Promise<Affected> {
  const members = new Map((await membersOf(db, institutionId)).map((m) => [m.id, m.name]));
  const all = await sessionsBetween(db, institutionId, { start: now, end: after(now, AHEAD) }, null);
  const concerned = all.flatMap((s) => {
    const fate = fateOf(s, of, now);
    return fate === null ? [] : [{ s, fate }];
  });
  const counts: Affected["counts"] = {};
  for (const { fate } of concerned) counts[fate] = (counts[fate] ?? 0) + 1;
  const next = concerned.slice(0, MOST_SHOWN).map(({ s, fate }) => ({ id: s.id, title: s.title, organizer: members.get(s.organizerId) ?? "", start: iso(s.time.start), zone: s.zone, fate })); // prettier-ignore
  return { counts, next };
}

async function openRooms({ db }: Pick<World, "db">, institutionId: string): Promise<OpenRoom[]> {
  const members = new Map((await membersOf(db, institutionId)).map((m) => [m.id, m.name]));
  const open = (await roomsOf(db, institutionId)).filter(({ password }) => password.exposedTo !== null || password.occupiedBy !== null);
  const rooms: OpenRoom[] = [];
  for (const { id, name, password } of open) {
    const s = await sessionById(db, institutionId, (password.occupiedBy ?? password.exposedTo)!);
    const session =
      s === null ? null : { id: s.id, title: s.title, organizer: members.get(s.organizerId) ?? "", end: iso(s.time.end), zone: s.zone, isRunning: isLive(s) };
    rooms.push({ id, name, session });
  }
  return rooms;
}

/** A password that nobody knows, no joining before the host, SSO users signed out. What runs there goes on: whoever is in stays in. */
async function closeRoom(world: World, institutionId: string, roomId: string): Promise<string | null> {
  const room = await roomById(world.db, institutionId, roomId);
  if (room === null) return null;
  const holder = room.password.occupiedBy ?? room.password.exposedTo;
  const s = holder === null ? null : await sessionById(world.db, institutionId, holder);
  const zoom = world.zoomOf(institutionId);
  try {
    if (room.password.exposedTo !== null || !room.password.isSet) await renewPassword(world, room);
    if (s?.meeting != null && (await zoom.readMeeting(s.meeting)) !== null) await zoom.lockMeeting(s.meeting);
    if (room.signsInWith.includes("sso")) await zoom.signOut(room.hostId);
  } catch (error) {
    if (error instanceof ZoomError) return error.kind;
    throw error;
  }
  await world.db.transaction((tx) => leave(tx, institutionId, roomId, s, world.clock.now()));
  return null;
}

/** Nobody holds the room any more, and its session gets it anew when Zoom is connected again. What runs keeps it: its end is still to be seen. */
async function leave(tx: Tx, institutionId: string, roomId: string, holder: Pick<Session, "id"> | null, now: Instant): Promise<void> {
  const s = holder === null ? null : await lockSession(tx, institutionId, holder.id);
  if (s !== null && s.roomId === roomId && isLive(s)) return;
  const [room] = await lockRooms(tx, institutionId, [roomId]);
  if (room !== undefined && room.password.exposedTo === null)
    await saveHolder(tx, { ...room, password: { ...room.password, occupiedBy: null, evidenceAt: null } });
  if (s === null || s.roomId !== roomId || !isOpen(s)) return;
  const steps = wishedAnew({ ...s.steps, handOver: { is: "held", at: now, until: "connected" } });
  await saveRevision(tx, { ...s, revision: s.revision + 1, steps }, now); // what is mailed then is another mail
}

/** Another account is connected, whose users are others: what is made for the default host's sessions is out of reach, and they wait for whoever hosts there. */
export async function leaveHosts(tx: Tx, institutionId: string, now: Instant): Promise<void> {
  await leaveUsers(tx, institutionId);
  for (const id of await hostless(tx, institutionId, now)) {
    const s = await lockSession(tx, institutionId, id);
    if (s === null || isLive(s) || s.steps.generate.is === "pending") continue;
    await saveRevision(tx, { ...s, revision: s.revision + 1, steps: { ...s.steps, generate: { is: "held", at: now, until: "host_is_known" } } }, now);
  }
}

/** After the account's users were read: the default host may be another since, whom nobody knew until now. */
export async function followDefaultHost(world: World, institutionId: string): Promise<void> {
  await wakeHosted(world.db, institutionId, world.clock.now());
  if (!(await isBehindDefaultHost(world.db, institutionId, world.clock.now()))) return;
  await rehostAll(world, institutionId, await defaultHostId(world.db, institutionId));
}

/** One session at a time: each that can't move leaves the others their way. */
async function rehostAll(world: World, institutionId: string, hostId: string | null): Promise<{ moved: number; kept: number }> {
  const now = world.clock.now();
  const host = hostId === null ? null : await hostById(world.db, institutionId, hostId);
  const all = (await sessionsBetween(world.db, institutionId, { start: now, end: after(now, AHEAD) }, null)).filter(
    (s) => s.source === "default host" && fateOf(s, "default host", now) !== null && s.hostId !== hostId,
  );
  if (host === null) return { moved: 0, kept: all.length };
  let moved = 0;
  for (const s of all) {
    const done = await world.db.transaction(async (tx) => {
      const rehosted = await rehost(tx, world, s, found(host, null), now);
      if (rehosted.is === "kept") return rehosted;
      await tellHost(tx, world, s, "not_hosting");
      await tellHost(tx, world, rehosted.session, "hosting");
      return rehosted;
    });
    if (done.is === "rehosted") moved += 1;
  }
  world.poke();
  return { moved, kept: all.length - moved };
}
