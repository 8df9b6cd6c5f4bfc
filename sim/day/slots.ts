import { pick, type Random } from "../../src/lib/random.ts";
import { between } from "./people.ts";

/** Minutes from the day's midnight. `room`: the row of the drawing; in which room Bedel puts it is Bedel's affair. */
export type Slot = { room: number; start: number; minutes: number; when: "before the peak" | "at the peak" | "after the peak" };

export const ROOMS = 6;
/** Reservations begin a quarter of an hour before a session and end one after it, so half an hour lies between two sessions of a room. */
const APART = 30;
const HALF_HOUR = 30;
const PEAK_MINUTES = 60;

/**
 * A day's sessions drawn into six rooms without a clash, so that an arrangement exists whatever order they are asked for in: two before
 * the peak, one at the peak and three or four after it in each room, 39 in all. At the peak every room is taken by a session of the same hour.
 */
export function slotsFrom(random: Random): Slot[] {
  const peak = pick(random, [660, 690]);
  return Array.from({ length: ROOMS }, (_, room) => [
    ...beforeThe(peak, random).map((slot) => ({ ...slot, room, when: "before the peak" as const })),
    { room, start: peak, minutes: PEAK_MINUTES, when: "at the peak" as const },
    ...afterThe(peak, random, room % 2 === 0 ? 4 : 3).map((slot) => ({ ...slot, room, when: "after the peak" as const })),
  ]).flat();
}

type Stretch = Pick<Slot, "start" | "minutes">;

function beforeThe(peak: number, random: Random): Stretch[] {
  const second = endingBefore(peak, random);
  return [endingBefore(second.start, random), second];
}

function endingBefore(next: number, random: Random): Stretch {
  const minutes = pick(random, [30, 45, 60]);
  return { start: Math.floor((next - APART - minutes) / HALF_HOUR) * HALF_HOUR, minutes };
}

function afterThe(peak: number, random: Random, many: number): Stretch[] {
  const slots: Stretch[] = [];
  let free = peak + PEAK_MINUTES + APART;
  for (let i = 0; i < many; i += 1) {
    const minutes = pick(random, many === 4 ? [30, 45, 60] : [45, 60, 90]);
    const start = Math.ceil(free / HALF_HOUR) * HALF_HOUR + between(random, 0, 1) * HALF_HOUR;
    slots.push({ start, minutes });
    free = start + minutes + APART;
  }
  return slots;
}
