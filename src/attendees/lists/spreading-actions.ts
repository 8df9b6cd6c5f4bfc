import { after, type Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { HORIZON } from "../../platform/due.ts";
import { lockSessions } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { addPeopleTo } from "../actions.ts";
import { isBehind } from "../joining.ts";
import type { Listed } from "./list.ts";
import * as store from "./store.ts";

export type Spreading = Pick<World, "clock" | "random" | "secrets" | "origin">;

export const isGone = (s: Session): boolean => s.status === "cancelled" || s.status === "declined";

/** Gives these people of a list a row of their own in each of these sessions that is still to come; to how many, by session. List and sessions are locked. */
export async function spreadList(
  tx: Tx,
  world: Spreading,
  people: readonly Listed[],
  sessions: readonly Session[],
  now: Instant,
): Promise<Map<string, number>> {
  const coming = sessions.filter((one) => !isGone(one) && !isBehind(one, now));
  const newcomers = people.map(({ id, name, email }) => ({ name, email, listedId: id }));
  const added = await addPeopleTo(tx, world, coming, newcomers, now);
  return new Map(coming.map(({ id }) => [id, added.get(id)?.length ?? 0]));
}

/** Gives everybody on the course's list a row in each of its dates that is near by now and has not been reached yet. To be asked when a course is made; later the loop does it. */
export async function spreadCourse(tx: Tx, world: Spreading, { institutionId, courseId }: { institutionId: string; courseId: string }, now: Instant) {
  const listId = await store.listIdOfCourse(tx, institutionId, courseId);
  if (listId !== null) await spreadNear(tx, world, { institutionId, listId }, now);
}

/** So many lists are looked after in one round. */
const MOST_LISTS = 20;

/** A round of the loop: dates that have come near get their people, each date once, for all institutions. */
export async function spreadDates(world: Spreading & Pick<World, "db" | "poke">): Promise<number> {
  const now = world.clock.now();
  let reached = 0;
  for (const list of await store.listsToSpread(world.db, after(now, HORIZON), MOST_LISTS))
    reached += await world.db.transaction((tx) => spreadNear(tx, world, list, now));
  if (reached > 0) world.poke(["sessions", "mails"]);
  return reached;
}

/** Rows and the mark that they are there are saved together: whoever is killed in between has done neither, and with the list locked nobody does it beside. */
async function spreadNear(tx: Tx, world: Spreading, { institutionId, listId }: { institutionId: string; listId: string }, now: Instant): Promise<number> {
  if ((await store.lockList(tx, institutionId, listId)) === null) return 0;
  const near = await lockSessions(tx, institutionId, await store.idsToSpread(tx, institutionId, listId, after(now, HORIZON)));
  const sessions = near.filter((one) => !isGone(one)); // one that was called off meanwhile may be taken back
  if (sessions.length === 0) return 0;
  await spreadList(tx, world, await store.listedOf(tx, institutionId, listId), sessions, now);
  return store.saveSpread(tx, institutionId, sessions.map(({ id }) => id), now); // prettier-ignore
}
