import type { AccountUser } from "../../../zoom/port.ts";
import type { Farewell } from "../../runs/facts.ts";

type User = Pick<AccountUser, "role" | "licensed" | "status">;

/** Message keys under `refusals` why each of these can't be done with the Zoom user of somebody who leaves; null: it can. */
export function whyNotFarewell(isOn: boolean, user: User | null): Record<Farewell, string | null> {
  const general = !isOn ? "provisioning_off" : user === null ? "zoom_user_unknown" : user.role === "member" ? null : "zoom_user_is_administrator";
  return {
    nothing: null,
    "take the licence": general ?? (user?.licensed === true ? null : "zoom_user_no_licence"),
    deactivate: general ?? (user?.status === "inactive" ? "zoom_user_deactivated" : null),
    unlink: general,
  };
}
