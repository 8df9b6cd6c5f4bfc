import { after, days, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Connection } from "../connection.ts";
import { APP_REMOVED } from "../probing/lost.ts";
import { saveLost } from "../probing/store.ts";
import { connectionById, type ConnectionKey } from "../store.ts";
import type { Above } from "../upstairs.ts";
import * as store from "./store.ts";

export { lastOf as lastErasure } from "./store.ts";

/** Zoom's marketplace rules gave ten days for deleting what came from an account whose app was removed; today's give no number. Read 2026-11. */
const ERASES_AFTER = days(9);

type Deeds = Pick<World, "random">;

/** Zoom told that whoever authorized it has removed the app. Refused from now on, and what came from the account is to be deleted. */
export async function appRemoved(tx: Tx, { random }: Deeds, c: Connection, now: Instant): Promise<void> {
  await saveLost(tx, c, APP_REMOVED, now);
  if ((await store.begin(tx, c, random.uuid(), now, after(now, ERASES_AFTER))) === 1) await noted(tx, { random }, c, "zoom_erasure_begun", now);
}

/** Connected again: nothing has to be deleted any more. The record says so. */
export async function stopErasure(tx: Tx, world: Deeds, key: ConnectionKey, now: Instant): Promise<void> {
  if ((await store.stop(tx, key, now)) > 0) await noted(tx, world, key, "zoom_erasure_stopped", now);
}

/** Deletes what came from accounts whose time is over, one account at a time, and writes down what it was. */
export function eraseDue(world: Pick<World, "db" | "clock" | "random" | "poke">, upstairs: Above): Promise<number> {
  const now = world.clock.now();
  return world.db.transaction(async (tx) => {
    const due = await store.due(tx, now);
    for (const erasure of due) {
      const key = { institutionId: erasure.institutionId, id: erasure.connectionId };
      const c = await connectionById(tx, key);
      const deleted = c === null ? {} : await upstairs.forget(tx, c);
      await store.forgetAccount(tx, key, now);
      await store.saveErased(tx, erasure, now, deleted);
      await noted(tx, world, key, "zoom_erased", now, deleted);
    }
    return due.length;
  });
}

const noted = (tx: Tx, { random }: Deeds, { institutionId }: Pick<ConnectionKey, "institutionId">, what: string, at: Instant, details = {}): Promise<number> =>
  note(tx, random, { institutionId, at, who: "bedel", memberId: null, what, details });
