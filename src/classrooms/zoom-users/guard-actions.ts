import type { World } from "../../world.ts";
import type { Zoom } from "../../zoom/port.ts";
import { ProvisioningOff } from "../runs/performer.ts";
import { provisioningOf } from "./settings/actions.ts";

/** What makes, changes, deactivates and lets go of users of the account. */
export type UserChanges = Pick<Zoom, "makeUser" | "changeUser" | "setUserActive" | "unlinkUser">;

/** Runs go last: nobody waits before a page for them, and rooms must be closed in time. */
export const URGENCY = 7;

/**
 * The only way to these four calls. Each asks anew whether the institution has switched provisioning on, so that a run that was asked for before it was
 * switched off stops at its next call. Throws `ProvisioningOff`.
 */
export function userChanges({ db, zoomOf }: Pick<World, "db" | "zoomOf">, institutionId: string): UserChanges {
  const allowed = async (): Promise<Zoom> => {
    if (!(await provisioningOf(db, institutionId)).on) throw new ProvisioningOff();
    return zoomOf(institutionId, URGENCY);
  };
  return {
    makeUser: async (wanted) => (await allowed()).makeUser(wanted),
    changeUser: async (hostId, change) => (await allowed()).changeUser(hostId, change),
    setUserActive: async (hostId, active) => (await allowed()).setUserActive(hostId, active),
    unlinkUser: async (idOrEmail) => (await allowed()).unlinkUser(idOrEmail),
  };
}
