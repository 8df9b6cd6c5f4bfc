import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { DEFAULT_APP } from "../../../sandbox/university.ts";
import { sql } from "../../platform/database.ts";
import { secretsWith } from "../../platform/secrets.ts";
import { openConnections } from "../actions.ts";
import { aScene, type Scene } from "../authorizing/authorizing.fixtures.ts";
import { openWebhookSecrets } from "./actions.ts";

const FORM = { accountId: DEFAULT_APP.accountId, clientId: "own-client", clientSecret: "own-secret", webhookSecret: "own-webhook-secret" };

/** The institution has made an app of its own at Zoom. */
async function aSceneWithApp(...more: Parameters<typeof aScene>): Promise<Scene> {
  const s = await aScene(...more);
  await s.control("apps", { clientId: FORM.clientId, clientSecret: FORM.clientSecret, kind: "server-to-server", scopes: "every" });
  return s;
}

const tries = async (s: Scene, more: Partial<typeof FORM> = {}) => (await s.browser(s.admin).ask("POST", "/api/connection/own-app", { ...FORM, ...more })).body;

eachDatabase((_, open) => {
  test("an app of the institution's own is tried at once, kept sealed, and used from then on", async () => {
    await using s = await aSceneWithApp(await open());
    await s.authorize(s.admin);
    expect(await tries(s)).toEqual({ outcome: "own_app_connected" });
    expect(await s.inPlace()).toMatchObject({ app: "account", accountId: DEFAULT_APP.accountId, authorizedBy: null, state: "connected" });
    expect(await openConnections({ ...s, process: null }, s.zooms)(s.institutionId).listUsers()).not.toEqual([]);

    const stored = Buffer.from((await s.inPlace()).ownAppSealed!).toString("latin1");
    for (const secret of [FORM.clientSecret, FORM.webhookSecret]) expect(stored).not.toContain(secret);
  });

  test.each([
    [{ clientId: "nobody" }, "own_app_unknown", "clientId"],
    [{ clientSecret: "wrong" }, "own_app_unknown", "clientId"],
    [{ accountId: "another" }, "own_app_wrong_account", "accountId"],
    [{ clientId: "sandbox-admin-app", clientSecret: "sandbox-admin-app-secret" }, "own_app_of_another_kind", "clientId"],
    [{ clientId: " " }, "malformed", "clientId"],
  ])("with %j the form is refused beside the field, and nothing is kept", async (more, because, field) => {
    await using s = await aSceneWithApp(await open());
    const before = await s.inPlace();
    const answer = await tries(s, more);
    expect([answer["because"], answer["errors"][0].field]).toEqual([because, field]);
    expect(await s.inPlace()).toEqual(before);
  });

  test("an app that is not activated, and Zoom being away, are told apart", async () => {
    await using s = await aSceneWithApp(await open());
    await s.control("apps", { clientId: FORM.clientId, switchedOff: "by its developer" });
    expect((await tries(s))["because"]).toBe("own_app_not_activated");
    await s.control("faults", { kind: "next", match: "POST /oauth/token", do: "hang up", times: 1 });
    expect((await tries(s))["because"]).toBe("zoom_unreachable");
  });

  test("what the app may not do is named after connecting", async () => {
    await using s = await aSceneWithApp(await open());
    await s.control("apps", { clientId: FORM.clientId, scopes: ["user:read:list_users:admin", "user:read:user:admin"] });
    expect(await tries(s)).toEqual({ outcome: "own_app_connected" });
    const { scopes } = (await s.browser(s.admin).ask("GET", "/api/connection/connecting")).body;
    const missing = scopes.filter((one: { missing: boolean }) => one.missing).map(({ reason }: { reason: string }) => reason);
    expect(missing).toContain("make_meeting");
    expect(missing).not.toContain("read_permissions");
  });

  test("an app of another account waits for a yes, and is sealed anew by it", async () => {
    await using s = await aSceneWithApp(await open());
    await s.db.run(sql`update connections set account_id = 'account-before' where institution_id = ${s.institutionId}`);
    expect(await tries(s)).toEqual({ outcome: "different_account" });
    const it = s.browser(s.admin);
    const [candidate] = (await it.ask("GET", "/api/connection/connecting")).body["candidates"];
    expect(candidate).toMatchObject({ account: { id: DEFAULT_APP.accountId, by: null }, instead: { id: "account-before" } });
    expect((await it.ask("POST", `/api/connection/candidates/${candidate.id}/confirm`)).status).toBe(204);
    expect(await openConnections({ ...s, process: null }, s.zooms)(s.institutionId).listUsers()).not.toEqual([]);
  });

  test("of own apps of other accounts the one typed last waits, and none any more when one is in use", async () => {
    await using s = await aSceneWithApp(await open());
    await s.db.run(sql`update connections set account_id = 'account-before' where institution_id = ${s.institutionId}`);
    const it = s.browser(s.admin);
    const waiting = async () => (await it.ask("GET", "/api/connection/connecting")).body["candidates"].map(({ id }: { id: string }) => id);
    await tries(s);
    const [first] = await waiting();
    await tries(s);
    expect(await waiting()).toEqual([expect.not.stringContaining(first)]);
    await s.db.run(sql`update connections set account_id = ${FORM.accountId} where institution_id = ${s.institutionId}`);
    expect(await tries(s)).toEqual({ outcome: "own_app_connected" });
    expect(await waiting()).toEqual([]);
  });

  test("an app that waits for a yes and is refused by Zoom by now takes nobody's place; one that Zoom can't be asked about waits on", async () => {
    await using s = await aSceneWithApp(await open());
    await s.db.run(sql`update connections set account_id = 'account-before' where institution_id = ${s.institutionId}`);
    await tries(s);
    const it = s.browser(s.admin);
    const { id } = (await it.ask("GET", "/api/connection/connecting")).body["candidates"][0];
    const confirms = async () => (await it.ask("POST", `/api/connection/candidates/${id}/confirm`)).body["because"];
    await s.control("faults", { kind: "next", match: "POST /oauth/token", do: "hang up", times: 1 });
    expect(await confirms()).toBe("zoom_unreachable");
    await s.control("apps", { clientId: FORM.clientId, switchedOff: "by its developer" });
    expect(await confirms()).toBe("candidate_gone");
    expect(await s.inPlace()).toMatchObject({ accountId: "account-before" });
  });

  test("the secret of its webhooks is known at once in this process, and within seconds in another; only of its own account", async () => {
    await using s = await aSceneWithApp(await open());
    let machine = 0;
    const elsewhere = openWebhookSecrets({ ...s, clock: { ...s.clock, machine: () => machine } }, ["server"]);
    const here = openWebhookSecrets(s, ["server"]);
    expect(await elsewhere.all()).toEqual([{ secret: "server", accountId: null }]);
    await here.all();
    await tries(s);
    here.forget();

    const known = [{ secret: "server", accountId: null }, { secret: FORM.webhookSecret, accountId: DEFAULT_APP.accountId }]; // prettier-ignore
    expect(await here.all()).toEqual(known);
    expect(await elsewhere.all()).toHaveLength(1);
    machine += 3000;
    expect(await elsewhere.all()).toEqual(known);
  });

  test("an app that was sealed with a key which is no more proves nothing and opens nothing, and the page says that it has to be reconnected", async () => {
    await using s = await aSceneWithApp(await open());
    await tries(s);
    const rotated = { ...s, secrets: secretsWith("another key, long enough", s.random) };
    expect(await openWebhookSecrets(rotated, []).all()).toEqual([]);
    const zoom = openConnections({ ...rotated, process: null }, s.zooms)(s.institutionId);
    await expect(zoom.listUsers()).rejects.toMatchObject({ kind: "reconnect" });
    expect(await s.inPlace()).toMatchObject({ state: "reconnect needed" });
    expect(await tries(s), "and reconnecting mends it").toEqual({ outcome: "own_app_connected" });
  });
});
