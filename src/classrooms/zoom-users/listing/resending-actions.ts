import { fine, refused, type Outcome } from "../../../lib/outcome.ts";
import type { Member } from "../../../people/member.ts";
import { note } from "../../../platform/audit.ts";
import type { World } from "../../../world.ts";
import { resent } from "../../runs/again.ts";
import { lockRun, saveRun } from "../../runs/store.ts";
import { provisioningOf } from "../settings/actions.ts";
import { whyNotResend } from "./person.ts";

/** Has Zoom invite somebody again, for thirty days more. `seen`: how often that was done as it was shown; done again since, it is not done once more. Refused where no invitation of this run waits or has lapsed. */
export async function resendInvitation(
  world: Pick<World, "db" | "clock" | "random" | "poke">,
  who: Member,
  runId: string,
  seen: number,
): Promise<Outcome<null>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const run = await lockRun(tx, who.institutionId, runId);
    if (run === null) return refused("not_found");
    if ((run.facts.resent ?? 0) !== seen) return fine(null); // by a second click, or by somebody else
    const why = whyNotResend((await provisioningOf(tx, who.institutionId)).on, run);
    if (why !== null) return refused(why);
    await saveRun(tx, resent(run, who.name, now), run.sealed);
    const details = { about: run.asked.name ?? run.email ?? "" };
    await note(tx, world.random, { institutionId: who.institutionId, at: now, who: who.name, memberId: who.id, what: "invitation_of_zoom_resent", details });
    return fine(null);
  });
  world.poke(["runs"]);
  return outcome;
}
