import { insertConnection } from "../../connections/actions.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { isZone } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import { wallClock } from "../../platform/clock.ts";
import type { Config } from "../../platform/config.ts";
import type { Tx } from "../../platform/database.ts";
import { keepClock, whyNotKeepClock } from "../../platform/due.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { World } from "../../world.ts";
import type { Language } from "../contract.ts";
import { DEFAULT_SETTINGS } from "../institution.ts";
import type { Member } from "../member.ts";
import type { SignIn } from "../signing-in/actions.ts";
import { insertInstitution, insertMember, insertPerson, institutionById, isOfDemo, personByEmail, personById, saveSettings, type Person } from "../store.ts";
import { expiryFrom, standingOf, tokenName, type Beginning } from "./beginning.ts";
import type { BeginPage } from "./contract.ts";
import * as store from "./store.ts";

export { isOwned } from "./store.ts";

type Needs = Pick<World, "db" | "random" | "clock">;
type Named = { name: string; zone: string; language: Language };

/** An institution with nothing in it but its owner, who is its contact until somebody says otherwise. */
export async function foundInstitutionWithOwner(tx: Tx, { random, clock }: Pick<Needs, "random" | "clock">, named: Named, owner: Person): Promise<Member> {
  const contact = { name: owner.name, email: owner.email, phone: "" };
  const settings = { ...DEFAULT_SETTINGS, ...named, contact };
  const left = await store.emptyInstitution(tx);
  const institutionId = left ?? random.uuid();
  if (left === null) await insertInstitution(tx, institutionId, settings);
  else await saveSettings(tx, left, settings, (await institutionById(tx, left))!.revision);
  const { id: personId, name, email } = owner;
  const member: Member = { institutionId, id: random.uuid(), personId, name, email, role: "owner", language: named.language, zone: named.zone };
  await insertMember(tx, member);
  await note(tx, random, { institutionId, at: clock.now(), who: name, memberId: member.id, what: "institution_founded" });
  return member;
}

/** The first institution of a server whose settings name a Zoom account is that account's. */
async function foundFirst(tx: Tx, world: Pick<Needs, "random" | "clock">, accountId: string | null, named: Named, owner: Person): Promise<void> {
  const { institutionId } = await foundInstitutionWithOwner(tx, world, named, owner);
  if (accountId !== null) await insertConnection(tx, { id: world.random.uuid(), institutionId, accountId, now: world.clock.now() });
}

/**
 * The first start with a real Zoom: founds an institution for the owner whom the settings name, or says at which address whoever comes first does so.
 * Later starts do nothing. Several processes may start at once: each address works, and the first use wins.
 */
export async function foundFor(
  world: Needs & Pick<World, "secrets" | "origin">,
  signIn: Pick<SignIn, "hashOf">,
  config: Pick<Config, "owner" | "zoom">,
  say: (line: string) => void,
): Promise<void> {
  const { db, random, clock } = world;
  if (await store.isOwned(db)) return;
  if (config.owner === null) {
    const address = await offerBeginning(world, { first: true, institution: null, email: null });
    say("Nobody owns this Bedel yet. Whoever opens this address first, within 24 hours, becomes its owner:");
    return say(address);
  }
  const { email, password } = config.owner;
  const person = { id: random.uuid(), name: email, email: email.toLowerCase() };
  const passwordHash = await signIn.hashOf(password);
  await db.transaction(async (tx) => {
    await store.lockFounding(tx);
    if (await store.isOwned(tx)) return; // another process was faster
    const isNew = (await insertPerson(tx, { ...person, passwordHash, isVerified: true }, clock.now())) > 0;
    const owner = isNew ? person : (await personByEmail(tx, email))!;
    await keepClock(tx);
    await foundFirst(tx, world, config.zoom?.account?.accountId ?? null, { name: DEFAULT_SETTINGS.name, zone: DEFAULT_SETTINGS.zone, language: "en" }, owner);
  });
}

type Offer = Pick<Beginning & { first: true }, "first" | "institution" | "email"> | Pick<Beginning & { first: false }, "first" | "institution" | "email">;

/** A one-time address at which an institution is founded. Only its print is kept: it can't be shown again. */
export const offerBeginning = async (world: Needs & Pick<World, "secrets" | "origin">, offer: Offer): Promise<string> =>
  `${world.origin}/begin/${await makeBeginning(world, offer)}`;

/** The token of such an address. */
export async function makeBeginning({ db, random, clock, secrets }: Needs & Pick<World, "secrets">, offer: Offer): Promise<string> {
  const now = clock.now();
  const one: Beginning = { ...offer, id: random.uuid(), madeAt: now, expiresAt: expiryFrom(now), usedAt: null };
  const token = secrets.tokenFor(tokenName(one));
  await store.insertBeginning(db, one, fingerprint(token));
  return token;
}

type Reader = { personId: string | null };

/** Null: nobody was shown such an address. */
export async function beginPageFor({ db, clock }: Pick<Needs, "db" | "clock">, token: string, { personId }: Reader): Promise<BeginPage | null> {
  const one = await store.beginningByPrint(db, fingerprint(token));
  if (one === null) return null;
  const state = standingOf(one, await store.isOwned(db), clock.now());
  const email = state === "open" ? (one.email ?? "") : "";
  const person = personId === null || (await isOfDemo(db, personId)) ? null : await personById(db, personId);
  return {
    state,
    email,
    institution: state === "open" ? (one.institution ?? "") : "",
    hasAccount: email !== "" && (await personByEmail(db, email)) !== null,
    reader: person === null ? null : { email: person.email, isMeant: one.email === null || one.email === person.email },
  };
}

type Wish = { institution: string; zone: string; language: Language; newcomer: { name: string; email: string; password: string } | null };

/** Removes the demo in the transaction that founds the institution; null: it stays. */
type RemoveDemo = ((tx: Tx) => Promise<void>) | null;

/**
 * Founds the institution, once: whoever comes second finds the address used. The answer says as whom a newcomer signs in.
 * From then on the clock is the computer's: refuses while a demo that stays goes by another time. A person of the demo counts as nobody,
 * for everybody knows the password.
 */
export async function beginBy(
  world: Needs,
  signIn: Pick<SignIn, "hashOf">,
  accountId: string | null,
  token: string,
  reader: Reader,
  wish: Wish,
  removeDemo: RemoveDemo = null,
): Promise<Outcome<{ signInAs: string | null }>> {
  const { db, clock } = world;
  const personId = reader.personId === null || (await isOfDemo(db, reader.personId)) ? null : reader.personId;
  const its = removeDemo === null ? world : { ...world, clock: { ...clock, now: wallClock } };
  if (!isZone(wish.zone)) return refused("time_zone_unknown", { field: "zone" });
  const one = await store.beginningByPrint(db, fingerprint(token));
  if (one === null) return refused("not_found");
  const passwordHash = wish.newcomer === null || personId !== null ? null : await signIn.hashOf(wish.newcomer.password);
  return db.transaction(async (tx) => {
    await store.lockFounding(tx);
    const now = clock.now();
    const known = await store.beginningByPrint(tx, fingerprint(token));
    const standing = standingOf(known!, await store.isOwned(tx), now);
    if (standing !== "open") return refused(`beginning_${standing}`);
    const why = removeDemo === null ? await whyNotKeepClock(tx, wallClock()) : null;
    if (why !== null) return refused(why);
    const owner = await ownerFor(tx, its, one, personId, passwordHash === null ? null : { ...wish.newcomer!, passwordHash });
    if (!owner.ok) return owner;
    await removeDemo?.(tx);
    await keepClock(tx);
    const named = { name: wish.institution, zone: wish.zone, language: wish.language };
    if (one.first) await foundFirst(tx, its, accountId, named, owner.value);
    else await foundInstitutionWithOwner(tx, its, named, owner.value);
    await store.saveUsed(tx, one.id, its.clock.now());
    return fine({ signInAs: personId === null ? owner.value.email : null });
  });
}

/** Who has signed in, or a newcomer; only whom the operator named, where somebody is named. */
async function ownerFor(
  tx: Tx,
  { random, clock }: Pick<Needs, "random" | "clock">,
  one: Beginning,
  personId: string | null,
  newcomer: { name: string; email: string; passwordHash: string } | null,
): Promise<Outcome<Person>> {
  if (personId !== null) {
    const person = await personById(tx, personId);
    return person === null || (one.email !== null && one.email !== person.email) ? refused("invited_is_somebody_else") : fine(person);
  }
  if (newcomer === null) return refused("not_signed_in");
  const email = newcomer.email.toLowerCase();
  if (one.email !== null && one.email !== email) return refused("invited_is_somebody_else", { field: "newcomer.email" });
  const person = { id: random.uuid(), name: newcomer.name, email };
  const added = await insertPerson(tx, { ...person, passwordHash: newcomer.passwordHash, isVerified: false }, clock.now());
  return added === 0 ? refused("has_an_account", { field: "newcomer.email" }) : fine(person);
}
