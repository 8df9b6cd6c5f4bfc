import { expect, test } from "vitest";
import { after, days, hours } from "../../src/lib/time.ts";
import { emptyDatabase } from "../../test/support/databases.ts";
import { aWorld } from "../../test/world.ts";
import { ALWAYS, AT_REST, broken, sightOf } from "./promises.ts";
import { seeds } from "./seeds.ts";
import { calm, newStory, storm } from "./storm.ts";

const CALM = hours(60);

/** First the storm: nothing bad may ever happen. Then calm: everything must come to rest. `SEEDS=17-17 npx vitest run --project stories` replays one. */
test.each(seeds(4))("story %i keeps every promise", { timeout: 120_000 }, async (seed) => {
  await using world = await aWorld(await emptyDatabase("PGlite"), { seed, rooms: 2 });
  const story = newStory(world, seed);
  await storm(story, 40, async () => expect(broken(ALWAYS, await sightOf(story)), story.lines.join("\n")).toEqual([]));
  const last = (await sightOf(story)).sessions.reduce((end, s) => (s.time.end > end ? s.time.end : end), world.clock.now());
  await calm(story, after(last, CALM));
  expect(story.sessions.size, "a story without sessions tells nothing").toBeGreaterThan(3);
  expect(broken(AT_REST, await sightOf(story)), `seed ${seed}\n${story.lines.join("\n")}`).toEqual([]);
  expect(CALM).toBeGreaterThan(days(1)); // longer than reports are read again
});
