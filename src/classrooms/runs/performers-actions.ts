import { writeRows } from "../databases/writing-actions.ts";
import { ifStillFit, onceFit } from "../performing/address-actions.ts";
import { rememberingFormer } from "../performing/former-actions.ts";
import { moveSessions, onceEmpty, takingPlace } from "../performing/moving-actions.ts";
import { asInZoom, setPasscode } from "../performing/passcode-actions.ts";
import { nameInZoom, takingName } from "../performing/naming-actions.ts";
import { openRoom } from "../performing/room-actions.ts";
import { standingLink } from "../performing/standing-actions.ts";
import { activation } from "../zoom-users/steps/activation-actions.ts";
import { lookUp } from "../zoom-users/steps/looking-actions.ts";
import { makeUser } from "../zoom-users/steps/making-actions.ts";
import { retireUser } from "../zoom-users/steps/retiring-actions.ts";
import { secureUser } from "../zoom-users/steps/securing-actions.ts";
import { settleUser } from "../zoom-users/steps/settling-actions.ts";
import type { PerformStep } from "./performer.ts";
import type { RunStep } from "./run.ts";

/** Who carries out which step; each in the folder of what it touches. */
export const PERFORMERS: Record<RunStep, PerformStep> = {
  look_up: onceFit(lookUp),
  make_user: makeUser,
  activation,
  settle_user: ifStillFit(settleUser),
  secure_user: ifStillFit(secureUser),
  standing_link: standingLink,
  set_passcode: setPasscode,
  open_room: rememberingFormer(openRoom),
  write_rows: takingName(takingPlace(asInZoom(writeRows))),
  name_in_zoom: nameInZoom,
  move_sessions: moveSessions,
  retire_user: onceEmpty(retireUser),
};
