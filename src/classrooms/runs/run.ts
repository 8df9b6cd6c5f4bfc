import { after, hours, minutes, type Duration, type Instant } from "../../lib/time.ts";
import type { Facts, StoppedBy } from "./facts.ts";

/** What can be asked for; each is gone through step by step, however long that takes. */
export type RunKind =
  | "zoom user"
  | "new classroom"
  | "replace classroom"
  | "change passcode"
  | "new meeting"
  | "retire classroom"
  | "rename classroom"
  | "undo replacing"
  | "leaving"
  | "former user";

/** Each an *ensure*: doing it twice does no more than doing it once. */
export type RunStep =
  | "look_up" // is the address in the account, in whichever of the three states?
  | "make_user" // only where it is not
  | "activation" // until the person, or whoever reads the mailbox, has accepted
  | "secure_user" // a password that nobody knows in place of the one that was typed
  | "settle_user" // licence and names, once Zoom keeps them
  | "standing_link" // personal meeting, or one without a time; its passcode
  | "open_room" // the Zoom user is a room of Bedel's
  | "set_passcode" // in Zoom, read back; the join address with it
  | "write_rows" // in the external databases: exactly one row each, or nothing
  | "name_in_zoom" // of the user, and of a meeting without a time
  | "move_sessions" // of the room that goes to the one that comes
  | "retire_user"; // what was said to be done with the old user

const ACTIVE: readonly RunStep[] = ["look_up", "make_user", "activation"];
// The password at once: a licence may not be free for weeks, and changing a password needs none.
// A room first: once the passcode is set, rows that show it have to follow, and nothing that may give up may stand between.
const CLASSROOM: readonly RunStep[] = [...ACTIVE, "secure_user", "settle_user", "standing_link", "open_room", "set_passcode"];

/** In this order; a run keeps the one in which it was asked for. */
export const STEPS_OF: Record<RunKind, readonly RunStep[]> = {
  "zoom user": [...ACTIVE, "settle_user"],
  "new classroom": [...CLASSROOM, "write_rows"],
  "replace classroom": [...CLASSROOM, "move_sessions", "write_rows", "retire_user"],
  "change passcode": ["set_passcode", "write_rows"],
  // In place of a standing meeting that is gone from Zoom.
  "new meeting": ["standing_link", "set_passcode", "write_rows"],
  "retire classroom": ["move_sessions", "write_rows", "retire_user"],
  // The rows first: what does not fit there is called so nowhere.
  "rename classroom": ["write_rows", "name_in_zoom"],
  leaving: ["retire_user"],
  // Of a classroom that was replaced or retired before.
  "former user": ["retire_user"],
  // What the rows show again has to open: Zoom's passcode may have been changed there since, or the meeting be gone.
  "undo replacing": ["settle_user", "standing_link", "set_passcode", "write_rows", "move_sessions", "retire_user"],
};

/** Who or what a waiting step waits for. */
export type Awaited = "person" | "zoom" | "tomorrow" | "database" | "mailbox";

type Why = { because: string; values?: Record<string, string | number> };
/** How a performer left its step. `lookAt`, `retryAt`: when it is tried again by itself; null: when somebody says so. */
export type StepEnd =
  { is: "done" } | ({ is: "skipped" } & Why) | ({ is: "waits"; for: Awaited; lookAt: Instant } & Why) | ({ is: "failed"; retryAt: Instant | null } & Why);

export type StepState = "to come" | "under way" | "waiting" | "failed" | "done" | "skipped";
export type StepRow = {
  name: RunStep;
  state: StepState;
  because: string | null;
  values: Record<string, string | number>;
  tries: number;
  at: Instant | null;
  retryAt: Instant | null;
  byName: string | null;
};

/** `failed`: a step gave up, and somebody has to say how it goes on. */
export type RunState = "running" | "stopped" | "failed" | "done";

export type Run = {
  institutionId: string;
  id: string;
  kind: RunKind;
  state: RunState;
  steps: readonly StepRow[];
  batchId: string | null;
  line: number | null;
  email: string | null;
  memberId: string | null;
  classroomId: string | null;
  askedBy: string | null;
  askedByName: string;
  askedAt: Instant;
  endedAt: Instant | null;
  wakeAt: Instant | null;
  generation: number;
};

const isOver = ({ state }: Pick<StepRow, "state">): boolean => state === "done" || state === "skipped";

/** The step that it is at: the first that is not over. Null: it has come to its end. */
export const stepAt = <S extends Pick<StepRow, "state">>({ steps }: { steps: readonly S[] }): S | null => steps.find((step) => !isOver(step)) ?? null;

export const stepsToCome = (kind: RunKind): StepRow[] =>
  STEPS_OF[kind].map((name) => ({ name, state: "to come", because: null, values: {}, tries: 0, at: null, retryAt: null, byName: null }));

/** With this step changed. */
export const withStep = (run: Run, name: RunStep, change: (step: StepRow) => StepRow): Run => ({
  ...run,
  steps: run.steps.map((step) => (step.name === name ? change(step) : step)),
});

/** Its step is being carried out from now on. */
export const begun = (run: Run, name: RunStep, now: Instant): Run =>
  withStep(run, name, (step) => ({ ...step, state: "under way", at: now, tries: step.tries + 1, retryAt: null }));

/** As its step left it; a run that was stopped meanwhile keeps what its step did, and stays stopped. `facts`: what is known by now. */
export function ended(run: Run, name: RunStep, end: StepEnd, facts: Facts, now: Instant): Run {
  const why = end.is === "done" ? { because: null, values: {} } : { because: end.because, values: end.values ?? {} };
  const state: StepState = end.is === "waits" ? "waiting" : end.is;
  const left = withStep(run, name, (step) => ({ ...step, ...why, state, at: now, retryAt: null, tries: end.is === "waits" ? 0 : step.tries }));
  const giveUp = isHalfway(left, facts) ? after(now, HALFWAY_AGAIN) : null;
  const retryAt = end.is === "waits" ? end.lookAt : end.is === "failed" ? (end.retryAt ?? giveUp) : null;
  return standing(withStep(unlessHalfway(left, facts), name, (step) => ({ ...step, retryAt })), now); // prettier-ignore
}

/** Whoever stopped it did so before anything was apart: what is by now goes on until it is not. */
const unlessHalfway = (run: Run, facts: Facts): Run => (run.state === "stopped" && isHalfway(run, facts) ? { ...run, state: "running", endedAt: null } : run);

/** What gave up halfway is tried again all the same: nothing stays apart with nobody at it. */
const HALFWAY_AGAIN = hours(1);

/** Whether Zoom and the rows, or one row and another, may say different things now, because of this run. */
export function isHalfway(run: { kind: RunKind; steps: readonly Pick<StepRow, "name" | "state">[] }, facts: Facts): boolean {
  const rows = run.steps.find(({ name }) => name === "write_rows");
  if (rows === undefined || isOver(rows)) return false;
  const isShown = run.kind === "change passcode" || run.kind === "new meeting" || facts.isPublished === true;
  return (facts.written ?? []).length > 0 || facts.writingSince != null || (isShown && facts.passcodeSince != null);
}

/** With since when it is halfway; once it is not, whoever was told was told of what is over. */
export function withHalfway(run: Pick<Run, "kind" | "steps">, facts: Facts, now: Instant): Facts {
  if (isHalfway(run, facts)) return { ...facts, halfwaySince: facts.halfwaySince ?? now };
  return facts.halfwaySince == null ? facts : { ...facts, halfwaySince: null, halfwayToldAt: null };
}

/** What its steps say of a run that goes on: when it wakes, and whether it is over. */
function standing(run: Run, now: Instant): Run {
  const step = stepAt(run);
  if (step === null) return { ...run, state: "done", endedAt: now, wakeAt: null };
  if (run.state === "stopped") return { ...run, endedAt: run.endedAt ?? now, wakeAt: null };
  if (step.state === "failed" && step.retryAt === null) return { ...run, state: "failed", wakeAt: null };
  return { ...run, state: "running", wakeAt: step.retryAt ?? now };
}

/** Whether its classroom has the other one's place: what is left is about that one's Zoom user, and the classroom is free for whatever is asked next. */
export const isPlaced = ({ kind, steps }: Pick<Run, "kind" | "steps">): boolean =>
  (kind === "replace classroom" || kind === "undo replacing") && steps.every((step) => step.name === "retire_user" || isOver(step));

/** Somebody says: go on. The step that it is at begins anew, at once. `byName` null: nobody said it, what it failed for is no longer so. */
export function retried(run: Run, byName: string | null, now: Instant): Run {
  const step = stepAt(run);
  if (step === null) return run;
  const again = withStep(run, step.name, (one) => ({ ...one, state: "to come", tries: 0, retryAt: null, at: now, byName }));
  return { ...again, state: "running", endedAt: null, wakeAt: now };
}

/** Somebody says: do this again, and what comes after it. */
export function wentBack(run: Run, to: RunStep, byName: string, now: Instant): Run {
  const from = run.steps.findIndex(({ name }) => name === to);
  const steps = run.steps.map((step, i): StepRow =>
    i < from ? step : { ...step, state: "to come", because: null, values: {}, tries: 0, retryAt: null, byName: i === from ? byName : step.byName },
  );
  return { ...run, steps, state: "running", endedAt: null, wakeAt: now };
}

/** Nothing more is done for it. What is being done just now is finished, or nobody would know how far it came; until then it is not over. */
export function stopped(run: Run, now: Instant): Run {
  const isUnderWay = stepAt(run)?.state === "under way";
  return { ...run, state: "stopped", endedAt: isUnderWay ? null : now, wakeAt: isUnderWay ? now : null };
}

/** The same of a whole run, with who did it. */
export const stoppedAs = <R extends Run & { facts: Facts }>(run: R, name: string, by: StoppedBy["by"], now: Instant): R => ({
  ...run,
  ...stopped(run, now),
  facts: { ...run.facts, stoppedBy: { name, at: now, by } },
});

/** Where a run that was stopped is at nobody's hands, its step has been told of nothing. */
export function withoutReason<R extends Run>(run: R): R {
  const step = stepAt(run);
  if (step === null || step.state === "under way") return run;
  return { ...run, ...withStep(run, step.name, (one) => ({ ...one, state: "to come", because: null, values: {}, retryAt: null })) };
}

/** Who was at the step of a stopped run is gone, and how far it came nobody knows: going on looks first, at once where things may be apart. */
export function abandoned(run: Run, facts: Facts, now: Instant): Run {
  const step = stepAt(run);
  if (step === null) return standing(run, now);
  const retryAt = isHalfway(run, facts) ? now : null;
  return standing(withStep(unlessHalfway(run, facts), step.name, (one) => ({ ...one, state: "failed", because: "run_interrupted", values: {}, at: now, retryAt })), now); // prettier-ignore
}

/** Message key under `refusals` why it can't begin its step anew, or null. */
export const whyNotRetry = ({ state, steps }: Pick<Run, "state" | "steps">): string | null =>
  state === "done" ? "run_over" : steps.some((step) => step.state === "under way") ? "run_at_work" : null;

/** Message key under `refusals` why it can't go on without the row that hinders it, or null. Only where what is halfway, retires, or waits with Zoom untouched for a row that can't be read, would else never come to its end. */
export function whyNotLetGo(run: Pick<Run, "kind" | "state" | "steps">, facts: Facts, now: Instant): string | null {
  const step = stepAt(run);
  if (run.state === "done" || run.state === "stopped") return "run_over";
  if (step?.state === "under way") return "run_at_work";
  const isHindered = (step?.state === "waiting" || step?.state === "failed") && facts.hinderedBy != null;
  const mayGoOn =
    (step?.name === "set_passcode" && run.kind === "change passcode") ||
    (step?.name === "write_rows" && (isHalfway(run, facts) || run.kind === "retire classroom"));
  if (!isHindered || !mayGoOn) return "nothing_to_let_go";
  return step.state === "waiting" && !hasWaited(facts, now) ? "row_may_come_back" : null;
}

/** A database that is away, or a row that somebody holds, is mostly back in seconds; and what is given up can't be taken back. */
const COMES_BACK_WITHIN = hours(1);
const hasWaited = ({ rowsAwaySince }: Facts, now: Instant): boolean => rowsAwaySince != null && after(rowsAwaySince as Instant, COMES_BACK_WITHIN) <= now;

/** Message key under `refusals` why nothing else can be done with the user who is needed no more, or null: only where it stands still at that. */
export function whyNotOtherwise(run: Pick<Run, "state" | "steps">): string | null {
  const step = stepAt(run);
  return run.state === "failed" && step?.name === "retire_user" && step.state === "failed" ? null : "nothing_to_let_go";
}

export const whyNotStop = (run: Pick<Run, "kind" | "state" | "steps">, facts: Facts): string | null =>
  run.state === "done" || run.state === "stopped" ? "run_over" : isHalfway(run, facts) ? "run_halfway" : null;

/** Growing pauses: a minute, then two, four, up to an hour. `tries`: how often it was tried by now, from 1. */
export const pauseAfter = (tries: number): Duration => minutes(Math.min(60, 2 ** Math.min(6, Math.max(0, tries - 1))));
export const againAt = (tries: number, now: Instant): Instant => after(now, pauseAfter(tries));
