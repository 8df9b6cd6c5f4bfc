import { lockMembers } from "../../../people/actions.ts";
import type { Tx } from "../../../platform/database.ts";
import type { World } from "../../../world.ts";
import { askForRun } from "../../runs/actions.ts";
import { stoppedAs } from "../../runs/run.ts";
import { lockRun, saveRun } from "../../runs/store.ts";
import { namesOf } from "../names.ts";
import { giveUpLicences, unasked, unwanted } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets">;
const AT_ONCE = 100;
const BEDEL = "bedel";

/**
 * Asks for a run for everybody who is to be a Zoom user and is not, as far as Bedel knows, and ends what it asked for that nobody wants any more. Says for how many.
 * Who is in which team, or invited, changes under the lock of members: what is read before somebody else has it may not be so any more.
 */
export const wishForZoomUsers = (world: Needs): Promise<number> =>
  world.db.transaction(async (tx) => {
    const givenUp = await giveUpLicences(tx, world.clock.now());
    const concerned = [...(await unasked(tx, world.clock.now(), AT_ONCE)), ...(await unwanted(tx, world.clock.now(), AT_ONCE))];
    if (concerned.length === 0) return givenUp;
    for (const institutionId of [...new Set(concerned.map((one) => one.institutionId))].toSorted()) await lockMembers(tx, institutionId);
    return givenUp + (await end(tx, world)) + (await ask(tx, world));
  });

async function ask(tx: Tx, world: Needs): Promise<number> {
  let asked = 0;
  for (const { institutionId, memberId, email, name, licence } of await unasked(tx, world.clock.now(), AT_ONCE)) {
    const wanted = { id: world.random.uuid(), kind: "zoom user", email, memberId, asked: { email, ...namesOf(name, email), licence } } as const;
    if ((await askForRun(tx, world, { institutionId, id: null, name: BEDEL }, wanted)).ok) asked += 1;
  }
  return asked;
}

/** Whoever comes back is asked for anew. */
async function end(tx: Tx, { clock }: Needs): Promise<number> {
  const those = await unwanted(tx, clock.now(), AT_ONCE);
  for (const { institutionId, id } of those) {
    const run = await lockRun(tx, institutionId, id);
    if (run === null) continue;
    const over = stoppedAs(run, BEDEL, "wanted no more", clock.now());
    await saveRun(tx, { ...over, facts: { ...over.facts, left: true } }, run.sealed);
  }
  return those.length;
}
