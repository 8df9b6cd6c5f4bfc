import { pauseFor } from "../../lib/pause.ts";
import { after, minutes, type Instant } from "../../lib/time.ts";
import { refreshed, revoke, type Token } from "../../zoom/client/oauth.ts";
import type { Lease } from "../../zoom/client/tokens.ts";
import { ZoomError } from "../../zoom/port.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { keysOf } from "../actions.ts";
import type { AppKeys, ZoomApps } from "../apps.ts";
import { appOf, askingOf } from "../authorizing/asking-actions.ts";
import type { Connection } from "../connection.ts";
import { giveUp } from "../giving-back/actions.ts";
import { zoomKindOf } from "../store.ts";
import { grantBehind, grantOf, othersBy } from "../sharing/actions.ts";
import { openedToken, storedToken } from "../tokens/actions.ts";
import type { PersonalCandidate } from "./candidate-store.ts";
import { saveEnded, saveEndingTrouble, takeEndings } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "secrets" | "zooms" | "pause" | "random" | "log">;

/** Longer than Zoom may take to answer: a process that was killed while it asked has not asked for this time. */
const ASKED_AGAIN = minutes(1);
const LONGEST_PAUSE = minutes(30);

/** Tells Zoom, of each own Zoom that was disconnected and whose turn it is, that what opens it is to end; until it has confirmed. Says how many. */
export async function endDue(world: Needs): Promise<number> {
  const now = world.clock.now();
  const due = await world.db.transaction((tx) => takeEndings(tx, now, after(now, ASKED_AGAIN)));
  for (const { connection, tries } of due) await end(world, connection, tries);
  return due.length;
}

async function end(world: Needs, c: Connection, tries: number): Promise<void> {
  try {
    if (await ended(world, c)) await saveEnded(world.db, c);
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    await saveEndingTrouble(world.db, c, error.kind, error.retryAt ?? after(world.clock.now(), pauseFor(tries, LONGEST_PAUSE, world.random.unit())));
  }
}

/** What has waited for a member's yes and is not wanted. What others live by stays. */
export async function giveUpOwn(tx: Tx, world: Pick<World, "clock" | "secrets" | "zooms" | "random">, c: PersonalCandidate): Promise<void> {
  const { institutionId, memberId, by } = c;
  const token = openedToken(world.secrets, c, c.kept);
  const grant = await grantOf(tx, { institutionId, app: "personal", accountId: by.accountId, hostId: by.hostId });
  const isShared = (await othersBy(tx, grant, null)).length > 0;
  if (token !== null && !isShared) await giveUp(tx, world, { institutionId, app: "personal", by, memberId }, token);
}

/** With the lease, so that nobody exchanges the token meanwhile. False: somebody does just now, and it is tried again. */
async function ended(world: Needs, c: Connection): Promise<boolean> {
  const zoom = world.zooms[(await zoomKindOf(world.db, c.institutionId)) ?? "real"];
  const keys = zoom === null ? null : keysOf(world.secrets, zoom, c);
  if (zoom === null || keys === null) return true; // this server has no app any more that could end it
  if ((await othersBy(world.db, await grantBehind(world.db, c), c)).length > 0) return true; // the same person has connected it in another institution, where it goes on
  const lease = await storedToken({ ...world, process: null }, c, true).take();
  if (lease === null) return false;
  try {
    const token = await living(world, zoom, keys, lease);
    if (token !== null) await revoke(askingOf(world, zoom), appOf(zoom, keys), token.accessToken);
    return true;
  } finally {
    await lease.release();
  }
}

/** Only a living token ends all that was given with it. Null: Zoom knows it no more. */
async function living(world: Needs, zoom: ZoomApps, keys: AppKeys, lease: Lease): Promise<Token | null> {
  const { token } = lease;
  if (token === null || isFresh(token, world.clock.now()) || token.refreshToken === null) return token;
  try {
    const next = await refreshed(askingOf(world, zoom), appOf(zoom, keys), token.refreshToken);
    return (await lease.save(next)) ? next : null;
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "reconnect") return null;
    throw error;
  }
}

const isFresh = ({ accessToken, expiresAt }: Token, now: Instant): boolean => accessToken !== "" && expiresAt > after(now, minutes(1));
