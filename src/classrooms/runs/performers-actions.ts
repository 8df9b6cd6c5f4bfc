import { moveSessions, onceEmpty, takingPlace } from "../performing/moving-actions.ts";
import { setPasscode } from "../performing/passcode-actions.ts";
import { openRoom } from "../performing/room-actions.ts";
import { standingLink } from "../performing/standing-actions.ts";
import type { PerformStep } from "./performer.ts";
import type { RunStep } from "./run.ts";

const NOBODY: PerformStep = (_, { run }) => {
  throw new Error(`nobody performs a step of ${run.kind}`);
};

/** Who carries out which step; each in the folder of what it touches. */
export const PERFORMERS: Record<RunStep, PerformStep> = {
  look_up: NOBODY,
  make_user: NOBODY,
  activation: NOBODY,
  settle_user: NOBODY,
  secure_user: NOBODY,
  standing_link: standingLink,
  set_passcode: setPasscode,
  open_room: openRoom,
  write_rows: takingPlace(NOBODY),
  move_sessions: moveSessions,
  retire_user: onceEmpty(NOBODY),
};
