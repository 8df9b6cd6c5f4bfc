import { withinMs } from "../../lib/pause.ts";
import { after, before, hours, minutes, seconds, type Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { ZoomError, type ZoomErrorKind } from "../../zoom/port.ts";
import { readBusy, readPlans, type Planner } from "../actions.ts";
import type { Upstairs } from "../upstairs.ts";
import { putOffPlans, savePlansRead, savePlansTold, savePlansUnread, takePlansTold, type DueHost, type ToldOf } from "./store.ts";

export { plansUnreadSince, type ToldOf } from "./store.ts";

/** So long somebody waits at a page for Zoom's lists; Zoom itself may take four times as long for each. */
const WAITED_FOR_MS = 4000;

/** Zoom's lists lag behind what it tells. A host is also read no oftener than that, however often something is told of it. */
const LISTS_SETTLE = seconds(20);
/** Whoever plans one meeting often plans several. */
const GATHERS = seconds(5);
/** Longer than two lists of Zoom's may take: a process that was killed while it read has not read for this time. */
const READ_AGAIN = minutes(1);
const LOOKED_AFTER = hours(12);
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
    for (const host of hosts) await readOne(world, host, via.get(host.hostId) ?? host.own);
    await upstairs.planned(institutionId);
  }
  if (due.length > 0) world.poke();
  return due.length;
}

/**
 * Reads what is planned on a host for whoever waits for it. Where Zoom can't be read in that time, what was read last stands: it is written down that nobody
 * knows, and read as soon as it can be. What clashes is told then.
 */
export async function readForWaiting(world: Pick<World, "db" | "zoomOf" | "clock">, host: Required<Planner>): Promise<void> {
  const isRead = await withinMs(WAITED_FOR_MS, readPlans(world, host), false);
  const now = world.clock.now();
  if (isRead) await savePlansRead(world.db, host, before(now, LISTS_SETTLE), after(now, GATHERS));
  else await savePlansUnread(world.db, host, now, after(now, READ_AGAIN));
}

/** What is over by itself. */
const PASSING: readonly ZoomErrorKind[] = ["unreachable", "unanswered", "busy", "spent"];

/** Who can't be read until somebody has done something about it is read with all others, once that is done. */
async function readOne(world: World, host: DueHost, via: string | null): Promise<void> {
  const now = world.clock.now();
  try {
    await readBusy({ ...world, zoomOf: (id, _, by) => world.zoomOf(id, URGENCY, by) }, { ...host, via });
    await savePlansRead(world.db, host, before(now, LISTS_SETTLE), after(now, LISTS_SETTLE));
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    world.log.warn("what is planned on one host could not be read", { institution: host.institutionId, host: host.hostId, error: error.message });
    const next = after(now, PASSING.includes(error.kind) ? READ_AGAIN : LOOKED_AFTER);
    await putOffPlans(world.db, host, now, later(error.retryAt, next));
  }
}

/** Reads what is planned on a host because it is time to. Throws what Zoom says where it can't be read. Says whether anything has changed. */
export async function readPlansNow(world: Pick<World, "db" | "zoomOf" | "clock">, host: Required<Planner>): Promise<boolean> {
  const begun = world.clock.now();
  const isOther = await readBusy({ ...world, zoomOf: (id, _, by) => world.zoomOf(id, URGENCY, by) }, host);
  await savePlansRead(world.db, host, before(begun, LISTS_SETTLE), after(begun, LISTS_SETTLE));
  return isOther;
}

const later = (one: Instant | null, other: Instant): Instant => (one === null || one < other ? other : one);
