import { expect, test } from "vitest";
import { interval } from "../lib/interval.ts";
import type { Interval } from "../lib/interval.ts";
import { after, hours, instant } from "../lib/time.ts";
import { allocate, fits } from "./allocate.ts";
import type { Need, Placed, RoomForAllocation } from "./allocate.ts";

const MIDNIGHT = instant("2031-03-10T00:00:00Z");
const from = (start: number, end: number): Interval => interval(after(MIDNIGHT, hours(start)), after(MIDNIGHT, hours(end)));
const aRoom = (id: string, room: Partial<RoomForAllocation> = {}): RoomForAllocation => ({
  id,
  order: Number(id.slice(1)),
  automatic: true,
  meetingCapacity: 300,
  webinarCapacity: 0,
  blocked: [],
  ...room,
});
const aNeed = (start: number, end: number, need: Partial<Need> = {}): Need => ({ kind: "meeting", expected: null, reserved: from(start, end), ...need });
const aPlaced = (sessionId: string, roomId: string, start: number, end: number, placed: Partial<Placed> = {}): Placed => ({
  sessionId,
  roomId,
  reserved: from(start, end),
  need: { kind: "meeting", expected: null },
  movable: true,
  generated: false,
  ...placed,
});

test("the first free room is taken, in the order of the rooms and not of the list", () => {
  const rooms = [aRoom("r3"), aRoom("r1"), aRoom("r2")];

  expect(allocate(rooms, [], aNeed(10, 11))).toEqual({ is: "free", roomId: "r1" });
  expect(allocate(rooms, [aPlaced("s1", "r1", 10.5, 12)], aNeed(10, 11))).toEqual({ is: "free", roomId: "r2" });
});

test("what ends at eleven does not touch what begins at eleven", () => {
  expect(allocate([aRoom("r1")], [aPlaced("s1", "r1", 9, 11)], aNeed(11, 12))).toEqual({ is: "free", roomId: "r1" });
});

test("a manual room is never taken by itself, neither for the asked session nor for a moved one", () => {
  const rooms = [aRoom("r1"), aRoom("r2", { automatic: false })];

  expect(allocate(rooms, [aPlaced("s1", "r1", 10, 11)], aNeed(10, 11))).toEqual({ is: "none", proven: true });
});

test("a room that is too small, or of the wrong kind, does not fit", () => {
  const room = aRoom("r1", { meetingCapacity: 100, webinarCapacity: 500 });

  expect(fits(room, { kind: "meeting", expected: 100 })).toBe(true);
  expect(fits(room, { kind: "meeting", expected: 101 })).toBe(false);
  expect(fits(room, { kind: "webinar", expected: 500 })).toBe(true);
  expect(fits(room, { kind: "webinar", expected: 501 })).toBe(false);
  expect(fits(aRoom("r2"), { kind: "webinar", expected: null })).toBe(false);
});

test("a room blocked for any part of the reservation is not free", () => {
  const rooms = [aRoom("r1", { blocked: [from(10.75, 15)] }), aRoom("r2")];

  expect(allocate(rooms, [], aNeed(10, 11))).toEqual({ is: "free", roomId: "r2" });
  expect(allocate(rooms.slice(0, 1), [], aNeed(10, 11))).toEqual({ is: "none", proven: true });
});

test("when no room is free, one session moves if that frees a room", () => {
  const rooms = [aRoom("r1"), aRoom("r2")];
  const placed = [aPlaced("s1", "r1", 9, 10), aPlaced("s2", "r2", 10, 11)];

  expect(allocate(rooms, placed, aNeed(9, 11))).toEqual({ is: "rearranged", roomId: "r1", moves: [{ sessionId: "s1", from: "r1", to: "r2" }] });
});

test("of two equally short ways, the one that leaves generated meetings alone is taken", () => {
  const rooms = [aRoom("r1"), aRoom("r2")];
  const placed = [aPlaced("s1", "r1", 9, 10, { generated: true }), aPlaced("s2", "r2", 10, 11)];

  expect(allocate(rooms, placed, aNeed(9, 11))).toEqual({ is: "rearranged", roomId: "r2", moves: [{ sessionId: "s2", from: "r2", to: "r1" }] });
});

test("fewer moves come first: one generated session moves rather than two that are not", () => {
  const rooms = [aRoom("r1", { meetingCapacity: 500 }), aRoom("r2", { meetingCapacity: 500 }), aRoom("r3")];
  const placed = [aPlaced("s1", "r1", 10, 10.5), aPlaced("s2", "r1", 10.5, 11), aPlaced("s3", "r2", 10, 11, { generated: true })];

  expect(allocate(rooms, placed, aNeed(10, 11, { expected: 400 }))).toEqual({
    is: "rearranged",
    roomId: "r2",
    moves: [{ sessionId: "s3", from: "r2", to: "r3" }],
  });
});

test("nothing handed over or pinned moves", () => {
  const rooms = [aRoom("r1"), aRoom("r2")];
  const placed = [aPlaced("s1", "r1", 9, 10, { movable: false }), aPlaced("s2", "r2", 10, 11, { movable: false })];

  expect(allocate(rooms, placed, aNeed(9, 11))).toEqual({ is: "none", proven: true });
});

test("a meeting leaves the room with the webinar licence when a webinar needs it", () => {
  const rooms = [aRoom("r1", { webinarCapacity: 500 }), aRoom("r2")];

  expect(allocate(rooms, [aPlaced("s1", "r1", 9, 11)], aNeed(10, 11, { kind: "webinar" }))).toEqual({
    is: "rearranged",
    roomId: "r1",
    moves: [{ sessionId: "s1", from: "r1", to: "r2" }],
  });
});

test("a moved session goes only where it fits, and to the plainest room that will do", () => {
  const rooms = [aRoom("r1", { meetingCapacity: 1000 }), aRoom("r2", { meetingCapacity: 100 }), aRoom("r3", { meetingCapacity: 500 }), aRoom("r4")];
  const placed = [aPlaced("s1", "r1", 10, 11, { need: { kind: "meeting", expected: 200 } })];

  expect(allocate(rooms, placed, aNeed(10, 11, { expected: 800 }))).toMatchObject({ is: "rearranged", moves: [{ sessionId: "s1", to: "r4" }] });
});

test("a chain of moves is found when one move is not enough", () => {
  const rooms = [aRoom("r1", { webinarCapacity: 500 }), aRoom("r2", { meetingCapacity: 200 }), aRoom("r3", { meetingCapacity: 100 })];
  const placed = [
    aPlaced("s1", "r1", 10, 11, { need: { kind: "meeting", expected: 150 } }),
    aPlaced("s2", "r2", 10, 11, { need: { kind: "meeting", expected: 50 } }),
  ];

  expect(allocate(rooms, placed, aNeed(10, 11, { kind: "webinar" }))).toEqual({
    is: "rearranged",
    roomId: "r1",
    moves: [
      { sessionId: "s1", from: "r1", to: "r2" },
      { sessionId: "s2", from: "r2", to: "r3" },
    ],
  });
});

test("with rooms alike, many moves are made rather than a request refused", () => {
  const rooms = Array.from({ length: 6 }, (_, n) => aRoom(`r${n + 1}`));
  // Each room is free for one hour, each at another: the asked six hours are there, but in six pieces.
  const placed = rooms.flatMap((room, n) => [aPlaced(`a${n}`, room.id, 0, n + 1), aPlaced(`b${n}`, room.id, n + 2, 9)]);
  const verdict = allocate(rooms, placed, aNeed(1, 7));

  expect(verdict).toMatchObject({ is: "rearranged", moves: { length: 6 } });
});

test("a session in a manual room may stay there, and is in nobody's way", () => {
  const rooms = [aRoom("r1"), aRoom("r2"), aRoom("r3", { automatic: false })];
  const placed = [aPlaced("s1", "r1", 9, 10), aPlaced("s2", "r2", 10, 11), aPlaced("s3", "r3", 8, 12)];

  expect(allocate(rooms, placed, aNeed(9, 11))).toMatchObject({ is: "rearranged", moves: [{ sessionId: "s1" }] });
});

test("a session found in a blocked room may stay, but nobody is moved into a blocked one", () => {
  const rooms = [aRoom("r1", { blocked: [from(9.5, 9.75)] }), aRoom("r2")];
  const placed = [aPlaced("s1", "r1", 9, 10), aPlaced("s2", "r2", 11, 12)];

  expect(allocate(rooms, placed, aNeed(10, 12))).toMatchObject({ is: "free", roomId: "r1" });
  expect(allocate(rooms, [...placed, aPlaced("s3", "r1", 10, 11)], aNeed(10, 12))).toMatchObject({
    is: "rearranged",
    roomId: "r1",
    moves: [{ sessionId: "s3", to: "r2" }],
  });
});

test("when the search gives up it says that it found none, not that there is none", () => {
  const rooms = [aRoom("r1", { meetingCapacity: 500 }), aRoom("r2", { meetingCapacity: 500 }), aRoom("r3")];
  const large = { need: { kind: "meeting" as const, expected: 400 } };
  // One after the other r1 and r2 are free for large sessions, and r3 is pinned: at no instant are there too many.
  const placed = [
    aPlaced("s1", "r1", 9, 10, large),
    aPlaced("s2", "r2", 10, 11, { ...large, movable: false }),
    aPlaced("s3", "r3", 8, 12, { movable: false }),
    aPlaced("s4", "r1", 8, 9, { movable: false }),
  ];

  expect(allocate(rooms, placed, aNeed(9, 10.5, { expected: 400 }), { budget: 0 })).toEqual({ is: "none", proven: false });
  expect(allocate(rooms, placed, aNeed(9, 10.5, { expected: 400 }))).toMatchObject({ is: "rearranged", moves: [{ sessionId: "s1", to: "r2" }] });
});

/** A week of back-to-back sessions of differing lengths, all day and night. */
const aFullWeek = (rooms: readonly RoomForAllocation[], placed: (room: number, turn: number) => Partial<Placed>): Placed[] =>
  rooms.flatMap((room, n) =>
    Array.from({ length: 25 }, (_, k) => aPlaced(`s${n}-${k}`, room.id, k * 6 + (n % 12) / 4, k * 6 + (n % 12) / 4 + 5 + (n % 3) / 4, placed(n, k))),
  );

test("200 rooms that differ and 5,000 reservations: the search makes only as many looks as it was allowed", () => {
  const rooms = Array.from({ length: 200 }, (_, n) => aRoom(`r${n}`, { meetingCapacity: n % 3 === 0 ? 500 : 300, webinarCapacity: n % 7 === 0 ? 500 : 0 }));
  const placed = aFullWeek(rooms, (n, k) => ({
    generated: k % 2 === 0,
    movable: (n + k) % 9 !== 0,
    need: { kind: "meeting", expected: n % 3 === 0 ? 400 : 200 },
  }));
  const tally = { looks: 0 };

  expect(placed).toHaveLength(5000);
  expect(allocate(rooms, placed, aNeed(62, 74, { expected: 450 }), { tally }).is).not.toBe("free");
  expect(tally.looks).toBeGreaterThan(0);
  expect(tally.looks).toBeLessThan(5 * 60_000);
});

test("200 rooms alike and 5,000 reservations: the answer stays exact, in few looks", () => {
  const rooms = Array.from({ length: 200 }, (_, n) => aRoom(`r${n}`));
  const turn = hours(8);
  const gapOf = (n: number, k: number): Interval => interval(after(MIDNIGHT, turn * k + (turn / 200) * n), after(MIDNIGHT, turn * k + (turn / 200) * (n + 1)));
  // At every moment exactly one room is free, for a two-hundredth of the turn; then the next one.
  const placed = rooms.flatMap((room, n) =>
    Array.from({ length: 25 }, (_, k) => aPlaced(`s${n}-${k}`, room.id, 0, 1, { reserved: interval(gapOf(n, k).end, gapOf(n, k + 1).start) })),
  );
  const tally = { looks: 0 };
  const verdict = allocate(rooms, placed, aNeed(64, 69), { tally });

  expect(verdict).toMatchObject({ is: "rearranged" });
  expect(verdict.is === "rearranged" && verdict.moves.length).toBeGreaterThan(100);
  const oneMore = aPlaced("one more", "r100", 0, 1, { reserved: gapOf(100, 8) });
  expect(allocate(rooms, [...placed, oneMore], aNeed(64, 69), { tally })).toEqual({ is: "none", proven: true });
  expect(tally.looks).toBeLessThan(10 * 60_000);
});
