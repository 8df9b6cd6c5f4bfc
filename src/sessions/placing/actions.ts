import { overlaps, type Interval } from "../../lib/interval.ts";
import { after, days, minutes, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { withdrawOlder } from "../../platform/outbox.ts";
import { busyOf, outagesOf, roomsOf } from "../../rooms/actions.ts";
import { fits, isHopeless, nearestFits } from "../../rooms/allocate.ts";
import { type Room } from "../../rooms/room.ts";
import type { World } from "../../world.ts";
import { changed, type Change } from "../change.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import { alarmOf } from "../deciding/mails.ts";
import { done, type Performer } from "../doing/effect.ts";
import { placeAtHost } from "../hosting/actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { isMovable, reservationOf, type Session } from "../session.ts";
import { reservationsWithin } from "./reserved-store.ts";
import { lockInstitution, lockSession, release, reserve, saveSession, queuesAsked, takeQueueAsked, waitingSessions } from "../store.ts";
import { around, boardOf, nearestLimits, needOf, roomFor, type Board } from "./board.ts";
import { freeRoom } from "./free-actions.ts";
import { registeredOf, timesTaken } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "origin" | "zooms">;

/** What the allocator sees around a session, without the session itself. The institution must be locked. */
export async function loadBoard(tx: Tx, session: Session, far = days(2)): Promise<{ board: Board; rooms: Room[]; registered: number }> {
  const window = around(reservationOf(session), far);
  const rooms = await roomsOf(tx, session.institutionId);
  const reserved = await reservationsWithin(tx, session.institutionId, window);
  const busy = await busyOf(tx, session.institutionId, window, rooms.map(({ hostId }) => hostId)); // prettier-ignore
  const blocks = { outages: await outagesOf(tx, session.institutionId, window.start), busy };
  const registered = await registeredOf(tx, session.institutionId, [session.id, ...reserved.map((r) => r.session.id)]);
  return { board: boardOf(rooms, reserved, blocks, session.id, registered), rooms, registered: registered.get(session.id) ?? 0 };
}

export type Placement = { is: "placed"; session: Session; moved: number } | { is: "none"; proven: boolean };

/**
 * Reserves the time of its own host for a session that has one. Else finds a room for a session that holds none, moving others that are not handed over where that frees one, and reserves it. Saves nothing
 * of the session itself. The institution must be locked, so that nobody else allocates meanwhile; deciding may still hand a session over,
 * which is seen when it is locked here: then we look anew.
 */
export async function place(
  tx: Tx,
  { random, zooms }: Pick<World, "random" | "zooms">,
  session: Session,
  now: Instant,
  options: { prefer?: string | null; without?: string | null; had?: Interval | null } = {},
): Promise<Placement> {
  if (session.source !== "pool") {
    const isPlaced = await placeAtHost(tx, { zooms }, session, options.had);
    return isPlaced ? { is: "placed", session, moved: 0 } : { is: "none", proven: true };
  }
  const free = await freeRoom(tx, session, options);
  if (free !== null) return inFreeRoom(tx, session, free, 0);
  const { board: overlapping } = await loadBoard(tx, session, 0);
  const open = overlapping.rooms.filter((room) => room.id !== options.without);
  if (isHopeless(open, overlapping.placed, needOf(session))) return { is: "none", proven: true };
  for (let tries = 0; tries < 4; tries += 1) {
    const loaded = await loadBoard(tx, session);
    const board = { ...loaded.board, rooms: loaded.board.rooms.filter((room) => room.id !== options.without) };
    const verdict = roomFor(board, session, loaded.registered);
    if (verdict.is === "none") return verdict;
    const room = (id: string): Room => loaded.rooms.find((r) => r.id === id)!;
    const moves = verdict.is === "rearranged" ? verdict.moves : [];
    const moving = moves.map((m) => ({ sessionId: m.sessionId, to: room(m.to) }));
    if (!(await moveAll(tx, random, session, moving, now))) continue;
    return inFreeRoom(tx, session, room(verdict.roomId), moves.length);
  }
  return { is: "none", proven: false };
}

async function inFreeRoom(tx: Tx, session: Session, room: Room, moved: number): Promise<Placement> {
  const placed = inRoom(session, room);
  if ((await reserve(tx, placed, needOf(placed).reserved)) === "reserved") return { is: "placed", session: placed, moved };
  throw new Error(`the room that was free is taken under the lock: ${session.id}`);
}

/** Why this room can't take the session, as a message key; null when it can. Manual rooms are asked about too: an admin may give them. */
export function whyNotFree(board: Board, session: Session, roomId: string): string | null {
  const need = needOf(session);
  const room = board.rooms.find((r) => r.id === roomId);
  if (room === undefined) return "room_not_active";
  if (!fits(room, need)) return "room_does_not_fit";
  const taken = board.placed.some((p) => p.roomId === roomId && overlaps(p.reserved, need.reserved)) || room.blocked.some((b) => overlaps(b, need.reserved));
  return taken ? "room_not_free" : null;
}

export const inRoom = (s: Session, room: Pick<Room, "id" | "hostId">): Session => ({ ...s, roomId: room.id, hostId: room.hostId });

/** Takes the moved rows out and puts them back: the constraint stays immediate. False: one can't be moved any more. */
async function moveAll(tx: Tx, random: World["random"], forWhom: Session, moves: readonly { sessionId: string; to: Room }[], now: Instant): Promise<boolean> {
  const locked: { session: Session; to: Room }[] = [];
  for (const move of moves.toSorted((a, b) => (a.sessionId < b.sessionId ? -1 : 1))) {
    const session = await lockSession(tx, forWhom.institutionId, move.sessionId);
    if (session === null || !isMovable(session)) return false;
    locked.push({ session, to: move.to });
  }
  for (const { session } of locked) await release(tx, session, "all");
  for (const { session, to } of locked) await moveOne(tx, random, session, to, now, "moved_to_make_room");
  return true;
}

/** Puts a session, whose reservation is out, into another room; its meeting is made anew there, its links stay. */
async function moveOne(tx: Tx, random: World["random"], session: Session, to: Room, now: Instant, what: string): Promise<Session> {
  const next = changed(session, { roomId: to.id, hostId: to.hostId }, now);
  if ((await reserve(tx, next, reservationOf(next))) === "taken") throw new Error(`a checked move is taken: ${session.id}`);
  await saveRevision(tx, next, now);
  await note(tx, random, { institutionId: next.institutionId, at: now, who: "bedel", memberId: null, sessionId: next.id, what, details: { room: to.name } });
  return next;
}

/** A new revision takes back what nobody has begun of the old, and the session looks at itself again now. */
export async function saveRevision(tx: Tx, s: Session, now: Instant): Promise<void> {
  await withdrawOlder(tx, s.institutionId, s.id, s.revision);
  await saveSession(tx, s, now);
}

/** Looked for near by first: what is found there is found farther away as well, and a busy institution has thousands of sessions within a week. */
export async function nearestFor(tx: Tx, session: Session, now: Instant): Promise<Instant[]> {
  const limits = nearestLimits(session, now);
  const rooms = await roomsOf(tx, session.institutionId);
  for (const within of [days(1), limits.within]) {
    const window = around(reservationOf(session), within + days(1));
    const busy = await busyOf(tx, session.institutionId, window, rooms.map(({ hostId }) => hostId)); // prettier-ignore
    const { rooms: usable } = boardOf(rooms, [], { outages: await outagesOf(tx, session.institutionId, window.start), busy }, session.id);
    const byHost = new Map(rooms.map((room) => [room.hostId, room.id]));
    const taken = (await timesTaken(tx, session, window)).flatMap(({ hostId, reserved }) =>
      byHost.has(hostId) ? [{ roomId: byHost.get(hostId)!, reserved }] : [],
    );
    const found = nearestFits(usable, taken, needOf(session), now, { ...limits, within });
    if (found.length === limits.count || within === limits.within) return found;
  }
  return [];
}

/** Moves to a room that a person or the allocator chose, all or nothing. The institution must be locked. */
export async function moveTo(tx: Tx, session: Session, room: Room, change: Change, now: Instant): Promise<Session> {
  await release(tx, session, "all");
  const next = changed(session, { ...change, roomId: room.id, hostId: room.hostId }, now);
  if ((await reserve(tx, next, reservationOf(next))) === "taken") throw new Error(`a checked room is taken: ${session.id}`);
  await saveRevision(tx, next, now);
  return next;
}

/** Serves the queue wherever a room may have become free, in the order in which people asked. Says how many institutions it looked at. */
export async function serveQueues(world: Needs, neighbours: Neighbours): Promise<number> {
  const now = world.clock.now();
  const institutions = await queuesAsked(world.db);
  for (const institutionId of institutions) {
    await world.db.transaction(async (tx) => {
      await lockInstitution(tx, institutionId); // first, as everybody does who touches the institution's row: the other way round two would wait for each other
      await takeQueueAsked(tx, institutionId);
      for (const waiting of await waitingSessions(tx, institutionId, now)) await serve(tx, world, neighbours, waiting.id, institutionId, now);
    });
  }
  return institutions.length;
}

async function serve(tx: Tx, world: Needs, neighbours: Neighbours, id: string, institutionId: string, now: Instant): Promise<void> {
  const session = await lockSession(tx, institutionId, id);
  if (session?.status !== "waiting") return;
  const placement = await place(tx, world, session, now);
  if (placement.is === "none") return;
  const placed: Session = { ...placement.session, status: "placed", revision: session.revision + 1 };
  await saveRevision(tx, placed, now);
  await note(tx, world.random, { institutionId, at: now, who: "bedel", memberId: null, sessionId: id, what: "served" });
  await sendMail(tx, world, neighbours, placed, { kind: "served", to: "organizer", step: null }, await mailContext(tx, world, institutionId));
}

/** The session before runs on into this one's preparation: it moves to a free room, or waits for its own. Its links stay the same. */
export const relocate =
  (neighbours: Neighbours): Performer =>
  async (world, command) => {
    const now = world.clock.now();
    const found = await world.db.transaction(async (tx) => {
      await lockInstitution(tx, command.institutionId);
      const session = await lockSession(tx, command.institutionId, command.sessionId!);
      if (session?.status !== "placed" || session.steps.handOver.is !== "held") return true;
      await release(tx, session, "all");
      const placement: Placement = session.pinned ? { is: "none", proven: false } : await place(tx, world, session, now, { without: session.roomId });
      const context = await mailContext(tx, world, session.institutionId);
      if (placement.is === "none") {
        await reserve(tx, session, needOf(session).reserved);
        await sendMail(
          tx,
          world,
          neighbours,
          session,
          alarmOf(session, world.origin, "handOver", session.steps.handOver.at, { because: "room_is_free" }),
          context,
        );
        return false;
      }
      const next = changed(session, { roomId: placement.session.roomId, hostId: placement.session.hostId }, now);
      await saveRevision(tx, next, now);
      await note(tx, world.random, {
        institutionId: next.institutionId,
        at: now,
        who: "bedel",
        memberId: null,
        sessionId: next.id,
        what: "moved_from_overrun",
        details: { room: context.rooms.get(next.roomId!)?.name ?? "" },
      });
      const page = { page: `${world.origin}/sessions/${next.id}` };
      await sendMail(tx, world, neighbours, next, { kind: "moved", to: "organizer", step: null, more: page }, context);
      await sendMail(tx, world, neighbours, next, { kind: "moved", to: "admins", step: null, more: page }, context);
      return true;
    });
    return found ? done() : { againAt: after(now, minutes(1)) }; // another room may get free before its own does
  };
