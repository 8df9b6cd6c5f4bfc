import { type Interval } from "../../lib/interval.ts";
import { after, before, days, type Instant } from "../../lib/time.ts";
import { allocate, type Need, type NearestLimits, type Placed, type RoomForAllocation, type Verdict } from "../../rooms/allocate.ts";
import { usable, type Room } from "../../rooms/room.ts";
import { capacityFor } from "../capacity/crowd.ts";
import { isMovable, reservationOf, type Session } from "../session.ts";

/** What the allocator looks at: rooms with what blocks them, and what is reserved. */
export type Board = { rooms: RoomForAllocation[]; placed: Placed[] };

type Blocks = { outages: readonly { roomId: string; during: Interval }[]; busy: readonly { hostId: string; during: Interval }[] };
type Reserved = { session: Session; reserved: Interval; piece: number };

/** So far around a wish reservations can matter to it: chains of moves reach further than its own hours. */
export const around = (reserved: Interval, far = days(2)): Interval => ({ start: before(reserved.start, far), end: after(reserved.end, far) });

export const needOf = (s: Session): Need => ({ kind: s.kind, expected: s.expected, reserved: reservationOf(s) });

/** Where as many fit as are registered; where that can't be had, as many as were asked for: better a room that is too small than none. */
export function roomFor(board: Board, s: Session, registered: number): Verdict {
  const need = needOf(s);
  const forAll = registered > (need.expected ?? 0) ? allocate(board.rooms, board.placed, { ...need, expected: registered }) : null;
  return forAll === null || forAll.is === "none" ? allocate(board.rooms, board.placed, need) : forAll;
}

/** How many its next room must hold: who is registered is not to be moved out of a room where they fit. What its own room doesn't hold no other need. */
function peopleOf(s: Session, registered: number, home: Room | undefined): number | null {
  const fitting = Math.min(registered, capacityFor(s.kind, home ?? null) ?? 0);
  return fitting > (s.expected ?? 0) ? fitting : s.expected;
}

/** `also`: rooms that an admin may give although they are manual. Held pieces of another's change stay where they are. */
export function boardOf(
  rooms: readonly Room[],
  reserved: readonly Reserved[],
  blocks: Blocks,
  except: string,
  registered: ReadonlyMap<string, number> = new Map(),
): Board {
  const byHost = new Map(rooms.map((room) => [room.hostId, room.id]));
  const byId = new Map(rooms.map((room) => [room.id, room]));
  return {
    rooms: rooms.filter(usable).map((room) => ({
      id: room.id,
      order: room.order,
      automatic: room.assignment === "automatic",
      meetingCapacity: room.meetingCapacity,
      webinarCapacity: room.webinarCapacity,
      blocked: [...blocks.outages.filter((o) => o.roomId === room.id), ...blocks.busy.filter((b) => b.hostId === room.hostId)].map((b) => b.during),
    })),
    placed: reserved
      .filter((r) => r.session.id !== except)
      .flatMap((r) => {
        const hostId = r.piece === 0 ? r.session.hostId : r.session.undo?.before.hostId; // also of sessions that have a room's user as their own host
        const roomId = (r.piece === 0 ? r.session.roomId : null) ?? byHost.get(hostId ?? "") ?? null;
        if (roomId === null) return [];
        return [
          {
            sessionId: r.session.id,
            roomId,
            reserved: r.reserved,
            need: { kind: r.session.kind, expected: peopleOf(r.session, registered.get(r.session.id) ?? 0, byId.get(roomId)) },
            movable: r.piece === 0 && isMovable(r.session),
            generated: r.session.meeting !== null,
          },
        ];
      }),
  };
}

/** Times offered instead: on the quarter hour grid of the asked one, within a week, with time to prepare. */
export const nearestLimits = (s: Session, now: Instant): NearestLimits => ({
  count: 3,
  stepMinutes: 15,
  within: days(7),
  earliestStart: now,
  leadBefore: s.policy.preparation,
});
