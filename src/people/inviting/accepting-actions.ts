import { zoomKindOf } from "../../connections/actions.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { iso, isZone, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { World } from "../../world.ts";
import type { Language } from "../contract.ts";
import type { SignIn } from "../signing-in/actions.ts";
import * as people from "../store.ts";
import { join } from "../teams/store.ts";
import type { InvitedPage } from "./contract.ts";
import { standingOf, type Invitation } from "./invitation.ts";
import { invitationByPrint, lockInvitation, saveAccepted } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random">;

/** Who opens the mailed address, as far as that is known. */
type Reader = { personId: string | null; signInId: string | null; onlyInstitution: string | null };
type Acceptance = { newcomer: { name: string; password: string } | null; language: Language; zone: string };

/** What the page behind a mailed address tells; null: there is no such address, or none any more. */
export async function invitedPageFor({ db, clock }: Pick<Needs, "db" | "clock">, token: string, reader: Reader): Promise<InvitedPage | null> {
  const one = await invitationByPrint(db, fingerprint(token));
  if (one === null) return null;
  const { settings } = (await people.institutionById(db, one.institutionId))!;
  const person = reader.personId === null ? null : await people.personById(db, reader.personId);
  const state = standingOf(one, clock.now());
  const isOpen = state === "open";
  const inviter = isOpen ? ((await people.memberById(db, one.institutionId, one.invitedBy))?.name ?? "") : "";
  return {
    state,
    institution: settings.name,
    inviter,
    role: one.role,
    email: isOpen ? one.email : "",
    name: isOpen ? one.name : "",
    expiresAt: iso(one.expiresAt),
    hasAccount: isOpen && (await people.personByEmail(db, one.email)) !== null,
    reader: person === null ? null : { email: person.email, isInvited: person.email === one.email, staysIn: await staysIn(db, one, reader) },
  };
}

/** Who came in by another institution's single sign-on can accept, and goes in by another sign-in: this one opens that institution alone. */
async function staysIn(db: Tx, { institutionId }: Invitation, { onlyInstitution }: Reader): Promise<string | null> {
  if (onlyInstitution === null || onlyInstitution === institutionId) return null;
  return (await people.institutionById(db, onlyInstitution))!.settings.name;
}

/** Whether a newcomer has still to be signed in, and by which address. */
type Accepted = { signInAs: string | null };

/**
 * Makes whoever was invited a member, in one transaction: the second of two clicks finds the invitation used. Who has an account signs in first;
 * whoever else gets one here, for having opened the mail proves the address.
 */
export async function accept(world: Needs, signIn: Pick<SignIn, "hashOf">, token: string, reader: Reader, by: Acceptance): Promise<Outcome<Accepted>> {
  const found = await invitationByPrint(world.db, fingerprint(token));
  if (found === null) return refused("not_found");
  const passwordHash = by.newcomer === null || reader.personId !== null ? null : await signIn.hashOf(by.newcomer.password); // takes a while, on purpose
  const now = world.clock.now();
  return world.db.transaction(async (tx) => {
    await people.lockMembers(tx, found.institutionId);
    const one = await lockInvitation(tx, found.institutionId, found.id);
    if (one === null || one.generation !== found.generation) return refused("not_found");
    const standing = standingOf(one, now);
    if (standing !== "open") return refused(`invitation_${standing}`);
    if (reader.personId !== null) return acceptSignedIn(tx, world, one, { ...reader, personId: reader.personId }, by, now);
    if (by.newcomer === null || passwordHash === null) return refused("not_signed_in");
    const person = { id: world.random.uuid(), name: by.newcomer.name, email: one.email };
    if ((await people.insertPerson(tx, { ...person, passwordHash, isVerified: true }, now)) === 0) return refused("has_an_account");
    await becomeMember(tx, world, one, person, by, now);
    return fine({ signInAs: one.email });
  });
}

async function acceptSignedIn(
  tx: Tx,
  world: Needs,
  one: Invitation,
  reader: { personId: string; signInId: string | null },
  by: Acceptance,
  now: Instant,
): Promise<Outcome<Accepted>> {
  const person = await people.personById(tx, reader.personId);
  if (person === null || person.email !== one.email) return refused("invited_is_somebody_else");
  if (await mustStayInDemo(tx, person.id, one.institutionId)) return refused("person_of_the_demo");
  await people.saveVerified(tx, person.id);
  await becomeMember(tx, world, one, person, by, now);
  if (reader.signInId !== null) await people.chooseInstitution(tx, reader.signInId, person.id, one.institutionId);
  return fine({ signInAs: null });
}

/** The demo's people are anybody: they, and who was made an account there, come into no real institution by any way. */
export const mustStayInDemo = async (tx: Tx, personId: string, institutionId: string): Promise<boolean> =>
  (await people.isOfDemo(tx, personId)) && (await zoomKindOf(tx, institutionId)) === "real";

/** Takes up what somebody is invited to, in the role that it gives. */
export async function becomeMember(
  tx: Tx,
  { random }: Pick<Needs, "random">,
  one: Invitation,
  person: people.Person,
  by: Pick<Acceptance, "language" | "zone">,
  now: Instant,
): Promise<void> {
  const { institutionId, role, teamIds } = one;
  const zone = isZone(by.zone) ? by.zone : (await people.institutionById(tx, institutionId))!.settings.zone;
  const { id: personId, name, email } = person;
  const member = (await people.insertOrReturn(tx, { institutionId, id: random.uuid(), personId, name, email, role, language: by.language, zone }))!;
  await join(tx, institutionId, [member.id], teamIds, now);
  await saveAccepted(tx, one, now);
  await note(tx, random, { institutionId, at: now, who: member.name, memberId: member.id, what: "member_joined", details: { role: member.role } });
}
