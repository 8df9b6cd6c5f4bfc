import { connectionOf } from "../../connections/actions.ts";
import { standingOf } from "../../connections/connection.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Zoom } from "../../zoom/port.ts";
import { Paused, ProvisioningOff } from "../runs/performer.ts";
import { provisioningOf } from "./settings/actions.ts";

/** What makes, changes, deactivates and lets go of users of the account. */
export type UserChanges = Pick<Zoom, "makeUser" | "changeUser" | "setUserActive" | "unlinkUser"> & {
  nameClassroom(hostId: string, names: Names): Promise<void>;
};

/** Names alone: nothing that makes, licenses or deactivates anybody. */
type Names = Omit<Parameters<Zoom["changeUser"]>[1], "licensed">;

/** Runs go last: nobody waits before a page for them, and rooms must be closed in time. */
export const URGENCY = 7;

/** Nothing new is made in Zoom while the institution has it paused. Throws `Paused`. */
export async function unlessPaused(tx: Tx, institutionId: string): Promise<void> {
  const connection = await connectionOf(tx, institutionId);
  if (connection !== null && standingOf(connection) === "paused") throw new Paused();
}

/**
 * The only way to these four calls. Each asks anew whether the institution has switched provisioning on, just before every attempt: a run that was asked for
 * before it was switched off stops at its next call, and a call that waits for its turn or is tried again is not made any more. Throws `ProvisioningOff`, and
 * before somebody is made while Zoom is paused, `Paused`. How a classroom that is there is called has nothing to do with the switch: its rows say so already.
 */
export function userChanges({ db, zoomOf }: Pick<World, "db" | "zoomOf">, institutionId: string): UserChanges {
  const allowed = async (): Promise<void> => {
    if (!(await provisioningOf(db, institutionId)).on) throw new ProvisioningOff();
  };
  const allowedAnew = async (): Promise<void> => {
    await allowed();
    await unlessPaused(db, institutionId);
  };
  const zoom = async (isAllowed = allowed): Promise<Zoom> => {
    await isAllowed(); // before a token is asked for
    return zoomOf(institutionId, URGENCY);
  };
  return {
    makeUser: async (wanted) => (await zoom(allowedAnew)).makeUser(wanted, allowedAnew),
    changeUser: async (hostId, change) => (await zoom()).changeUser(hostId, change, allowed),
    nameClassroom: (hostId, names) => zoomOf(institutionId, URGENCY).changeUser(hostId, onlyNames(names)),
    setUserActive: async (hostId, active) => (await zoom()).setUserActive(hostId, active, allowed),
    unlinkUser: async (idOrEmail) => (await zoom()).unlinkUser(idOrEmail, allowed),
  };
}

/** Whoever calls it may have more at hand, which does not go along. */
function onlyNames(change: Parameters<Zoom["changeUser"]>[1]): Names {
  const { licensed: _, ...names } = change;
  return names;
}
