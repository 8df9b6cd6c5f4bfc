import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, OWNER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { aScene, connectedBy, lives } from "./authorizing.fixtures.ts";

eachDatabase((_, open) => {
  test("an administrator authorizes, and from then on Zoom is asked by the new token", async () => {
    await using s = await aScene(await open());
    const landing = await s.authorize(s.admin);

    expect(landing).toMatchObject({ page: "/connection", outcome: "reconnected", details: { email: ADMINISTRATOR, missing: "" } });
    expect(await s.inPlace()).toMatchObject({ app: "admin", state: "connected", accountId: "sandbox-account", authorizedBy: { email: ADMINISTRATOR, role: "Admin", licensed: true }, defaultHostId: "uOwner00000000000000AA" }); // prettier-ignore
    expect((await s.inPlace()).scopes).toContain("user:read:list_permissions:admin");
    expect(await lives(s)).toBe(true);
    expect(s.told).toEqual(["connected"]);
    expect(await s.db.one((r) => r["upkeep_at"], sql`select upkeep_at from institutions where institution_id = ${s.institutionId}`)).toBeNull();
  });

  test("the first connection of an institution is made where there was none", async () => {
    await using s = await aScene(await open());
    await s.db.run(sql`delete from connections where institution_id = ${s.institutionId}`);
    expect(await s.authorize(s.admin, ADMINISTRATOR)).toMatchObject({ outcome: "connected" });
    expect(await s.inPlace()).toMatchObject({ authorizedBy: { email: ADMINISTRATOR, isOwner: false }, defaultHostId: "uAdmin00000000000000AA" });
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
