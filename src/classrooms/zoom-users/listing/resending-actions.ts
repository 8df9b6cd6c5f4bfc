import { fine, refused, type Outcome } from "../../../lib/outcome.ts";
import { after, minutes, type Instant } from "../../../lib/time.ts";
import type { Member } from "../../../people/member.ts";
import { note } from "../../../platform/audit.ts";
import type { World } from "../../../world.ts";
import { wentBack } from "../../runs/run.ts";
import { lockRun, saveRun } from "../../runs/store.ts";
import { provisioningOf } from "../settings/actions.ts";
import { whyNotResend } from "./person.ts";

const JUST_SENT = minutes(1);

/** Has Zoom invite somebody again, for thirty days more. Refused where no invitation of this run waits or has lapsed. */
export async function resendInvitation(world: Pick<World, "db" | "clock" | "random" | "poke">, who: Member, runId: string): Promise<Outcome<null>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const run = await lockRun(tx, who.institutionId, runId);
    if (run === null) return refused("not_found");
    const why = whyNotResend((await provisioningOf(tx, who.institutionId)).on, run);
    if (why !== null) return refused(why);
    // Pressed twice, or by two, it is one mail.
    if (run.facts.invitedAt != null && now < after(run.facts.invitedAt as Instant, JUST_SENT)) return fine(null);
    await saveRun(
      tx,
      { ...run, ...wentBack(run, "make_user", who.name, now), facts: { ...run.facts, resending: true, makingSince: null, stoppedBy: null } },
      run.sealed,
    );
    const details = { about: run.asked.name ?? run.email ?? "" };
    await note(tx, world.random, { institutionId: who.institutionId, at: now, who: who.name, memberId: who.id, what: "invitation_of_zoom_resent", details });
    return fine(null);
  });
  world.poke(["runs"]);
  return outcome;
}
