import type { World } from "../world.ts";
import { ZoomError } from "../zoom/port.ts";
import type { Classroom } from "./classroom.ts";
import type { Farewell } from "./runs/facts.ts";
import { whyNotFarewell } from "./zoom-users/leaving/farewell.ts";
import { knownUsersAmong } from "./zoom-users/listing/store.ts";
import { provisioningOf } from "./zoom-users/settings/actions.ts";
import { lookFor } from "./zoom-users/steps/looking-actions.ts";

/**
 * Message keys under `refusals` why each of these can't be done with the Zoom user of a classroom that is retired or replaced, read in Zoom now; where Zoom can't be
 * asked, as it was read last. Null: it can.
 */
export async function whyNotFarewellOf(
  { db, zoomOf }: Pick<World, "db" | "zoomOf">,
  { institutionId, hostId, email }: Pick<Classroom, "institutionId" | "hostId" | "email">,
): Promise<Record<Farewell, string | null>> {
  const { on } = await provisioningOf(db, institutionId);
  if (!on) return whyNotFarewell(on, null, null);
  try {
    return whyNotFarewell(on, (await lookFor(zoomOf(institutionId, 0), hostId ?? email)).user, null);
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    return whyNotFarewell(on, (await knownUsersAmong(db, institutionId, [email]))[0] ?? null, null);
  }
}
