import { roomsOf } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import type { Facts } from "../runs/facts.ts";
import type { AtWork, PerformStep } from "../runs/performer.ts";
import { lookFor, zoomOfRun } from "../zoom-users/steps/looking-actions.ts";

/**
 * What the Zoom user has whose place is taken, so that undoing gives back just that. Looked at before the passcode is set: should Zoom not answer, nothing is apart yet.
 */
export const rememberingFormer =
  (open: PerformStep): PerformStep =>
  async (world, at) => {
    const facts: Facts = at.run.kind === "replace classroom" ? { former: await formerOf(world, at) } : {};
    const result = await open(world, at);
    return { ...result, facts: { ...facts, ...result.facts } };
  };

async function formerOf(world: World, at: AtWork): Promise<NonNullable<Facts["former"]>> {
  const { formerHostId, formerRoomId } = at.facts;
  const user = formerHostId == null ? null : (await lookFor(zoomOfRun(world, at), formerHostId)).user;
  const room = formerRoomId == null ? undefined : (await roomsOf(world.db, at.run.institutionId)).find(({ id }) => id === formerRoomId);
  return { isLicensed: user?.licensed === true, isRoom: room?.active === true };
}
