import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "../../src/lib/random.ts";
import { wallClock } from "../../src/platform/clock.ts";
import type { House, Offered } from "./house.ts";

export type Wish = { n: number; type: Offered; minutes: number; start: string; email: string; ip: string };

const DAY = 86_400_000;

const PATIENCE = 120;

/** Hosts with a Zoom of their own are shown as soon as what is planned there was read. */
async function shownOnce(address: string): Promise<string[]> {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const { starts } = (await (await fetch(address)).json()) as { starts: string[] };
    if (starts.length > 0) return starts;
    await wait(500);
  }
  return [];
}

/** What each wants, of what the pages show as free before anybody books: far more people than times. */
export async function wishes(house: House, strangers: number): Promise<Wish[]> {
  const random = seededRandom(5);
  const any = <T>(all: readonly T[]): T => all[Math.floor(random.unit() * all.length)]!;
  const from = wallClock() + 9 * DAY;
  const shown = new Map<string, string[]>();
  for (const type of house.types)
    for (const minutes of type.lengths) {
      const within = new URLSearchParams({ minutes: String(minutes), from: new Date(from).toISOString(), to: new Date(from + house.days * DAY).toISOString() });
      const starts = await shownOnce(`${house.origins[0]}/api/book/${type.slug}/times?${within}`);
      if (starts.length === 0) throw new Error(`${type.name} shows no times for ${minutes} minutes`);
      shown.set(`${type.id} ${minutes}`, starts);
    }
  return Array.from({ length: strangers }, (_, n) => {
    const type = any(house.types);
    const minutes = any(type.lengths);
    const ip = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
    return { n, type, minutes, start: any(shown.get(`${type.id} ${minutes}`)!), email: `stranger${n}@people.example`, ip };
  });
}
