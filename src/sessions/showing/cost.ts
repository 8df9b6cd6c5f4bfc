import { after, before, minutes } from "../../lib/time.ts";
import { allocate, type Placed } from "../../rooms/allocate.ts";
import { usable, type Room } from "../../rooms/room.ts";
import type { Session } from "../session.ts";

type Buffers = { preparation: number; courtesy: number; postprocessing: number };
export type Cost = {
  sessions: number;
  rooms: number;
  refused: { asked: number; inForce: number; none: number };
  blockedMinutes: { buffers: number; sessions: number };
};

/** What buffers cost, worked out by giving the same sessions rooms again, in the order in which they were asked for. Lengths in minutes. */
export function costOf(rooms: readonly Room[], sessions: readonly Session[], asked: Buffers, inForce: Buffers): Cost {
  const length = sessions.reduce((sum, s) => sum + (s.time.end - s.time.start) / minutes(1), 0);
  const none = { preparation: 0, courtesy: 0, postprocessing: 0 };
  return {
    sessions: sessions.length,
    rooms: rooms.filter((r) => usable(r) && r.assignment === "automatic").length,
    refused: { asked: refusedWith(rooms, sessions, asked), inForce: refusedWith(rooms, sessions, inForce), none: refusedWith(rooms, sessions, none) },
    blockedMinutes: { buffers: sessions.length * (asked.preparation + asked.courtesy + asked.postprocessing), sessions: Math.round(length) },
  };
}

/** First fit, then moving others, as in earnest, but with a small budget: the settings page asks at each keystroke. */
function refusedWith(rooms: readonly Room[], sessions: readonly Session[], b: Buffers): number {
  const board = rooms.filter(usable).map((room) => ({
    id: room.id,
    order: room.order,
    automatic: room.assignment === "automatic",
    meetingCapacity: room.meetingCapacity,
    webinarCapacity: room.webinarCapacity,
    blocked: [],
  }));
  const placed: Placed[] = [];
  let refused = 0;
  for (const s of sessions.toSorted((x, y) => x.askedAt - y.askedAt || (x.id < y.id ? -1 : 1))) {
    const reserved = { start: before(s.time.start, minutes(b.preparation)), end: after(s.time.end, minutes(b.courtesy + b.postprocessing)) };
    const need = { kind: s.kind, expected: s.expected, reserved };
    const near = placed.filter((p) => p.reserved.end > reserved.start - DAY && p.reserved.start < reserved.end + DAY);
    const verdict = allocate(board, near, need, { budget: 1500 });
    if (verdict.is === "none") {
      refused += 1;
      continue;
    }
    for (const move of verdict.is === "rearranged" ? verdict.moves : []) {
      const i = placed.findIndex((p) => p.sessionId === move.sessionId);
      placed[i] = { ...placed[i]!, roomId: move.to };
    }
    placed.push({ sessionId: s.id, roomId: verdict.roomId, reserved, need: { kind: s.kind, expected: s.expected }, movable: true, generated: false });
  }
  return refused;
}

const DAY = minutes(24 * 60);
