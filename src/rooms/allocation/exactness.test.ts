import * as fc from "fast-check";
import { expect, test } from "vitest";
import { interval, overlaps } from "../../lib/interval.ts";
import type { Interval } from "../../lib/interval.ts";
import { after, instant, minutes } from "../../lib/time.ts";
import { allocate, fits, isHopeless } from "../allocate.ts";
import type { Need, Placed, RoomForAllocation, Verdict } from "../allocate.ts";

type Ground = { rooms: RoomForAllocation[]; placed: Placed[]; need: Need };

const MIDNIGHT = instant("2031-03-10T00:00:00Z");
const anyInterval: fc.Arbitrary<Interval> = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 5 }))
  .map(([start, length]) => interval(after(MIDNIGHT, minutes(15 * start)), after(MIDNIGHT, minutes(15 * (start + length)))));
const anyExpected = fc.constantFrom(null, 50, 150, 400);
const anyWish = fc.record({ kind: fc.constantFrom("meeting" as const, "meeting" as const, "webinar" as const), expected: anyExpected });
const anyRoom = fc.record({
  automatic: fc.constantFrom(true, true, true, false),
  meetingCapacity: fc.constantFrom(100, 300, 500),
  webinarCapacity: fc.constantFrom(0, 0, 500),
  blocked: fc.oneof(fc.constant<Interval[]>([]), fc.constant<Interval[]>([]), fc.array(anyInterval, { maxLength: 1 })),
});

/** Sessions as the database would hold them: never two at once in a room, and each where it fitted. */
function withoutClashes(placed: readonly Placed[], rooms: readonly RoomForAllocation[]): Placed[] {
  const kept: Placed[] = [];
  for (const one of placed) {
    const isTaken = kept.some((other) => other.roomId === one.roomId && overlaps(other.reserved, one.reserved));
    if (
      !isTaken &&
      fits(
        rooms.find((room) => room.id === one.roomId)!,
        one.need,
      )
    )
      kept.push(one);
  }
  return kept;
}

const anyGround: fc.Arbitrary<Ground> = fc
  .array(anyRoom, { minLength: 1, maxLength: 4 })
  .map((rooms) => rooms.map((room, n) => ({ ...room, id: `r${n}`, order: n })))
  .chain((rooms) => {
    const roomId = fc.constantFrom(...rooms.map((room) => room.id));
    const anyPlaced = fc.record({ roomId, reserved: anyInterval, need: anyWish, movable: fc.constantFrom(true, true, true, false), generated: fc.boolean() });
    return fc.record({ rooms: fc.constant(rooms), placed: fc.array(anyPlaced, { maxLength: 12 }), need: fc.record({ reserved: anyInterval, wish: anyWish }) });
  })
  .map(({ rooms, placed, need }) => ({
    rooms,
    placed: withoutClashes(
      placed.map((one, n) => ({ ...one, sessionId: `s${n}` })),
      rooms,
    ).slice(0, 7),
    need: { ...need.wish, reserved: need.reserved },
  }));

/** Rooms alike; the first to start, as many as fixed, are handed over. */
const anyAlikeGround: fc.Arbitrary<Ground> = fc
  .record({
    rooms: fc.integer({ min: 1, max: 4 }),
    times: fc.array(anyInterval, { maxLength: 24 }),
    fixed: fc.nat({ max: 4 }),
    reserved: anyInterval,
    generated: fc.boolean(),
  })
  .map(({ rooms, times, fixed, reserved, generated }) => {
    const all = Array.from({ length: rooms }, (_, n) => ({ id: `r${n}`, order: n, automatic: true, meetingCapacity: 300, webinarCapacity: 0, blocked: [] }));
    const wish = { kind: "meeting" as const, expected: null };
    const placed = times.map((time, n) => ({ sessionId: `s${n}`, roomId: `r${n % rooms}`, reserved: time, need: wish, movable: true, generated }));
    const kept = withoutClashes(placed, all).toSorted((a, b) => a.reserved.start - b.reserved.start);
    const last = kept[fixed - 1]?.reserved.start ?? -Infinity;
    const need = { ...wish, reserved };
    return { rooms: all, placed: kept.map((one) => ({ ...one, movable: one.reserved.start > last || reserved.start < last })), need };
  });

const mostAtOnce = (times: readonly Interval[]): number =>
  Math.max(...times.map((time) => times.filter((other) => other.start <= time.start && time.start < other.end).length));

function applied({ placed, need }: Ground, verdict: Verdict): { roomId: string; reserved: Interval; sessionId: string | null }[] {
  if (verdict.is === "none") return [...placed];
  const moves = verdict.is === "rearranged" ? verdict.moves : [];
  const moved = placed.map((one) => ({ ...one, roomId: moves.find((move) => move.sessionId === one.sessionId)?.to ?? one.roomId }));
  return [...moved, { sessionId: null, roomId: verdict.roomId, reserved: need.reserved }];
}

const isOpen = (room: RoomForAllocation, one: { reserved: Interval; need: Pick<Need, "kind" | "expected"> }, given: readonly Placed[]): boolean =>
  room.automatic &&
  fits(room, one.need) &&
  !room.blocked.some((block) => overlaps(block, one.reserved)) &&
  !given.some((other) => other.roomId === room.id && overlaps(other.reserved, one.reserved));

/** The fewest moves, and among those the fewest generated, with which the session can be served; null when it can't. Tries everything. */
function cheapest({ rooms, placed, need }: Ground): { moves: number; generated: number } | null {
  let best: { moves: number; generated: number } | null = null;
  const movable = placed.filter((one) => one.movable);
  const go = (at: number, given: readonly Placed[], moves: number, generated: number): void => {
    const one = movable[at];
    if (one === undefined) {
      if (best === null || moves < best.moves || (moves === best.moves && generated < best.generated)) best = { moves, generated };
      return;
    }
    if (!given.some((other) => other.roomId === one.roomId && overlaps(other.reserved, one.reserved))) go(at + 1, [...given, one], moves, generated);
    const home = rooms.find((room) => room.id === one.roomId)!;
    if (!home.automatic) return;
    for (const room of rooms.filter((other) => other !== home && isOpen(other, one, given))) {
      go(at + 1, [...given, { ...one, roomId: room.id }], moves + 1, generated + Number(one.generated));
    }
  };
  const fixed = placed.filter((one) => !one.movable);
  for (const room of rooms.filter((other) => isOpen(other, { ...need, need }, fixed))) {
    go(0, [...fixed, { sessionId: "asked", roomId: room.id, reserved: need.reserved, need, movable: false, generated: false }], 0, 0);
  }
  return best;
}

test("no arrangement ever puts two sessions into one room at once, nor anything into a blocked, manual or unfitting room", () => {
  fc.assert(
    fc.property(anyGround, (ground) => {
      const verdict = allocate(ground.rooms, ground.placed, ground.need);
      const all = applied(ground, verdict);
      for (const [n, one] of all.entries()) {
        expect(all.slice(n + 1).filter((other) => other.roomId === one.roomId && overlaps(other.reserved, one.reserved))).toEqual([]);
      }
      if (verdict.is === "none") return;
      const moves = verdict.is === "rearranged" ? verdict.moves : [];
      const asked = { sessionId: "asked", roomId: "", reserved: ground.need.reserved, need: ground.need };
      const changes = [
        ...moves.map((move) => ({ one: ground.placed.find(({ sessionId }) => sessionId === move.sessionId)!, to: move.to })),
        { one: asked, to: verdict.roomId },
      ];
      for (const { one, to } of changes) {
        const room = ground.rooms.find(({ id }) => id === to)!;
        expect(room.automatic && fits(room, one.need) && !room.blocked.some((block) => overlaps(block, one.reserved))).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
});

test("only what may move is moved, each session at most once, and from the room it is in", () => {
  fc.assert(
    fc.property(anyGround, ({ rooms, placed, need }) => {
      const verdict = allocate(rooms, placed, need);
      if (verdict.is !== "rearranged") return;
      expect(new Set(verdict.moves.map((move) => move.sessionId)).size).toBe(verdict.moves.length);
      for (const { sessionId, from, to } of verdict.moves) {
        expect(placed.find((one) => one.sessionId === sessionId)).toMatchObject({ movable: true, roomId: from });
        expect(to).not.toBe(from);
      }
    }),
    { numRuns: 1500 },
  );
});

test("rooms that differ: on a small scale every answer is the one that trying everything gives, with the fewest moves up to three", () => {
  const seen = { free: 0, rearranged: 0, none: 0 };
  fc.assert(
    fc.property(anyGround, (ground) => {
      const verdict = allocate(ground.rooms, ground.placed, ground.need);
      const best = cheapest(ground);
      seen[verdict.is]++;
      if (verdict.is === "none") expect(best).toBeNull();
      if (verdict.is === "free") expect(best).toMatchObject({ moves: 0 });
      if (verdict.is !== "rearranged") return;
      expect(best).not.toBeNull();
      const generated = verdict.moves.filter((move) => ground.placed.find((one) => one.sessionId === move.sessionId)!.generated).length;
      if (best!.moves <= 3) expect({ moves: verdict.moves.length, generated }).toEqual(best);
    }),
    { numRuns: 3000 },
  );
  // A test that never met a case proves nothing about it.
  expect(Math.min(seen.free, seen.rearranged, seen.none)).toBeGreaterThan(30);
});

test("a refusal is called proven only when no arrangement could serve the session, however short the search", () => {
  fc.assert(
    fc.property(anyGround, fc.integer({ min: 0, max: 30 }), (ground, budget) => {
      const verdict = allocate(ground.rooms, ground.placed, ground.need, { budget });
      if (verdict.is === "none" && verdict.proven) expect(cheapest(ground)).toBeNull();
      if (verdict.is !== "none") expect(cheapest(ground)).not.toBeNull();
    }),
    { numRuns: 2000 },
  );
});

test("rooms alike, and only the first to start handed over: refused exactly when more overlap than there are rooms, and proven", () => {
  const seen = { free: 0, rearranged: 0, none: 0 };
  fc.assert(
    fc.property(anyAlikeGround, (ground) => {
      const verdict = allocate(ground.rooms, ground.placed, ground.need);
      seen[verdict.is]++;
      const isTooMany = mostAtOnce([...ground.placed.map((one) => one.reserved), ground.need.reserved]) > ground.rooms.length;
      if (isTooMany) expect(verdict).toEqual({ is: "none", proven: true });
      else expect(verdict.is).not.toBe("none");
    }),
    { numRuns: 4000 },
  );
  expect(Math.min(seen.free, seen.rearranged, seen.none)).toBeGreaterThan(30);
});

test("rooms alike stay exact when there is no budget for searching", () => {
  fc.assert(
    fc.property(anyAlikeGround, (ground) => {
      const isTooMany = mostAtOnce([...ground.placed.map((one) => one.reserved), ground.need.reserved]) > ground.rooms.length;
      expect(allocate(ground.rooms, ground.placed, ground.need, { budget: 0 }).is === "none").toBe(isTooMany);
    }),
    { numRuns: 2000 },
  );
});

test("asking twice, or with the lists in another order, gives the same answer", () => {
  fc.assert(
    fc.property(anyGround, ({ rooms, placed, need }) => {
      const first = allocate(rooms, placed, need);
      expect(allocate(rooms, placed, need)).toEqual(first);
      expect(allocate(rooms.toReversed(), placed.toReversed(), need)).toEqual(first);
    }),
    { numRuns: 1000 },
  );
});

const overlappingOf = ({ placed, need }: Ground): Placed[] => placed.filter((one) => overlaps(one.reserved, need.reserved));

test("what is hopeless seen from its own hours alone is proven to be so by all that is around, even if nobody else were fixed", () => {
  let hopeless = 0;
  fc.assert(
    fc.property(anyGround, fc.boolean(), (ground, asIfMovable) => {
      const seen = overlappingOf(ground).map((one) => ({ ...one, movable: one.movable || asIfMovable }));
      if (!isHopeless(ground.rooms, seen, ground.need)) return;
      hopeless += 1;
      expect(allocate(ground.rooms, ground.placed, ground.need)).toEqual({ is: "none", proven: true });
    }),
    { numRuns: 2000 },
  );
  expect(hopeless).toBeGreaterThan(50);
});

test("with rooms alike and nobody fixed, what finds none is hopeless at once", () => {
  fc.assert(
    fc.property(anyAlikeGround, (ground) => {
      const free = { ...ground, placed: ground.placed.map((one) => ({ ...one, movable: true })) };
      expect(isHopeless(free.rooms, overlappingOf(free), free.need)).toBe(allocate(free.rooms, free.placed, free.need).is === "none");
    }),
    { numRuns: 2000 },
  );
});
