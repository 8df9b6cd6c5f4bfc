import { pauseFor } from "../../lib/pause.ts";
import { after, iso, minutes } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { refreshed, revoke, type Token } from "../../zoom/client/oauth.ts";
import { ZoomError, type Myself } from "../../zoom/port.ts";
import type { AppKeys, ZoomApps } from "../apps.ts";
import { appOf, askingOf, whoStandsBehind, zoomBy } from "../authorizing/asking-actions.ts";
import type { GivingBackView } from "../authorizing/contract.ts";
import { leftToOthers, othersBy } from "../sharing/actions.ts";
import { zoomKindOf } from "../store.ts";
import { openedToken, sealedToken } from "../tokens/seal-actions.ts";
import { isForgotten } from "../../zoom/client/forgotten.ts";
import * as store from "./store.ts";
import type { GivenUp } from "./store.ts";

export { forgetWho } from "./store.ts";

type Needs = Pick<World, "db" | "secrets" | "random" | "clock" | "zooms" | "pause" | "log">;

/** Longer than Zoom may take to answer for all that are taken at once: a process that was killed while it asked has not asked for this time. */
const ASKED_AGAIN = minutes(5);
const LONGEST_PAUSE = minutes(30);

/** `by` null: nobody has asked Zoom who allowed it. `memberId`: whose own Zoom it was to be; null: the institution's. */
type Whose = { institutionId: string; app: "admin" | "personal"; by: Pick<Myself, "accountId" | "hostId" | "email"> | null; memberId: string | null };

/**
 * Nobody uses it here: written down in the transaction that decides so, that Zoom is told even if this process is killed now. To be called only where nobody
 * else lives by the same authorization; who does so later is asked about again before Zoom is told.
 */
export async function giveUp(
  tx: Tx,
  { secrets, random, clock, zooms }: Pick<World, "secrets" | "random" | "clock" | "zooms">,
  whose: Whose,
  token: Token,
): Promise<void> {
  const { institutionId, app, by, memberId } = whose;
  const key = { institutionId, id: random.uuid() };
  const zoom = zooms[(await zoomKindOf(tx, institutionId)) ?? "real"];
  const { accountId = null, hostId = null, email = null } = by ?? {};
  const of = { clientId: zoom?.[app]?.clientId ?? null, accountId, hostId, email, memberId };
  await store.insertGivenUp(tx, { ...key, app, ...of, token: sealedToken(secrets, key, token) }, clock.now());
}

/** Tells Zoom, of each whose turn it is, that it is to end; until it has confirmed, or knows it no more. Says how many. */
export async function giveBackDue(world: Needs): Promise<number> {
  const now = world.clock.now();
  const due = await world.db.transaction((tx) => store.takeGivenUp(tx, now, after(now, ASKED_AGAIN)));
  for (const g of due) await tell(world, g);
  return due.length;
}

async function tell(world: Needs, g: GivenUp): Promise<void> {
  try {
    await giveBack(world, g);
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    if (!isForgotten(error)) {
      const next = after(world.clock.now(), pauseFor(g.tries, LONGEST_PAUSE, world.random.unit()));
      await store.saveTrouble(world.db, g, error.kind, error.retryAt ?? next);
      return;
    }
  }
  await store.dropGivenUp(world.db, g);
}

/** Returns when nothing is left to tell. What somebody lives by is never ended. */
async function giveBack(world: Needs, g: GivenUp): Promise<void> {
  const kind = (await zoomKindOf(world.db, g.institutionId)) ?? "real";
  const token = openedToken(world.secrets, g, g.kept);
  if (token === null || isOverByItself(world, token)) return;
  const zoom = world.zooms[kind];
  const keys = zoom?.[g.app] ?? null;
  if (zoom === null || keys === null || (g.clientId !== null && keys.clientId !== g.clientId))
    throw new ZoomError("disconnected", "this server has not the app that could end it");
  if (g.hostId !== null && (await isUsed(world, g, kind))) return;
  const living = await livingOf(world, zoom, keys, g, token);
  if (g.hostId === null && (await isOthers(world, zoom, keys, g, living))) return;
  if (living.accessToken !== "") await revoke(askingOf(world, zoom), appOf(zoom, keys), living.accessToken);
}

/** Nothing of it opens anything any more, and nobody has to be told. */
const isOverByItself = ({ clock }: Needs, { expiresAt, refreshToken, refreshExpiresAt }: Token): boolean =>
  expiresAt <= clock.now() && (refreshToken === null || (refreshExpiresAt !== null && refreshExpiresAt <= clock.now()));

/** By a later authorization of the same person, which has ended this one at Zoom already. */
async function isUsed({ db }: Needs, g: GivenUp, zoom: "sandbox" | "real"): Promise<boolean> {
  const grant = { app: g.app, accountId: g.accountId!, hostId: g.hostId, zoom };
  return (await othersBy(db, grant, null)).length > 0 || (await store.hasFollower(db, g, zoom));
}

/** Only a living token ends all that was given with it, so one that has run out is exchanged first, and kept before it is used. */
async function livingOf(world: Needs, zoom: ZoomApps, keys: AppKeys, g: GivenUp, token: Token): Promise<Token> {
  const isOver = token.accessToken === "" || token.expiresAt <= after(world.clock.now(), minutes(1));
  if (!isOver || token.refreshToken === null) return token;
  const next = await refreshed(askingOf(world, zoom), appOf(zoom, keys), token.refreshToken);
  await store.saveRenewed(world.db, g, sealedToken(world.secrets, g, next));
  return next;
}

/** Nobody had asked who allowed it. Where others live by the same person's, theirs has ended when this was given: so they have it from now on. */
async function isOthers(world: Needs, zoom: ZoomApps, keys: AppKeys, g: GivenUp, token: Token): Promise<boolean> {
  const client = await zoomBy(world, zoom, keys, token);
  try {
    const { who } = await whoStandsBehind(world, client, false);
    const whose = { institutionId: g.institutionId, app: g.app, accountId: who.accountId, hostId: who.hostId };
    return await world.db.transaction((tx) => leftToOthers(tx, world, whose, token));
  } catch (error) {
    if (error instanceof ZoomError && (error.kind === "permission" || error.kind === "missing_scope")) return false; // Zoom does not tell: then it is nobody's here
    throw error;
  }
}

/** What Zoom has not confirmed yet, for the page: the institution's, or a member's own. */
export async function givingBackView(tx: Tx, institutionId: string, memberId: string | null): Promise<GivingBackView[]> {
  const all = await store.givenUpOf(tx, institutionId, memberId);
  return all.map(({ id, email, tellAt, trouble }) => ({ id, email, tellAt: iso(tellAt), trouble }));
}
