import type { Tx } from "../../platform/database.ts";
import type { Classroom } from "../classroom.ts";
import { runById, type WholeRun } from "../runs/actions.ts";
import { isMembers } from "../store.ts";
import { isInFormerAccount } from "./account-store.ts";

/** `isIts`: it is the classroom's to let go of. */
export type ItsUser = { hostId: string | null; isIts: boolean };

/**
 * Zoom user of a classroom. One that never came into use has only an address, at which there may be somebody's: it is the classroom's own where the run that was to make
 * it made or invited the user, or changed who was there, or is at it, and where no member has the address by now.
 */
export async function itsUser(tx: Tx, { institutionId, id, hostId, email }: Pick<Classroom, "institutionId" | "id" | "hostId" | "email">): Promise<ItsUser> {
  if (hostId !== null) return { hostId, isIts: true };
  const making = await runById(tx, institutionId, id); // is asked for by the id of its classroom
  if (making === null) return { hostId: null, isIts: false };
  return {
    hostId: making.facts.isOfFormerAccount === true ? null : (making.facts.hostId ?? null),
    isIts: tookUser(making) && !(await isMembers(tx, institutionId, email)),
  };
}

/** Whether the Zoom user of a classroom, or whom its making took that never came into use, is in another account than the one that is connected: who has the address in this one is somebody else. */
export async function isElsewhere(tx: Tx, { institutionId, id, hostId }: Pick<Classroom, "institutionId" | "id" | "hostId">): Promise<boolean> {
  if (hostId !== null) return isInFormerAccount(tx, institutionId, id);
  const making = await runById(tx, institutionId, id);
  return making?.facts.isOfFormerAccount === true && tookUser(making);
}

/** An invitation that somebody else had sent is found and waited for, and is no invitation of the run's. */
function tookUser({ facts, steps }: Pick<WholeRun, "facts" | "steps">): boolean {
  const hasMade = facts.makingSince != null || (facts.resent ?? 0) > 0 || steps.some(({ name, state }) => name === "make_user" && state === "done");
  return hasMade || steps.some(({ name, state }) => (name === "secure_user" || name === "settle_user") && (state === "done" || state === "under way"));
}
