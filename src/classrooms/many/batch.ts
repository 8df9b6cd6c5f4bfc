import type { RunKind } from "../runs/run.ts";
import type { ChangingWhat } from "./judging.ts";
import type { MakingWhat } from "./lines.ts";

/** What a file may have asked for. A line of new classrooms may say whose place its classroom takes. */
const ASKS: Record<MakingWhat | ChangingWhat, readonly RunKind[]> = {
  "new classroom": ["new classroom", "replace classroom"],
  "replace classroom": ["replace classroom"],
  "change passcode": ["change passcode"],
  "retire classroom": ["retire classroom"],
};

/** Sent again a file's lines count as asked for: those of another deed would be told as done, and nobody did them. A message key under `refusals`. */
export const whyNotBatch = (what: MakingWhat | ChangingWhat, before: readonly { kind: RunKind }[]): "batch_of_another" | null =>
  before.every(({ kind }) => ASKS[what].includes(kind)) ? null : "batch_of_another";
