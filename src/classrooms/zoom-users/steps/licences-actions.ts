import { after, hours } from "../../../lib/time.ts";
import type { World } from "../../../world.ts";
import type { ZoomError } from "../../../zoom/port.ts";
import { wakeForSeat } from "../../runs/actions.ts";
import type { AtWork } from "../../runs/performer.ts";
import type { StepEnd } from "../../runs/run.ts";
import { saveLicencesTold } from "../settings/actions.ts";
import { isOfBasic, mostIn, noSeat } from "./reasons.ts";
import { licenceWaitedFor } from "./store.ts";

/** Zoom tells how many licences it has only where it refuses one: kept, so that pages tell it too. */
export async function keepMost({ db }: Pick<World, "db">, { run, now }: Pick<AtWork, "run" | "now">, error: ZoomError): Promise<void> {
  const most = isOfBasic(error) ? null : mostIn(error.message);
  if (most !== null) await saveLicencesTold(db, run.institutionId, most, now);
}

/** How a step ends for which there was no seat. */
export async function withoutSeat(world: Pick<World, "db">, at: AtWork, error: ZoomError): Promise<StepEnd> {
  await keepMost(world, at, error);
  return noSeat(error, at.now);
}

/**
 * How a step ends that would take a licence for which somebody else has waited longer, or null. One may have been bought, which nobody tells: whoever is first looks at
 * once. Undoing a replacement takes back what was there, and waits behind nobody.
 */
export async function behindOthers({ db }: Pick<World, "db">, { run, now }: Pick<AtWork, "run" | "now">): Promise<StepEnd | null> {
  const values = run.kind === "undo replacing" ? null : await licenceWaitedFor(db, run);
  if (values === null) return null;
  await wakeForSeat(db, run.institutionId, now);
  return { is: "waits", for: "person", because: "no_licence_left", values, lookAt: after(now, hours(1)) };
}
