import { seededRandom } from "../../src/lib/random.ts";
import { wallClock } from "../../src/platform/clock.ts";
import type { House, Offered } from "./house.ts";

export type Wish = { n: number; type: Offered; minutes: number; start: string; email: string; ip: string };

const DAY = 86_400_000;

/** What each wants, of what the pages show as free before anybody books: far more people than times. */
export async function wishes(house: House, strangers: number): Promise<Wish[]> {
  const random = seededRandom(5);
  const any = <T>(all: readonly T[]): T => all[Math.floor(random.unit() * all.length)]!;
  const from = wallClock() + 9 * DAY;
  const shown = new Map<string, string[]>();
  for (const type of house.types)
    for (const minutes of type.lengths) {
      const within = new URLSearchParams({ minutes: String(minutes), from: new Date(from).toISOString(), to: new Date(from + house.days * DAY).toISOString() });
      const answer = await fetch(`${house.origins[0]}/api/book/${type.slug}/times?${within}`);
      const { starts } = (await answer.json()) as { starts: string[] };
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
