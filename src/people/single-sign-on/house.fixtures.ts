import { expect, onTestFinished } from "vitest";
import { openNameServer, type NameServer } from "../../../test/support/name-server.ts";
import { openProvider, signsInAt, type OpenProvider } from "../../../test/support/open-provider.ts";
import { aMember, type TestWorld } from "../../../test/world.ts";
import { sql } from "../../platform/database.ts";
import { DEFAULT_SETTINGS } from "../institution.ts";
import { aDoor, canSignIn, entersAs, type Browser, type Door } from "../signing-in/door.fixtures.ts";
import { insertInstitution } from "../store.ts";
import { redirectAddress } from "./actions.ts";

export type House = { w: TestWorld; door: Door; owner: Browser; provider: OpenProvider; names: NameServer; setup: object };

/** An institution whose people sign in at a real provider; Łukasz has an account at both. */
export async function aHouse(w: TestWorld, { claimsInToken = false } = {}): Promise<House> {
  const provider = await openProvider(redirectAddress(w), { claimsInToken });
  onTestFinished(() => provider.stop().catch(() => undefined));
  provider.people.set("lukasz", { email: w.organizer.email, email_verified: true, name: "Łukasz" });
  const names = await openNameServer();
  onTestFinished(names.stop);
  const door = await aDoor(w, [names.address]);
  await canSignIn(w, w.admin, door.signIn);
  await w.db.run(sql`update members set role = 'owner' where id = ${w.admin.id}`);
  const owner = door.browser();
  await entersAs(owner, w.admin.email);
  const { issuer, clientId, clientSecret } = provider;
  const setup = { issuer, clientId, clientSecret, domains: ["universidad.example"], newcomers: false, revision: 0 };
  return { w, door, owner, provider, names, setup };
}

export async function aHouseWithProvider(w: TestWorld, more: { newcomers?: boolean; claimsInToken?: boolean } = {}): Promise<House> {
  const house = await aHouse(w, more);
  const saved = await house.owner.ask("PUT", "/api/single-sign-on", { ...house.setup, newcomers: more.newcomers ?? false });
  expect(saved.statusCode, saved.body).toBe(200);
  await proves(house.names, house.owner);
  return house;
}

type View = { singleSignOn: { domains: { domain: string; isProven: boolean; record: { name: string; value: string } }[] } };
export const domainsOf = async (owner: Browser): Promise<View["singleSignOn"]["domains"]> =>
  ((await owner.ask("GET", "/api/single-sign-on")).json() as View).singleSignOn.domains;
export const checks = (owner: Browser, domain: string) => owner.ask("POST", `/api/single-sign-on/domains/${domain}/check`);

/** Publishes what the page tells for each domain, and has it checked. */
export async function proves(names: NameServer, owner: Browser): Promise<void> {
  for (const { domain, record } of await domainsOf(owner)) {
    names.records.set(record.name, [record.value]);
    const checked = await checks(owner, domain);
    expect(checked.statusCode, checked.body).toBe(200);
  }
}

/** Another institution on this server, with an owner who can sign in. */
export async function anotherOwner({ w, door }: House): Promise<Browser> {
  const [other, id] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
  await insertInstitution(w.db, other, { ...DEFAULT_SETTINGS, name: "Other" });
  const eve = await aMember(w.db, { institutionId: other, id, name: "Eve", email: "eve@other.example", role: "owner" });
  await canSignIn(w, eve, door.signIn);
  const owner = door.browser();
  await entersAs(owner, eve.email);
  return owner;
}

/** Sets out; the address at the provider. */
export const setsOut = async ({ w }: House, browser: Browser, to?: string): Promise<string> =>
  (await browser.ask("POST", "/api/auth/single-sign-on", { institutionId: w.institutionId, ...(to === undefined ? {} : { to }) })).json().address;

/** Where the browser ends after coming back. */
export async function comesBack(browser: Browser, back: URL): Promise<string> {
  const answer = await browser.ask("GET", back.pathname + back.search);
  expect(answer.statusCode, answer.body).toBe(303);
  return String(answer.headers.location);
}

export async function entersBy(house: House, browser: Browser, who = "lukasz"): Promise<string> {
  return comesBack(browser, await signsInAt(house.provider.issuer, await setsOut(house, browser), who));
}

export const isIn = async (browser: Browser): Promise<boolean> => (await browser.ask("GET", "/api/me")).statusCode === 200;
