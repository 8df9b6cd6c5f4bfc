import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, OWNER, TEACHER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { hours, minutes } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { openConnections } from "../actions.ts";
import { openedToken } from "../tokens/actions.ts";
import { readToken } from "../store.ts";
import { aScene, type Scene } from "./authorizing.fixtures.ts";

/** Whether Zoom takes the token that is in place, from whoever is said to have given it. Read anew, as by another process. */
async function lives(s: Scene): Promise<boolean> {
  const zoom = openConnections({ ...s, process: null }, s.zooms)(s.institutionId);
  const who = await zoom.whoAmI().catch(() => null);
  return who !== null && who.email === (await s.inPlace()).authorizedBy?.email;
}

/** The institution is connected by OAuth, by this person. */
async function connectedBy(db: Database, email = OWNER): Promise<Scene> {
  const s = await aScene(db);
  await s.authorize(s.admin, email);
  return s;
}

eachDatabase((_, open) => {
  test("an administrator authorizes, and from then on Zoom is asked by the new token", async () => {
    await using s = await aScene(await open());
    const landing = await s.authorize(s.admin);

    expect(landing).toMatchObject({ page: "/connection", outcome: "reconnected", details: { email: ADMINISTRATOR, missing: "" } });
    expect(await s.inPlace()).toMatchObject({ app: "admin", state: "connected", accountId: "sandbox-account", authorizedBy: { email: ADMINISTRATOR, role: "Admin", licensed: true }, defaultHostId: "uAdmin00000000000000AA" }); // prettier-ignore
    expect((await s.inPlace()).scopes).toContain("user:read:list_permissions:admin");
    expect(await lives(s)).toBe(true);
    expect(s.told).toEqual(["connected"]);
    expect(await s.db.one((r) => r["upkeep_at"], sql`select upkeep_at from institutions where institution_id = ${s.institutionId}`)).toBeNull();
  });

  test("the first connection of an institution is made where there was none", async () => {
    await using s = await aScene(await open());
    await s.db.run(sql`delete from connections where institution_id = ${s.institutionId}`);
    expect(await s.authorize(s.admin, OWNER)).toMatchObject({ outcome: "connected" });
    expect(await s.inPlace()).toMatchObject({ authorizedBy: { email: OWNER, isOwner: true } });
    expect(await lives(s)).toBe(true);
  });

  test("a state that nobody here has made is never used, and neither is an authorization begun at Zoom", async () => {
    await using s = await connectedBy(await open());
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave());
    const code = back.searchParams.get("code")!;
    const before = await s.inPlace();
    const land = (search: Record<string, string>) => it.land(new URL(`${back.pathname}?${new URLSearchParams(search).toString()}`, s.origin));

    expect(await land({ code, state: "x".repeat(43) })).toMatchObject({ page: "/zoom-return", outcome: "unknown_state" });
    expect(await land({ code })).toMatchObject({ page: "/zoom-return", outcome: "begun_at_zoom" });
    expect(await land({})).toMatchObject({ outcome: "unknown_state" });
    expect(await s.inPlace()).toEqual(before);
    expect(await it.land(back), "the code was not spent by any of them").toMatchObject({ outcome: "reconnected" });
  });

  test("another browser, and another person in the same one, can't bring it back; the right one still can", async () => {
    await using s = await aScene(await open());
    const it = s.browser(s.admin, "c".repeat(32));
    const back = await s.consent(await it.leave());
    const ben = await s.another("Ben");

    expect(await s.browser(s.admin).land(back)).toMatchObject({ page: "/zoom-return", outcome: "other_browser" });
    expect(await s.browser(s.admin, "d".repeat(32)).land(back)).toMatchObject({ outcome: "other_browser" });
    expect(await s.browser(ben, "c".repeat(32)).land(back)).toMatchObject({ outcome: "other_person" });
    expect(await s.browser(null, "c".repeat(32)).land(back)).toMatchObject({ outcome: "other_person" });
    expect(await s.browser({ ...s.admin, role: "organizer" }, "c".repeat(32)).land(back)).toMatchObject({ outcome: "other_person" });
    expect((await s.inPlace()).app).toBe("account");
    expect(await s.browser(s.admin, "c".repeat(32)).land(back)).toMatchObject({ outcome: "reconnected" });
  });

  test("it is brought back once, and within ten minutes", async () => {
    await using s = await aScene(await open());
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave());
    expect(await it.land(back)).toMatchObject({ outcome: "reconnected" });
    const before = await s.inPlace();
    expect(await it.land(back)).toMatchObject({ outcome: "used_already" });
    expect(await s.inPlace()).toEqual(before);

    const late = await s.consent(await it.leave());
    await s.pass(minutes(10));
    expect(await it.land(late)).toMatchObject({ outcome: "too_late" });
  });

  test("two that come back with the same at once: one of them is used", async () => {
    await using s = await aScene(await open());
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave());
    const outcomes = (await Promise.all([it.land(back), it.land(back)])).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(["reconnected", "used_already"]);
    expect(await lives(s)).toBe(true);
  });

  test("whoever declines at Zoom is told so, and nothing has changed", async () => {
    await using s = await connectedBy(await open());
    const before = await s.inPlace();
    const it = s.browser(s.admin);
    expect(await it.land(await s.consent(await it.leave(), ADMINISTRATOR, "decline"))).toMatchObject({ page: "/connection", outcome: "declined" });
    expect(await s.inPlace()).toEqual(before);
  });

  test("a code that has run out, or that Zoom has seen before, is said to be so", async () => {
    await using s = await aScene(await open());
    const it = s.browser(s.admin);
    const late = await s.consent(await it.leave());
    await s.pass(minutes(6));
    expect(await it.land(late)).toMatchObject({ outcome: "code_dead" });

    const [one, other] = [await s.consent(await it.leave()), new URL(await it.leave())];
    const forged = new URL(one);
    forged.searchParams.set("state", other.searchParams.get("state")!);
    expect(await it.land(forged), "another verifier's code").toMatchObject({ outcome: "code_dead" });
    expect(await it.land(one), "spent by the wrong verifier").toMatchObject({ outcome: "code_dead" });
    expect((await s.inPlace()).app).toBe("account");
  });

  test("an address that is registered otherwise at Zoom, and an app that is switched off, are named", async () => {
    await using s = await aScene(await open());
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave());
    await s.control("apps", { clientId: ADMIN_APP.id, clientSecret: "exchanged meanwhile" });
    expect(await it.land(back)).toMatchObject({ outcome: "app_unknown" });
    await s.control("apps", { clientId: ADMIN_APP.id, clientSecret: ADMIN_APP.secret });
    const again = await s.consent(await it.leave());
    await s.control("apps", { clientId: ADMIN_APP.id, switchedOff: "by its developer" });
    expect(await it.land(again)).toMatchObject({ outcome: "app_switched_off" });
    await s.control("apps", { clientId: ADMIN_APP.id, switchedOff: null });
    const last = await s.consent(await it.leave());
    await s.control("apps", { clientId: ADMIN_APP.id, switchedOff: "by the administrator" });
    expect(await it.land(last)).toMatchObject({ outcome: "disabled_by_admin" });
  });

  test("when Zoom is away in the middle of the exchange, nothing that works is lost, and one starts afresh", async () => {
    await using s = await connectedBy(await open(), ADMINISTRATOR);
    const before = await s.inPlace();
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave(), OWNER);
    await s.control("faults", { kind: "next", match: "POST /oauth/token", do: "hang up", times: 3 });
    expect(await it.land(back)).toMatchObject({ outcome: "zoom_away" });
    expect(await s.inPlace()).toEqual(before);
    expect(await lives(s)).toBe(true);
    expect(await s.authorize(s.admin, OWNER)).toMatchObject({ outcome: "reconnected" });
  });

  test("an exchange whose answer was lost is told as Zoom's absence, whatever it says of the code afterwards", async () => {
    await using s = await connectedBy(await open(), ADMINISTRATOR);
    const before = await s.inPlace();
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave(), OWNER);
    await s.control("faults", { kind: "next", match: "POST /oauth/token", do: "obey, then hang up", times: 1 });
    expect(await it.land(back)).toMatchObject({ outcome: "zoom_away" });
    expect(await s.inPlace()).toEqual(before);
    expect(await lives(s)).toBe(true);
  });

  test("an answer that is late once does not bother anybody", async () => {
    await using s = await aScene(await open());
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave());
    await s.control("faults", { kind: "next", match: "POST /oauth/token", do: "503", times: 1 });
    await s.control("faults", { kind: "next", match: "GET /users/:userId", do: "503", times: 1 });
    expect(await it.land(back)).toMatchObject({ outcome: "reconnected" });
  });
});

eachDatabase((_, open) => {
  test("of two administrators at once the later one sees that the other has connected it, and the token in place lives", async () => {
    await using s = await aScene(await open());
    const ben = await s.another("Ben");
    const [ada, bens] = [s.browser(s.admin), s.browser(ben)];
    const [hers, his] = [await s.consent(await ada.leave(), ADMINISTRATOR), await s.consent(await bens.leave(), OWNER)];

    expect(await ada.land(hers)).toMatchObject({ outcome: "reconnected" });
    expect(await bens.land(his)).toMatchObject({ outcome: "already_connected", details: { name: "Katarzyna Wójcik" } });
    expect(await s.inPlace()).toMatchObject({ authorizedBy: { email: ADMINISTRATOR } });
    expect(await lives(s)).toBe(true);
    const { authorizations } = await s.control("apps");
    expect(authorizations.filter((one: { endedAt: unknown }) => one.endedAt === null)).toMatchObject([{ userId: "uAdmin00000000000000AA" }]);
  });

  test.each(["first", "second"])("two at once by the same person at Zoom: whichever comes back %s, the one that lives is in place", async (order) => {
    await using s = await aScene(await open());
    const ben = await s.another("Ben");
    const [ada, bens] = [s.browser(s.admin), s.browser(ben)];
    const hers = await s.consent(await ada.leave());
    const his = await s.consent(await bens.leave()); // ends hers at Zoom
    const landings = order === "first" ? [await bens.land(his), await ada.land(hers)] : [await ada.land(hers), await bens.land(his)];

    expect(landings.map(({ outcome }) => outcome)).toEqual(order === "first" ? ["reconnected", "already_connected"] : ["code_dead", "reconnected"]);
    expect(await lives(s)).toBe(true);
  });

  test("a token that was ended at Zoom meanwhile never takes the place of the one that ended it", async () => {
    const hold = Promise.withResolvers<void>();
    let holding = false;
    const wire = (fetch: (url: string, init: RequestInit) => Promise<Response>) => async (url: string, init: RequestInit) => {
      const answer = await fetch(url, init);
      if (holding && url.endsWith("/users/me")) {
        holding = false;
        await hold.promise;
      }
      return answer;
    };
    await using s = await aScene(await open(), { wire });
    const ben = await s.another("Ben");
    const [ada, bens] = [s.browser(s.admin), s.browser(ben)];
    const [url, his] = [await ada.leave(), await bens.leave()];
    holding = true;
    const slow = ada.land(await s.consent(url)); // knows already who she is, and is held up there
    await expect.poll(() => holding).toBe(false);
    expect(await bens.land(await s.consent(his))).toMatchObject({ outcome: "reconnected" });
    hold.resolve();

    expect(await slow).toMatchObject({ outcome: "already_connected" });
    expect(await lives(s)).toBe(true);
  });

  test("another administrator of the same account takes over, and what the one before gave is given back", async () => {
    await using s = await connectedBy(await open(), ADMINISTRATOR);
    await s.pass(hours(0.5));
    expect(await s.authorize(s.admin, OWNER)).toMatchObject({ outcome: "reconnected" });
    expect(await s.inPlace()).toMatchObject({ authorizedBy: { email: OWNER }, defaultHostId: "uAdmin00000000000000AA" });
    const { authorizations } = await s.control("apps");
    expect(authorizations.filter((one: { endedAt: unknown }) => one.endedAt === null)).toMatchObject([{ userId: "uOwner00000000000000AA" }]);
  });

  test("another account waits for a yes, beside the one in use, and by the yes its rooms are others", async () => {
    await using s = await aScene(await open());
    await s.db.run(sql`update connections set account_id = 'account-before' where institution_id = ${s.institutionId}`);
    const it = s.browser(s.admin);
    expect(await it.land(await s.consent(await it.leave()))).toMatchObject({ page: "/connection", outcome: "different_account" });
    expect(await s.inPlace()).toMatchObject({ accountId: "account-before", app: "account" });
    const { candidates } = (await it.ask("GET", "/api/connection/connecting")).body;
    expect(candidates).toMatchObject([
      { byLink: false, account: { id: "sandbox-account", by: ADMINISTRATOR, role: "Admin" }, instead: { id: "account-before" }, missing: [] },
    ]);

    await s.pass(hours(3)); // its token has run out
    expect((await it.ask("POST", `/api/connection/candidates/${candidates[0].id}/confirm`)).status).toBe(204);
    expect(await s.inPlace()).toMatchObject({ accountId: "sandbox-account", app: "admin", state: "connected" });
    expect(s.told).toEqual(["account changed from account-before to sandbox-account", "connected"]);
    expect(await lives(s)).toBe(true);
    expect((await it.ask("POST", `/api/connection/candidates/${candidates[0].id}/confirm`)).body["because"]).toBe("candidate_gone");
  });

  test("another account that is refused is given back to Zoom, and everything stays as it was", async () => {
    await using s = await aScene(await open());
    await s.db.run(sql`update connections set account_id = 'account-before' where institution_id = ${s.institutionId}`);
    await s.authorize(s.admin);
    const it = s.browser(s.admin);
    const { id } = (await it.ask("GET", "/api/connection/connecting")).body["candidates"][0];
    expect((await it.ask("POST", `/api/connection/candidates/${id}/refuse`)).status).toBe(204);
    expect((await s.control("apps"))["authorizations"]).toMatchObject([{ endedAt: expect.anything() }]);
    expect(await s.inPlace()).toMatchObject({ accountId: "account-before", app: "account" });
  });

  test("a candidate that is dead at Zoom by now takes nobody's place", async () => {
    await using s = await aScene(await open());
    await s.db.run(sql`update connections set account_id = 'account-before' where institution_id = ${s.institutionId}`);
    await s.authorize(s.admin);
    await s.control("deauthorize", { clientId: ADMIN_APP.id, userId: ADMINISTRATOR });
    const it = s.browser(s.admin);
    const { id } = (await it.ask("GET", "/api/connection/connecting")).body["candidates"][0];
    expect((await it.ask("POST", `/api/connection/candidates/${id}/confirm`)).body["because"]).toBe("candidate_gone");
    expect(await s.inPlace()).toMatchObject({ accountId: "account-before" });
  });

  test("a member's own Zoom is connected beside the institution's, and takes nothing from it", async () => {
    await using s = await connectedBy(await open());
    const before = await s.inPlace();
    expect(await s.personal(s.organizer, TEACHER)).toMatchObject({ page: "/account", outcome: "personal_connected" });
    expect(await s.inPlace()).toEqual(before);
    const own = await s.db.one(
      (r) => r["id"] as string,
      sql`select id from connections where institution_id = ${s.institutionId} and member_id = ${s.organizer.id}`,
    );
    expect(await s.zoomOf(s.institutionId, 0, own).whoAmI()).toMatchObject({ email: TEACHER });
    const key = { institutionId: s.institutionId, id: own! };
    expect(openedToken(s.secrets, key, (await readToken(s.db, key))!)!.scopes).toContain("meeting:write:meeting");
  });
});
