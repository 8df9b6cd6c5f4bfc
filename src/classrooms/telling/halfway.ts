import { FOLLOWS_ZOOM } from "../databases/writing.ts";
import { placeName, type Asked, type Facts, type RowPlace } from "../runs/facts.ts";
import { isHalfway, stepAt, type RunKind, type RunStep, type StepRow } from "../runs/run.ts";

/** What people meet while a run is halfway: a message key under `letters.runs_stopped.met`, and in short under `classrooms.halfway`. */
export type Met = "zoom_unknown" | "zoom_ahead" | "passcode_behind" | "link_behind" | "row_behind" | "name_behind" | "row_full";

type Known = { asked: Pick<Asked, "link" | "passcode">; facts: Pick<Facts, "written" | "isPublished"> };

/** `step`: the one that it is at. */
export function metBy({ kind, step, asked, facts }: Known & { kind: RunKind; step: RunStep }): Met {
  if (kind === "rename classroom") return "name_behind";
  if (kind === "retire classroom") return "row_full";
  // Whether Zoom took the passcode before the line was cut nobody knows until it answers.
  if (step === "set_passcode") return "zoom_unknown";
  const written = facts.written ?? [];
  if (!FOLLOWS_ZOOM.includes(kind)) return facts.isPublished === true && written.length === 0 ? "zoom_ahead" : "row_behind";
  const isWritten = (place: RowPlace | null | undefined): boolean => place != null && written.includes(placeName(place));
  // In a new meeting people come in by the passcode that they know.
  if (kind === "new meeting" && isWritten(asked.link)) return "row_behind";
  return isWritten(asked.link) ? "passcode_behind" : isWritten(asked.passcode) ? "link_behind" : "zoom_ahead";
}

/** What people meet just now because of a run that is halfway; null: nothing is apart, or it is for seconds, and nothing has stood in the way so far. */
export function metNow(run: {
  kind: RunKind;
  steps: readonly Pick<StepRow, "name" | "state" | "because">[];
  asked: Known["asked"];
  facts: Facts;
}): { met: Met; isHeld: boolean } | null {
  const step = stepAt(run);
  return step === null || step.because === null || !isHalfway(run, run.facts)
    ? null
    : { met: metBy({ ...run, step: step.name }), isHeld: isHeldBy(step.because) };
}

/** For this reason nothing is written before somebody says so. */
export const isHeldBy = (because: string | null): boolean => because === "row_changed";
