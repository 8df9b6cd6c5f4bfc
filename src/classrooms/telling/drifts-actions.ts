import { nextNight } from "../drift/night.ts";
import { tellAdministrators, type Needs } from "./actions.ts";
import { driftsUntold, institutionsToTell, tellNext } from "./store.ts";

/**
 * Tells administrators once a night how many differences are there of which they were not told, as soon as the night's comparison is through; what somebody had
 * compared by day comes with it, where it still is there. Where nothing is new nothing is told. Says in how many institutions it was told.
 */
export async function tellDrifts(world: Needs): Promise<number> {
  const now = world.clock.now();
  let told = 0;
  for (const { id, zone, isReckoned, isComparing } of await institutionsToTell(world.db, now)) {
    if (isReckoned && isComparing) continue;
    const many = await world.db.transaction(async (tx) => {
      await tellNext(tx, id, nextNight(now, zone ?? "UTC"));
      if (!isReckoned) return 0;
      const { many: fresh, ...values } = await driftsUntold(tx, id, now);
      const facts = { values: { many: fresh, ...values }, page: `${world.origin}/classrooms/differences` };
      if (fresh > 0) await tellAdministrators(tx, world, id, { key: `drifts found ${now}`, kind: "drifts_found", facts });
      return fresh;
    });
    if (many > 0) told += 1;
  }
  if (told > 0) world.poke(["mails"]);
  return told;
}
