import { after, hours, iso, seconds, type Instant } from "../../lib/time.ts";
import { mailOf, type Asked, type Facts } from "./facts.ts";
import type { RunList, RunView } from "./contract.ts";
import { metNow } from "../telling/halfway.ts";
import { askedOf, didOf, type Names } from "./told.ts";
import { stepAt, whyNotLetGo, whyNotOtherwise, whyNotRetry, whyNotStop, type Run, type StepRow } from "./run.ts";

const isoOrNull = (moment: Instant | null): string | null => (moment === null ? null : iso(moment));

/** The run that takes a replacing back; `isDone`: it has, as it was through with its rows, at that moment; else `at` says when it was asked for. */
export type Undone = { runId: string; by: string; at: Instant; isDone: boolean; isStill: boolean };

type Shown = Run & { asked: Asked; facts: Facts };

/** `names.about`: the name of the classroom; `stands`: what was found in the row that somebody changed; `again`, `undo`: why what its classrooms have been through since forbids to begin it anew, or to take it back; `undone`: the run that did. */
export function viewOf(
  run: Shown,
  names: Names & { about: string | null },
  { again, undo, undone, stands, now }: Pick<RunView, "stands"> & { again: string | null; undo: string | null; undone: Undone | null; now: Instant },
): RunView {
  const { id, kind, state, email, classroomId, batchId } = run;
  const by = run.facts.stoppedBy;
  const person = [run.asked.firstName, run.asked.lastName].filter((part) => part !== undefined && part !== "").join(" ");
  return {
    ...{ id, kind, state, email, classroomId, batchId },
    about: names.about ?? run.asked.name ?? (person === "" ? (email ?? "") : person),
    by: run.askedByName,
    at: iso(run.askedAt),
    endedAt: isoOrNull(run.endedAt),
    stopped: run.state === "stopped" && by != null ? { name: by.name, at: iso(by.at), by: by.by } : null,
    undone: undone === null ? null : { ...undone, at: iso(undone.at) },
    asked: askedOf(run, names),
    resent: run.facts.resent ?? 0,
    steps: run.steps.map((step) => ({ ...stepView(step), state: stateIn(run, step), did: didOf(run, step) })),
    mailCameAt: isAsked(run) && kind !== "zoom user" ? isoOrNull(mailOf(run)) : null,
    halfway: metNow(run),
    stands,
    whyNot: {
      retry: whyNotRetry(run) ?? again,
      stop: whyNotStop(run, run.facts),
      undo,
      letGo: whyNotLetGo(run, run.facts, now),
      otherwise: whyNotOtherwise(run),
    },
  };
}

/** What was stopped waits for nothing and has nothing to come; what is being done just now is finished all the same. */
const stateIn = ({ state }: Run, step: StepRow): RunView["steps"][number]["state"] =>
  state === "stopped" && (step.state === "to come" || step.state === "waiting") ? "not done" : step.state;

const stepView = ({ name, because, values, tries, at, retryAt, byName }: StepRow): Omit<RunView["steps"][number], "did" | "state"> => ({
  ...{ name, because, values, tries, at: isoOrNull(at), retryAt: isoOrNull(retryAt), by: byName },
});

/** Those of one file, as far as they are known. */
export function batchOf(runs: readonly Shown[], zoom: Making, now: Instant): NonNullable<RunList["batch"]> {
  const of = (state: Run["state"]): number => runs.filter((run) => run.state === state).length;
  const left = runs.filter((run) => run.state === "running");
  const moments = { expectedAt: isoOrNull(expectedAt(left, zoom, now)), waitsFor: waitsFor(left, zoom), invitedBy: isoOrNull(invitedBy(left, zoom, now)) };
  const ofUsers = { invited: left.filter(isAsked).length, active: runs.filter(isActive).length };
  return { all: runs.length, done: of("done"), failed: of("failed") + of("stopped"), ...ofUsers, ...moments };
}

const isAsked = ({ steps }: Pick<Run, "steps">): boolean => stepAt({ steps })?.because === "invitation_waits";
const isActive = ({ steps }: Pick<Run, "steps">): boolean =>
  steps.some(({ name, state }) => name === "activation" && (state === "done" || state === "skipped"));

/** What keeps everybody from being made, for as long as nobody knows: a message key under `runs.why`. */
export type Held = "zoom_paused" | "zoom_disconnected" | null;
/** How users are made, how many Zoom invites in a day, and how many were made today: all of them once Zoom says so. `ahead`: how many others are to be made before. */
export type Making = { madeAs: "invited" | "automatic" | "sso"; perDay: number; madeToday: number; ahead: number; held: Held };
type Left = Pick<Shown, "steps" | "facts" | "asked">;

/** What one classroom asks of Zoom and the databases takes about as long, where hundreds wait for each other. */
const EACH = seconds(2);
const BEFORE_THE_FIRST = seconds(60);
const DAY = hours(24);

const isToMake = ({ steps, facts }: Left): boolean => {
  const at = stepAt({ steps })?.name;
  return (at === "look_up" || at === "make_user") && facts.found !== "active" && facts.found !== "inactive";
};
const isSpent = ({ steps }: Left): boolean => stepAt({ steps })?.because === "zoom_spent";

/** Nobody knows when this ends: an administrator, the account's owner or a teacher has to do something first. */
const FOR_SOMEBODY: readonly (string | null)[] = [
  "provisioning_off",
  "zoom_paused",
  "zoom_disconnected",
  "no_licence_left",
  "no_basic_seat",
  "sessions_stay",
  "user_of_former_account",
];
/** Also a row that is refused, though what is halfway is tried again every hour, and one whose database has been away for as long. */
function isForSomebody(run: Left): boolean {
  const step = stepAt(run);
  if (step?.name === "write_rows" && step.state === "failed") return true;
  const awaySince = run.facts.rowsAwaySince;
  const isAway = step?.because === "database_away" && awaySince != null && step.at !== null && step.at - awaySince >= hours(1);
  return isAway || FOR_SOMEBODY.includes(step?.because ?? null);
}

const isHeld = (run: Left, held: Held): boolean => held === "zoom_disconnected" || (held === "zoom_paused" && isToMake(run));

/** What keeps some of these from being done; pausing keeps only those whose users are still to be made. */
export const heldBy = (runs: readonly Left[], held: Held): Held => (runs.some((run) => isHeld(run, held)) ? held : null);

/** On whom it depends when the last of them is done: whoever has to accept an invitation, or somebody else. Null: on nobody. */
export function waitsFor(runs: readonly Left[], { madeAs, held }: Pick<Making, "madeAs" | "held">): "invitations" | "somebody" | null {
  if (runs.some(isForSomebody) || heldBy(runs, held) !== null) return "somebody";
  const isInvited = (run: Left): boolean => stepAt(run)?.name === "activation" && run.facts.acceptedAt == null;
  return runs.some((run) => isInvited(run) || (madeAs === "invited" && isToMake(run))) ? "invitations" : null;
}

/** When the last of them will be done, as far as Zoom's limits tell, and not before the last that waits is looked at again. Null: that depends on people, or there is nothing to do. */
export function expectedAt(runs: readonly Left[], zoom: Making, now: Instant): Instant | null {
  if (runs.length === 0 || waitsFor(runs, zoom) !== null) return null;
  const toMake = runs.filter(isToMake).length;
  const { begins, inIt } = toMake === 0 ? { begins: now, inIt: 0 } : lastShare(toMake, zoom, now);
  const again = runs.map((run) => stepAt(run)?.retryAt ?? now);
  return after(Math.max(begins, ...again) as Instant, BEFORE_THE_FIRST + (runs.length - toMake + inIt) * EACH);
}

/** When Zoom will have invited the last of them: it invites only so many a day, whose days begin at midnight in UTC. Null: there is nobody to invite, or somebody has to do something before. */
export function invitedBy(runs: readonly Left[], zoom: Making, now: Instant): Instant | null {
  const toMake = runs.filter(isToMake);
  if (zoom.madeAs !== "invited" || toMake.some(isForSomebody)) return null;
  // What others have used of this day nobody tells, until Zoom says that it is used up.
  return madeBy(toMake.length, runs.some(isSpent) ? { ...zoom, madeToday: zoom.perDay } : zoom, now);
}

type Limits = Pick<Making, "perDay" | "madeToday" | "ahead">;

/** When so many more users are made. Null: there is nobody to make, or nobody can be made for now. */
export function madeBy(count: number, { held, ...limits }: Limits & Pick<Making, "held">, now: Instant): Instant | null {
  if (count === 0 || held !== null) return null;
  const { begins, inIt } = lastShare(count, limits, now);
  return after(begins, BEFORE_THE_FIRST + inIt * EACH);
}

/** When the day's share begins that the last of so many is in, and how many are made in it until then: who was there before goes before. */
function lastShare(count: number, { perDay, madeToday, ahead }: Limits, now: Instant): { begins: Instant; inIt: number } {
  const [all, today] = [count + ahead, Math.max(0, perDay - madeToday)];
  if (all <= today) return { begins: now, inIt: all };
  const days = Math.ceil((all - today) / perDay);
  return { begins: after((Math.floor(now / DAY) * DAY) as Instant, days * DAY), inIt: all - today - (days - 1) * perDay };
}
