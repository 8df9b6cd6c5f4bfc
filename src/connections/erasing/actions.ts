import { after, days, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Connection } from "../connection.ts";
import { dropCandidatesOfAccount } from "../authorizing/grant-store.ts";
import { readableKeysOf } from "../actions.ts";
import { forgetWho } from "../giving-back/actions.ts";
import { APP_REMOVED } from "../probing/lost.ts";
import { askForProbe, saveLost } from "../probing/store.ts";
import { connectionById, connectionsOf, zoomKindOf, type ConnectionKey } from "../store.ts";
import type { Above } from "../upstairs.ts";
import * as store from "./store.ts";
import type { Erasure } from "./store.ts";

export { lastOf as lastErasure } from "./store.ts";

/** Zoom's marketplace rules gave ten days for deleting what came from an account whose app was removed; today's give no number. Read 2026-11. */
const ERASES_AFTER = days(9);

type Deeds = Pick<World, "random">;

type Removal = { clientId: string; zoomUserId: string; at: Instant };

/** Zoom told that somebody removed an app. Where it was whoever authorized the connection that is in place, that is over; where it was another, Zoom is asked. */
export async function heardOfRemoval(
  tx: Tx,
  world: Pick<World, "random" | "secrets" | "zooms">,
  institutionId: string,
  told: Removal,
  now: Instant,
): Promise<void> {
  const zoom = world.zooms[(await zoomKindOf(tx, institutionId)) ?? "real"];
  for (const c of await connectionsOf(tx, institutionId)) {
    const isMeant = zoom !== null && c.state !== "disconnected" && readableKeysOf(world.secrets, zoom, c)?.clientId === told.clientId;
    if (!isMeant || (c.authorizedAt !== null && c.authorizedAt > told.at)) continue;
    if (c.authorizedBy?.hostId === told.zoomUserId) await appRemoved(tx, world, c, now);
    else await askForProbe(tx, c);
  }
}

/** Zoom told that whoever authorized it has removed the app. Refused from now on, and what came from the account is to be deleted. */
async function appRemoved(tx: Tx, { random }: Deeds, c: Connection, now: Instant): Promise<void> {
  await saveLost(tx, c, APP_REMOVED, now);
  if ((await store.begin(tx, c, random.uuid(), now, after(now, ERASES_AFTER))) === 1) await noted(tx, { random }, c, "zoom_erasure_begun", now);
}

/** The same account is connected again: nothing has to be deleted any more. The record says so. */
export async function stopErasure(tx: Tx, world: Deeds, of: store.OfAccount, now: Instant): Promise<void> {
  if ((await store.stop(tx, of, now)) > 0) await noted(tx, world, of, "zoom_erasure_stopped", now);
}

/** Another account takes its place: what is to be deleted of the one before goes at once. */
export async function eraseFormer(tx: Tx, world: Deeds, upstairs: Pick<Above, "forget">, former: Connection, now: Instant): Promise<void> {
  const erasure = await store.openOf(tx, former);
  if (erasure !== null) await erased(tx, world, upstairs, erasure, former, now);
}

async function erased(tx: Tx, world: Deeds, upstairs: Pick<Above, "forget">, erasure: Erasure, c: Connection, now: Instant): Promise<void> {
  const deleted = await upstairs.forget(tx, c);
  await dropCandidatesOfAccount(tx, erasure.institutionId, erasure.accountId);
  await forgetWho(tx, erasure.institutionId, erasure.accountId);
  await store.saveErased(tx, erasure, now, deleted);
  await noted(tx, world, erasure, "zoom_erased", now, deleted);
}

/** Deletes what came from accounts whose time is over, one account at a time, and writes down what it was. */
export function eraseDue(world: Pick<World, "db" | "clock" | "random" | "poke">, upstairs: Above): Promise<number> {
  const now = world.clock.now();
  return world.db.transaction(async (tx) => {
    const due = await store.due(tx, now);
    for (const erasure of due) {
      const key = { institutionId: erasure.institutionId, id: erasure.connectionId };
      const c = await connectionById(tx, key);
      if (c === null) await store.saveErased(tx, erasure, now, {});
      else await erased(tx, world, upstairs, erasure, c, now);
      await store.forgetAccount(tx, key, now);
    }
    return due.length;
  });
}

const noted = (tx: Tx, { random }: Deeds, { institutionId }: Pick<ConnectionKey, "institutionId">, what: string, at: Instant, details = {}): Promise<number> =>
  note(tx, random, { institutionId, at, who: "bedel", memberId: null, what, details });
