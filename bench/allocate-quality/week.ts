import { after, days, instant, minutes } from "../../src/lib/time.ts";
import type { Random } from "../../src/lib/random.ts";
import type { Need, RoomForAllocation } from "../../src/rooms/allocate.ts";

const MONDAY = instant("2027-03-01T00:00:00Z");
const QUARTERS = [30, 45, 60, 60, 60, 60, 90, 90, 90, 120, 120, 180];
/** When people want to meet: how often each hour of the day is asked for. */
const HOURS = [8, 8, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 11, 12, 12, 12, 13, 13, 14, 15, 15, 16, 16, 16, 16, 17, 17, 17, 18, 18, 18, 19, 19, 20];
/** So many ask for each room a day: at the busiest hours a little more than there is. */
const ASKED_A_ROOM = 5.1;

/** What is asked for a week, day by day, each day in the order in which it was asked; with what is reserved before and after a session. */
export function askedIn(rooms: number, random: Random, differ: boolean): Need[][] {
  const one = <T>(of: readonly T[]): T => of[Math.floor(random.unit() * of.length)]!;
  return Array.from({ length: 5 }, (_, day) => {
    const busier = 0.9 + 0.2 * random.unit();
    return Array.from({ length: Math.round(rooms * ASKED_A_ROOM * busier) }, (): Need => {
      const start = after(MONDAY, days(day) + minutes(60 * one(HOURS) + one([0, 0, 0, 30, 30, 15, 45])));
      const reserved = { start: after(start, -minutes(15)), end: after(start, minutes(one(QUARTERS) + 15)) };
      if (!differ) return { kind: "meeting", expected: null, reserved };
      const isWebinar = random.unit() < 0.07;
      return {
        kind: isWebinar ? "webinar" : "meeting",
        expected: isWebinar ? one([100, 300, 500]) : one([null, 20, 40, 60, 90, 100, 150, 250, 300, 450]),
        reserved,
      };
    });
  });
}

export const alike = (many: number): RoomForAllocation[] => Array.from({ length: many }, (_, n) => room(n, 300, 0));

/** Half are small, a third hold three hundred, the rest five hundred; one in ten has a webinar licence. */
export const different = (many: number): RoomForAllocation[] =>
  Array.from({ length: many }, (_, n) => room(n, n % 6 < 3 ? 100 : n % 6 < 5 ? 300 : 500, n % 10 === 3 ? 500 : n % 40 === 7 ? 1000 : 0));

const room = (n: number, meetingCapacity: number, webinarCapacity: number): RoomForAllocation => ({
  ...{ id: `room ${String(n).padStart(3, "0")}`, order: n, automatic: true, meetingCapacity, webinarCapacity, blocked: [] },
});
