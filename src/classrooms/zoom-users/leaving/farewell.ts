import type { AccountUser } from "../../../zoom/port.ts";
import type { Farewell } from "../../runs/facts.ts";
import type { Belonging } from "../../whose-user.ts";

type User = Pick<AccountUser, "role" | "licensed" | "status">;

/** Message key under `refusals`: whatever becomes of a person, a classroom or a room goes on. Null: the user is the person's only. */
export const whyNotTake = (belonging: Belonging | null): string | null => (belonging === null ? null : WHOSE[belonging.to]);

const WHOSE = { classroom: "zoom_user_is_classroom", room: "zoom_user_is_room", elsewhere: "zoom_user_is_elsewhere" } as const satisfies Record<
  Belonging["to"],
  string
>;

/** `isOn`: provisioning. `hostsForOthers`: it is the default host, or hosts sessions to come as somebody's own Zoom; of who leaves that is shown, and no hindrance. `isIts`: of a classroom, that it came to have this user. `isElsewhere`: its user is in the Zoom account that was connected before. */
type Around = { isOn: boolean; belonging?: Belonging | null; hostsForOthers?: boolean; isIts?: boolean; isElsewhere?: boolean };

const WHY_NOT_DEACTIVATE = { active: null, inactive: "zoom_user_deactivated", pending: "zoom_user_invited" } as const satisfies Record<
  User["status"],
  string | null
>;

const ELSEWHERE = "zoom_user_of_former_account";

/** Message keys under `refusals` why each of these can't be done with a Zoom user who is needed no more; null: it can. */
export function whyNotFarewell(
  user: User | null,
  { isOn, belonging = null, hostsForOthers = false, isIts = true, isElsewhere = false }: Around,
): Record<Farewell, string | null> {
  if (isElsewhere) return { nothing: null, "take the licence": ELSEWHERE, deactivate: ELSEWHERE, unlink: ELSEWHERE };
  const ofUser = user === null ? "zoom_user_unknown" : user.role === "member" ? whyNotTake(belonging) : "zoom_user_is_administrator";
  const ofAny = isIts ? ofUser : "zoom_user_never_its";
  const general = isOn ? (ofAny ?? (hostsForOthers ? "zoom_user_hosts_sessions" : null)) : "provisioning_off";
  return {
    nothing: null,
    "take the licence": general ?? (user?.licensed !== true ? "zoom_user_no_licence" : user.status === "pending" ? "zoom_user_invited" : null),
    deactivate: general ?? (user === null ? null : WHY_NOT_DEACTIVATE[user.status]),
    unlink: general,
  };
}

/** Whether the teams of a member make their people users of the account, and give them licences. */
export type TeamsMaking = { users: boolean; licences: boolean };

/** Message key under `refusals`: of who stays in a team that makes its people users of the account it would be asked for anew at once. */
export const whyNotOfTeams = (teams: TeamsMaking, farewell: Farewell): string | null =>
  (farewell === "take the licence" ? teams.licences : teams.users) ? "zoom_user_of_team" : null;

/** The same reasons of a member who stays in these teams. */
export const withTeams = (whyNot: Record<Farewell, string | null>, teams: TeamsMaking): Record<Farewell, string | null> => ({
  nothing: whyNot.nothing,
  "take the licence": whyNot["take the licence"] ?? whyNotOfTeams(teams, "take the licence"),
  deactivate: whyNot.deactivate ?? whyNotOfTeams(teams, "deactivate"),
  unlink: whyNot.unlink ?? whyNotOfTeams(teams, "unlink"),
});

/** The same of somebody who is invited into them: there is no member who could be taken out of a team. */
export const asOfInvitation = (whyNot: string | null): string | null => (whyNot === "zoom_user_of_team" ? "zoom_user_of_invitation" : whyNot);

/** Where it is so already, or the user is not known or never was the classroom's, whoever asks is not refused: there will be nothing to do, or not before the account of before is connected again. */
const IS_SO = ["zoom_user_no_licence", "zoom_user_deactivated", "zoom_user_invited", "zoom_user_unknown", "zoom_user_never_its", ELSEWHERE];

/** Of one of them, what is refused when it is asked for: a run would come to a stop at its end for it. */
export const whyNotAsk = (whyNot: Record<Farewell, string | null>, farewell: Farewell): string | null =>
  IS_SO.includes(whyNot[farewell] ?? "") ? null : whyNot[farewell];
