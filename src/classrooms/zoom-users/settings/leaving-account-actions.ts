import type { Instant } from "../../../lib/time.ts";
import { note } from "../../../platform/audit.ts";
import type { Tx } from "../../../platform/database.ts";
import type { World } from "../../../world.ts";
import { lockOfClassroomsToBe, lockOfPeople } from "../../runs/people-store.ts";
import { stepAt, stoppedAs, type RunStep } from "../../runs/run.ts";
import { saveRun } from "../../runs/store.ts";
import { switchOff } from "./store.ts";

const BEDEL = "bedel";
/** Until then nothing was changed of a user who was there. */
const FINDING: readonly RunStep[] = ["look_up", "make_user", "activation"];

/**
 * Another Zoom account takes the place of the one before. What was to be done with people's users was asked for, and decided, of users of that one: nothing more is done
 * for it, and nobody is made in the new one before an administrator switches that on. Whom teams ask for is looked up there then. Nor does a classroom that is not made yet take whoever has its address
 * there: begun anew it looks first. Other runs of classrooms say themselves what they do not find.
 */
export async function leaveAccount(tx: Tx, { random }: Pick<World, "random">, institutionId: string, now: Instant): Promise<void> {
  for (const run of await lockOfPeople(tx, institutionId)) {
    const over = stoppedAs(run, BEDEL, "another account", now);
    await saveRun(tx, { ...over, facts: { ...over.facts, left: true } }, run.sealed);
  }
  for (const run of await lockOfClassroomsToBe(tx, institutionId)) {
    const over = run.state === "running" && FINDING.includes(stepAt(run)?.name ?? "write_rows") ? stoppedAs(run, BEDEL, "another account", now) : run;
    await saveRun(tx, { ...over, facts: { ...over.facts, isOfFormerAccount: true } }, run.sealed);
  }
  if ((await switchOff(tx, institutionId)) === 1) await note(tx, random, { institutionId, at: now, who: BEDEL, memberId: null, what: "provisioning_off" });
}
