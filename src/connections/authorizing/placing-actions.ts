import type { Instant } from "../../lib/time.ts";
import { askForUpkeep, membersOf } from "../../people/actions.ts";
import { sendLetter } from "../../people/letters/actions.ts";
import { isAdmin } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { Token } from "../../zoom/client/oauth.ts";
import type { World } from "../../world.ts";
import { aboutOwnApp } from "../actions.ts";
import type { AppKeys } from "../apps.ts";
import type { Connection } from "../connection.ts";
import { eraseFormer, stopErasure } from "../erasing/actions.ts";
import { giveBackDue, giveUp } from "../giving-back/actions.ts";
import { isOpen } from "../links/link.ts";
import { linkById, markAuthorized } from "../links/store.ts";
import { askForProbe } from "../probing/store.ts";
import { connectionOf, readToken, type ConnectionKey } from "../store.ts";
import { grantBehind, grantOf, leftToOthers, othersBy, shareToken } from "../sharing/actions.ts";
import { openedToken, sealedToken } from "../tokens/actions.ts";
import type { Upstairs } from "../upstairs.ts";
import { endOf } from "./outcomes.ts";
import { dropCandidatesOf, insertCandidate, lockConnecting, putInPlace, type Grant } from "./grant-store.ts";
import { isUnfinished, saveOutcome, type AuthorizationKey } from "./store.ts";
import { verdictOn, type Arrival, type Verdict } from "./verdict.ts";

export type Needs = Pick<World, "db" | "secrets" | "random" | "clock" | "zooms" | "origin" | "pause" | "log" | "poke">;

/** What came back, not yet sealed for any row. */
export type Brought = Omit<Grant, "token" | "ownAppSealed"> & {
  token: Token;
  ownApp: (AppKeys & { webhookSecret: string }) | null;
  sinceNumber: number;
  linkId: string | null;
  /** For whom somebody was sent to Zoom: it ends with being placed, once. Null where nobody was. */
  authorization: AuthorizationKey | null;
};

/** Who did it, for the history: a member, or the person at Zoom. */
export type Doer = { name: string; memberId: string | null };

export type Placed = { verdict: Verdict | "link gone" | "settled already"; instead: string | null };

/** Another process has gone on with it meanwhile. */
const SETTLED: Placed = { verdict: "settled already", instead: null };

/** Puts it in place, or lets it wait for an administrator, or leaves what is in place: all in one transaction, so that two at once see each other. What is not kept is given back to Zoom, now or as soon as Zoom answers. */
export async function place(world: Needs, upstairs: Upstairs, institutionId: string, brought: Brought, doer: Doer): Promise<Placed> {
  const { db, clock, random } = world;
  const now = clock.now();
  const id = random.uuid();
  const placed = await db.transaction(async (tx): Promise<Placed> => {
    await lockConnecting(tx, institutionId);
    const inPlace = await connectionOf(tx, institutionId);
    const arrival: Arrival = {
      accountId: brought.accountId,
      hostId: brought.by?.hostId ?? null,
      number: brought.number,
      sinceNumber: brought.sinceNumber,
      byLink: brought.linkId !== null,
    };
    const { authorization } = brought;
    if (authorization !== null && !(await isUnfinished(tx, authorization))) return SETTLED;
    const verdict = (await isLinkGone(tx, institutionId, brought.linkId, now)) ? "link gone" : verdictOn(arrival, inPlace);
    const placed: Placed = { verdict, instead: inPlace?.authorizedBy?.name ?? null };
    const { outcome, details } = endOf(verdict, brought, placed.instead);
    if (authorization !== null) await saveOutcome(tx, authorization, outcome, details);
    const key = { institutionId, id: inPlace?.id ?? id };
    if (verdict === "connect" || verdict === "reconnect" || verdict === "renew") {
      await takeOver(tx, world, upstairs, { key, inPlace, brought, doer, now });
      return placed;
    }
    if (verdict === "overtaken") await askForProbe(tx, inPlace!); // Zoom may have seen the two in the other order
    const isShared =
      verdict !== "overtaken" && (await leftToOthers(tx, world, { ...brought, institutionId, hostId: brought.by?.hostId ?? null }, brought.token));
    if (verdict === "to confirm" || verdict === "another account") await keepCandidate(tx, world, { institutionId, id }, brought, now);
    if (!isShared && (verdict === "already connected" || verdict === "link gone"))
      await giveUp(tx, world, { institutionId, app: "admin", by: brought.by, memberId: null }, brought.token);
    return placed;
  });
  await giveBackDue(world);
  world.poke();
  return placed;
}

/** Opened twice, or revoked while its reader was at Zoom. */
async function isLinkGone(tx: Tx, institutionId: string, linkId: string | null, now: Instant): Promise<boolean> {
  const link = linkId === null ? null : await linkById(tx, { institutionId, id: linkId });
  return linkId !== null && (link === null || !isOpen(link, now));
}

type TakeOver = { key: ConnectionKey; inPlace: Connection | null; brought: Brought; doer: Doer; now: Instant };

/** What was in place is given up, as far as it lives on at Zoom and serves nobody any more: `giveBackDue` tells Zoom. */
export async function takeOver(tx: Tx, world: Needs, upstairs: Upstairs, { key, inPlace, brought, doer, now }: TakeOver): Promise<void> {
  if (inPlace !== null) await giveUpFormer(tx, world, inPlace, brought);
  const { app, accountId, by } = brought;
  const grant = await grantOf(tx, { institutionId: key.institutionId, app, accountId, hostId: by?.hostId ?? null });
  const token = grant === null ? brought.token : await shareToken(tx, world, grant, key, brought.token);
  await putInPlace(tx, key, grantFor(world, key, { ...brought, token }), now);
  await stopErasure(tx, world, { ...key, accountId }, now); // here, and not where it is noticed that it serves again: nobody may have noticed that it did not
  await dropCandidatesOf(tx, key.institutionId, brought);
  if (brought.linkId !== null) await markAuthorized(tx, { institutionId: key.institutionId, id: brought.linkId }, now);
  const another = inPlace !== null && inPlace.accountId !== brought.accountId;
  if (another) await upstairs.accountChanged(tx, { institutionId: key.institutionId, from: inPlace.accountId, to: brought.accountId });
  if (another) await eraseFormer(tx, world, upstairs, inPlace, now); // later it could not be told from what comes from the new one
  await askForUpkeep(tx, key.institutionId);
  await upstairs.connected(tx, key.institutionId);
  const what = another ? "zoom_account_changed" : inPlace === null ? "zoom_connected" : "zoom_reconnected";
  await note(tx, world.random, {
    institutionId: key.institutionId,
    at: now,
    who: doer.name,
    memberId: doer.memberId,
    what,
    details: { account: brought.accountId },
  });
}

const grantFor = ({ secrets }: Needs, key: ConnectionKey, { token, ownApp, ...brought }: Brought): Grant => ({
  ...brought,
  ownAppSealed: ownApp === null ? null : secrets.seal(JSON.stringify(ownApp), aboutOwnApp(key)),
  token: sealedToken(secrets, key, token),
});

/** The same person's token, and an app's own, are dead or go on as they are; another person's would live on at Zoom for nobody, also where it could do nothing any more. */
async function giveUpFormer(tx: Tx, world: Needs, inPlace: Connection, { by }: Brought): Promise<void> {
  const { institutionId, app, accountId, state, authorizedBy } = inPlace;
  if (app === "account" || state === "disconnected" || authorizedBy?.hostId === by?.hostId) return;
  if ((await othersBy(tx, await grantBehind(tx, inPlace), inPlace)).length > 0) return;
  const kept = await readToken(tx, inPlace);
  const token = kept === null ? null : openedToken(world.secrets, inPlace, kept);
  if (token === null) return;
  await giveUp(tx, world, { institutionId, app, by: authorizedBy === null ? null : { ...authorizedBy, accountId }, memberId: null }, token);
}

/** The administrators hear of what a stranger brought; of what one of them brought the page has told. */
async function keepCandidate(tx: Tx, world: Needs, key: ConnectionKey, brought: Brought, now: Instant): Promise<void> {
  await insertCandidate(tx, key, grantFor(world, key, brought), brought.linkId, now);
  if (brought.linkId === null) return;
  await markAuthorized(tx, { institutionId: key.institutionId, id: brought.linkId }, now);
  for (const { name, email, language, zone } of (await membersOf(tx, key.institutionId)).filter(isAdmin))
    await sendLetter(tx, world, {
      institutionId: key.institutionId,
      key: `zoom to confirm ${key.id} ${email}`,
      kind: "zoom_to_confirm",
      to: { name, email, language, zone },
      facts: { values: { email: brought.by?.email ?? "", account: brought.accountId }, page: `${world.origin}/connection` },
    });
}
