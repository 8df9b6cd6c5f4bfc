import { isAdmin, type Member } from "../../people/member.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { Token } from "../../zoom/client/oauth.ts";
import { ZoomError } from "../../zoom/port.ts";
import { isOpen } from "../links/link.ts";
import { linkById } from "../links/store.ts";
import { sealedToken } from "../tokens/actions.ts";
import type { Upstairs } from "../upstairs.ts";
import { appFor, CALLBACK, verifierOf } from "./actions.ts";
import { tokenFor } from "./asking-actions.ts";
import type { OutcomeKey, Purpose } from "./contract.ts";
import { endFor, finish } from "./finishing-actions.ts";
import type { End } from "./outcomes.ts";
import type { Needs } from "./placing-actions.ts";
import { attemptOf, authorizationByState, saveGranted, saveOutcome, useAuthorization, type Authorization } from "./store.ts";

/** What the browser brings back: Zoom's address parameters, its own cookie, and who has signed in there. */
export type Back = { state: string | null; code: string | null; error: string | null; browser: string | null; member: Member | null };

/** `attempt`: by which the page asks how it went; null where nobody may know. */
export type Returned = { to: Purpose | "nobody"; outcome: OutcomeKey; attempt: string | null };

/**
 * Somebody comes back from Zoom. What does not come with a state of ours, from the browser that was sent, by the person who was sent, once and in time,
 * is never used: its code is not even exchanged. Never throws for what people or Zoom do. What fails leaves the connection as it was, unless Zoom has ended it
 * by what was brought: then that is known at once.
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
  const { outcome, details } = await carryOut(world, upstairs, a, { ...back, number });
  if (outcome !== "finishing") await saveOutcome(world.db, a, outcome, details);
  return returned((await attemptOf(world.db, a))?.outcome ?? outcome); // another process may have gone on with it
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
  const nothing = (outcome: OutcomeKey): End => ({ outcome, details: {} });
  if (back.error !== null) return nothing(back.error === "access_denied" ? "declined" : "zoom_refused");
  if (back.code === null) return nothing("unknown_state");
  const app = await appFor(world, a.institutionId, a.purpose);
  if (app === null || app.keys.clientId !== a.clientId) return nothing("app_unknown");
  const { zoom, keys } = app;
  let token: Token;
  try {
    token = await tokenFor(world, zoom, keys, { code: back.code, redirectUri: `${world.origin}${CALLBACK}`, verifier: verifierOf(world, a) });
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    return endFor(world, a, error, false);
  }
  await saveGranted(world.db, a, sealedToken(world.secrets, a, token));
  return finish(world, upstairs, { a, member: back.member, number: back.number, zoom, keys, token, kept: null, tries: 0 });
}
