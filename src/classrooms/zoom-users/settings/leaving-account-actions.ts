import type { Instant } from "../../../lib/time.ts";
import { note } from "../../../platform/audit.ts";
import type { Tx } from "../../../platform/database.ts";
import type { World } from "../../../world.ts";
import { lockOfClassroomsToBe, lockOfPeople, markAccount } from "../../runs/people-store.ts";
import { stepAt, stoppedAs, withoutReason, withStep, type RunStep } from "../../runs/run.ts";
import { saveRun, type WholeRun } from "../../runs/store.ts";
import { markClassrooms, type AccountChange } from "../account-store.ts";
import { switchOff } from "./store.ts";

const BEDEL = "bedel";
/** Until then nothing was changed of a user who was there. */
const FINDING: readonly RunStep[] = ["look_up", "make_user", "activation"];

/**
 * Another Zoom account takes the place of the one before. What was to be done with people's users was asked for, and decided, of users of that one: nothing more is done
 * for it, and nobody is made in the new one before an administrator switches that on. Whom teams ask for is looked up there then. Nor does a classroom that is not made yet take whoever has its address
 * there: begun anew it looks first, unless the account is that of before again by then. Other runs of classrooms say themselves what they do not find.
 */
export async function leaveAccount(tx: Tx, { random }: Pick<World, "random">, change: AccountChange, now: Instant): Promise<void> {
  const { institutionId } = change;
  await markClassrooms(tx, change);
  await markAccount(tx, change);
  for (const run of await lockOfPeople(tx, institutionId)) {
    const over = overOf(run, now);
    const facts = run.state === "stopped" ? run.facts : { ...over.facts, left: true }; // whom somebody stopped stays so
    await saveRun(tx, { ...over, facts }, run.sealed);
  }
  for (const run of await lockOfClassroomsToBe(tx, institutionId))
    if (FINDING.includes(stepAt(run)?.name ?? "write_rows")) await saveRun(tx, overOf(run, now), run.sealed);
  if ((await switchOff(tx, institutionId)) === 1) await note(tx, random, { institutionId, at: now, who: BEDEL, memberId: null, what: "provisioning_off" });
}

/** What gave up is over as well: nothing that could not be done in the former account goes on by itself in this one. What stood in its way there says nothing here. */
const overOf = (run: WholeRun, now: Instant): WholeRun =>
  run.kind === "leaving" && stepAt(run)?.state === "under way"
    ? cutOff(run, now)
    : withoutReason(run.state === "stopped" ? run : stoppedAs(run, BEDEL, "another account", now));

/** Letting go is not begun anew in another account: whether it was done in that one is not known any more. */
const cutOff = (run: WholeRun, now: Instant): WholeRun => {
  const over = stoppedAs(run, BEDEL, "another account", now);
  return {
    ...over,
    ...withStep(over, stepAt(over)!.name, (one) => ({ ...one, state: "failed", because: "account_changed", values: {}, at: now, retryAt: null })),
    endedAt: now,
    wakeAt: null,
  };
};
