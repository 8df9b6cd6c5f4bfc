import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld } from "../../../test/world.ts";
import { DEFAULT_SETTINGS } from "../institution.ts";
import { insertInstitution } from "../store.ts";
import { aHouse, anotherOwner, checks, domainsOf, entersBy } from "./house.fixtures.ts";
import { allowDomain } from "./proving-actions.ts";

eachDatabase((_, open) => {
  test("a domain that is not proven lets nobody in, and its record proves it, for the institution it was made for alone", async () => {
    await using w = await aWorld(await open());
    const house = await aHouse(w);
    const { owner, names, door } = house;
    const [domain, browser] = ["universidad.example", door.browser()];
    const because = async (): Promise<string> => (await checks(owner, domain)).json().because;
    await owner.ask("PUT", "/api/single-sign-on", house.setup);
    expect((await browser.ask("POST", "/api/auth/ways", { email: w.organizer.email })).json()).toEqual({ singleSignOn: null });
    expect((await browser.ask("POST", "/api/auth/single-sign-on", { institutionId: w.institutionId })).statusCode).toBe(404);

    const rival = await anotherOwner(house);
    expect((await rival.ask("PUT", "/api/single-sign-on", house.setup)).statusCode, "nobody has proven it yet").toBe(200);
    const [[ours], [theirs]] = [await domainsOf(owner), await domainsOf(rival)];
    expect(ours!.record.value).not.toBe(theirs!.record.value);
    expect(await because()).toBe("record_not_there");
    names.answers("that it failed");
    expect(await because()).toBe("dns_silent");
    names.answers("what it has");
    names.records.set(ours!.record.name, [theirs!.record.value]);
    expect(await because()).toBe("record_different");
    names.records.delete(ours!.record.name);
    names.records.set(domain, ["v=spf1 -all", ours!.record.value]);
    expect((await checks(owner, domain)).json().singleSignOn.domains).toMatchObject([{ domain, isProven: true }]);
    expect((await checks(owner, "elsewhere.example")).statusCode).toBe(404);

    expect(await entersBy(house, browser)).toBe("/");
    names.records.set(domain, [theirs!.record.value]);
    expect((await checks(rival, domain)).json()).toMatchObject({ status: 409, because: "domain_taken" });
    expect((await owner.ask("PUT", "/api/single-sign-on", { ...house.setup, domains: [domain, "mit.example"], revision: 1 })).statusCode).toBe(200);
    expect(await domainsOf(owner)).toMatchObject([
      { domain: "mit.example", isProven: false },
      { ...ours, isProven: true },
    ]);
  });

  test("of two who prove one domain at once one has it, and the operator can give it to the other", async () => {
    await using w = await aWorld(await open());
    const house = await aHouse(w);
    const [domain, rival] = ["universidad.example", await anotherOwner(house)];
    for (const one of [house.owner, rival]) await one.ask("PUT", "/api/single-sign-on", house.setup);
    const values = await Promise.all([house.owner, rival].map(async (one) => (await domainsOf(one))[0]!.record.value));
    house.names.records.set(domain, values);
    const both = await Promise.all([checks(house.owner, domain), checks(rival, domain)]);
    expect(both.map((one) => one.statusCode).toSorted()).toEqual([200, 409]);

    const [winner, loser] = both[0]!.statusCode === 200 ? ["Universidad", "Other"] : ["Other", "Universidad"];
    const allow = (institution: string, more: { domain?: string; instead?: boolean } = {}) => allowDomain(w, { institution, domain, instead: false, ...more });
    expect(await allow(winner)).toEqual({ is: "allowed", institution: winner, before: null });
    expect(await allow(loser)).toEqual({ is: "another's", holder: winner });
    expect(await allow(loser, { instead: true })).toEqual({ is: "allowed", institution: loser, before: winner });
    expect((await house.door.browser().ask("POST", "/api/auth/ways", { email: `anybody@${domain}` })).json().singleSignOn.institution).toBe(loser);
    expect(await allow("Nowhere")).toEqual({ is: "no such institution" });
    expect(await allow(w.institutionId, { domain: "mit.example" })).toEqual({ is: "not entered there" });
    await insertInstitution(w.db, "00000000-0000-4000-8000-000000000003", { ...DEFAULT_SETTINGS, name: "other" });
    expect(await allow("Other")).toMatchObject({ is: "several institutions" });
  });
});
