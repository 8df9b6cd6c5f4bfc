import { expect, test } from "vitest";
import { hours, minutes } from "../../src/lib/time.ts";
import { askToken, BASE, bench } from "../testing.ts";

const listUsers = (b: Awaited<ReturnType<typeof bench>>, token: string): Promise<Response> =>
  b.sandbox.fetch(new Request(`${BASE}/v2/users`, { headers: { authorization: `Bearer ${token}` } }));

test("an app that knows its secret and account gets a token for an hour", async () => {
  const b = await bench();
  const { status, body } = await askToken(b.sandbox);
  expect(status).toBe(200);
  expect(body).toMatchObject({ token_type: "bearer", expires_in: 3600, api_url: BASE });
  expect(body["scope"]).toContain("meeting:write:meeting:admin");
  expect((await listUsers(b, body["access_token"])).status).toBe(200);
  await b.pass(hours(1));
  const late = await listUsers(b, body["access_token"]);
  expect([late.status, await late.json()]).toEqual([401, { code: 124, message: "Invalid access token." }]);
});

test("a wrong secret, a wrong account and an unknown grant are refused, each in its own words", async () => {
  const b = await bench();
  expect((await askToken(b.sandbox, {}, "sandbox-client:wrong")).body).toMatchObject({ error: "invalid_client" });
  expect((await askToken(b.sandbox, { account_id: "other" })).status).toBe(400);
  expect((await askToken(b.sandbox, { grant_type: "password" })).body).toMatchObject({ error: "unsupported_grant_type" });
});

test("credentials of Basic authorization may be written in percents, as RFC 6749 has them", async () => {
  const b = await bench();
  const inPercents = (text: string): string => text.replaceAll("-", "%2D");
  const basic = btoa(`${inPercents("sandbox-client")}:${inPercents("sandbox-client-secret")}`);
  const body = new URLSearchParams({ grant_type: "account_credentials", account_id: "sandbox-account" });
  const answer = await b.sandbox.fetch(new Request(`${BASE}/oauth/token`, { method: "POST", headers: { authorization: `Basic ${basic}` }, body }));
  expect(answer.status).toBe(200);
  await b.control("POST", "/apps", { clientId: "percent", clientSecret: "a%41b", kind: "server-to-server", scopes: "every" });
  expect((await askToken(b.sandbox, {}, "percent:a%41b")).status).toBe(200);
  expect((await askToken(b.sandbox, {}, "percent:aAb")).status).toBe(401);
});

test("a new token kills the one before", async () => {
  const b = await bench();
  const first = (await askToken(b.sandbox)).body["access_token"];
  await b.pass(minutes(1));
  await askToken(b.sandbox);
  expect((await listUsers(b, first)).status).toBe(401);
});

test("a token without the scope is told which one is missing", async () => {
  const { defaultAccount } = await import("../university.ts");
  const university = defaultAccount();
  const b = await bench({ university: { ...university, app: { ...university.app, scopes: ["user:read:user:admin"] } } });
  const { status, body } = await b.api("GET", "/users");
  expect([status, body["code"]]).toEqual([400, 4711]);
  expect(body["message"]).toContain("user:read:list_users:admin");
});
