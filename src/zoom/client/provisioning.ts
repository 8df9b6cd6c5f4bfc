import { z } from "zod";
import { ZoomError, type MeetingRef, type Zoom } from "../port.ts";
import type { AccountUser, NewUser, Standing, UserCalls } from "../users-port.ts";
import { meetingWire, personalSettingsWire, userWire, type MeetingWire, type UserWire } from "../wire.ts";
import { call, callPages, tell, type Line } from "./call.ts";
import { unlessGone } from "./meetings.ts";
import { markOf, signsInWith, userOf } from "./reading.ts";
import { listUsers } from "./users.ts";
import { changedUserOf, newUserOf, standingMeetingOf } from "./writing-users.ts";

/** Users of the account made, changed and let go; the meetings that are always there. */
export function provisioningCalls(line: Line): Pick<Zoom, keyof UserCalls> {
  return {
    findUser: (idOrEmail) => findUser(line, idOrEmail),
    makeUser: (wanted: NewUser, before) => tell(line, "makeUser", { json: newUserOf(wanted), before }),
    changeUser: (host, change, before) => tell(line, "changeUser", { path: { host }, json: changedUserOf(change), before }),
    setUserActive: (host, active, before) => tell(line, "setUserStatus", { path: { host }, json: { action: active ? "activate" : "deactivate" }, before }),
    unlinkUser: (host, before) => unlessGone(undefined, () => tell(line, "unlinkUser", { path: { host }, query: { action: "disassociate" }, before })),
    // Who is invited sits already (Zoom's texts of 2034 and 3412); who was deactivated has no licence any more. How many seats there are no call tells.
    seats: async () => ({ used: (await listUsers(line)).filter(({ licensed, status }) => licensed && status !== "inactive").length, of: null }),
    personalMeeting: (host) => personalMeeting(line, host),
    setPersonalPasscode: (host, passcode) => tell(line, "changeUserSettings", { path: { host }, json: { schedule_meeting: { pmi_password: passcode } } }),
    makeStandingMeeting: async (host, plan) => standingOf(await call(line, "createMeeting", { path: { host }, json: standingMeetingOf(plan) }, meetingWire)),
    findStandingMeeting: (host, mark) => findStanding(line, host, mark),
    readStandingMeeting: (ref) => readStanding(line, ref.id),
    setStandingPasscode: (ref: MeetingRef, passcode) => tell(line, "updateMeeting", { path: { id: ref.id }, hostId: ref.hostId, json: { password: passcode } }),
    setStandingTitle: (ref: MeetingRef, title) => tell(line, "updateMeeting", { path: { id: ref.id }, hostId: ref.hostId, json: { topic: title } }),
  };
}

const LAPSED = 1120;

/** One call finds somebody in whichever state. That an invitation has lapsed is another thing than that there never was one. */
async function findUser(line: Line, host: string): Promise<AccountUser | null> {
  try {
    return accountUserOf(await call(line, "readUser", { path: { host } }, userWire));
  } catch (error) {
    if (!(error instanceof ZoomError) || error.kind !== "not_found") throw error;
    if (error.code === LAPSED) throw new ZoomError("refused", error.message, error);
    return null;
  }
}

function accountUserOf(wire: UserWire): AccountUser {
  const { email, name, status, licensed, role } = userOf(wire, "active", null);
  return {
    ...{ email, name, status, licensed, role },
    // The id that some answers give of somebody invited dies with the invitation.
    hostId: status === "pending" ? null : (wire.id ?? null),
    firstName: wire.first_name ?? "",
    lastName: wire.last_name ?? "",
    signsInWith: signsInWith(wire),
    // `created_at` of somebody invited is the moment of the call.
    invitedAt: status === "pending" ? wire.user_created_at : null,
  };
}

async function personalMeeting(line: Line, host: string): Promise<Standing> {
  const user = await call(line, "readUser", { path: { host } }, userWire);
  const { schedule_meeting: settings } = await call(line, "readUserSettings", { path: { host } }, personalSettingsWire);
  if (!settings.personal_meeting) throw new ZoomError("permission", "Personal Meeting ID is switched off for this user in Zoom");
  if (user.pmi == null || user.personal_meeting_url === null) throw new ZoomError("plan", "Zoom tells no personal meeting of this user");
  return { meetingId: user.pmi, joinUrl: user.personal_meeting_url, passcode: settings.pmi_password };
}

async function findStanding(line: Line, host: string, mark: string): Promise<Standing | null> {
  const listed = await callPages(line, "listMeetings", { path: { host }, query: { type: "scheduled" } }, { rows: "meetings", wire: z.array(meetingWire) });
  const ours = listed.find((row) => markOf(row) === mark);
  return ours === undefined ? null : readStanding(line, ours.id);
}

/** Only alone does a meeting tell its passcode. */
const readStanding = (line: Line, id: string): Promise<Standing | null> =>
  unlessGone(null, async () => standingOf(await call(line, "readMeeting", { path: { id } }, meetingWire)));

const standingOf = (wire: MeetingWire): Standing => ({ meetingId: wire.id, joinUrl: wire.join_url, passcode: wire.password ?? "" });
