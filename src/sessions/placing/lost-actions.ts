import type { Interval } from "../../lib/interval.ts";
import { days, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { roomsOf } from "../../rooms/actions.ts";
import { usable, type Room } from "../../rooms/room.ts";
import type { World } from "../../world.ts";
import { changed } from "../change.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { coursesOf } from "../series/store.ts";
import { isHandedOver, type Session } from "../session.ts";
import { lockInstitution, lockSession, release } from "../store.ts";
import { reservationsWithin } from "./reserved-store.ts";
import { nearestFor, place, saveRevision } from "./actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "origin" | "zooms">;
/** `during`: null: from now on. */
type Lost = { roomId: string; during: Interval | null };

/**
 * Sessions whose rooms can't be used any more are given another, or wait for one in the queue's place. Who can help hears of each that waits, of the dates of
 * a course all at once. Says how many have another room.
 */
export async function replaceLost(tx: Tx, world: Needs, neighbours: Neighbours, institutionId: string, lost: readonly Lost[], now: Instant): Promise<number> {
  await lockInstitution(tx, institutionId);
  let moved = 0;
  const stranded: Stranded[] = [];
  for (const one of lost) {
    const found = await replaceOf(tx, world, institutionId, one, now);
    moved += found.moved;
    stranded.push(...found.stranded);
  }
  await tellStranded(tx, world, neighbours, institutionId, stranded, now);
  return moved;
}

type Stranded = { before: Session; session: Session };

async function replaceOf(tx: Tx, world: Needs, institutionId: string, lost: Lost, now: Instant): Promise<{ moved: number; stranded: Stranded[] }> {
  const rooms = await roomsOf(tx, institutionId);
  const room = rooms.find((r) => r.id === lost.roomId)!;
  const window = lost.during ?? { start: now, end: (now + days(3650)) as Instant };
  const affected = (await reservationsWithin(tx, institutionId, window)).filter(
    (r) => r.piece === 0 && r.session.roomId === lost.roomId && r.session.time.end > now,
  );
  let moved = 0;
  const stranded: Stranded[] = [];
  for (const { session: found } of affected) {
    const session = await lockSession(tx, institutionId, found.id);
    if (session === null || isHandedOver(session) || session.status !== "placed") continue;
    await release(tx, session, "all");
    const placement = await place(tx, world, session, now, { without: usable(room) && lost.during !== null ? null : room.id });
    if (placement.is === "none") {
      stranded.push({ before: session, session: await strand(tx, world, session, room, now) });
      continue;
    }
    const next = changed({ ...session, undo: null }, { roomId: placement.session.roomId, hostId: placement.session.hostId, pinned: false }, now);
    await saveRevision(tx, next, now);
    await note(tx, world.random, {
      institutionId,
      at: now,
      who: "bedel",
      memberId: null,
      sessionId: next.id,
      what: "moved_room_lost",
      details: { room: rooms.find((r) => r.id === next.roomId)?.name ?? "" },
    });
    moved += 1;
  }
  return { moved, stranded };
}

/** No other room: it waits, in the order in which it was asked for. */
async function strand(tx: Tx, { random }: Pick<Needs, "random">, session: Session, room: Room, now: Instant): Promise<Session> {
  const next: Session = { ...changed(session, { roomId: null, hostId: null, pinned: false }, now), status: "waiting", undo: null };
  await saveRevision(tx, next, now);
  const { institutionId, id: sessionId } = next;
  await note(tx, random, { institutionId, at: now, who: "bedel", memberId: null, sessionId, what: "room_lost", details: { room: room.name } });
  return next;
}

/** Those who can help hear of it: once for each session, and once for all dates of a course. */
async function tellStranded(tx: Tx, world: Needs, neighbours: Neighbours, institutionId: string, stranded: readonly Stranded[], now: Instant): Promise<void> {
  if (stranded.length === 0) return;
  const courses = await coursesOf(tx, institutionId, stranded.map(({ session }) => session.id)); // prettier-ignore
  for (const [courseId, dates] of Map.groupBy(stranded, ({ session }) => courses.get(session.id)?.id ?? null)) {
    if (courseId === null) await tellEach(tx, world, neighbours, institutionId, dates, now);
    else await neighbours.tellRoomsLost(tx, { institutionId, courseId, dates }, now);
  }
}

async function tellEach(tx: Tx, world: Needs, neighbours: Neighbours, institutionId: string, stranded: readonly Stranded[], now: Instant): Promise<void> {
  const context = await mailContext(tx, world, institutionId);
  for (const { session } of stranded) {
    const nearest = await nearestFor(tx, session, now);
    await sendMail(tx, world, neighbours, session, { kind: "waiting", to: "organizer", step: null, more: { nearest, noneProven: false } }, context);
    await sendMail(tx, world, neighbours, session, { kind: "admin_waiting", to: "admins", step: null, more: { nearest } }, context);
  }
}
