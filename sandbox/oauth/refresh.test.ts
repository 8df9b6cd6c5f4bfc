import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { days, hours, minutes } from "../../src/lib/time.ts";
import { openStore } from "../store.ts";
import { askToken, BASE, bench, type Bench } from "../testing.ts";
import { defaultAccount } from "../university.ts";
import { ADMIN_APP, ADMINISTRATOR, ask, call, codeFor, exchange, refresh, TEACHER, tokensFor, USER_APP } from "./testing.ts";

const stillOpens = async (b: Bench, access: string): Promise<number> => (await call(b, access, "GET", "/users/me")).status;
const dead = { code: 124, message: "Invalid access token." };
const idOf = async (b: Bench, email: string): Promise<string> => (await b.api("GET", `/users/${email}`)).body["id"];

describe("OAuth: rotation and revoking", () => {
  test("a refresh gives another pair and kills the one before: the old refresh token is 4740, the old access token 124", async () => {
    const b = await bench();
    const first = await tokensFor(b, USER_APP, TEACHER);
    const second = (await refresh(b, USER_APP, first.refresh)).body;
    expect(second["refresh_token"]).not.toBe(first.refresh);
    expect((await refresh(b, USER_APP, first.refresh)).body).toMatchObject({ error: "invalid_grant", errorCode: 4740 });
    expect((await call(b, first.access, "GET", "/users/me")).body).toEqual(dead);
    expect(await stillOpens(b, second["access_token"])).toBe(200);
    expect((await refresh(b, USER_APP, second["refresh_token"])).status).toBe(200);
  });

  test("an account with grace lets the pair before go on, as measured once", async () => {
    const b = await bench();
    await b.control("POST", "/account", { refreshGrace: true });
    const first = await tokensFor(b, USER_APP, TEACHER);
    await refresh(b, USER_APP, first.refresh);
    expect(await stillOpens(b, first.access)).toBe(200);
    expect((await refresh(b, USER_APP, first.refresh)).status).toBe(200);
  });

  test("an access token lives an hour, a refresh token ninety days, and only its own app may use it", async () => {
    const b = await bench();
    const { access, refresh: token } = await tokensFor(b, USER_APP, TEACHER);
    await b.pass(hours(1));
    expect(await stillOpens(b, access)).toBe(401);
    expect((await refresh(b, ADMIN_APP, token)).body).toEqual({ reason: "Invalid Token!", error: "invalid_grant" });
    await b.pass(days(89));
    const { body } = await refresh(b, USER_APP, token);
    expect(body["expires_in"]).toBe(3600);
    await b.pass(days(90));
    expect((await refresh(b, USER_APP, body["refresh_token"])).body).toEqual({ reason: "Invalid Token!", error: "invalid_grant" });
  });

  test("who allows the app anew ends what it had", async () => {
    const b = await bench();
    const first = await tokensFor(b, USER_APP, TEACHER);
    const other = await tokensFor(b, USER_APP, ADMINISTRATOR);
    const second = await tokensFor(b, USER_APP, TEACHER);
    expect((await refresh(b, USER_APP, first.refresh)).body["errorCode"]).toBe(4741);
    expect([await stillOpens(b, first.access), await stillOpens(b, second.access), await stillOpens(b, other.access)]).toEqual([401, 200, 200]);
  });

  test("when the person is deactivated calls are 124 and refreshing is 4735", async () => {
    const b = await bench();
    const { access, refresh: token } = await tokensFor(b, USER_APP, TEACHER);
    await b.control("POST", "/user", { id: await idOf(b, TEACHER), set: { status: "inactive" } });
    expect(await stillOpens(b, access)).toBe(401);
    expect((await refresh(b, USER_APP, token)).body["errorCode"]).toBe(4735);
  });

  test.each([
    ["by the administrator", 4738],
    ["by its developer", 4717],
  ])("an app switched off %s is %i, and works again afterwards", async (switchedOff, errorCode) => {
    const b = await bench();
    const { access, refresh: token } = await tokensFor(b, USER_APP, TEACHER);
    await b.control("POST", "/apps", { clientId: USER_APP.id, switchedOff });
    expect(await stillOpens(b, access)).toBe(401);
    expect((await refresh(b, USER_APP, token)).body["errorCode"]).toBe(errorCode);
    await b.control("POST", "/apps", { clientId: USER_APP.id, switchedOff: null });
    expect((await refresh(b, USER_APP, token)).status).toBe(200);
  });

  test("a server-to-server app that the administrator forbids gets no token", async () => {
    const b = await bench();
    await b.control("POST", "/apps", { clientId: "sandbox-client", switchedOff: "by the administrator" });
    expect((await askToken(b.sandbox)).body["errorCode"]).toBe(4738);
  });

  test("revoking an access token ends its refresh token too", async () => {
    const b = await bench();
    const { access, refresh: token } = await tokensFor(b, USER_APP, TEACHER);
    expect((await ask(b, ADMIN_APP, { token: access }, "revoke")).body["errorCode"]).toBe(4700);
    expect((await ask(b, USER_APP, { token: access }, "revoke")).body).toEqual({ status: "success" });
    expect(await stillOpens(b, access)).toBe(401);
    expect((await refresh(b, USER_APP, token)).body["errorCode"]).toBe(4741);
  });

  test("credentials may stand in the form; secrets in the address are refused, and a server-to-server app has no such grant", async () => {
    const b = await bench();
    const { access, refresh: token } = await tokensFor(b, USER_APP, TEACHER);
    const form = { grant_type: "refresh_token", refresh_token: token, client_secret: USER_APP.secret! };
    const inAddress = `${BASE}/oauth/token?${new URLSearchParams({ ...form, client_id: USER_APP.id }).toString()}`;
    const refused = await b.sandbox.fetch(new Request(inAddress, { method: "POST" }));
    expect([refused.status, ((await refused.json()) as { errorCode: number }).errorCode]).toEqual([400, 4700]);
    expect((await b.sandbox.fetch(new Request(`${BASE}/v2/users/me?access_token=${access}`))).status).toBe(401);
    expect((await ask(b, { id: USER_APP.id, secret: null }, form)).status).toBe(200);
    expect((await ask(b, { id: "sandbox-client", secret: "sandbox-client-secret" }, form)).body["errorCode"]).toBe(4705);
    expect((await ask(b, USER_APP, { grant_type: "account_credentials", account_id: "sandbox-account" })).body["errorCode"]).toBe(4705);
    expect((await ask(b, USER_APP, {})).body["errorCode"]).toBe(4706);
  });

  test("authorizations, codes and refresh tokens are found again after a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
    const file = join(folder, "zoom.sqlite");
    const before = await bench({ file });
    const { refresh: token } = await tokensFor(before, USER_APP, TEACHER);
    const code = await codeFor(before, ADMIN_APP, ADMINISTRATOR);
    before.sandbox.close();
    const again = await bench({ file });
    expect((await exchange(again, ADMIN_APP, code)).status).toBe(200);
    expect((await refresh(again, USER_APP, token)).status).toBe(200);
    again.sandbox.close();
    rmSync(folder, { recursive: true });
  });
});

test("a file of before there were roles and General apps is read, and has both", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const file = join(folder, "zoom.sqlite");
  const { account, app, users } = defaultAccount();
  const store = openStore(file);
  store.shelf("account").put("one", account);
  store.shelf("app").put(app.clientId, app);
  for (const user of users) store.shelf("user").put(user.id, user);
  store.close();
  const b = await bench({ file });
  expect((await b.api("GET", "/roles")).body["total_records"]).toBe(3);
  expect(await stillOpens(b, (await tokensFor(b, ADMIN_APP, ADMINISTRATOR)).access)).toBe(200);
  b.sandbox.close();
  rmSync(folder, { recursive: true });
});

test("the control interface tells no token, code or secret", async () => {
  const b = await bench();
  await b.control("POST", "/apps", { clientId: ADMIN_APP.id, published: true, deauthorizationUrl: "https://bedel.example/gone", secretToken: "shh-shh" });
  const code = await codeFor(b, USER_APP, TEACHER);
  const { access, refresh: token } = await tokensFor(b, ADMIN_APP, ADMINISTRATOR);
  await stillOpens(b, access);
  await b.control("POST", "/deauthorize", { clientId: ADMIN_APP.id, userId: ADMINISTRATOR });
  await b.sandbox.run();
  const told = await Promise.all(["/apps", "/state", "/calls", "/webhooks", "/account", "/plan", "/faults"].map((path) => b.control("GET", path)));
  expect(told.map(({ status }) => status)).toEqual(told.map(() => 200));
  for (const secret of [code, access, token, "shh-shh", ADMIN_APP.secret!]) expect(JSON.stringify(told.map(({ body }) => body))).not.toContain(secret);
});

describe("removing an app", () => {
  const published = { clientId: ADMIN_APP.id, published: true, deauthorizationUrl: "https://bedel.example/gone", secretToken: "shh" };

  test("its tokens are 124, and a published app is told, signed with its own secret", async () => {
    const b = await bench();
    await b.control("POST", "/apps", published);
    const { access, refresh: token } = await tokensFor(b, ADMIN_APP, ADMINISTRATOR);
    expect((await b.control("POST", "/deauthorize", { clientId: ADMIN_APP.id, userId: ADMINISTRATOR })).status).toBe(200);
    expect((await call(b, access, "GET", "/users")).body).toEqual(dead);
    expect((await refresh(b, ADMIN_APP, token)).body["errorCode"]).toBe(4741);
    await b.sandbox.run();
    const [told] = b.posted;
    const body = String(told!.init.body);
    const headers = told!.init.headers as Record<string, string>;
    const signature = createHmac("sha256", "shh").update(`v0:${headers["x-zm-request-timestamp"]}:${body}`).digest("hex");
    expect([b.posted.length, told!.url, headers["x-zm-signature"]]).toEqual([1, "https://bedel.example/gone", `v0=${signature}`]);
    expect(JSON.parse(body)).toMatchObject({
      event: "app_deauthorized",
      payload: { account_id: "sandbox-account", user_id: await idOf(b, ADMINISTRATOR), client_id: ADMIN_APP.id, deauthorization_time: "2027-03-01T12:00:00.000Z" },
    }); // prettier-ignore
    expect((await b.control("POST", "/deauthorize", { clientId: ADMIN_APP.id, userId: ADMINISTRATOR })).status).toBe(409);
  });

  test("who does not answer is told again five minutes later", async () => {
    const b = await bench();
    await b.control("POST", "/apps", published);
    await tokensFor(b, ADMIN_APP, ADMINISTRATOR);
    b.receive = async () => new Response(null, { status: 503 });
    await b.control("POST", "/deauthorize", { clientId: ADMIN_APP.id, userId: ADMINISTRATOR });
    await b.sandbox.run();
    expect(b.sandbox.nextAt()).toBe(b.now() + minutes(5));
    await b.pass(minutes(5));
    expect(b.posted).toHaveLength(2);
  });

  test("an app in development is told nothing; the page of apps lists and removes", async () => {
    const b = await bench();
    await b.control("POST", "/apps", { ...published, published: false });
    const { access } = await tokensFor(b, ADMIN_APP, ADMINISTRATOR);
    const page = await b.page("/apps");
    expect(page.text).toContain(ADMINISTRATOR);
    await b.page("/apps", { authorization: /name="authorization" value="([^"]+)"/.exec(page.text)![1]! });
    await b.sandbox.run();
    expect([(await b.page("/apps")).text.includes(ADMINISTRATOR), b.posted.length, await stillOpens(b, access)]).toEqual([false, 0, 401]);
  });
});
