import type { z } from "zod";
import { refused, type Outcome } from "../../../lib/outcome.ts";
import { lockMembers, memberById } from "../../../people/actions.ts";
import { hasLeft, isAdmin, type Member } from "../../../people/member.ts";
import type { Tx } from "../../../platform/database.ts";
import type { World } from "../../../world.ts";
import { askForRun, latestOfPeople, runById, type WholeRun } from "../../runs/actions.ts";
import { isMembers } from "../../store.ts";
import type { LeavingUser, stayingUser } from "../contract.ts";
import { knownUsersAmong } from "../listing/store.ts";
import { askedOrThrown, stopMaking, whyNotNow, zoomUserAt, type Needs } from "./actions.ts";
import { asOfInvitation } from "./farewell.ts";
import { teamsInviting } from "./store.ts";

/** What the Zoom user of somebody owns who is no member and for whom one was made. Null: there is nobody of that address. */
export async function othersUserOf(world: Needs, institutionId: string, email: string): Promise<LeavingUser | null> {
  if ((await otherOf(world.db, institutionId, email)) === null) return null;
  const user = await zoomUserAt(world, institutionId, email, await teamsInviting(world.db, institutionId, email, world.clock.now()));
  const { whyNot } = user;
  return {
    ...user,
    whyNot: {
      nothing: asOfInvitation(whyNot.nothing),
      "take the licence": asOfInvitation(whyNot["take the licence"]),
      deactivate: asOfInvitation(whyNot.deactivate),
      unlink: asOfInvitation(whyNot.unlink),
    },
  };
}

/** Whoever was asked for by address and is no member. Whose user was let go of as a member's since only as long as Zoom knows them: the user stays, and more may be done with it. */
async function otherOf(tx: Tx, institutionId: string, email: string): Promise<WholeRun | null> {
  if (await isMembers(tx, institutionId, email)) return null;
  const run = (await latestOfPeople(tx, institutionId)).find((one) => one.email?.toLowerCase() === email.toLowerCase());
  if (run === undefined || run.kind === "zoom user" || run.memberId === null) return run ?? null;
  return (await knownUsersAmong(tx, institutionId, [email])).length > 0 ? run : null;
}

/**
 * What becomes of that user: by the rules for members who stay. Refused while an invitation into a team asks for just that user. Asking twice with one id asks once.
 */
export async function sayFarewellToOther(
  world: Needs & Pick<World, "poke">,
  who: Member,
  email: string,
  { runId, farewell }: z.output<typeof stayingUser>,
): Promise<Outcome<null>> {
  const { institutionId } = who;
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    await lockMembers(tx, institutionId); // who is a member, or invited, changes under it
    const by = await memberById(tx, institutionId, who.id);
    if (by === null || hasLeft(by) || !isAdmin(by)) return refused("admins_only");
    const other = await otherOf(tx, institutionId, email);
    const again = await runById(tx, institutionId, runId);
    if (other === null && again === null) return refused("not_found");
    const { asked, email: known } = (other ?? again)!;
    const [of, name] = [known ?? email, asked.name ?? email]; // as it was written first
    const wanted = { id: runId, kind: "leaving" as const, email: of, memberId: null, asked: { email: of, name, farewell, isOther: true } };
    if (again !== null) return askForRun(tx, world, who, wanted);
    const [user = null] = await knownUsersAmong(tx, institutionId, [email]);
    const why = await whyNotNow(tx, world, { institutionId, email, user }, await teamsInviting(tx, institutionId, email, world.clock.now()), farewell);
    if (why !== null) return refused(asOfInvitation(why)!, { field: "farewell" });
    await stopMaking(tx, world, { institutionId, email: of, name, id: null }, who, "stopping");
    return askedOrThrown(await askForRun(tx, world, who, wanted), "farewell");
  });
  world.poke(["runs"]);
  return outcome;
}
