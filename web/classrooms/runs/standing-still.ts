import type { RunStepView, RunView } from "../../../src/classrooms/runs/contract.ts";

/** Runs of one file that stand still for one reason. `because`: message key under `runs.why.`; null: nothing stands in their way. */
export type Still = { key: string; state: "failed" | "running" | "stopped"; because: string | null; runs: RunView[] };

/** As the reason is called where nobody accepted Zoom's invitation in time: trying again is inviting again. */
export const LAPSED = "invitation_expired";
/** Whether Zoom's invitation is no more, for that or another reason: only inviting again goes on. */
export const isInvitedNoMore = ({ name, because }: Pick<RunStepView, "name" | "because">): boolean =>
  name === "activation" && (because === LAPSED || because === "user_gone");

/** Whether its Zoom user may be made or invited by now: whoever is keeps a place in the account. */
export const hasUser = ({ steps }: Pick<RunView, "steps">): boolean =>
  steps.some(({ name, state }) => name === "make_user" && state !== "to come" && state !== "skipped");

/** The step that it is at; none: it has come to its end. */
export const stepOf = ({ steps }: Pick<RunView, "steps">): RunStepView | undefined => steps.find(({ state }) => state !== "done" && state !== "skipped");

/** What needs somebody first, then what waits, what goes on, and what was stopped; of each the most first. */
export function stillOf(runs: readonly RunView[]): Still[] {
  const open = runs.flatMap((run) => {
    const state = run.state;
    return state === "done" ? [] : [{ run, state, because: reasonOf(run) }];
  });
  const groups = Map.groupBy(open, ({ state, because }) => `${state} ${because ?? ""}`);
  return [...groups]
    .map(([key, those]): Still => ({ key, state: those[0]!.state, because: those[0]!.because, runs: those.map(({ run }) => run) }))
    .toSorted((a, b) => rank(a) - rank(b) || b.runs.length - a.runs.length);
}

const rank = ({ state, because }: Still): number => (state === "failed" ? 0 : state === "stopped" ? 3 : because === null ? 2 : 1);

/** What is being done just now, or is about to be begun anew, stands still no more for what it stood still for. */
function reasonOf(run: RunView): string | null {
  const step = stepOf(run);
  const isStill = run.state === "stopped" || step?.state === "waiting" || step?.state === "failed";
  return isStill ? (step?.because ?? null) : null;
}

/** Those of them of which it can be done just now. */
export const those = (runs: readonly RunView[], what: "retry" | "stop"): RunView[] => runs.filter(({ whyNot }) => whyNot[what] === null);

/** Whether the reason is told in the same words of all of them. */
export function isSameOfAll(runs: readonly RunView[]): boolean {
  const [first, ...others] = runs.map((run) => JSON.stringify(stepOf(run)?.values ?? {}));
  return others.every((values) => values === first);
}

/** As it is sent along: what is shown of each. */
export const shownOf = (run: RunView): { id: string; because: string | null; at: string | null } => {
  const step = stepOf(run);
  return { id: run.id, because: step?.because ?? null, at: step?.at ?? null };
};
