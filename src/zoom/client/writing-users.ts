import { assert } from "../../lib/assert.ts";
import { keptName, keptShownName, keptTitle } from "../kept-names.ts";
import type { NewUser, UserCalls } from "../users-port.ts";

/** From our words to Zoom's, of users and of the meetings that are always there. */

const [BASIC, LICENSED] = [1, 2];
const ACTIONS = { invited: "create", automatic: "autoCreate", sso: "ssoCreate" } as const;
/** A recurring meeting without fixed time: its number dies a year after it was last used. */
const WITHOUT_TIME = 3;
const NO_REGISTRATION = 2;

const typeOf = (licensed: boolean): number => (licensed ? LICENSED : BASIC);

export function newUserOf({ email, firstName, lastName, displayName, licensed, as, password }: NewUser) {
  assert((as === "automatic") === (password !== null), "a password is given where Zoom makes the user at once, and nowhere else");
  return {
    action: ACTIONS[as],
    user_info: { email, type: typeOf(licensed), ...namesOf({ firstName, lastName, displayName }), ...(password === null ? {} : { password }) },
  };
}

/** `feature` is never sent: what is left out of it Zoom takes away, phone numbers too. */
export const changedUserOf = ({ licensed, ...names }: Parameters<UserCalls["changeUser"]>[1]) => ({
  ...(licensed === undefined ? {} : { type: typeOf(licensed) }),
  ...namesOf(names),
});

const namesOf = ({ firstName, lastName, displayName }: { firstName?: string; lastName?: string; displayName?: string }) => ({
  ...(firstName === undefined ? {} : { first_name: keptName(firstName) }),
  ...(lastName === undefined ? {} : { last_name: keptName(lastName) }),
  ...(displayName === undefined ? {} : { display_name: keptShownName(displayName) }),
});

/** Whoever has address and passcode may come in before the host: students wait in the classroom, not at its door. */
export const standingMeetingOf = ({ mark, title, passcode }: Parameters<UserCalls["makeStandingMeeting"]>[1]) => ({
  type: WITHOUT_TIME,
  topic: keptTitle(title),
  agenda: mark,
  password: passcode,
  default_password: false,
  settings: { approval_type: NO_REGISTRATION, waiting_room: false },
});
