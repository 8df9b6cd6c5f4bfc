import { after, iso, type Instant } from "../../../lib/time.ts";
import { LISTS_LAG } from "../../../rooms/room.ts";
import type { Run } from "../../runs/run.ts";
import { stepAt } from "../../runs/run.ts";
import type { Asked, Facts } from "../../runs/facts.ts";
import type { Classroom } from "../../classroom.ts";
import type { ZoomUserList, ZoomUserRow } from "../contract.ts";

/** A user of the account, as the last comparison with Zoom found it. `signsInWith` null: nobody has read it. */
export type Known = { email: string; name: string; status: "active" | "inactive" | "pending"; licensed: boolean; role: "owner" | "admin" | "member"; signsInWith: readonly string[] | null; isRoom: boolean; hostId: string }; // prettier-ignore
/** Somebody who is, or is to be, a user of the account. */
export type Somebody = {
  memberId: string | null;
  name: string;
  email: string;
  licence: boolean;
  /** By Bedel, into a team whose members are users of the account, and has not accepted. */
  isInvited?: boolean;
  /** No member, and nothing was asked for by the address either. */
  isUnasked?: boolean;
};
export type RunOf = Pick<Run, "id" | "state" | "steps" | "endedAt"> & { asked: Asked; facts: Facts };
type State = ZoomUserRow["state"];

/** How somebody stands: a run that is not over knows best, then Zoom. `syncedAt`: when Zoom was last read. */
export function stateOf(known: Known | null, run: RunOf | null, syncedAt: Instant | null): State {
  const step = run === null || run.state === "done" || run.state === "stopped" ? null : stepAt(run);
  if (step !== null) {
    if (step.because === "invitation_expired") return "expired";
    if (step.state === "failed") return "failed";
    if (step.name === "activation") return "invited";
    return step.name === "settle_user" ? "active" : "waits";
  }
  if (known === null) return run?.state === "done" && isSince(run.endedAt, syncedAt) ? "active" : "none"; // made since, or gone by then
  return known.status === "pending" ? "invited" : known.status;
}

const isSince = (endedAt: Instant | null, syncedAt: Instant | null): boolean => endedAt !== null && (syncedAt === null || after(endedAt, LISTS_LAG) > syncedAt);

const isOpen = (run: Pick<RunOf, "endedAt" | "state"> | null): boolean => run !== null && run.endedAt === null && run.state !== "stopped";

export const isGoingOn = (run: Pick<RunOf, "state"> | null): boolean => run?.state === "running";

/** Of who is invited to Bedel no run is there yet: the teams say so. */
const comesLicence = (state: State, run: RunOf | null, { licence }: Pick<Somebody, "licence">): boolean =>
  isGoingOn(run) ? run?.asked.licence === true : state === "waits" && licence;

/** Message key under `refusals` why nothing can be asked of Zoom for somebody, or null. Who is invited, and whom no run looks after, can be looked after from now on. */
export function whyNotMake(
  isOn: boolean,
  row: Pick<ZoomUserRow, "state" | "licensed" | "licenceWanted">,
  run: Pick<RunOf, "endedAt" | "state"> | null,
): string | null {
  if (!isOn) return "provisioning_off";
  if (isOpen(run)) return "run_under_way";
  if (row.state === "waits") return "invitation_to_bedel_waits";
  if (row.state === "inactive") return "zoom_user_to_activate";
  return row.state === "active" && (row.licensed === true || !row.licenceWanted) ? "user_made_already" : null;
}

/** In these states there is a user in Zoom, or an invitation, of which something may become. */
const HAS_USER: ReadonlySet<State> = new Set(["active", "invited", "inactive"]);

export function rowOf(
  somebody: Somebody,
  known: Known | null,
  run: RunOf | null,
  { isOn, syncedAt, leaving = null }: { isOn: boolean; syncedAt: Instant | null; leaving?: RunOf | null },
): ZoomUserRow {
  const there = stateOf(known, run, syncedAt);
  const staysStopped = run !== null && !isOpen(run) && run.facts.left !== true; // whoever accepts what
  const state = there === "none" && somebody.isInvited === true && !isOpen(run) && !staysStopped ? "waits" : there;
  const step = run === null || run.state === "done" || run.state === "stopped" ? null : stepAt(run);
  const notAgain = step?.because === "invitation_waits" && run?.facts.resendRefused === true ? run.steps.find(({ name }) => name === "make_user") : undefined;
  const isAsked = run !== null && run.facts.left !== true; // whoever left a team is asked for no more
  const licenceWanted = (isAsked && run.asked.licence === true) || somebody.licence;
  const moment = (at: number | null | undefined): string | null => (at == null ? null : iso(at as Instant));
  const isInvited = state === "invited" || state === "expired";
  return {
    runId: run?.id ?? null,
    memberId: somebody.memberId,
    name: somebody.name,
    email: somebody.email,
    state,
    licensed: known?.licensed ?? null,
    licenceWanted,
    licenceComes: comesLicence(state, run, somebody),
    resent: run?.facts.resent ?? 0,
    invitedAt: isInvited ? moment(run?.facts.invitedAt) : null,
    expiresAt: isInvited ? moment(run?.facts.expiresAt) : null,
    isLicenceShort: isGoingOn(run) && run?.facts.isLicenceShort === true,
    because: notAgain === undefined ? (step?.because ?? null) : "resend_refused",
    values: (notAgain ?? step)?.values ?? {},
    mayLetGo: HAS_USER.has(state) && somebody.isUnasked !== true && !isGoingOn(leaving),
    lettingGo: lettingGoOf(leaving),
    whyNot: {
      make: isGoingOn(leaving) ? "run_under_way" : whyNotMake(isOn, { state, licensed: known?.licensed ?? null, licenceWanted }, run),
      resend: whyNotResend(isOn, run),
    },
  };
}

function lettingGoOf(leaving: RunOf | null): ZoomUserRow["lettingGo"] {
  if (leaving === null || !isOpen(leaving)) return null;
  const step = stepAt(leaving);
  const farewell = leaving.facts.farewell ?? leaving.asked.farewell ?? "nothing";
  return { runId: leaving.id, farewell, failed: leaving.state === "failed", because: step?.because ?? null, values: step?.values ?? {} };
}

/** Whether somebody is a user of the account, invited or not, and has a licence. Of who was made since Zoom was read, what was asked for counts. */
export function standingOf(known: Known | null, run: RunOf | null, syncedAt: Instant | null): { hasUser: boolean; isLicensed: boolean } {
  const state = stateOf(known, run, syncedAt);
  const isMade = known === null && state === "active";
  return { hasUser: known !== null || isMade || state === "invited", isLicensed: known?.licensed === true || (isMade && run?.asked.licence === true) };
}

/** Whether a run of somebody keeps Bedel from asking for them anew by itself, and goes on only when an administrator does something. */
export const standsStill = (run: Pick<RunOf, "state" | "endedAt" | "facts"> | null): boolean =>
  run !== null &&
  ((run.state === "failed" && run.endedAt === null) || (run.state === "stopped" && run.facts.left !== true && run.facts.stoppedBy?.by === "stopping"));

/** Who uses a licence. `classroom`: the one, being made or in use, whose Zoom user it is; such a one is more than the room that it is too. */
export function holderIs(
  user: Pick<Known, "isRoom">,
  classroom: Pick<Classroom, "state"> | null,
  isMembers: boolean,
): ZoomUserList["seats"]["holders"][number]["what"] {
  if (classroom !== null) return classroom.state === "being made" ? "classroom being made" : "classroom";
  return user.isRoom ? "room" : isMembers ? "member" : "other";
}

/** Only an invitation that waits, or has lapsed, is sent again. */
export function whyNotResend(isOn: boolean, run: Pick<RunOf, "state" | "steps"> | null): string | null {
  if (!isOn) return "provisioning_off";
  const step = run === null || run.state === "stopped" ? null : stepAt(run);
  return step?.name === "activation" && (step.state === "waiting" || step.state === "failed") ? null : "invitation_not_sent";
}
