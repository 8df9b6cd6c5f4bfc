import { after, hours } from "../../lib/time.ts";
import { takeUpkeep } from "../../people/actions.ts";
import { HttpRefusal } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { ZoomError } from "../../zoom/port.ts";
import { readFromZoom } from "../routes.ts";
import type { Upstairs } from "../upstairs.ts";

const EVERY = hours(12);
/** Nobody waits for it: whatever a session needs of Zoom goes first. */
const URGENCY = 7;

/** Compares each institution's rooms with Zoom's users, and reads what exists on them beside Bedel. What can't be read is told, and tried again next time. */
export async function keepUp(world: World, upstairs: Upstairs): Promise<number> {
  const now = world.clock.now();
  const institutions = await takeUpkeep(world.db, now, after(now, EVERY));
  for (const institutionId of institutions) {
    try {
      await readFromZoom({ ...world, zoomOf: (id, _, via) => world.zoomOf(id, URGENCY, via) }, upstairs, institutionId);
    } catch (error) {
      if (!(error instanceof HttpRefusal) && !(error instanceof ZoomError)) throw error;
      world.log.warn("the rooms could not be compared with Zoom", { error: error.message });
    }
  }
  return institutions.length;
}
