import { pauseFor } from "../../lib/pause.ts";
import { after, minutes } from "../../lib/time.ts";
import { membersOf } from "../../people/actions.ts";
import { hasLeft, isAdmin, type Member } from "../../people/member.ts";
import { refreshed, type Token } from "../../zoom/client/oauth.ts";
import { ZoomError, type Myself } from "../../zoom/port.ts";
import type { AppKeys, ZoomApps } from "../apps.ts";
import { giveBackDue, giveUp } from "../giving-back/actions.ts";
import { askForProbe } from "../probing/store.ts";
import { roleLacks } from "../role.ts";
import { connectionOf, personalConnectionOf, type KeptToken } from "../store.ts";
import { leftToOthers } from "../sharing/actions.ts";
import { openedToken, sealedToken } from "../tokens/actions.ts";
import type { Upstairs } from "../upstairs.ts";
import { appFor } from "./actions.ts";
import { appOf, askingOf, whoStandsBehind, zoomBy } from "./asking-actions.ts";
import { endOf, isAway, outcomeOf, type End } from "./outcomes.ts";
import { placePersonal } from "./personal-actions.ts";
import { place, type Needs } from "./placing-actions.ts";
import { saveGranted, saveOutcome, saveUnfinished, takeUnfinished, type Authorization, type Unfinished } from "./store.ts";

const LONGEST_PAUSE = minutes(30);

/** What Zoom gave for an authorization; `member`: who was sent, null for a mailed link. */
export type Granted = {
  a: Authorization;
  member: Member | null;
  number: number;
  zoom: ZoomApps;
  keys: AppKeys;
  token: Token;
  /** As it was kept when it was gone on with, so often; null the first time. */
  kept: KeptToken | null;
  tries: number;
};

/**
 * Learns who stands behind what Zoom gave, and puts it where it belongs. It is kept already, and while Zoom does not answer it waits: what the same person
 * gave before is dead at Zoom, so to drop it would be to lose a connection that works.
 */
export async function finish(world: Needs, upstairs: Upstairs, granted: Granted): Promise<End> {
  const { a, tries } = granted;
  let { token } = granted;
  try {
    token = await freshOf(world, granted);
    return await settle(world, upstairs, { ...granted, token });
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    if (isAway(error)) {
      await saveUnfinished(world.db, a, error.retryAt ?? after(world.clock.now(), pauseFor(tries + 1, LONGEST_PAUSE, world.random.unit())));
      return { outcome: "finishing", details: {} };
    }
    const end = await endFor(world, a, error, true);
    await notUsed(world, a, end, null, token);
    return end;
  }
}

/** What has run out meanwhile is renewed, and kept before it is used. */
async function freshOf(world: Needs, { a, zoom, keys, token, kept }: Granted): Promise<Token> {
  if (token.expiresAt > after(world.clock.now(), minutes(1)) || token.refreshToken === null) return token;
  const fresh = await refreshed(askingOf(world, zoom), appOf(zoom, keys), token.refreshToken);
  await saveGranted(world.db, a, sealedToken(world.secrets, a, fresh), kept);
  return fresh;
}

/** It came to nothing, but may have ended what the same person gave before: where that is in place, Zoom is asked at once whether it lives. */
export async function endFor(world: Needs, a: Authorization, error: ZoomError, exchanged: boolean): Promise<End> {
  await doubtInPlace(world, a);
  return (await quicker(world, a, error)) ?? { outcome: outcomeOf(error, exchanged), details: {} };
}

/** It ends with this, unless somebody has ended it meanwhile, and Zoom is told that it is not used; what others live by goes on by it. */
async function notUsed(world: Needs, a: Authorization, { outcome, details }: End, by: Myself | null, token: Token): Promise<void> {
  const { institutionId } = a;
  const isPersonal = a.purpose === "personal";
  const whose = { institutionId, app: isPersonal ? ("personal" as const) : ("admin" as const), by, memberId: isPersonal ? a.memberId : null };
  await world.db.transaction(async (tx) => {
    if ((await saveOutcome(tx, a, outcome, details)) === 0) return;
    if (by !== null && (await leftToOthers(tx, world, { ...whose, accountId: by.accountId, hostId: by.hostId }, token))) return;
    await giveUp(tx, world, whose, token);
  });
  await giveBackDue(world);
}

async function doubtInPlace({ db, poke }: Needs, a: Authorization): Promise<void> {
  const c = await (a.purpose === "personal" ? personalConnectionOf(db, a.institutionId, a.memberId!) : connectionOf(db, a.institutionId));
  if (c !== null) await askForProbe(db, c);
  poke();
}

/** The same person, authorizing twice at once, kills the first code and token: then it is connected all the same, by the other. */
async function quicker({ db }: Needs, a: Authorization, error: ZoomError): Promise<End | null> {
  const inPlace = error.kind === "reconnect" && a.purpose === "institution" ? await connectionOf(db, a.institutionId) : null;
  const isQuicker = inPlace !== null && inPlace.state === "connected" && inPlace.number > a.sinceNumber;
  return isQuicker ? { outcome: "already_connected", details: { name: inPlace.authorizedBy?.name ?? "none" } } : null;
}

async function settle(world: Needs, upstairs: Upstairs, { a, member, number, zoom, keys, token }: Granted): Promise<End> {
  const client = await zoomBy(world, zoom, keys, token);
  const forAccount = a.purpose !== "personal";
  const { who, permissions } = await whoStandsBehind(world, client, forAccount);
  if (!forAccount) return placePersonal(world, a, { client, name: member?.name ?? who.name, who, token, number });
  const lacks = roleLacks(who, permissions);
  if (lacks.length > 0) {
    const end: End = { outcome: "wrong_role", details: { role: who.role.name, lacks: lacks.join(", "), email: who.email } };
    await notUsed(world, a, end, who, token);
    await doubtInPlace(world, a);
    return end;
  }
  const { sinceNumber, linkId } = a;
  const brought = { app: "admin" as const, accountId: who.accountId, by: who, number, token, ownApp: null, sinceNumber, linkId, authorization: a };
  const { verdict, instead } = await place(world, upstairs, a.institutionId, brought, { name: member?.name ?? who.name, memberId: member?.id ?? null });
  return endOf(verdict, brought, instead);
}

/** Goes on with what was left half done, by Zoom or by a process that was killed. Says how many. */
export async function finishDue(world: Needs, upstairs: Upstairs): Promise<number> {
  const due = await world.db.transaction((tx) => takeUnfinished(tx, world.clock.now()));
  for (const unfinished of due) {
    const { outcome, details } = await goOn(world, upstairs, unfinished);
    if (outcome !== "finishing") await saveOutcome(world.db, unfinished.authorization, outcome, details);
  }
  return due.length;
}

async function goOn(world: Needs, upstairs: Upstairs, { authorization: a, kept, number, tries }: Unfinished): Promise<End> {
  const lost = new ZoomError("unanswered", "what Zoom gave is not known here");
  const token = kept === null ? null : openedToken(world.secrets, a, kept);
  const app = await appFor(world, a.institutionId, a.purpose);
  if (token === null || app === null || app.keys.clientId !== a.clientId) return endFor(world, a, lost, false);
  const member = await sentMember(world, a);
  if (member === "may not") {
    const end: End = { outcome: "other_person", details: {} };
    await notUsed(world, a, end, null, token);
    await doubtInPlace(world, a);
    return end;
  }
  return finish(world, upstairs, { a, member, number, ...app, token, kept, tries });
}

/** Whoever was sent, as far as that person may still do it; null: nobody in particular, by a mailed link. */
async function sentMember({ db }: Needs, a: Authorization): Promise<Member | null | "may not"> {
  if (a.memberId === null) return null;
  const member = (await membersOf(db, a.institutionId)).find(({ id }) => id === a.memberId);
  const mayStill = member !== undefined && !hasLeft(member) && (a.purpose === "personal" || isAdmin(member));
  return mayStill ? member : "may not";
}
