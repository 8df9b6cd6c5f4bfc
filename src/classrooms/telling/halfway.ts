import { FOLLOWS_ZOOM } from "../databases/writing.ts";
import type { Facts } from "../runs/facts.ts";
import type { RunKind, RunStep } from "../runs/run.ts";

/** What people meet while a run is halfway: a message key under `letters.runs_stopped.met`. */
export type Met = "zoom_unknown" | "zoom_ahead" | "row_behind" | "name_behind" | "row_full";

/** `step`: the one that it is at. */
export function metBy({ kind, step, facts }: { kind: RunKind; step: RunStep; facts: Pick<Facts, "written" | "isPublished"> }): Met {
  if (kind === "rename classroom") return "name_behind";
  if (kind === "retire classroom") return "row_full";
  // Whether Zoom took the passcode before the line was cut nobody knows until it answers.
  if (step === "set_passcode") return "zoom_unknown";
  return FOLLOWS_ZOOM.includes(kind) || (facts.isPublished === true && (facts.written ?? []).length === 0) ? "zoom_ahead" : "row_behind";
}
