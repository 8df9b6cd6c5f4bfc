import { fine, refused, type Outcome } from "../lib/outcome.ts";
import type { Member } from "../people/member.ts";
import { note } from "../platform/audit.ts";
import type { World } from "../world.ts";
import type { otherwise } from "./runs/contract.ts";
import { retried, stepAt, whyNotOtherwise } from "./runs/run.ts";
import { lockRun, saveRun } from "./runs/store.ts";
import { provisioningOf } from "./zoom-users/settings/actions.ts";
import type { z } from "zod";

/**
 * Something else is done with a Zoom user who is needed no more, where Zoom would not do what was asked: of a domain of the account's own, say, it lets nobody go.
 * Refused of a run that stands still at anything else, or by now for another reason than was shown.
 */
export async function letGoOtherwise(
  world: Pick<World, "db" | "clock" | "random" | "poke">,
  who: Member,
  id: string,
  { farewell, because }: z.output<typeof otherwise>,
): Promise<Outcome<null>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const run = await lockRun(tx, who.institutionId, id);
    if (run === null) return refused("not_found");
    const why = whyNotOtherwise(run);
    if (why !== null) return refused(why);
    if (stepAt(run)!.because !== because) return refused("revision_conflict");
    if (farewell !== "nothing" && !(await provisioningOf(tx, who.institutionId)).on) return refused("provisioning_off", { field: "farewell" });
    await saveRun(tx, { ...run, ...retried(run, who.name, now), facts: { ...run.facts, farewell } }, run.sealed);
    const details = { about: run.asked.name ?? run.email ?? "" };
    await note(tx, world.random, { institutionId: who.institutionId, at: now, who: who.name, memberId: who.id, what: "farewell_changed", details });
    return fine(null);
  });
  world.poke(["runs"]);
  return outcome;
}
