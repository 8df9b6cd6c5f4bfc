import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, OWNER, TEACHER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { hours } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import { readToken } from "../store.ts";
import { openedToken } from "../tokens/actions.ts";
import { aScene, connectedBy, lives } from "./authorizing.fixtures.ts";

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
    expect(await s.inPlace()).toMatchObject({ authorizedBy: { email: OWNER }, defaultHostId: "uOwner00000000000000AA" });
    const { authorizations } = await s.control("apps");
    expect(authorizations.filter((one: { endedAt: unknown }) => one.endedAt === null)).toMatchObject([{ userId: "uOwner00000000000000AA" }]);
  });

  test.each(["paused", "reconnect needed", "unreachable"])("what another administrator gave is given back where it is %s too", async (standing) => {
    await using s = await connectedBy(await open(), ADMINISTRATOR);
    const [state, pausedAt] = standing === "paused" ? ["connected", s.clock.now()] : [standing, null];
    await s.db.run(
      sql`update connections set state = ${state}, paused_at = ${pausedAt === null ? null : at(pausedAt)} where institution_id = ${s.institutionId}`,
    );
    expect(await s.authorize(s.admin, OWNER)).toMatchObject({ outcome: "reconnected" });
    const { authorizations } = await s.control("apps");
    expect(authorizations.filter((one: { endedAt: unknown }) => one.endedAt === null)).toMatchObject([{ userId: "uOwner00000000000000AA" }]);
  });

  test("whoever left for Zoom before another account was confirmed does not push it out on coming back", async () => {
    await using s = await aScene(await open());
    await s.db.run(sql`update connections set account_id = 'account-before' where institution_id = ${s.institutionId}`);
    await s.authorize(s.admin);
    const it = s.browser(s.admin);
    const { id } = (await it.ask("GET", "/api/connection/connecting")).body["candidates"][0];
    await s.db.run(sql`update connections set authorization_number = nextval('authorization_numbers')`); // the one in use was authorized again
    const bens = s.browser(await s.another("Ben"));
    const his = await s.consent(await bens.leave(), OWNER);
    expect((await it.ask("POST", `/api/connection/candidates/${id}/confirm`)).status).toBe(204);
    expect(await bens.land(his)).toMatchObject({ outcome: "already_connected" });
    expect(await s.inPlace()).toMatchObject({ authorizedBy: { email: ADMINISTRATOR } });
    expect(await lives(s)).toBe(true);
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
    expect((await it.ask("POST", `/api/connection/candidates/${candidates[0].id}/confirm`)).status).toBe(404);
  });

  test("another account that is refused is given back to Zoom, and everything stays as it was", async () => {
    await using s = await aScene(await open());
    await s.db.run(sql`update connections set account_id = 'account-before' where institution_id = ${s.institutionId}`);
    await s.authorize(s.admin);
    const it = s.browser(s.admin);
    const { id } = (await it.ask("GET", "/api/connection/connecting")).body["candidates"][0];
    await s.pass(hours(3)); // its token has run out
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
