import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { sql } from "../../platform/database.ts";
import { DEFAULT_SETTINGS } from "../institution.ts";
import { accept, invitedPageFor } from "../inviting/accepting-actions.ts";
import { inviteBy } from "../inviting/actions.ts";
import { canSignIn, entersAs } from "../signing-in/door.fixtures.ts";
import { insertInstitution, memberByAddressIn, saveRole } from "../store.ts";
import { aHouseWithProvider, entersBy, isIn } from "./house.fixtures.ts";

const NURIA = { email: "nuria@universidad.example", email_verified: true, name: "Nuria Font" };

/** Invites by the owner; the token in the mail. */
async function invited(w: TestWorld, email: string, role: "admin" | "organizer"): Promise<string> {
  await saveRole(w.db, w.admin, "owner");
  valueOf(await inviteBy(w, w.admin, { lines: email, role, teams: [] }));
  await w.settle();
  return /\/invitations\/([A-Za-z0-9_-]+)/.exec(w.letters(email).at(-1)!.text)![1]!;
}

const anInstitution = async (w: TestWorld, zoom: "real" | "sandbox"): Promise<string> => {
  const id = w.random.uuid();
  await insertInstitution(w.db, id, { ...DEFAULT_SETTINGS, name: "Other" }, zoom);
  return id;
};

eachDatabase((_, open) => {
  test.each([{ newcomers: true }, { newcomers: false }])("whoever is invited and comes by single sign-on is what the invitation says (%o)", async (how) => {
    await using w = await aWorld(await open());
    const house = await aHouseWithProvider(w, how);
    house.provider.people.set("nuria", NURIA);
    const token = await invited(w, NURIA.email, "admin");
    expect(await entersBy(house, house.door.browser(), "nuria")).toBe("/");
    expect(await memberByAddressIn(w.db, w.institutionId, NURIA.email)).toMatchObject({ role: "admin", name: "Nuria Font" });
    const reader = { personId: null, signInId: null, onlyInstitution: null };
    expect(await invitedPageFor(w, token, reader)).toMatchObject({ state: "used" });
  });

  test("an invitation that was taken back or has run out brings nobody in", async () => {
    await using w = await aWorld(await open());
    const house = await aHouseWithProvider(w);
    house.provider.people.set("nuria", NURIA);
    await invited(w, NURIA.email, "admin");
    await w.db.run(sql`update invitations set expires_at = sent_at`);
    expect(await entersBy(house, house.door.browser(), "nuria")).toBe("/sign-in?trouble=not_member");
    await w.db.run(sql`update invitations set expires_at = sent_at + interval '14 days', revoked_at = sent_at`);
    expect(await entersBy(house, house.door.browser(), "nuria")).toBe("/sign-in?trouble=not_member");
  });

  test("an account that anybody made in the demo comes into no real institution as the provider's newcomer", async () => {
    await using w = await aWorld(await open());
    const house = await aHouseWithProvider(w, { newcomers: true });
    house.provider.people.set("nuria", NURIA);
    const squatter = { institutionId: await anInstitution(w, "sandbox"), id: w.random.uuid(), name: "Anybody", email: NURIA.email };
    await aMember(w.db, { ...squatter, role: "organizer" });
    expect(await entersBy(house, house.door.browser(), "nuria")).toBe("/sign-in?trouble=of_demo");
    expect(await memberByAddressIn(w.db, w.institutionId, NURIA.email)).toBeNull();
  });

  test("whoever wrote down an address and never proved it is out when its owner comes", async () => {
    await using w = await aWorld(await open());
    const house = await aHouseWithProvider(w, { newcomers: true });
    house.provider.people.set("nuria", NURIA);
    const member = await aMember(w.db, { institutionId: await anInstitution(w, "real"), id: w.random.uuid(), name: "Eve", email: NURIA.email, role: "owner" });
    await canSignIn(w, member, house.door.signIn);
    await w.db.run(sql`update people set "emailVerified" = false where id = ${member.personId}`);
    const eve = house.door.browser();
    await entersAs(eve, NURIA.email);
    expect(await isIn(eve)).toBe(true);
    expect(await entersBy(house, house.door.browser(), "nuria")).toBe("/");
    expect([await isIn(eve), (await entersAs(house.door.browser(), NURIA.email)).statusCode]).toEqual([false, 401]);
  });

  test("who came by one institution's single sign-on is told that it opens no other, accepts, and stays", async () => {
    await using w = await aWorld(await open());
    const other = await anInstitution(w, "real");
    const token = await invited(w, "guest@universidad.example", "organizer");
    const person = await aMember(w.db, { institutionId: other, id: w.random.uuid(), name: "Guest", email: "guest@universidad.example", role: "organizer" });
    const reader = { personId: person.personId, signInId: null, onlyInstitution: other };
    expect(await invitedPageFor(w, token, reader)).toMatchObject({ reader: { isInvited: true, staysIn: "Other" } });
    expect(await invitedPageFor(w, token, { ...reader, onlyInstitution: w.institutionId })).toMatchObject({ reader: { staysIn: null } });
    expect(await invitedPageFor(w, token, { ...reader, onlyInstitution: null })).toMatchObject({ reader: { staysIn: null } });
    const hashOf = async (password: string): Promise<string> => password;
    expect(await accept(w, { hashOf }, token, reader, { newcomer: null, language: "en", zone: "UTC" })).toMatchObject({ ok: true });
    expect(await memberByAddressIn(w.db, w.institutionId, person.email)).toMatchObject({ role: "organizer" });
  });
});
