import fc from "fast-check";
import { expect, test } from "vitest";
import type { Instant } from "../../lib/time.ts";
import type { RoomForAllocation } from "../../rooms/allocation/fit.ts";
import { fitsWhole, roomsFor, type WantedTime } from "./choosing.ts";

const room = (id: string, order: number, more: Partial<RoomForAllocation> = {}): RoomForAllocation => ({
  id,
  order,
  automatic: true,
  meetingCapacity: 300,
  webinarCapacity: 0,
  blocked: [],
  ...more,
});
const span = (n: number) => ({ start: (n * 100) as Instant, end: (n * 100 + 50) as Instant });
const time = (n: number, taken: string[] = [], more: Partial<WantedTime> = {}): WantedTime => ({
  kind: "meeting",
  expected: null,
  reserved: span(n),
  prefer: null,
  taken: new Set(taken),
  ...more,
});
const three = [room("a", 1), room("b", 2), room("c", 3)];

test("a series takes the one room that is free for the most of it, and first fit for the rest", () => {
  expect(roomsFor(three, [time(1), time(2), time(3)])).toEqual(["a", "a", "a"]);
  expect(roomsFor(three, [time(1), time(2, ["a"]), time(3, ["a"])])).toEqual(["b", "b", "b"]);
  expect(roomsFor(three, [time(1, ["b"]), time(2, ["a", "c"]), time(3, ["b"])])).toEqual(["a", "b", "a"]);
  expect(roomsFor(three, [time(1), time(2, ["a", "b", "c"])])).toEqual(["a", null]);
});

test("a date keeps the room that it has, also a manual one; what is blocked, manual or too small is taken by nobody", () => {
  const rooms = [room("a", 1, { blocked: [span(2)] }), room("m", 2, { automatic: false }), room("s", 3, { meetingCapacity: 10 })];
  expect(roomsFor(rooms, [time(1, [], { prefer: "m" }), time(3)])).toEqual(["m", "a"]);
  expect(roomsFor(rooms, [time(1, ["m"], { prefer: "m" })])).toEqual(["a"]);
  expect(roomsFor(rooms, [time(2)])).toEqual(["s"]);
  expect(roomsFor(rooms, [time(2, [], { expected: 20 })])).toEqual([null]);
});

test("times that overlap each other never share a room", () => {
  const close = [1, 1.2, 1.4, 2].map((n) => time(n));
  expect(roomsFor(three, close)).toEqual(["a", "b", "c", "a"]);
  expect(roomsFor(three.slice(0, 2), close)).toEqual(["a", "b", null, "a"]);
  expect(roomsFor(three, [time(1), time(1.2, [], { prefer: "a" })])).toEqual(["b", "a"]);
  expect(fitsWhole(three, close)).toEqual({ whole: true, oneRoom: false });
  expect(fitsWhole(three.slice(0, 2), close)).toEqual({ whole: false, oneRoom: false });
});

test("no room is chosen that is taken, none is left empty where one is free, and a whole is a whole", () => {
  const ids = ["a", "b", "c"];
  const times = fc.array(fc.record({ taken: fc.subarray(ids), prefer: fc.option(fc.constantFrom(...ids)) }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(times, (asked) => {
      const wanted = asked.map(({ taken, prefer }, n) => time(n, taken, { prefer }));
      const chosen = roomsFor(three, wanted);
      const { whole, oneRoom } = fitsWhole(three, wanted);
      for (const [n, id] of chosen.entries()) {
        if (id === null) expect(wanted[n]!.taken.size).toBe(3);
        else expect(wanted[n]!.taken.has(id)).toBe(false);
        if (asked[n]!.prefer !== null && !wanted[n]!.taken.has(asked[n]!.prefer!)) expect(id).toBe(asked[n]!.prefer);
      }
      expect(chosen.every((id) => id !== null)).toBe(whole);
      expect(ids.some((id) => wanted.every(({ taken }) => !taken.has(id)))).toBe(oneRoom);
      if (oneRoom && asked.every(({ prefer }) => prefer === null)) expect(new Set(chosen).size).toBe(1);
    }),
  );
});
