import type { World } from "../../../world.ts";
import { ZoomError, type Zoom } from "../../../zoom/port.ts";
import type { AtWork, PerformStep } from "../../runs/performer.ts";
import { URGENCY } from "../guard-actions.ts";
import type { Found } from "./activation.ts";
import { whyNotTaken } from "./meant.ts";

const LAPSED = 1120;

export async function lookFor(zoom: Pick<Zoom, "findUser">, idOrEmail: string): Promise<Found> {
  try {
    const user = await zoom.findUser(idOrEmail);
    return user === null ? { is: "absent", user } : { is: user.status, user };
  } catch (error) {
    if (error instanceof ZoomError && error.code === LAPSED) return { is: "lapsed", user: null };
    throw error;
  }
}

export const zoomOfRun = ({ zoomOf }: Pick<World, "zoomOf">, { run }: Pick<AtWork, "run">): Zoom => zoomOf(run.institutionId, URGENCY);

/** Whom the run is about: by id once Zoom has told one, by address before. */
export function whoIs({ asked, facts, run }: Pick<AtWork, "asked" | "facts" | "run">): string {
  const who = facts.hostId ?? asked.email ?? run.email;
  if (who == null) throw new Error("a run about a Zoom user names no address");
  return who;
}

/** In whichever of the three states; what is found is not changed here. Who is there becomes no classroom without a yes. */
export const lookUp: PerformStep = async (world, at) => {
  const { is, user } = await lookFor(zoomOfRun(world, at), at.asked.email ?? whoIs(at));
  const why = user === null ? null : whyNotTaken(at, user);
  return { end: why ?? { is: "done" }, facts: { found: is === "lapsed" ? "absent" : is, hostId: user?.hostId ?? null } };
};
