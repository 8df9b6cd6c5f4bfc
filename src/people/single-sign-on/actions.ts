import { minutes } from "../../lib/time.ts";
import { wallClock } from "../../platform/clock.ts";
import type { World } from "../../world.ts";
import { becomeMember, mustStayInDemo } from "../inviting/accepting-actions.ts";
import { lockInvitationTo } from "../inviting/store.ts";
import type { SignIn } from "../signing-in/actions.ts";
import { hasLeft } from "../member.ts";
import { forgetUnproven } from "../signing-in/store.ts";
import { institutionById, insertNewcomer, insertPerson, lockMembers, memberByAddressIn, personByEmail } from "../store.ts";
import { askProvider, type Reach } from "./asking-actions.ts";
import type { ComeBack, SingleSignOnTrouble } from "./contract.ts";
import { provenIn } from "./proof.ts";
import { authorizationAddress, claimsIn, codeRequest, personIn, type Journey, type Newcomer } from "./provider.ts";
import { secretOf } from "./saving-actions.ts";
import { singleSignOnOf, type SingleSignOn } from "./store.ts";

type Needs = Pick<World, "db" | "random" | "clock" | "secrets" | "origin" | "log">;

export const redirectAddress = ({ origin }: Pick<World, "origin">): string => `${origin}/api/auth/single-sign-on/callback`;

/** Between leaving for the provider and coming back. By the computer's clock: the application's may be moved meanwhile. */
const LASTS = minutes(10);
export const ABOUT_JOURNEYS = "single sign-on under way";

/** Where the browser is to go, and what it must bring back, sealed. Null: the institution has no single sign-on, or none that anybody could come in by. */
export async function setOut(
  world: Needs,
  { institutionId, email, to }: { institutionId: string; email: string | undefined; to: string },
): Promise<{ address: string; journey: string; state: string } | null> {
  const { db, random, secrets } = world;
  const provider = await singleSignOnOf(db, institutionId);
  if (provider === null || provenIn(provider.domains).length === 0) return null;
  const unguessable = (): string => Buffer.from(random.bytes(32)).toString("base64url");
  const [state, nonce, verifier] = [unguessable(), unguessable(), unguessable()];
  const journey: Journey = { institutionId, state, nonce, verifier, to, until: wallClock() + LASTS };
  const address = authorizationAddress(provider.endpoints.authorization, {
    clientId: provider.clientId,
    redirectAddress: redirectAddress(world),
    email,
    journey,
  });
  return { address, journey: Buffer.from(secrets.seal(JSON.stringify(journey), ABOUT_JOURNEYS)).toString("base64url"), state };
}

type CameBack = { ok: true; cookies: string[]; to: string } | { ok: false; trouble: SingleSignOnTrouble };
const trouble = (of: SingleSignOnTrouble): { ok: false; trouble: SingleSignOnTrouble } => ({ ok: false, trouble: of });

/**
 * Signs in whom the provider vouches for: a member of its institution, and into that one alone. `sealed` is what `setOut` gave this browser: an answer that
 * another browser asked for, or nobody, is refused before anything is fetched.
 */
export async function comeBack(
  world: Needs & { reach: Reach; signIn: SignIn },
  { state, code, error, iss }: ComeBack,
  sealed: string | undefined,
  headers: Headers,
): Promise<CameBack> {
  const journey = openJourney(world, sealed);
  if (journey === null || journey.state !== state || journey.until < wallClock()) return trouble("state_lost");
  const provider = await singleSignOnOf(world.db, journey.institutionId);
  if (provider === null) return trouble("switched_off");
  // RFC 9207: an answer of another provider than the one that was asked.
  if (iss !== undefined && iss !== provider.issuer) return trouble("not_proven");
  if (error !== undefined || code === undefined) return trouble("refused_there");
  const claims = await claimsFor(world, provider, code, journey);
  if ("trouble" in claims) {
    world.log.warn("single sign-on failed", { institution: provider.institutionId, because: claims.trouble });
    return trouble(claims.trouble);
  }
  const person = personIn(claims.claims, provenIn(provider.domains));
  if (!person.ok) return person;
  const member = await memberFor(world, provider, person.value);
  if ("trouble" in member) return trouble(member.trouble);
  return { ok: true, cookies: await world.signIn.enter(member.personId, provider.institutionId, headers), to: journey.to };
}

function openJourney({ secrets }: Pick<World, "secrets">, sealed = ""): Journey | null {
  try {
    return JSON.parse(secrets.open(Buffer.from(sealed, "base64url"), ABOUT_JOURNEYS)) as Journey;
  } catch {
    return null; // not ours, or of another key
  }
}

type Claims = { claims: Record<string, unknown> } | { trouble: SingleSignOnTrouble };
type Told = Record<string, unknown>;

async function claimsFor(world: Needs & { reach: Reach }, provider: SingleSignOn, code: string, { nonce, verifier }: Journey): Promise<Claims> {
  const { clientId, issuer, endpoints } = provider;
  const clientSecret = secretOf(world, provider);
  const ask = async (address: string, question?: Parameters<typeof askProvider>[2]): Promise<Told | SingleSignOnTrouble> => {
    const answer = await askProvider(world.reach, address, question);
    if (!answer.ok || answer.value.status >= 500) return "provider_down";
    return answer.value.status === 200 && typeof answer.value.body === "object" && answer.value.body !== null ? (answer.value.body as Told) : "not_proven";
  };
  const exchange = { clientId, clientSecret, code, verifier, redirectAddress: redirectAddress(world) };
  const tokens = await ask(endpoints.token, { method: "POST", ...codeRequest(endpoints, exchange) });
  if (typeof tokens === "string") return { trouble: tokens };
  const keys = await ask(endpoints.keys);
  if (typeof keys === "string") return { trouble: keys };
  const claims = await claimsIn(String(tokens["id_token"]), keys, { issuer, clientId, nonce });
  if (claims === null) return { trouble: "not_proven" };
  if (claims["email"] !== undefined || endpoints.userInfo === null) return { claims };
  const more = await ask(endpoints.userInfo, { headers: { authorization: `Bearer ${String(tokens["access_token"])}` } });
  if (typeof more === "string") return { trouble: more };
  return more["sub"] === claims.sub ? { claims: { ...more, ...claims } } : { trouble: "not_proven" };
}

/**
 * The member with this address in the provider's institution. Whoever is invited there comes in as what the invitation says, for the provider has proven
 * the address that it was mailed to; a newcomer as organizer, where the institution lets its provider invite. Nobody of another institution.
 */
const memberFor = (world: Needs, provider: SingleSignOn, { email, name }: Newcomer): Promise<{ personId: string } | { trouble: SingleSignOnTrouble }> =>
  world.db.transaction(async (tx) => {
    const { institutionId, newcomers } = provider;
    const now = world.clock.now();
    await lockMembers(tx, institutionId);
    const member = await memberByAddressIn(tx, institutionId, email);
    if (member !== null && !hasLeft(member)) return { personId: member.personId };
    const invitation = await lockInvitationTo(tx, institutionId, email, now);
    if (invitation === null && (member !== null || !newcomers)) return trouble("not_member");
    await insertPerson(tx, { id: world.random.uuid(), name, email, passwordHash: null, isVerified: true }, now); // unless there is an account
    const person = (await personByEmail(tx, email))!;
    if (await mustStayInDemo(tx, person.id, institutionId)) return trouble("of_demo");
    await forgetUnproven(tx, person.id);
    const { language, zone } = (await institutionById(tx, institutionId))!.settings;
    if (invitation !== null) await becomeMember(tx, world, invitation, person, { language, zone }, now);
    else await insertNewcomer(tx, { institutionId, id: world.random.uuid(), personId: person.id, name, email, role: "organizer", language, zone });
    return { personId: person.id };
  });
