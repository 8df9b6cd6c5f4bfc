import { instant } from "../../lib/time.ts";
import { stepsToCome, type Run, type RunKind } from "./run.ts";

export const NOW = instant("2027-03-01T08:00:00Z");

/** Asked for just now; nothing is done yet. */
export const aRun = (kind: RunKind = "change passcode"): Run => ({
  ...{ institutionId: "i", id: "r", kind, state: "running", steps: stepsToCome(kind), batchId: null, line: null, email: null, memberId: null, classroomId: "c" },
  ...{ askedBy: null, askedByName: "Begoña", askedAt: NOW, endedAt: null, wakeAt: NOW, generation: 1 },
}); // prettier-ignore
