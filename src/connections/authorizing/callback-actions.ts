import { isAdmin, type Member } from "../../people/member.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { Token } from "../../zoom/client/oauth.ts";
import { ZoomError } from "../../zoom/port.ts";
import type { AppKeys, ZoomApps } from "../apps.ts";
import { granularName, missingScopes } from "../scopes.ts";
import { isOpen } from "../links/link.ts";
import { linkById } from "../links/store.ts";
import { roleLacks } from "../role.ts";
import { connectionOf } from "../store.ts";
import type { Upstairs } from "../upstairs.ts";
import { appFor, CALLBACK, verifierOf } from "./actions.ts";
import { giveBack, tokenFor, whoStandsBehind, zoomBy } from "./asking-actions.ts";
import type { OutcomeKey, Purpose } from "./contract.ts";
import { outcomeOf, OUTCOME_OF_VERDICT } from "./outcomes.ts";
import { placePersonal } from "./personal-actions.ts";
import { place, type Needs } from "./placing-actions.ts";
import { authorizationByState, saveOutcome, useAuthorization, type Authorization, type Values } from "./store.ts";

/** What the browser brings back: Zoom's address parameters, its own cookie, and who has signed in there. */
export type Back = { state: string | null; code: string | null; error: string | null; browser: string | null; member: Member | null };

/** `attempt`: by which the page asks how it went; null where nobody may know. */
export type Returned = { to: Purpose | "nobody"; outcome: OutcomeKey; attempt: string | null };

type End = { outcome: OutcomeKey; details?: Values };

/**
 * Somebody comes back from Zoom. What does not come with a state of ours, from the browser that was sent, by the person who was sent, once and in time,
 * is never used: its code is not even exchanged. Never throws for what people or Zoom do; whatever fails leaves the connection as it was.
 */
export async function comeBack(world: Needs, upstairs: Upstairs, back: Back): Promise<Returned> {
  const nobody = (outcome: OutcomeKey): Returned => ({ to: "nobody", outcome, attempt: null });
  if (back.state === null) return nobody(back.code === null ? "unknown_state" : "begun_at_zoom");
  const a = await authorizationByState(world.db, fingerprint(back.state));
  if (a === null) return nobody("unknown_state");
  if (back.browser === null || !Buffer.from(a.browserPrint).equals(fingerprint(back.browser))) return nobody("other_browser");
  const returned = (outcome: OutcomeKey): Returned => ({ to: a.purpose, outcome, attempt: a.id });
  const why = await whyNotUse(world, a, back.member);
  if (why !== null) return returned(why);
  const number = await useAuthorization(world.db, a, world.clock.now());
  if (number === null) return returned("used_already");
  const { outcome, details = {} } = await carryOut(world, upstairs, a, { ...back, number });
  await saveOutcome(world.db, a, outcome, details);
  return returned(outcome);
}

async function whyNotUse({ db, clock }: Needs, a: Authorization, member: Member | null): Promise<OutcomeKey | null> {
  const now = clock.now();
  if (a.usedAt !== null) return "used_already";
  if (a.expiresAt <= now) return "too_late";
  if (a.purpose === "link") {
    const link = await linkById(db, { institutionId: a.institutionId, id: a.linkId! });
    return link === null || !isOpen(link, now) ? "link_gone" : null;
  }
  const isTheirs = member !== null && member.institutionId === a.institutionId && member.id === a.memberId;
  return isTheirs && (a.purpose === "personal" || isAdmin(member)) ? null : "other_person";
}

type Arrived = Back & { number: number };

async function carryOut(world: Needs, upstairs: Upstairs, a: Authorization, back: Arrived): Promise<End> {
  if (back.error !== null) return { outcome: back.error === "access_denied" ? "declined" : "zoom_refused" };
  if (back.code === null) return { outcome: "unknown_state" };
  const app = await appFor(world, a.institutionId, a.purpose);
  if (app === null || app.keys.clientId !== a.clientId) return { outcome: "app_unknown" };
  const { zoom, keys } = app;
  let token: Token | null = null;
  try {
    token = await tokenFor(world, zoom, keys, { code: back.code, redirectUri: `${world.origin}${CALLBACK}`, verifier: verifierOf(world, a) });
    return await settle(world, upstairs, { a, back, zoom, keys, token });
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    if (token !== null) await giveBack(world, zoom, keys, token);
    return (await quicker(world, a, error)) ?? { outcome: outcomeOf(error, token !== null) };
  }
}

/** The same person, authorizing twice at once, kills the first code and token: then it is connected all the same, by the other. */
async function quicker({ db }: Needs, a: Authorization, error: ZoomError): Promise<End | null> {
  const inPlace = error.kind === "reconnect" && a.purpose === "institution" ? await connectionOf(db, a.institutionId) : null;
  const isQuicker = inPlace !== null && inPlace.state === "connected" && inPlace.number > a.sinceNumber;
  return isQuicker ? { outcome: "already_connected", details: { name: inPlace.authorizedBy?.name ?? "none" } } : null;
}

type Settling = { a: Authorization; back: Arrived; zoom: ZoomApps; keys: AppKeys; token: Token };

async function settle(world: Needs, upstairs: Upstairs, { a, back, zoom, keys, token }: Settling): Promise<End> {
  const client = await zoomBy(world, zoom, keys, token);
  const forAccount = a.purpose !== "personal";
  const { who, permissions } = await whoStandsBehind(world, client, forAccount);
  if (!forAccount) {
    const arrived = { zoom, keys, client, name: back.member?.name ?? who.name, who, token, number: back.number };
    return { outcome: await placePersonal(world, a, arrived), details: { email: who.email } };
  }
  const lacks = roleLacks(who, permissions);
  if (lacks.length > 0) {
    await giveBack(world, zoom, keys, token);
    return { outcome: "wrong_role", details: { role: who.role.name, lacks: lacks.join(", "), email: who.email } };
  }
  const brought = {
    app: "admin" as const,
    accountId: who.accountId,
    by: who,
    number: back.number,
    token,
    ownApp: null,
    sinceNumber: a.sinceNumber,
    linkId: a.linkId,
  };
  const { verdict, instead } = await place(world, upstairs, a.institutionId, brought, {
    name: back.member?.name ?? who.name,
    memberId: back.member?.id ?? null,
  });
  const missing = missingScopes("admin", token.scopes ?? null).map((scope) => granularName(scope, "admin"));
  return { outcome: OUTCOME_OF_VERDICT[verdict], details: { email: who.email, name: instead ?? "none", account: who.accountId, missing: missing.join(", ") } };
}
