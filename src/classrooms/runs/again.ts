import { iso, type Instant } from "../../lib/time.ts";
import { isOpen, type AtWork, type Classroom } from "../classroom.ts";
import { whoseUser } from "../whose-user.ts";
import { UNCONFIRMED } from "../zoom-users/steps/meant.ts";
import type { Retry } from "./contract.ts";
import { placeName, type Asked, type Facts, type RowPlace, type StoppedBy } from "./facts.ts";
import { isRowTaken } from "./leaving-rows.ts";
import { isPlaced, stepAt, wentBack, type Run } from "./run.ts";

type Again = Pick<Run, "kind" | "steps" | "endedAt" | "askedBy"> & { asked: Asked; facts: Facts };
/** The classroom that a run is about, the one that it replaces or takes the place of again, and all that there are. `isAtWork`: a run that is not over is at one of these, or at its address. `isOn`: Bedel may make Zoom users. */
export type Around = { own: Classroom | null; other: Classroom | null; all: readonly Classroom[]; isAtWork: boolean; isOn: boolean };

/** The classrooms that it needs for itself: once its own has its place, only the other one. */
export const needsOf = (run: Pick<Run, "kind" | "steps" | "classroomId"> & { asked: Asked }): (string | null | undefined)[] =>
  isPlaced(run) ? [run.asked.replaces] : [run.classroomId, run.asked.replaces];

/** Whether a run other than this one is at one of these classrooms. `busy`: which runs are at which. */
export const isHeld = (busy: AtWork, { id }: Pick<Run, "id">, classrooms: readonly (string | null | undefined)[]): boolean =>
  classrooms.some((one) => one != null && (busy.get(one) ?? []).some((run) => run !== id));

/** Nobody accepted Zoom's invitation in time, or who was invited is not in the account any more. */
const INVITED_NO_MORE = ["invitation_expired", "user_gone"];

/** Whether an invitation of Zoom's is no more: looking again finds nothing else, so going on means inviting again. */
export function isLapsed(run: Pick<Run, "steps">): boolean {
  const step = stepAt(run);
  return step?.name === "activation" && step.because !== null && INVITED_NO_MORE.includes(step.because);
}

/** Has Zoom invite again, for thirty days more. */
export const resent = <R extends Run & { facts: Facts }>(run: R, byName: string, now: Instant): R => ({
  ...run,
  ...wentBack(run, "make_user", byName, now),
  facts: { ...run.facts, resending: true, resent: (run.facts.resent ?? 0) + 1, makingSince: null, stoppedBy: null, left: false },
});

/** Whether whom it looked for was found in another Zoom account than the one that is connected. Once its room is open its Zoom user is known by its id, which no other account has. */
export const isFoundElsewhere = ({ facts, steps }: Pick<Run, "steps"> & { facts: Facts }): boolean =>
  facts.isOfFormerAccount === true &&
  steps.some(({ name }) => name === "look_up") &&
  !steps.some(({ name, state }) => name === "open_room" && state === "done");

/** Of a Zoom account that was connected before nothing is known to be so: it begins with looking, and asks again who is meant. */
export function lookedAnew<R extends Run & { facts: Facts }>(run: R, byName: string, now: Instant): R {
  const { formerHostId, formerRoomId, former, leftAt, rowsMean } = run.facts;
  const kept = { formerHostId, formerRoomId, former, leftAt, rowsMean };
  const facts = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as Facts;
  return { ...run, ...wentBack(run, "look_up", byName, now), facts: { ...facts, isAskedAnew: true, stoppedBy: null } };
}

/** How a step names its reason where somebody put something else into a row. */
const MOVED = "row_changed";

/** What whoever says *go on* was told, and says yes to by it: that row is written over, or that Zoom user taken. Null: it is tried again, and no more. */
export function consentOf(run: Pick<Run, "steps">): "row" | "user" | null {
  const because = stepAt(run)?.because;
  return because === MOVED ? "row" : because === UNCONFIRMED ? "user" : null;
}

/**
 * Message key under `refusals` why *go on* is not meant for what stands in the way by now, or null. A yes holds for what was found then: what was found later, for the
 * same reason, nobody has been told yet.
 */
export function whyNotAsShown(run: Pick<Run, "steps">, shown: Retry): string | null {
  const step = stepAt(run);
  const isOfThen = consentOf(run) === null || step?.at == null || iso(step.at) === shown.at;
  return (step?.because ?? null) === shown.because && isOfThen ? null : "revision_conflict";
}

/** What Bedel asked for by itself and these ended is asked for anew once it is wanted again, and would be ended again until then. */
const UNWANTED_BY: ReadonlySet<StoppedBy["by"]> = new Set(["wanted no more", "removing", "another account"]);

/**
 * Message key under `refusals` why a run that was stopped can't be begun anew, or null: since then its classroom may have been replaced or retired, and its rows
 * and its Zoom user be somebody else's. While it is not over nobody else gets at its classrooms. Nobody is invited again while no Zoom users are made.
 */
export function whyNotAgain(run: Again, { own, other, all, isAtWork, isOn }: Around): string | null {
  if (isLapsed(run) && !isOn) return "provisioning_off";
  if (run.endedAt === null) return null;
  if (run.kind === "leaving" && (run.facts.isOfFormerAccount === true || run.facts.stoppedBy?.by === "another account")) return "run_outdated";
  if (run.kind === "zoom user" && run.askedBy === null && UNWANTED_BY.has(run.facts.stoppedBy?.by ?? "stopping")) return "zoom_user_not_wanted";
  if (isAtWork) return "run_under_way";
  if (own === null) return null;
  if (stepAt(run)?.name !== "retire_user" && !isAsLeft(run.facts, [own, other])) return "run_outdated"; // what is left at that concerns neither rows nor passcode
  if (isRowTaken(run, all.filter(isOpen), own.id, other?.id ?? null)) return "classroom_row_taken"; // prettier-ignore
  const { formerHostId } = run.facts;
  const former = { hostId: formerHostId ?? null, email: run.kind === "retire classroom" ? own.email : (other?.email ?? null) };
  const isAnothers = formerHostId != null && whoseUser(all, former, [own.id, other?.id]) !== null;
  return !isAnothers && stillFits(run, own, other) ? null : "run_outdated";
}

/** Whatever was done with its classrooms since, what the run was asked with, and what it would write, may be of before. */
const isAsLeft = ({ leftAt }: Facts, classrooms: readonly (Classroom | null)[]): boolean =>
  leftAt == null || classrooms.every((one) => one === null || leftAt[one.id] === one.revision);

function stillFits(run: Again, own: Classroom, other: Classroom | null): boolean {
  switch (run.kind) {
    case "change passcode":
    case "new meeting":
    case "rename classroom":
      return own.state === "in use";
    case "new classroom":
      return isOpen(own);
    case "retire classroom":
      return isOpen(own) || (own.state === "retired" && stepAt(run)?.name === "retire_user");
    case "replace classroom":
      return isTaken(run, own, other, "replaced") || (stepAt(run)?.name !== "retire_user" && isOpen(own) && other?.state === "in use");
    case "undo replacing":
      return isTaken(run, own, other, "retired") || (stepAt(run)?.name !== "retire_user" && own.state === "replaced" && other?.state === "in use");
    case "former user":
      return !isOpen(own);
    case "zoom user":
    case "leaving":
      return true;
  }
}

/** It has the place already: whoever wrote the rows died before the step was over, or only the old user is left to see to. */
function isTaken({ asked, facts }: Again, own: Classroom, other: Classroom | null, left: Classroom["state"]): boolean {
  const has = (is: RowPlace | null, wanted: RowPlace | null | undefined): boolean =>
    wanted == null ? is === null : (is !== null && placeName(is) === placeName(wanted)) || (facts.letGo ?? []).includes(placeName(wanted));
  return own.state === "in use" && other?.state === left && has(own.link, asked.link) && has(own.passcode, asked.passcode);
}
