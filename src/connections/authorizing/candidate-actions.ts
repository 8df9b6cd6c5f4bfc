import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { after, minutes } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import { accountToken, refreshed, type Token } from "../../zoom/client/oauth.ts";
import { ZoomError } from "../../zoom/port.ts";
import { aboutOwnApp } from "../actions.ts";
import type { AppKeys, ZoomApps } from "../apps.ts";
import { giveBackDue, giveUp } from "../giving-back/actions.ts";
import { connectionOf, zoomKindOf, type ConnectionKey } from "../store.ts";
import { grantOf, othersBy } from "../sharing/actions.ts";
import { openedToken, sealedToken } from "../tokens/actions.ts";
import type { Upstairs } from "../upstairs.ts";
import { appFor } from "./actions.ts";
import { appOf, askingOf, whoStandsBehind, zoomBy } from "./asking-actions.ts";
import { candidateById, dropDeadCandidate, lockConnecting, saveCandidateToken, takeCandidate, type Candidate } from "./grant-store.ts";
import { nextNumber } from "./store.ts";
import { takeOver, type Brought, type Doer, type Needs } from "./placing-actions.ts";

/**
 * An administrator says yes: whatever the account, it is the one from now on. Refused where somebody else has settled it, where Zoom does not answer, and
 * where Zoom knows it no more, so that no connection that works gives way to one that is dead.
 */
export async function confirmCandidate(world: Needs, upstairs: Upstairs, key: ConnectionKey, doer: Doer): Promise<Outcome<null>> {
  const why = await whyNotAlive(world, key);
  if (why !== null) return refused(why);
  const now = world.clock.now();
  const id = world.random.uuid();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    await lockConnecting(tx, key.institutionId);
    const candidate = await takeCandidate(tx, key);
    const known = candidate === null ? null : broughtBy(world, candidate);
    if (known === null) return refused("candidate_gone");
    const brought = { ...known, number: await nextNumber(tx) }; // whoever left for Zoom before has not seen it in place
    const inPlace = await connectionOf(tx, key.institutionId);
    await takeOver(tx, world, upstairs, { key: { institutionId: key.institutionId, id: inPlace?.id ?? id }, inPlace, brought, doer, now });
    return fine(null);
  });
  if (!outcome.ok) return outcome;
  await giveBackDue(world);
  world.poke();
  return outcome;
}

/** An administrator says no: it is given back to Zoom, now or as soon as Zoom answers, and forgotten. Refused where somebody else has settled it. */
export async function refuseCandidate(world: Needs, key: ConnectionKey, doer: Doer): Promise<Outcome<null>> {
  const { db, secrets, clock, random } = world;
  const isDone = await db.transaction(async (tx) => {
    const taken = await takeCandidate(tx, key);
    if (taken === null) return false;
    const deed = { institutionId: key.institutionId, at: clock.now(), who: doer.name, memberId: doer.memberId, what: "zoom_account_refused" };
    await note(tx, random, { ...deed, details: { account: taken.accountId } });
    const { app, by, kept } = taken;
    const token = app === "account" ? null : openedToken(secrets, key, kept);
    const isShared = (await othersBy(tx, await grantOf(tx, { ...taken, hostId: by?.hostId ?? null }), null)).length > 0;
    if (app !== "account" && token !== null && !isShared) await giveUp(tx, world, { institutionId: key.institutionId, app, by, memberId: null }, token);
    return true;
  });
  if (!isDone) return refused("not_found");
  await giveBackDue(world);
  world.poke();
  return fine(null);
}

function broughtBy({ secrets }: Pick<Needs, "secrets">, candidate: Candidate): Brought | null {
  const { institutionId, id, kept, ownAppSealed, linkId: _link, madeAt: _made, ...grant } = candidate;
  const token = openedToken(secrets, { institutionId, id }, kept);
  const ownApp = ownAppOf({ secrets }, candidate);
  if (token === null || (ownApp === null && ownAppSealed !== null)) return null;
  return { ...grant, token, ownApp, sinceNumber: 0, linkId: null, authorization: null };
}

/** Null where it is none, or was sealed with a key that is no more. */
function ownAppOf({ secrets }: Pick<Needs, "secrets">, { id, ownAppSealed }: Pick<Candidate, "id" | "ownAppSealed">): Brought["ownApp"] {
  try {
    return ownAppSealed === null ? null : (JSON.parse(secrets.open(ownAppSealed, aboutOwnApp({ id }))) as Brought["ownApp"]);
  } catch {
    return null;
  }
}

/** Its token may have run out while it waited: then it is renewed, and kept before it is used. */
async function whyNotAlive(world: Needs, key: ConnectionKey): Promise<"not_found" | "candidate_gone" | "zoom_unreachable" | "no_admin_app" | null> {
  const candidate = await candidateById(world.db, key);
  if (candidate === null) return "not_found";
  const app = await appOfCandidate(world, candidate);
  if (app === null) return "no_admin_app";
  const token = openedToken(world.secrets, key, candidate.kept);
  try {
    if (app.keys === null || token === null) throw new ZoomError("reconnect", "nothing of it can be opened");
    const fresh = await freshOf(world, app.zoom, app.keys, candidate, token);
    if (candidate.app !== "account") await whoStandsBehind(world, await zoomBy(world, app.zoom, app.keys, fresh), false);
    return null;
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    if (error.kind !== "reconnect") return "zoom_unreachable";
    await dropDeadCandidate(world.db, key, candidate.kept);
    return "candidate_gone";
  }
}

/** Null where this server has none by which it could live; `keys` null: the institution's own, sealed with a key that is no more. */
async function appOfCandidate(world: Needs, c: Candidate): Promise<{ zoom: ZoomApps; keys: AppKeys | null } | null> {
  if (c.app !== "account") return appFor(world, c.institutionId, "institution");
  const zoom = world.zooms[(await zoomKindOf(world.db, c.institutionId)) ?? "real"];
  return zoom === null ? null : { zoom, keys: ownAppOf(world, c) };
}

/** An own app gives a token whenever it is asked, as long as it is one: so that is asked for. */
async function freshOf(world: Needs, zoom: ZoomApps, keys: AppKeys, candidate: Candidate, token: Token): Promise<Token> {
  const [asking, app] = [askingOf(world, zoom), appOf(zoom, keys)];
  const isOwn = candidate.app === "account";
  if (!isOwn && (token.expiresAt > after(world.clock.now(), minutes(1)) || token.refreshToken === null)) return token;
  const fresh = isOwn ? await accountToken(asking, app, candidate.accountId) : await refreshed(asking, app, token.refreshToken!);
  await saveCandidateToken(world.db, candidate, candidate.kept, sealedToken(world.secrets, candidate, fresh));
  return fresh;
}
