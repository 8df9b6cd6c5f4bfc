import type { Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { PLANNED } from "./budget.ts";
import { broughtForward, leadOf } from "./forward.ts";
import { crowdedOf, notOverOf, saveLeads } from "./store.ts";

/**
 * Where these hosts have more on a day than Zoom lets them make in time, some of it is made on earlier days: its lead is longer from now on. Says how many.
 * For whoever gives a host many sessions at once; a lead that became longer stays so until the session is changed.
 */
export async function bringForward(tx: Tx, institutionId: string, hostIds: readonly string[], now: Instant): Promise<number> {
  const crowded = hostIds.length === 0 ? [] : await crowdedOf(tx, institutionId, [...new Set(hostIds)], now, PLANNED);
  if (crowded.length === 0) return 0;
  const found = [...broughtForward(await notOverOf(tx, institutionId, crowded, now), now)];
  return saveLeads(tx, institutionId, found.map(([session, day]) => ({ id: session.id, lead: leadOf(session, day) }))); // prettier-ignore
}
