import { writeRows } from "../databases/writing-actions.ts";
import type { PerformStep } from "./performer.ts";
import type { RunStep } from "./run.ts";

const NOBODY: PerformStep = (_, { run }) => {
  throw new Error(`nobody performs a step of ${run.kind}`);
};

/** Who carries out which step; each in the folder of what it touches. */
export const PERFORMERS: Record<RunStep, PerformStep> = {
  look_up: NOBODY, make_user: NOBODY, activation: NOBODY, settle_user: NOBODY, secure_user: NOBODY,
  standing_link: NOBODY, open_room: NOBODY, set_passcode: NOBODY, write_rows: writeRows, move_sessions: NOBODY, retire_user: NOBODY,
}; // prettier-ignore
