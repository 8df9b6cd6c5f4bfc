import type { World } from "../../../world.ts";
import { userRead } from "../../../rooms/actions.ts";
import { keptName, keptShownName, ZoomError, type AccountUser, type UserCalls } from "../../../zoom/port.ts";
import { wakeForSeat } from "../../runs/actions.ts";
import { done, type AtWork, type PerformStep } from "../../runs/performer.ts";
import { userChanges } from "../guard-actions.ts";
import { calledNow, type Called } from "./called-actions.ts";
import { lookFor, whoIs, zoomOfRun } from "./looking-actions.ts";
import { isOutOfSeats, whyRefused } from "./reasons.ts";
import { behindOthers, withoutSeat } from "./licences-actions.ts";

type Change = Parameters<UserCalls["changeUser"]>[1];

/**
 * Licence and names, once Zoom keeps them: what was said of somebody invited may be gone when the invitation is accepted (facts 7.2), so it is said again, and
 * read back. Names of people who had a Zoom user before, or whom somebody else invited, or of whom nobody said one, stay as they chose them; a classroom's are always its own.
 */
export const settleUser: PerformStep = async (world, at) => {
  const zoom = zoomOfRun(world, at);
  const there = await lookFor(zoom, whoIs(at));
  if (there.user === null || there.is === "pending") return { end: { is: "failed", because: "user_gone", retryAt: null } };
  if (there.is === "inactive" && at.run.kind !== "undo replacing") return { end: { is: "failed", because: "user_deactivated", retryAt: null } };
  const hostId = there.user.hostId ?? whoIs(at);
  try {
    const user = there.is === "inactive" ? await activeAgain(world, at, hostId) : there.user;
    const called = await calledNow(world, at);
    const change = changeOf(at, called, user);
    const behind = change.licensed === true ? await behindOthers(world, at) : null;
    if (behind !== null) return { end: behind, facts: { hostId } };
    if (Object.keys(change).length > 0) await changed(world, at, called, hostId, change);
    if (change.licensed === true) await wakeForSeat(world.db, at.run.institutionId, at.now); // where one was free there may be another
  } catch (error) {
    const end = isOutOfSeats(error) ? await withoutSeat(world, at, error) : whyRefused(error, "changing");
    if (end === null) throw error;
    return { end, facts: { hostId } };
  }
  return done({ facts: { hostId } });
};

/** What of the licence outlives being deactivated, Zoom says only then. */
async function activeAgain(world: World, at: AtWork, hostId: string): Promise<AccountUser> {
  await userChanges(world, at.run.institutionId).setUserActive(hostId, true);
  const { is, user } = await lookFor(zoomOfRun(world, at), hostId);
  if (user === null || is !== "active") throw new ZoomError("not_kept", "Zoom said yes, and the user is not active");
  await userRead(world.db, at.run.institutionId, hostId, user, at.now);
  return user;
}

/** What is not as it should be. */
function changeOf({ asked, facts, run }: AtWork, called: Called, user: AccountUser): Change {
  const isOurs = (facts.found !== "active" && facts.isOthers !== true && asked.keepsNames !== true) || run.kind !== "zoom user";
  const isChosen = called.isGuess && (isOther(user.firstName, called.firstName) || isOther(user.lastName, called.lastName));
  return {
    ...(asked.licence === true && !user.licensed ? { licensed: true } : {}),
    ...(isOurs && !isChosen ? namesLeft(called, run.kind === "zoom user", user) : {}),
  };
}

/** `whole`: somebody's name is the same wherever it is cut in two. */
function namesLeft(called: Called, whole: boolean, user: AccountUser): Change {
  const [firstName, lastName] = [called.firstName, called.lastName].map((name) => (name === undefined ? undefined : keptName(name)));
  const displayName = called.name === undefined ? undefined : keptShownName(called.name);
  const isSame = whole && wholeName({ firstName: firstName ?? "", lastName: lastName ?? "" }) === wholeName(user);
  return {
    ...(!isSame && firstName !== undefined && firstName !== user.firstName ? { firstName } : {}),
    ...(!isSame && lastName !== undefined && lastName !== user.lastName ? { lastName } : {}),
    ...(displayName !== undefined && displayName !== user.name ? { displayName } : {}),
  };
}

/** What Zoom dropped is nobody's choice. */
const isOther = (kept: string, said = ""): boolean => kept !== "" && kept !== keptName(said);
const wholeName = ({ firstName, lastName }: Pick<AccountUser, "firstName" | "lastName">): string => `${firstName} ${lastName}`.trim();

/** As Zoom calls it, in whatever language it is told. */
const FIELDS = { licensed: "type", firstName: "first_name", lastName: "last_name", displayName: "display_name" } as const satisfies Record<
  keyof Change,
  string
>;

/** Zoom says yes to more than it does. */
async function changed(world: World, at: AtWork, called: Called, hostId: string, change: Change): Promise<void> {
  const changes = userChanges(world, at.run.institutionId);
  const isCalledOnly = (at.run.kind === "rename classroom" || at.run.kind === "undo replacing") && change.licensed === undefined;
  await (isCalledOnly ? changes.nameClassroom(hostId, change) : changes.changeUser(hostId, change));
  const { user } = await lookFor(zoomOfRun(world, at), hostId);
  if (user !== null) await userRead(world.db, at.run.institutionId, hostId, user, at.now);
  const left = user === null ? change : changeOf(at, called, user);
  const fields = (Object.keys(left) as (keyof Change)[]).map((name) => FIELDS[name]);
  if (fields.length > 0) throw new ZoomError("not_kept", fields.join(", "));
}
