import type { World } from "../../../world.ts";
import type { ZoomError } from "../../../zoom/port.ts";
import type { AtWork } from "../../runs/performer.ts";
import type { StepEnd } from "../../runs/run.ts";
import { saveLicencesTold } from "../settings/actions.ts";
import { isOfBasic, mostIn, noSeat } from "./reasons.ts";

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
