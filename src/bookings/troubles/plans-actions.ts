import { withinMs } from "../../lib/pause.ts";
import { after, before, seconds } from "../../lib/time.ts";
import { readForWaiting, readPlansNow } from "../../rooms/upkeep/plans-actions.ts";
import type { Upstairs } from "../../rooms/upstairs.ts";
import type { World } from "../../world.ts";
import { ZoomError } from "../../zoom/port.ts";
import { isOnZoom, type AppointmentType } from "../type.ts";
import { plansOf, type PlansOf } from "./known.ts";
import { ASKED_LATELY, defaultPlans, plansDue } from "./plans.ts";
import * as store from "./store.ts";

/** One that Zoom takes long for must not keep all others waiting; Zoom's limits hold for all together. */
const AT_ONCE = 10;
const LOOKS_EVERY_MS = 2000;

/** Whoever pokes every loop need not make this one look each time. */
export function bookablePlans(world: World, upstairs: Upstairs): () => Promise<number> {
  let next = 0;
  return async () => {
    if (world.clock.machine() < next) return 0;
    const read = await readBookablePlans(world, upstairs);
    if (read === 0) next = world.clock.machine() + LOOKS_EVERY_MS;
    return read;
  };
}

/**
 * Reads what is planned in Zoom on whoever can be booked, as often as it is needed, so that what was planned by hand is known also where no webhook tells of it.
 * All processes together read a host once. Says of how many hosts.
 */
export async function readBookablePlans(world: World, upstairs: Upstairs): Promise<number> {
  const reading: Promise<number>[] = [];
  for (const institutionId of await store.institutionsWithTypes(world.db)) {
    const mine = await takeDue(world, institutionId);
    if (mine.length > 0) reading.push(readAll(world, upstairs, institutionId, mine));
  }
  return (await Promise.all(reading)).reduce((all, one) => all + one, 0);
}

async function takeDue({ db, clock }: Pick<World, "db" | "clock">, institutionId: string): Promise<PlansOf[]> {
  const now = clock.now();
  const [types, hosts] = [await store.watchedTypes(db, institutionId), await store.bookableKnown(db, institutionId)];
  const due = plansDue(types, hosts, await store.houseKnown(db, institutionId), now).slice(0, AT_ONCE);
  const taken = due.length === 0 ? new Set() : await store.takeHosts(db, institutionId, due, now);
  return due.filter(({ hostId }) => taken.has(hostId));
}

async function readAll(world: World, upstairs: Upstairs, institutionId: string, due: readonly PlansOf[]): Promise<number> {
  const changed = await Promise.all(due.map((one) => readOne(world, institutionId, one)));
  if (changed.includes(true)) {
    await upstairs.planned(institutionId);
    world.poke();
  }
  return due.length;
}

/** Whether anything has changed. Since when it can't be read is written down: what was read last stands as long as its owner lets it. */
async function readOne(world: World, institutionId: string, { hostId, via }: PlansOf): Promise<boolean> {
  try {
    return await readPlansNow(world, { institutionId, hostId, via });
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    world.log.warn("what is planned on somebody who can be booked could not be read", { institution: institutionId, host: hostId, error: error.message });
    await store.savePlansFailed(world.db, institutionId, hostId, world.clock.now());
    return false;
  }
}

const WRITTEN_EVERY = seconds(30);

/** A stranger asks for its times: its hosts are read more often for a while, at once if nobody has asked lately. Hardly ever writes. */
export function pageAsked(world: Pick<World, "db" | "clock" | "poke">): (type: Pick<AppointmentType, "institutionId" | "id">) => Promise<void> {
  const asked = new Map<string, number>();
  return async (type) => {
    const now = world.clock.now();
    if ((asked.get(type.id) ?? -Infinity) > before(now, WRITTEN_EVERY)) return;
    if (asked.size > 10_000) asked.clear();
    asked.set(type.id, now);
    const isNew = (await store.savePageAsked(world.db, type, now, before(now, ASKED_LATELY))) === 1;
    if (isNew) world.poke(["bookablePlans"]);
    else await store.savePageAsked(world.db, type, now, before(now, WRITTEN_EVERY));
  };
}

/** What was read within that time need not be read again for whoever books. */
const FRESH = seconds(45);
const WAITED_FOR_MS = 5000;

/**
 * Reads what is planned in Zoom now on these hosts of a type, and on the Zoom user who makes its meetings for all, unless it was read a moment ago: for whoever is
 * about to book or to move. Outside any transaction. Where Zoom can't be read in a few seconds, what was read last stands.
 */
export async function readPlansFor(
  world: Pick<World, "db" | "zoomOf" | "clock">,
  type: Pick<AppointmentType, "institutionId" | "place" | "source">,
  memberIds: readonly string[],
): Promise<void> {
  const { institutionId } = type;
  const now = world.clock.now();
  const [hosts, house] = [await store.hostsKnown(world.db, institutionId, memberIds), await store.houseKnown(world.db, institutionId)];
  const makes = isOnZoom(type) && type.source === "default host" ? [defaultPlans(house)] : [];
  const known = [...makes, ...hosts.map((host) => plansOf(host, house))].filter((one) => one !== null);
  const old = [...new Map(known.map((one) => [one.hostId, one])).values()].filter(({ isServed, readAt }) => isServed && (readAt === null || after(readAt, FRESH) <= now)); // prettier-ignore
  const reading = Promise.all(old.slice(0, AT_ONCE).map(({ hostId, via }) => readForWaiting(world, { institutionId, hostId, via })));
  await withinMs(WAITED_FOR_MS, reading.then(() => true), false); // prettier-ignore
}
