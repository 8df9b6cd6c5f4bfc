import { after, minutes } from "../../lib/time.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import { sendLetter } from "../../people/letters/actions.ts";
import { isAdmin } from "../../people/member.ts";
import type { World } from "../../world.ts";
import { institutionsUntold, saveTold, stoppedUntold, type Stopped } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "origin" | "poke">;

/** What fails for one reason, as five hundred of a file may, is gathered into one mail. */
const GATHERS = minutes(2);
const MOST_NAMED = 30;

/**
 * Tells administrators that something of a classroom or a Zoom user came to a stop and goes on only when somebody says how: each stop once, and again when it was
 * tried again and came to another. Says in how many institutions.
 */
export async function tellStopped(world: Needs): Promise<number> {
  let told = 0;
  for (const institutionId of await institutionsUntold(world.db)) if (await tellIn(world, institutionId)) told += 1;
  if (told > 0) world.poke(["mails"]);
  return told;
}

const tellIn = (world: Needs, institutionId: string): Promise<boolean> =>
  world.db.transaction(async (tx) => {
    const now = world.clock.now();
    const stopped = await stoppedUntold(tx, institutionId);
    const [first] = stopped;
    if (first === undefined || after(first.since, GATHERS) > now) return false;
    const ids = stopped.map(({ id }) => id);
    await saveTold(tx, institutionId, ids, now);
    const values = { institution: (await institutionById(tx, institutionId))!.settings.name, many: stopped.length, first: first.about };
    const page = `${world.origin}/runs${stopped.length === 1 ? `/${first.id}` : ""}`;
    for (const { id, name, email, language, zone } of (await membersOf(tx, institutionId)).filter(isAdmin))
      await sendLetter(tx, world, {
        ...{ institutionId, key: `runs stopped ${first.id}/${now}/${id}`, kind: "runs_stopped", to: { name, email, language, zone } },
        facts: { values, stopped: named(stopped), page },
      });
    return true;
  });

const named = (stopped: readonly Stopped[]) => stopped.slice(0, MOST_NAMED).map(({ kind, about }) => ({ kind, about }));
