import type { AccountUser } from "../../../zoom/port.ts";
import type { Farewell } from "../../runs/facts.ts";
import type { Belonging } from "../../whose-user.ts";

type User = Pick<AccountUser, "role" | "licensed" | "status">;

/** Message key under `refusals`: whatever becomes of a person, a classroom or a room goes on. Null: the user is the person's only. */
export const whyNotTake = (belonging: Belonging | null): string | null =>
  belonging === null ? null : belonging.to === "classroom" ? "zoom_user_is_classroom" : "zoom_user_is_room";

/** Message keys under `refusals` why each of these can't be done with the Zoom user of somebody who leaves; null: it can. */
export function whyNotFarewell(isOn: boolean, user: User | null, belonging: Belonging | null): Record<Farewell, string | null> {
  const ofUser = user === null ? "zoom_user_unknown" : user.role === "member" ? whyNotTake(belonging) : "zoom_user_is_administrator";
  const general = isOn ? ofUser : "provisioning_off";
  return {
    nothing: null,
    "take the licence": general ?? (user?.licensed === true ? null : "zoom_user_no_licence"),
    deactivate: general ?? (user?.status === "inactive" ? "zoom_user_deactivated" : null),
    unlink: general,
  };
}
