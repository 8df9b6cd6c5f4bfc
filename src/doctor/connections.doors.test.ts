import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, tokensFor } from "../../sandbox/oauth/testing.ts";
import { BASE, bench, type Bench } from "../../sandbox/testing.ts";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import { eachDatabase } from "../../test/support/databases.ts";
import { aboutOwnApp, insertConnection, reconnected, type ZoomApps } from "../connections/actions.ts";
import { seededRandom } from "../lib/random.ts";
import { after, hours } from "../lib/time.ts";
import { foundInstitution } from "../people/actions.ts";
import { DEFAULT_SETTINGS } from "../people/institution.ts";
import { sql, type Database } from "../platform/database.ts";
import { secretsWith } from "../platform/secrets.ts";
import { lookAtConnections } from "./connections-actions.ts";

const random = seededRandom(77);
const secrets = secretsWith("a key for tests, long enough", random);
const { accountId } = DEFAULT_APP;

function zoomOf(b: Bench, more: Partial<ZoomApps> = {}): ZoomApps {
  const admin = { clientId: ADMIN_APP.id, clientSecret: ADMIN_APP.secret! };
  const fetch: ZoomApps["fetch"] = (url, init) => b.sandbox.fetch(new Request(url, init));
  return {
    apiBase: `${BASE}/v2`,
    oauthBase: `${BASE}/oauth`,
    signIn: `${BASE}/signin`,
    fetch,
    limits: { plan: "business", leftToOthers: 0 },
    account: DEFAULT_APP,
    admin,
    personal: null,
    ...more,
  };
}

async function anInstitution(db: Database, b: Bench, app: "account" | "admin") {
  const key = { institutionId: random.uuid(), id: random.uuid() };
  await foundInstitution(db, key.institutionId, { ...DEFAULT_SETTINGS, name: "U" });
  await insertConnection(db, { ...key, accountId, app, now: b.now() });
  return key;
}

/** What is told of Zoom and of scopes, without what was heard. */
async function told(db: Database, b: Bench, more: Partial<ZoomApps> = {}, opens: typeof secrets | null = secrets): Promise<string[]> {
  const clock = { now: () => b.now(), machine: () => 0 };
  const found = await lookAtConnections({ db, clock, secrets: opens, zoom: zoomOf(b, more), now: () => b.now(), origin: "https://rooms.example" });
  return found.filter(({ check }) => check !== "webhooks").map(({ check, is, because, of }) => `${of}: ${check} ${is} ${because}`);
}

eachDatabase((_, open) => {
  test("what a person authorized is asked with the token that is kept, which is never renewed", async () => {
    const [db, b] = [await open(), await bench()];
    const key = await anInstitution(db, b, "admin");
    expect(await told(db, b)).toEqual(["U: zoom unknown not_asked", "U: scopes unknown not_asked"]);

    const { access, refresh } = await tokensFor(b, ADMIN_APP, ADMINISTRATOR);
    const token = { accessToken: access, expiresAt: after(b.now(), hours(1)), refreshToken: refresh, refreshExpiresAt: null, scopes: ["user:read:user:admin"] };
    await reconnected({ db, clock: { now: () => b.now(), machine: () => 0 }, secrets }, key, token);
    expect(await told(db, b)).toEqual(["U: zoom well connected", "U: scopes fault missing"]);
    expect(await told(db, b, {}, null)).toEqual(["U: zoom unknown not_asked"]);
    expect(await told(db, b, { admin: null })).toEqual(["U: zoom fault no_app"]);

    await db.run(sql`update connections set account_id = 'another'`);
    expect(await told(db, b)).toContain("U: zoom fault other_account");
    await db.run(sql`update connections set account_id = ${accountId}`);

    await b.control("POST", "/deauthorize", { clientId: ADMIN_APP.id, userId: ADMINISTRATOR });
    expect(await told(db, b)).toContain("U: zoom fault app_removed");
    await db.run(sql`update connections set state = 'reconnect needed', trouble_code = 4735`);
    expect(await told(db, b)).toContain("U: zoom fault owner_gone");
    await db.run(sql`update connections set state = 'disconnected', trouble_code = null`);
    expect(await told(db, b)).toEqual(["U: zoom well disconnected"]);
  });

  test("an app that an institution brought itself is tried with its own keys; the server's is tried with the settings", async () => {
    const [db, b] = [await open(), await bench()];
    const key = await anInstitution(db, b, "account");
    expect(await told(db, b)).toEqual([]);
    expect(await told(db, b, { account: null })).toEqual(["U: zoom fault no_app"]);
    expect(await told(db, b, { account: { ...DEFAULT_APP, accountId: "another" } })).toEqual(["U: zoom fault other_account"]);

    const own = (clientSecret: string) =>
      db.run(sql`update connections set own_app_sealed = ${secrets.seal(JSON.stringify({ ...DEFAULT_APP, clientSecret }), aboutOwnApp(key))}`);
    await own(DEFAULT_APP.clientSecret);
    expect(await told(db, b, { account: null })).toEqual(["U: zoom well well", "U: scopes well well"]);
    const died = { kind: "next", match: "GET /users/:userId", do: "refuse", status: 401, body: { code: 124, message: "Invalid access token." } };
    await b.control("POST", "/faults", died); // the running Bedel took another token meanwhile
    expect(await told(db, b, { account: null })).toEqual(["U: zoom well well", "U: scopes well well"]);
    await b.control("POST", "/faults", { ...died, times: 2 });
    expect(await told(db, b, { account: null })).toEqual(["U: zoom fault app_removed"]);

    await own("not its secret");
    expect(await told(db, b, { account: null })).toEqual(["U: zoom fault app_unknown"]);
  });
});
