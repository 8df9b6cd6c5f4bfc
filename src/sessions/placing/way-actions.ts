import { overlaps, type Interval } from "../../lib/interval.ts";
import { after, days, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { busyOf } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { changed } from "../change.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { isMovable, reservationOf, type Session } from "../session.ts";
import { lockInstitution, lockSession, release, reserve } from "../store.ts";
import { reservationsWithin } from "./reserved-store.ts";
import { place, saveRevision } from "./actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "origin" | "zooms">;

/** Nearer than most people plan; what lies beyond is seen to when it has come near. */
const SEEN_WITHIN = days(60);

type Clash = { session: Session; other: { meetingId: string; during: Interval } };

/**
 * Somebody planned a meeting in Zoom on a room at the time of a session that has it. The session goes to another room, if that can be had; else it keeps
 * its own, and the administrators hear of it, once of each: Zoom itself refuses neither, and whoever starts the one ends the other.
 */
export async function makeWay(world: Needs, neighbours: Neighbours, institutionId: string): Promise<void> {
  const now = world.clock.now();
  if ((await clashesIn(world.db, institutionId, now)).length === 0) return; // without the lock, which nearly always is not needed
  await world.db.transaction(async (tx) => {
    await lockInstitution(tx, institutionId);
    for (const { session, other } of await clashesIn(tx, institutionId, now)) {
      const s = await lockSession(tx, institutionId, session.id);
      if (s === null || s.roomId !== session.roomId || (await goElsewhere(tx, world, s, now))) continue;
      await tellAdmins(tx, world, neighbours, s, other);
    }
  });
}

/** The first for each session that has not ended: what is beside it in its room, preparation and courtesy included. */
async function clashesIn(tx: Tx, institutionId: string, now: Instant): Promise<Clash[]> {
  const within = { start: now, end: after(now, SEEN_WITHIN) };
  const busy = await busyOf(tx, institutionId, within);
  if (busy.length === 0) return [];
  const placed = (await reservationsWithin(tx, institutionId, within)).filter(({ piece, session: s }) => piece === 0 && s.source === "pool");
  return placed.flatMap(({ session }) => {
    const isToCome = session.status === "placed" && session.overAt === null && session.time.start > now;
    const other = busy.find(({ hostId, during }) => hostId === session.hostId && overlaps(during, reservationOf(session)));
    return isToCome && other !== undefined ? [{ session, other }] : [];
  });
}

async function goElsewhere(tx: Tx, world: Needs, s: Session, now: Instant): Promise<boolean> {
  if (!isMovable(s)) return false;
  await release(tx, s, "all");
  const placement = await place(tx, world, s, now, { without: s.roomId });
  if (placement.is === "none") {
    await reserve(tx, s, reservationOf(s));
    return false;
  }
  const { roomId, hostId } = placement.session;
  const next = changed(s, { roomId, hostId }, now);
  await saveRevision(tx, next, now);
  const room = (await mailContext(tx, world, s.institutionId)).rooms.get(roomId!)?.name ?? "";
  const deed = { institutionId: s.institutionId, at: now, who: "bedel", memberId: null, sessionId: s.id, what: "moved_room_busy" };
  await note(tx, world.random, { ...deed, details: { room } });
  return true;
}

async function tellAdmins(tx: Tx, world: Needs, neighbours: Neighbours, s: Session, { meetingId, during }: Clash["other"]): Promise<void> {
  const context = await mailContext(tx, world, s.institutionId);
  const host = { name: context.rooms.get(s.roomId!)?.name ?? "", own: false };
  const keyed = `host_busy/${meetingId}/${during.start}`;
  const more = { host, other: during, page: `${world.origin}/sessions/${s.id}` };
  await sendMail(tx, world, neighbours, s, { kind: "host_busy", to: "admins", step: null, keyed, usefulUntil: s.time.end, more }, context);
}
