import * as fc from "fast-check";
import { expect, test } from "vitest";
import { interval } from "../../lib/interval.ts";
import type { Interval } from "../../lib/interval.ts";
import { after, before, hours, instant, minutes } from "../../lib/time.ts";
import type { Instant } from "../../lib/time.ts";
import { firstFit, nearestFits } from "../allocate.ts";
import type { NearestLimits, Need, Placed, RoomForAllocation } from "../allocate.ts";

const NOON = instant("2031-03-10T12:00:00Z");
const YESTERDAY = before(NOON, hours(24));
const PREPARATION = minutes(15);
const COURTESY = minutes(10);
const around = (start: Instant, length: number): Interval => interval(before(start, PREPARATION), after(after(start, length), COURTESY));
const aRoom = (id: string, room: Partial<RoomForAllocation> = {}): RoomForAllocation => ({
  id,
  order: 1,
  automatic: true,
  meetingCapacity: 300,
  webinarCapacity: 0,
  blocked: [],
  ...room,
});
const aPlaced = (roomId: string, reserved: Interval): Placed => ({
  sessionId: `in ${roomId} at ${reserved.start}`,
  roomId,
  reserved,
  need: { kind: "meeting", expected: null },
  movable: true,
  generated: false,
});
const AN_HOUR_AT_NOON: Need = { kind: "meeting", expected: null, reserved: around(NOON, hours(1)) };
const LIMITS: NearestLimits = { count: 3, stepMinutes: 15, within: hours(12), earliestStart: YESTERDAY, leadBefore: PREPARATION };

test("the nearest times at which a room is free are offered, before and after, the earlier first among equally near", () => {
  const placed = [aPlaced("r1", around(NOON, hours(1)))];

  // The reservation before ends at 11:45, preparation and courtesy included; the one after begins at 13:10.
  expect(nearestFits([aRoom("r1")], placed, AN_HOUR_AT_NOON, YESTERDAY, LIMITS)).toEqual([
    before(NOON, minutes(90)),
    after(NOON, minutes(90)),
    before(NOON, minutes(105)),
  ]);
});

test("no time in the past is offered, nor one before the earliest that is allowed", () => {
  const placed = [aPlaced("r1", around(NOON, hours(1)))];
  const later = [90, 105, 120].map((n) => after(NOON, minutes(n)));

  expect(nearestFits([aRoom("r1")], placed, AN_HOUR_AT_NOON, before(NOON, hours(1)), LIMITS)).toEqual(later);
  expect(nearestFits([aRoom("r1")], placed, AN_HOUR_AT_NOON, YESTERDAY, { ...LIMITS, earliestStart: NOON })).toEqual(later);
});

test("manual, unfitting and blocked rooms offer no time", () => {
  const rooms = [
    aRoom("r1", { automatic: false }),
    aRoom("r2", { meetingCapacity: 10 }),
    aRoom("r3", { blocked: [interval(YESTERDAY, after(NOON, hours(48)))] }),
  ];

  expect(nearestFits(rooms, [], { ...AN_HOUR_AT_NOON, expected: 100 }, YESTERDAY, LIMITS)).toEqual([]);
});

const anyBusy = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 16 }))
  .map(([at, length]) => interval(after(NOON, minutes(10 * at)), after(NOON, minutes(10 * (at + length)))));

test("what is offered fits by first fit, and nothing nearer on the steps does", () => {
  const anyRooms = fc.array(fc.record({ automatic: fc.boolean(), blocked: fc.array(anyBusy, { maxLength: 4 }) }), { minLength: 1, maxLength: 3 });
  const anyPlaced = fc.array(fc.tuple(fc.nat({ max: 2 }), anyBusy), { maxLength: 25 });
  fc.assert(
    fc.property(anyRooms, anyPlaced, fc.integer({ min: -20, max: 5 }), (someRooms, somePlaced, nowAt) => {
      const rooms = someRooms.map((room, n) => aRoom(`r${n}`, room));
      const placed = somePlaced.map(([room, time]) => aPlaced(`r${room}`, time));
      const now = after(NOON, minutes(15 * nowAt));
      const limits = { ...LIMITS, within: hours(6), earliestStart: after(now, minutes(5)) };

      const steps = Array.from({ length: 24 }, (_, n) => [before(NOON, minutes(15 * (n + 1))), after(NOON, minutes(15 * (n + 1)))]).flat();
      const fitting = steps.filter(
        (start) => start >= limits.earliestStart && firstFit(rooms, placed, { ...AN_HOUR_AT_NOON, reserved: around(start, hours(1)) }) !== null,
      );
      expect(nearestFits(rooms, placed, AN_HOUR_AT_NOON, now, limits)).toEqual(fitting.slice(0, 3));
    }),
    { numRuns: 500 },
  );
});
