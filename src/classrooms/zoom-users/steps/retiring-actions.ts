import { after, hours } from "../../../lib/time.ts";
import { memberById } from "../../../people/actions.ts";
import { hasLeft } from "../../../people/member.ts";
import { userRead } from "../../../rooms/actions.ts";
import { hostsInUse } from "../../../sessions/hosting/actions.ts";
import type { World } from "../../../world.ts";
import { ZoomError, type AccountUser } from "../../../zoom/port.ts";
import { farewellOf, type Facts, type Farewell } from "../../runs/facts.ts";
import { wakeForSeat } from "../../runs/actions.ts";
import { done, Paused, ProvisioningOff, type AtWork, type PerformStep, type StepResult } from "../../runs/performer.ts";
import { classroomsOf, isMembers } from "../../store.ts";
import { whoseUser, type Belonging } from "../../whose-user.ts";
import { belongingOf, elsewhereOf } from "../belonging-actions.ts";
import { userChanges, type UserChanges } from "../guard-actions.ts";
import { takeBackFarewell } from "../account-store.ts";
import { isElsewhere, itsUser } from "../its-user-actions.ts";
import { whyNotOfTeams, type TeamsMaking } from "../leaving/farewell.ts";
import { teamsInviting, teamsMaking } from "../leaving/store.ts";
import type { Found } from "./activation.ts";
import { lookFor, whoIs, zoomOfRun } from "./looking-actions.ts";
import { whyRefused } from "./reasons.ts";

type Deed = Exclude<Farewell, "nothing">;
type Way = { isSo: (there: Found) => boolean; do: (changes: UserChanges, who: string) => Promise<void> };

/** When it is so already, and how it is brought about. Somebody invited is let go by address; there is nobody to deactivate, and Zoom may say yes to a change of the licence and do nothing (facts 7.2). */
const WAYS: Record<Deed, Way> = {
  "take the licence": {
    isSo: ({ is, user }) => user?.licensed === false || is === "pending",
    do: (changes, who) => changes.changeUser(who, { licensed: false }),
  },
  deactivate: { isSo: ({ is }) => is === "inactive" || is === "pending", do: (changes, who) => changes.setUserActive(who, false) },
  unlink: { isSo: ({ user }) => user === null, do: (changes, who) => changes.unlinkUser(who) },
};

/** What was said to be done with a user who is needed no more; never with the owner or an administrator of the account, nor with a member who is back. */
export const retireUser: PerformStep = async (world, at) => {
  const farewell = farewellOf(at);
  const who = whomToRetire(at);
  if (farewell === "nothing") return { end: { is: "skipped", because: "farewell_nothing" } };
  if (who === null) return { end: { is: "skipped", because: "nobody_to_retire" } };
  if (await isBack(world, at)) return { end: { is: "skipped", because: "member_is_back" } };
  if (await isOfFormer(world, at)) return { end: { is: "waits", for: "person", because: "user_of_former_account", lookAt: after(at.now, hours(1)) } };
  if (!(await isItsOwn(world, at))) return { end: { is: "skipped", because: "user_never_its" } };
  const there = await lookFor(zoomOfRun(world, at), who);
  const isAsBefore = there.user !== null && !WAYS[farewell].isSo(there); // whatever was asked before did nothing
  const facts = { letGoAs: there.is, ...(isAsBefore ? { farewellSince: null } : {}) };
  await userRead(world.db, at.run.institutionId, there.user?.hostId ?? who, there.user, at.now);
  if (there.user === null) return letGoAlready(world, at, facts);
  if (there.user.role !== "member") return { end: { is: "skipped", because: "is_administrator" } };
  const whose = await othersUser(world, at, there.user);
  if (whose !== null) return { end: { is: "skipped", because: WHOSE[whose.to], values: { name: whose.name } } };
  if (!isAsBefore) return letGoAlready(world, at, facts);
  if (await hostsForOthers(world, at, there)) return { end: { is: "failed", because: "user_hosts_sessions", retryAt: null }, facts };
  return { ...(await retired(world, at, { who, hostId: there.user.hostId }, WAYS[farewell])), facts };
};

const WHOSE = { classroom: "user_is_classroom", room: "user_is_room", elsewhere: "user_is_elsewhere" } as const satisfies Record<Belonging["to"], string>;

/** By a try whose answer was lost, or by somebody in Zoom: a licence may be free since. */
async function letGoAlready(world: World, at: AtWork, facts: Facts): Promise<StepResult> {
  await wakeForSeat(world.db, at.run.institutionId, at.now);
  return done({ facts });
}

/** Who hosts for all who ask for it, or sessions to come as somebody's own Zoom, would take them along. Of who leaves, whoever asked has seen what was hosted then. */
async function hostsForOthers({ db }: Pick<World, "db">, { asked, run, now }: AtWork, { user }: Found): Promise<boolean> {
  if (run.kind === "leaving" && asked.stays !== true && asked.isOther !== true && asked.hosts !== false) return false;
  return (await hostsInUse(db, run.institutionId, now)).some(({ hostId }) => hostId === user?.hostId);
}

/** It may have waited for days, while another classroom came to have just this Zoom user. Whoever leaves takes neither a classroom's along nor a room's; of a classroom that goes the room went before, unless it never had any. */
async function othersUser({ db }: Pick<World, "db">, { run, asked, facts }: AtWork, user: AccountUser): Promise<Belonging | null> {
  if (run.kind === "leaving" || run.kind === "former user" || neverHadAny({ run, facts })) return belongingOf(db, run.institutionId, user, run.classroomId);
  const classroom = whoseUser(await classroomsOf(db, run.institutionId), user, [run.kind === "retire classroom" ? run.classroomId : asked.replaces]);
  if (classroom !== null) return { to: "classroom", name: classroom.name };
  return elsewhereOf(db, run.institutionId, user.hostId);
}

/** Of a classroom that goes, before it came into use. */
const neverHadAny = ({ run, facts }: Pick<AtWork, "run" | "facts">): boolean => run.kind === "retire classroom" && facts.formerHostId == null;

/**
 * While another account is connected than the one in which its classroom's user is, that nobody there has the id, or the address, says nothing. So it is with whom a
 * classroom's making took that never came into use. Letting go of who leaves is over once another account is connected.
 */
async function isOfFormer({ db }: Pick<World, "db">, { run: { kind, institutionId, classroomId }, asked, facts }: AtWork): Promise<boolean> {
  const ownerId = kind === "retire classroom" || kind === "former user" ? classroomId : (asked.replaces ?? null);
  if (ownerId === null || kind === "leaving") return false;
  return isElsewhere(db, { institutionId, id: ownerId, hostId: facts.formerHostId ?? null });
}

/** At the address of a classroom that never came into use there may be somebody who never was asked. */
async function isItsOwn({ db }: Pick<World, "db">, at: AtWork): Promise<boolean> {
  const { institutionId, classroomId } = at.run;
  if (!neverHadAny(at) || classroomId === null) return true;
  return (await itsUser(db, { institutionId, id: classroomId, hostId: null, email: whoIs(at) })).isIts;
}

/** It may have waited for days, while whoever had left, a team or all, came again, or was invited into a team that asks for just this user. */
async function isBack({ db, clock }: Pick<World, "db" | "clock">, { asked, facts, run: { kind, institutionId, memberId, email } }: AtWork): Promise<boolean> {
  if (kind !== "leaving") return false;
  const isGivenBy = (teams: TeamsMaking): boolean => whyNotOfTeams(teams, farewellOf({ asked, facts })) !== null;
  if (email !== null && isGivenBy(await teamsInviting(db, institutionId, email, clock.now()))) return true;
  if (asked.stays === true) return memberId !== null && isGivenBy(await teamsMaking(db, institutionId, memberId));
  const member = memberId === null ? null : await memberById(db, institutionId, memberId);
  return (member !== null && !hasLeft(member)) || (email !== null && (await isMembers(db, institutionId, email)));
}

/** Where one user takes another's place it is the former; otherwise the one that the run is about. */
function whomToRetire(at: AtWork): string | null {
  if (at.facts.formerHostId != null) return at.facts.formerHostId;
  return at.run.kind === "leaving" || at.run.kind === "retire classroom" || at.run.kind === "former user" ? whoIs(at) : null;
}

/** No answer, or none that can be relied on. */
const mayHaveBeenDone = (error: unknown): boolean =>
  error instanceof ZoomError ? ["unreachable", "unanswered", "not_kept"].includes(error.kind) : !(error instanceof ProvisioningOff || error instanceof Paused);

async function retired(world: World, at: AtWork, { who, hostId }: { who: string; hostId: string | null }, way: Way): Promise<StepResult> {
  await at.intend({ facts: { farewellSince: at.now } });
  try {
    await way.do(userChanges(world, at.run.institutionId), who);
  } catch (error) {
    if (!mayHaveBeenDone(error)) await takeBackFarewell(world.db, at.run, at.now);
    const end = whyRefused(error, "letting go");
    if (end === null) throw error;
    return { end };
  }
  const now = await lookFor(zoomOfRun(world, at), who);
  if (!way.isSo(now)) throw new ZoomError("not_kept", "Zoom said yes, and the user is as before");
  await userRead(world.db, at.run.institutionId, hostId ?? who, now.user, at.now);
  await wakeForSeat(world.db, at.run.institutionId, at.now);
  return done();
}
