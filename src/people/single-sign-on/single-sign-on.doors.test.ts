import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { signsInAt } from "../../../test/support/open-provider.ts";
import { aMember, aWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { wallClock } from "../../platform/clock.ts";
import { sql } from "../../platform/database.ts";
import { DEFAULT_SETTINGS } from "../institution.ts";
import { canSignIn, entersAs } from "../signing-in/door.fixtures.ts";
import { insertInstitution, membersOf, saveLeft } from "../store.ts";
import { ABOUT_JOURNEYS, redirectAddress } from "./actions.ts";
import { aHouse, aHouseWithProvider, anotherOwner, comesBack, entersBy, isIn, setsOut } from "./house.fixtures.ts";
import { allowDomain } from "./proving-actions.ts";

eachDatabase((_, open) => {
  test.each([{ claimsInToken: false }, { claimsInToken: true }])("a member comes in by the institution's own provider (%o)", async (how) => {
    await using w = await aWorld(await open());
    const house = await aHouseWithProvider(w, how);
    const browser = house.door.browser();

    expect((await browser.ask("POST", "/api/auth/ways", { email: "Anybody@Universidad.example" })).json()).toEqual({
      singleSignOn: { institutionId: w.institutionId, institution: "Universidad" },
    });
    expect((await browser.ask("POST", "/api/auth/ways", { email: "anybody@elsewhere.example" })).json()).toEqual({ singleSignOn: null });
    const address = await setsOut(house, browser, "/ask?again=1");
    expect([...new URL(address).searchParams.keys()]).toEqual(expect.arrayContaining(["state", "nonce", "code_challenge"]));
    expect(await comesBack(browser, await signsInAt(house.provider.issuer, address, "lukasz"))).toBe("/ask?again=1");

    expect((await browser.ask("GET", "/api/me")).json().member.email).toBe(w.organizer.email);
    expect((await browser.ask("GET", "/api/account")).json()).toMatchObject({ enteredBy: "Universidad", hasPassword: false });
    expect((await browser.ask("POST", "/api/account/two-factor", { password: "any" })).json().because).toBe("entered_by_institution");
    expect(await membersOf(w.db, w.institutionId)).toHaveLength(2);
  });

  test("what is forged, stale, refused or unproven lets nobody in, and each has its page", async () => {
    await using w = await aWorld(await open());
    const house = await aHouseWithProvider(w);
    const { issuer, people } = house.provider;
    people.set("unverified", { email: w.organizer.email, email_verified: false });
    people.set("silent", { name: "Nobody" });
    people.set("foreign", { email: "lukasz@elsewhere.example", email_verified: true });
    people.set("stranger", { email: "stranger@universidad.example", email_verified: true });
    const browser = house.door.browser();
    const at = (trouble: string): string => `/sign-in?trouble=${trouble}`;

    for (const [who, trouble] of [
      ["unverified", "email_unverified"],
      ["silent", "email_unverified"],
      ["foreign", "foreign_domain"],
      ["stranger", "not_member"],
    ] as const)
      // prettier-ignore
      expect(await entersBy(house, browser, who), who).toBe(at(trouble));
    expect(await comesBack(browser, await signsInAt(issuer, await setsOut(house, browser), "lukasz", { consents: false }))).toBe(at("refused_there"));

    const forged = await signsInAt(issuer, await setsOut(house, browser), "lukasz");
    forged.searchParams.set("state", `${forged.searchParams.get("state")!.slice(0, 12)}${"A".repeat(31)}`);
    expect(await comesBack(browser, forged)).toBe(at("state_lost"));
    const stolen = await signsInAt(issuer, await setsOut(house, browser), "lukasz");
    expect(await comesBack(house.door.browser(), stolen), "in another browser").toBe(at("state_lost"));
    expect(await comesBack(browser, new URL(redirectAddress(w)))).toBe(at("state_lost"));

    const asked = new URL(await setsOut(house, browser));
    asked.searchParams.set("nonce", "of somebody else's making");
    expect(await comesBack(browser, await signsInAt(issuer, asked.href, "lukasz"))).toBe(at("not_proven"));
    const otherwise = await signsInAt(issuer, await setsOut(house, browser), "lukasz");
    otherwise.searchParams.set("iss", "https://another.example");
    expect(await comesBack(browser, otherwise)).toBe(at("not_proven"));
    const withoutVerifier = new URL(await setsOut(house, browser));
    withoutVerifier.searchParams.set("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    expect(await comesBack(browser, await signsInAt(issuer, withoutVerifier.href, "lukasz"))).toBe(at("not_proven"));

    const once = await signsInAt(issuer, await setsOut(house, browser), "lukasz");
    const journey = new Map(browser.cookies);
    expect(await comesBack(browser, once)).toBe("/");
    const replaying = house.door.browser();
    for (const [name, value] of journey) replaying.cookies.set(name, value);
    expect(await comesBack(replaying, once), "a code works once").toBe(at("not_proven"));
    expect(await isIn(replaying)).toBe(false);

    const unlucky = house.door.browser();
    const back = await signsInAt(issuer, await setsOut(house, unlucky), "lukasz");
    await house.provider.stop();
    expect(await comesBack(unlucky, back)).toBe(at("provider_down"));
    expect(await isIn(unlucky)).toBe(false);
  });

  test("whoever stays away for longer than ten minutes begins anew", async () => {
    await using w = await aWorld(await open());
    const house = await aHouseWithProvider(w);
    const browser = house.door.browser();
    const back = await signsInAt(house.provider.issuer, await setsOut(house, browser), "lukasz");
    const [[name, sealed]] = [...browser.cookies].filter(([each]) => each.startsWith("bedel.journey.")) as [[string, string]];
    const journey = JSON.parse(w.secrets.open(Buffer.from(sealed, "base64url"), ABOUT_JOURNEYS)) as { until: number };
    const left = journey.until - wallClock();
    expect([left > minutes(9), left <= minutes(10)]).toEqual([true, true]);
    const until = (moment: number): string => Buffer.from(w.secrets.seal(JSON.stringify({ ...journey, until: moment }), ABOUT_JOURNEYS)).toString("base64url");
    browser.cookies.set(name, until(wallClock() - 1));
    expect(await comesBack(browser, back)).toBe("/sign-in?trouble=state_lost");
    browser.cookies.set(name, until(wallClock() + minutes(1)));
    expect(await comesBack(browser, back), "it was too late, and nothing else").toBe("/");
  });

  test("a provider lets people into its own institution only, whatever they are elsewhere", async () => {
    await using w = await aWorld(await open());
    const house = await aHouseWithProvider(w, { newcomers: true });
    const [other, id] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
    await insertInstitution(w.db, other, { ...DEFAULT_SETTINGS, name: "Other" });
    const eve = await aMember(w.db, { institutionId: other, id, name: "Eve", email: "eve@universidad.example", role: "owner" });
    await canSignIn(w, eve, house.door.signIn);
    const atOther = house.door.browser();
    await entersAs(atOther, eve.email);
    house.provider.people.set("eve", { email: eve.email, email_verified: true, name: "Eve at the provider" });

    const browser = house.door.browser();
    expect(await entersBy(house, browser, "eve")).toBe("/");

    const me = (await browser.ask("GET", "/api/me")).json();
    expect([me.institution.id, me.member.role]).toEqual([w.institutionId, "organizer"]);
    expect((await browser.ask("GET", "/api/account")).json().signIns).toHaveLength(1);
    await w.db.run(sql`update people set "twoFactorEnabled" = true where id = ${eve.personId}`);
    expect((await browser.ask("GET", "/api/account")).json(), "how somebody is known elsewhere").toMatchObject({ hasPassword: false, twoFactor: false });
    expect((await browser.ask("GET", "/api/me")).json().security).toEqual({ twoFactor: false, mustSetUp: false });
    expect((await browser.ask("POST", "/api/me/institution", { institutionId: other })).statusCode).toBe(404);
    await browser.ask("DELETE", "/api/account/sign-ins");
    expect((await atOther.ask("GET", "/api/me")).json().institution.id).toBe(other);
    await w.db.run(sql`delete from members where institution_id = ${w.institutionId} and person_id = ${eve.personId}`);
    expect((await browser.ask("GET", "/api/me")).json()).toMatchObject({ status: 403, because: "no_institution" });
  });

  test("newcomers become organizers where the institution wants it, once", async () => {
    await using w = await aWorld(await open());
    const house = await aHouseWithProvider(w, { newcomers: true });
    house.provider.people.set("nuria", { email: "Nuria@universidad.example", email_verified: true, name: " Nuria\r\n\u0000Font\u202e " });
    const both = [house.door.browser(), house.door.browser()];
    const back = await Promise.all(both.map(async (browser) => signsInAt(house.provider.issuer, await setsOut(house, browser), "nuria")));
    expect(await Promise.all(both.map((browser, i) => comesBack(browser, back[i]!)))).toEqual(["/", "/"]);
    expect(await entersBy(house, house.door.browser(), "nuria")).toBe("/");
    const [nuria, ...others] = (await membersOf(w.db, w.institutionId)).filter((m) => m.email === "nuria@universidad.example");
    expect([nuria, others]).toMatchObject([{ name: "Nuria Font", role: "organizer" }, []]);
    await saveLeft(w.db, nuria!, w.clock.now());
    expect(await entersBy(house, house.door.browser(), "nuria"), "who was removed does not come back by this way").toBe("/sign-in?trouble=not_member");
  });

  test("faults are told beside their field, and the secret is never told again", async () => {
    await using w = await aWorld(await open());
    const { owner, setup, provider, door } = await aHouse(w);
    const save = (change: object) => owner.ask("PUT", "/api/single-sign-on", { ...setup, ...change });
    const faultOf = async (change: object) => (await save(change)).json().errors?.[0];

    for (const [issuer, because] of [
      ["not an address", "issuer_malformed"],
      ["ftp://login.example", "issuer_malformed"],
      ["https://10.1.2.3", "issuer_private"],
      ["https://169.254.169.254", "issuer_private"],
      ["https://[fd00::1]/", "issuer_private"],
      ["http://192.0.2.1", "issuer_not_https"],
      ["https://nobody.invalid", "issuer_unknown_host"],
      [`${provider.issuer}/elsewhere`, "issuer_not_found"],
      [provider.issuer.replace("127.0.0.1", "127.0.0.2"), "issuer_silent"],
    ] as const)
      expect(await faultOf({ issuer }), issuer).toMatchObject({ field: "issuer", because });
    expect(await faultOf({ issuer: provider.issuer.replace("127.0.0.1", "localhost") })).toMatchObject({ field: "issuer", because: "issuer_other" });
    expect(await faultOf({ clientSecret: "" })).toMatchObject({ field: "clientSecret", because: "secret_needed" });
    expect(await faultOf({ domains: ["not a domain"] })).toMatchObject({ because: "malformed" });
    expect((await door.browser().ask("GET", "/api/single-sign-on")).statusCode).toBe(401);

    const saved = await save({ domains: ["@Universidad.example", "universidad.example"] });
    expect(saved.json()).toEqual({
      singleSignOn: {
        ...{ issuer: provider.issuer, clientId: provider.clientId, newcomers: false, revision: 1 },
        domains: [
          {
            ...{ domain: "universidad.example", isProven: false },
            record: { name: "_bedel.universidad.example", value: expect.stringMatching(/^bedel-domain=[0-9a-f]{32}$/) },
          },
        ],
      },
      redirectAddress: redirectAddress(w),
    });
    expect((await save({})).json()).toMatchObject({ status: 409, because: "revision_conflict" });
    expect((await save({ clientSecret: "", revision: 1 })).json().singleSignOn.revision).toBe(2);
    expect(await faultOf({ clientId: "another", clientSecret: "", revision: 2 })).toMatchObject({ field: "clientSecret", because: "secret_needed" });
    const rows = await w.db.list((r) => Buffer.from(r["client_secret_sealed"] as Uint8Array).toString("latin1"), sql`select * from single_sign_ons`);
    expect(rows).toHaveLength(1);
    expect(rows[0]).not.toContain(provider.clientSecret);
  });

  test("turned off, nobody is in by it any more; to whom the operator gives a domain, others' people are out", async () => {
    await using w = await aWorld(await open());
    const house = await aHouseWithProvider(w);
    const [browser, owner] = [house.door.browser(), await anotherOwner(house)];
    await entersBy(house, browser);
    expect(await isIn(browser)).toBe(true);
    await owner.ask("PUT", "/api/single-sign-on", house.setup);
    await allowDomain(w, { institution: "Other", domain: "universidad.example", instead: true });
    expect(await isIn(browser)).toBe(false);
    await allowDomain(w, { institution: "Universidad", domain: "universidad.example", instead: true });
    await entersBy(house, browser);
    expect(await isIn(browser)).toBe(true);
    expect((await house.owner.ask("DELETE", "/api/single-sign-on?revision=7")).statusCode).toBe(409);
    expect((await house.owner.ask("DELETE", "/api/single-sign-on?revision=1")).statusCode).toBe(204);
    expect(await isIn(browser)).toBe(false);
    expect((await browser.ask("POST", "/api/auth/single-sign-on", { institutionId: w.institutionId })).statusCode).toBe(404);
  });
});
