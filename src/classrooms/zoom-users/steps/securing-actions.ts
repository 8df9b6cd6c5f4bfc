import { renewPassword, roomsOf } from "../../../rooms/actions.ts";
import { newPassword } from "../../../rooms/password.ts";
import type { Room } from "../../../rooms/room.ts";
import type { World } from "../../../world.ts";
import { ZoomError } from "../../../zoom/port.ts";
import { done, type AtWork, type PerformStep } from "../../runs/performer.ts";
import { lookFor, whoIs, zoomOfRun } from "./looking-actions.ts";

const [OF_ADMINISTRATORS, WITHOUT_PASSWORD] = [1117, 1123];

/**
 * A password that nobody sees in place of the one that was typed at activation. It is kept, sealed with the run, before Zoom is asked, so that a retry sends the
 * same. Who signs in without a Zoom password has none that anybody could have typed. A room's password is the room's own: nobody who holds it is locked out, and
 * what Bedel keeps of it stays the one that is in force.
 */
export const secureUser: PerformStep = async (world, at) => {
  const zoom = zoomOfRun(world, at);
  const there = await lookFor(zoom, whoIs(at));
  if (there.is !== "active") return { end: { is: "failed", because: there.is === "inactive" ? "user_deactivated" : "user_gone", retryAt: null } };
  const { hostId, role, signsInWith } = there.user!;
  if (role !== "member") return { end: { is: "failed", because: "password_of_administrator", retryAt: null } };
  if (!signsInWith.includes("zoom password")) return { end: { is: "skipped", because: "password_not_zooms" } };
  const room = (await roomsOf(world.db, at.run.institutionId)).find((one) => one.hostId === hostId);
  if (room !== undefined && isLookedAfter(room)) return { end: { is: "skipped", because: "password_of_room" } };
  try {
    if (room?.password.isSet === true) await renewPassword(world, room);
    else await setChosen(world, at, hostId ?? whoIs(at));
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    if (error.code === OF_ADMINISTRATORS)
      return { end: { is: "failed", because: "password_of_administrator", values: { said: error.message }, retryAt: null } };
    if (error.code === WITHOUT_PASSWORD) return { end: { is: "skipped", because: "password_not_zooms" } };
    throw error;
  }
  return done();
};

/** Somebody holds it, whose leaving replaces its password; or it is in use with one that nobody knows. */
const isLookedAfter = ({ active, password: { isSet, occupiedBy, exposedTo } }: Room): boolean => occupiedBy !== null || exposedTo !== null || (active && isSet);

async function setChosen(world: World, at: AtWork, hostId: string): Promise<void> {
  const password = at.secrets.chosen ?? newPassword(world.random);
  await at.keep({ secrets: { chosen: password } });
  await zoomOfRun(world, at).setPassword(hostId, password);
}
