import { expect, test } from "vitest";
import { seededRandom } from "../../src/lib/random.ts";
import { openSchedule } from "./schedule.ts";

/** In which order so many are taken who all wait at once. `zombie`: whether somebody who is dead asks beside them. */
async function orderOf(zombie: boolean): Promise<string> {
  const schedule = openSchedule(seededRandom(7));
  const taken: string[] = [];
  const living = { isDead: false };
  const asked = [..."abcdefghijklmnopqrstuvwxyz"].map((name) => schedule.turn(living).then(() => void taken.push(name)));
  if (zombie) void schedule.turn({ isDead: true }).then(() => void taken.push("dead"));
  await schedule.until(Promise.all(asked));
  return taken.join("");
}

test("whoever is dead has no turn any more, and asking for one changes nobody else's", async () => {
  expect(await orderOf(false)).toHaveLength(26);
  expect(await orderOf(true)).toBe(await orderOf(false));
});
