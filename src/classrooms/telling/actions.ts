import { after, before, hours, minutes, type Instant } from "../../lib/time.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import { sendLetter, type LetterOrder } from "../../people/letters/actions.ts";
import { isAdmin } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { isHeldBy, metBy } from "./halfway.ts";
import { halfwayUntold, institutionsUntold, saveHalfwayTold, saveTold, stoppedUntold, type Halfway, type Stopped } from "./store.ts";

export type Needs = Pick<World, "db" | "clock" | "random" | "origin" | "poke">;

/** What fails for one reason, as five hundred of a file may, is gathered into one mail. */
const GATHERS = minutes(2);
/** What is halfway is told of once it has not come to its end by itself for so long, with what will be before long. */
const HALFWAY_FOR = hours(1);
const NEARLY = minutes(30);
const MOST_NAMED = 30;

/**
 * Tells administrators that something of a classroom or a Zoom user came to a stop and goes on only when somebody says how, or stays halfway however often it is
 * tried: each stop once, and again when it was tried again and came to another; what is halfway once, until it is not. Says in how many institutions.
 */
export async function tellStopped(world: Needs): Promise<number> {
  let told = 0;
  for (const institutionId of await institutionsUntold(world.db, before(world.clock.now(), HALFWAY_FOR))) if (await tellIn(world, institutionId)) told += 1;
  if (told > 0) world.poke(["mails"]);
  return told;
}

const tellIn = (world: Needs, institutionId: string): Promise<boolean> =>
  world.db.transaction(async (tx) => {
    const now = world.clock.now();
    const stopped = ifDue(await stoppedUntold(tx, institutionId), GATHERS, now);
    const halfway = ifDue(await halfwayUntold(tx, institutionId, before(now, NEARLY)), HALFWAY_FOR, now);
    const all = [...stopped, ...halfway];
    const [first] = all;
    if (first === undefined) return false;
    await saveTold(tx, institutionId, stopped.map(({ id }) => id), now); // prettier-ignore
    await saveHalfwayTold(tx, institutionId, halfway.map(({ id }) => id), now); // prettier-ignore
    const values = { many: stopped.length, apart: halfway.length, first: first.about };
    const facts = { values, stopped: named(stopped), halfway: halfway.slice(0, MOST_NAMED).map(apart), page: `${world.origin}${pageOf(all)}` };
    await tellAdministrators(tx, world, institutionId, { key: `runs stopped ${first.id}/${now}`, kind: "runs_stopped", facts });
    return true;
  });

/** All of them once the first has stood so long, and none before. */
const ifDue = <T extends { since: Instant }>(all: T[], stands: ReturnType<typeof hours>, now: Instant): T[] =>
  all[0] === undefined || after(all[0].since, stands) > now ? [] : all;

/** Where what it is about can be looked at: it alone, all of its file, or whatever is not over. */
function pageOf(all: readonly Pick<Stopped, "id" | "batchId">[]): string {
  const [one, ...others] = all;
  if (one !== undefined && others.length === 0) return `/runs/${one.id}`;
  const isOneFile = one?.batchId != null && others.every(({ batchId }) => batchId === one.batchId);
  return isOneFile ? `/runs?batch=${one.batchId}` : "/runs";
}

const named = (stopped: readonly Stopped[]) => stopped.slice(0, MOST_NAMED).map(({ kind, about }) => ({ kind, about }));
const apart = (run: Halfway) => ({ kind: run.kind, about: run.about, met: metBy(run), isHeld: isHeldBy(run.because) });

/** To each of them one letter; `key`: says which wish it is, together with whom it goes to. */
export async function tellAdministrators(tx: Tx, world: Needs, institutionId: string, { key, kind, facts }: Pick<LetterOrder, "key" | "kind"> & { facts: NonNullable<LetterOrder["facts"]> }): Promise<void> {
  const institution = (await institutionById(tx, institutionId))!.settings.name;
  for (const { id, name, email, language, zone } of (await membersOf(tx, institutionId)).filter(isAdmin))
    await sendLetter(tx, world, {
      ...{ institutionId, key: `${key}/${id}`, kind, to: { name, email, language, zone } },
      facts: { ...facts, values: { institution, ...facts.values } },
    });
} // prettier-ignore
