import { after, before, minutes, seconds, type Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { ZoomError, type ZoomErrorKind } from "../../zoom/port.ts";
import { readBusy } from "../actions.ts";
import type { Upstairs } from "../upstairs.ts";
import { dropPlansTold, putOffPlans, savePlansRead, savePlansTold, takePlansTold, type DueHost, type ToldOf } from "./store.ts";

export type { ToldOf } from "./store.ts";

/** Zoom's lists lag behind what it tells. A host is also read no oftener than that, however often something is told of it. */
const LISTS_SETTLE = seconds(20);
/** Whoever plans one meeting often plans several. */
const GATHERS = seconds(5);
/** Longer than two lists of Zoom's may take: a process that was killed while it read has not read for this time. */
const READ_AGAIN = minutes(1);
/** After whatever a session needs of Zoom, before what waits for the night. */
const URGENCY = 5;

/** Zoom told of meetings that are no session's. What is planned on their hosts is to be read, as far as Bedel uses them. */
export async function plansTold(tx: Tx, told: readonly ToldOf[], now: Instant): Promise<void> {
  if (told.length > 0) await savePlansTold(tx, told, now, after(now, GATHERS));
}

/** Reads the plans of hosts of which Zoom told something, soon and once more when its lists have settled, and tells whose session they run into. Says of how many. */
export async function readPlansTold(world: World, upstairs: Upstairs): Promise<number> {
  const now = world.clock.now();
  const due = await world.db.transaction((tx) => takePlansTold(tx, now, after(now, READ_AGAIN)));
  for (const [institutionId, hosts] of Map.groupBy(due, (one) => one.institutionId)) {
    const via = new Map((await upstairs.hosts(institutionId, now)).map((one) => [one.hostId, one.via]));
    for (const host of hosts) await readOne(world, host, via.get(host.hostId) ?? null);
    await upstairs.planned(institutionId);
  }
  if (due.length > 0) world.poke();
  return due.length;
}

/** What is over by itself. */
const PASSING: readonly ZoomErrorKind[] = ["unreachable", "unanswered", "busy", "spent"];

/** Who can't be read until somebody has done something about it is read with all others, afterwards. */
async function readOne(world: World, host: DueHost, via: string | null): Promise<void> {
  const now = world.clock.now();
  try {
    await readBusy({ ...world, zoomOf: (id, _, by) => world.zoomOf(id, URGENCY, by) }, { ...host, via });
    await savePlansRead(world.db, host, before(now, LISTS_SETTLE), after(now, LISTS_SETTLE));
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    world.log.warn("what is planned on one host could not be read", { institution: host.institutionId, host: host.hostId, error: error.message });
    if (PASSING.includes(error.kind)) await putOffPlans(world.db, host, later(error.retryAt, after(world.clock.now(), READ_AGAIN)));
    else await dropPlansTold(world.db, host);
  }
}

const later = (one: Instant | null, other: Instant): Instant => (one === null || one < other ? other : one);
