import { overlaps, type Interval } from "../../src/lib/interval.ts";
import { after, before } from "../../src/lib/time.ts";
import { sql, type Tx } from "../../src/platform/database.ts";
import { roomsOf } from "../../src/rooms/actions.ts";
import { usable } from "../../src/rooms/room.ts";
import type { Session } from "../../src/sessions/session.ts";

/** A request without a room. `arrangement`: which session would be in which room, were it served, where there is a way; null: there is none. */
export type Waiting = { sessionId: string; arrangement: Record<string, string> | null };

type Room = { id: string; hostId: string; meetings: number; webinars: number; blocked: readonly Interval[] };
/** What has to lie somewhere: in this room, or in any that fits. */
type Piece = { session: Pick<Session, "id" | "kind" | "expected">; time: Interval; roomId: string | null };

/** From its preparation to its aftermath, as its settings say: on purpose not asked of the product. */
const wholeOf = ({ time, policy: p }: Session): Interval => ({ start: before(time.start, p.preparation), end: after(time.end, p.courtesy + p.postprocessing) });

/** Nobody has been told of its room yet, nobody has chosen it, and nobody is about to take a change back. The same: not asked of the product. */
const mayMove = (s: Session): boolean =>
  s.source === "pool" &&
  s.status === "placed" &&
  !s.pinned &&
  s.undo === null &&
  s.overAt === null &&
  s.live === null &&
  ["pending", "held"].includes(s.steps.handOver.is);

/** Requests that wait for a room, each with an arrangement that would serve it. Null while Bedel has still to look at them. */
export async function waitingIn(db: Tx, sessions: readonly Session[]): Promise<Waiting[] | null> {
  const isAsked = await db.one((r) => r["asked"] === true, sql`select bool_or(queue_asked) as asked from institutions`);
  if (isAsked === true) return null;
  const waiting = sessions.filter((s) => s.status === "waiting" && s.source === "pool" && s.undo === null);
  if (waiting.length === 0) return [];
  const rooms = await roomsIn(db, waiting[0]!.institutionId);
  const pieces = await piecesIn(db, rooms, new Map(sessions.map((s) => [s.id, s])));
  return waiting.map((s) => ({ sessionId: s.id, arrangement: arranged(rooms, [...pieces, { session: s, time: wholeOf(s), roomId: null }]) }));
}

async function roomsIn(db: Tx, institutionId: string): Promise<Room[]> {
  const blocks = await db.list(
    (r) => ({ room: r["room"] as string, time: { start: r["from"], end: r["to"] } as Interval }),
    sql`select room_id::text as room, lower(during) as "from", upper(during) as "to" from room_outages where institution_id = ${institutionId}
      union all select host_id, lower(during), upper(during) from busy where institution_id = ${institutionId}`,
  );
  const open = (await roomsOf(db, institutionId)).filter((room) => usable(room) && room.assignment === "automatic");
  return open.map(({ id, hostId, meetingCapacity, webinarCapacity }) => ({
    ...{ id, hostId, meetings: meetingCapacity, webinars: webinarCapacity },
    blocked: blocks.filter(({ room }) => room === id || room === hostId).map(({ time }) => time),
  }));
}

const piecesIn = async (db: Tx, rooms: readonly Room[], sessions: ReadonlyMap<string, Session>): Promise<Piece[]> =>
  db.list(
    (r) => {
      const session = sessions.get(r["session_id"])!;
      const isFixed = r["piece"] !== 0 || !mayMove(session);
      return { session, time: { start: r["from"], end: r["to"] }, roomId: isFixed ? (rooms.find(({ hostId }) => hostId === r["host_id"])?.id ?? "") : null };
    },
    sql`select session_id, host_id, piece, lower(reserved) as "from", upper(reserved) as "to" from reservations order by lower(reserved), session_id, piece`,
  );

const fits = (room: Room, { session: { kind, expected }, time }: Piece): boolean => {
  const capacity = kind === "meeting" ? room.meetings : room.webinars;
  return capacity > 0 && capacity >= (expected ?? 0) && !room.blocked.some((block) => overlaps(block, time));
};

/** All ways are tried: in these houses there are three rooms and a dozen sessions at most. What is fixed lies where it lies, also in a room that is none any more. */
function arranged(rooms: readonly Room[], pieces: readonly Piece[]): Record<string, string> | null {
  const fixed = pieces.filter(({ roomId }) => roomId !== null);
  const loose = pieces.filter(({ roomId }) => roomId === null).toSorted((a, b) => a.time.start - b.time.start);
  const lying = new Map(rooms.map(({ id }) => [id, fixed.filter(({ roomId }) => roomId === id)]));
  const found: Record<string, string> = {};
  const lay = (n: number): boolean => {
    const piece = loose[n];
    if (piece === undefined) return true;
    return rooms.some((room) => {
      const there = lying.get(room.id)!;
      if (!fits(room, piece) || there.some(({ time }) => overlaps(time, piece.time))) return false;
      there.push(piece);
      found[piece.session.id] = room.id;
      if (lay(n + 1)) return true;
      there.pop();
      return false;
    });
  };
  return lay(0) ? { ...found } : null;
}
