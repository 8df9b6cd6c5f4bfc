import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, TEACHER } from "../../../sandbox/oauth/testing.ts";
import { askToken } from "../../../sandbox/testing.ts";
import { BASE } from "../../../sandbox/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aScene, type Scene } from "./authorizing.fixtures.ts";

const NEEDED = ["User:Read", "User:Edit", "UsageReport:Read", "DashboardWebinars:Read"];

/** At Zoom, this person gets a role of the account's own making. */
async function givesRole(s: Scene, privileges: string[], email = TEACHER, name = "Salas"): Promise<void> {
  const token = String((await askToken(s.sandbox)).body["access_token"]);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const call = async (method: string, path: string, body?: object) =>
    s.sandbox.fetch(new Request(`${BASE}/v2${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));
  await call("POST", "/roles", { name, privileges });
  const { roles } = (await (await call("GET", "/roles")).json()) as { roles: { id: string; name: string }[] };
  await call("POST", `/roles/${roles.find((role) => role.name === name)!.id}/members`, { members: [{ email }] });
}

/** The app was registered with fewer scopes than the table names, so that Zoom lets more roles authorize it. */
const asksFor = (s: Scene, ...scopes: string[]) => s.control("apps", { clientId: ADMIN_APP.id, scopes: scopes.map((name) => `${name}:admin`) });

eachDatabase((_, open) => {
  test("a role of the account's own making may authorize when it allows all that is needed", async () => {
    await using s = await aScene(await open());
    await givesRole(s, NEEDED);
    expect(await s.authorize(s.admin, TEACHER)).toMatchObject({ outcome: "reconnected" });
    expect(await s.inPlace()).toMatchObject({ authorizedBy: { email: TEACHER, role: "Salas", licensed: false, isOwner: false } });
  });

  test("a role that lacks something is refused by its name, given back to Zoom, and nothing is kept", async () => {
    await using s = await aScene(await open());
    await asksFor(s, "user:read:user", "user:read:list_permissions");
    await givesRole(s, ["User:Read"]);
    const before = await s.inPlace();

    expect(await s.authorize(s.admin, TEACHER)).toMatchObject({
      page: "/connection",
      outcome: "wrong_role",
      details: { role: "Salas", lacks: "User:Edit, UsageReport:Read, DashboardWebinars:Read", email: TEACHER },
    });
    expect(await s.inPlace()).toEqual(before);
    expect((await s.control("apps"))["authorizations"]).toMatchObject([{ endedAt: expect.anything() }]);
  });

  test("whoever administers but is asked for fewer scopes is connected, and what is missing is named", async () => {
    await using s = await aScene(await open());
    await asksFor(s, "user:read:user", "user:read:list_users", "meeting:read:list_meetings");
    const landing = await s.authorize(s.admin, ADMINISTRATOR);
    expect(landing.outcome).toBe("reconnected");
    expect(landing.details["missing"]).toContain("meeting:write:meeting:admin");
    const { scopes } = (await s.browser(s.admin).ask("GET", "/api/connection/connecting")).body;
    expect(scopes.filter((one: { missing: boolean }) => !one.missing).map(({ name }: { name: string }) => name)).toEqual([
      "user:read:list_users:admin", "user:read:user:admin", "meeting:read:list_meetings:admin",
    ]); // prettier-ignore
  });

  test("an app that may not even tell who authorized it is named as lacking that", async () => {
    await using s = await aScene(await open());
    await asksFor(s, "user:read:list_users");
    expect(await s.authorize(s.admin, ADMINISTRATOR)).toMatchObject({ outcome: "scope_missing" });
    expect((await s.inPlace()).app).toBe("account");
  });

  test("a role that was lost on the way is refused too", async () => {
    await using s = await aScene(await open());
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave(), ADMINISTRATOR);
    await givesRole(s, [], ADMINISTRATOR, "Nobody");
    expect(["role_unknown", "wrong_role"]).toContain((await it.land(back)).outcome);
    expect((await s.inPlace()).app).toBe("account");
  });
});
