import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { minutes, seconds } from "../../src/lib/time.ts";
import { bench } from "../testing.ts";
import { ADMIN_APP, ADMINISTRATOR, ask, codeFor, consent, exchange, press, question, REDIRECT, TEACHER, USER_APP, type Client } from "./testing.ts";

const s256 = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");
const VERIFIER = "a-verifier-of-forty-three-characters-or-more";
const ticketOn = (page: string): string => /name="ticket" type="hidden" value="([^"]+)"/.exec(page)![1]!;
const PUBLIC: Client = { id: "on-a-laptop", secret: null };

describe("OAuth: consent, state, PKCE, single-use codes", () => {
  test("who signs in sees the app and every scope, and allowing sends a code back with the state as it was", async () => {
    const b = await bench();
    const path = question(USER_APP);
    expect((await press(b, path, null)).text).toContain("This is the sandbox, not Zoom.");
    expect((await press(b, path, { email: TEACHER, password: "wrong" })).status).toBe(401);
    const page = await press(b, path, { email: TEACHER, password: "Sandbox-Otono-58" });
    for (const shown of ["My meetings", "user:read:settings", "meeting:update:status", "Allow", "Decline"]) expect(page.text).toContain(shown);
    const { status, location } = await consent(b, path, TEACHER);
    expect([status, `${location!.origin}${location!.pathname}`, location!.searchParams.get("state")]).toEqual([303, REDIRECT, "s & t"]);
    const { body } = await exchange(b, USER_APP, location!.searchParams.get("code")!);
    expect(Object.keys(body).toSorted()).toEqual(["access_token", "api_url", "expires_in", "refresh_token", "scope", "token_type"]);
    expect(body).toMatchObject({ token_type: "bearer", expires_in: 3600, scope: expect.stringContaining("user:read:user user:read:settings ") });
  });

  test("declining sends back access_denied and the state, and no code", async () => {
    const { location } = await consent(await bench(), question(USER_APP), TEACHER, "decline");
    expect(Object.fromEntries(location!.searchParams)).toEqual({ error: "access_denied", state: "s & t" });
  });

  test.each([
    ["an unknown app", { client_id: "nobody" }, "4702"],
    ["a server-to-server app", { client_id: "sandbox-client" }, "4702"],
    ["another address", { redirect_uri: "https://elsewhere.example/" }, "4709"],
    ["a slash too many", { redirect_uri: `${REDIRECT}/` }, "4709"],
    ["another response type", { response_type: "token" }, "4705"],
    ["another challenge method", { code_challenge: s256(VERIFIER), code_challenge_method: "S512" }, "4706"],
    ["a challenge too short to be one", { code_challenge: "x", code_challenge_method: "plain" }, "4706"],
  ])("%s is told on the page and never sent on", async (_what, more: Record<string, string>, code) => {
    const { status, text, location } = await consent(await bench(), question(USER_APP, more), TEACHER);
    expect([status, location]).toEqual([400, null]);
    expect(text).toContain(`(${code})`);
  });

  test("without having signed in nobody allows anything, and a sign-in lasts ten minutes", async () => {
    const b = await bench();
    const path = question(USER_APP);
    expect((await press(b, path, { answer: "allow", ticket: "guessed" })).status).toBe(401);
    const page = await press(b, path, { email: TEACHER, password: "Sandbox-Otono-58" });
    const ticket = ticketOn(page.text);
    await b.pass(minutes(10));
    expect((await press(b, path, { answer: "allow", ticket })).status).toBe(401);
  });

  test("an app for the account is refused to a person whose role lacks what its scopes need", async () => {
    const b = await bench();
    const { status, text, location } = await consent(b, question(ADMIN_APP), TEACHER);
    expect([status, location]).toEqual([403, null]);
    for (const shown of ["Your role Member lacks", "User:Edit", "UsageReport:Read", "DashboardWebinars:Read"]) expect(text).toContain(shown);
    expect((await consent(b, question(ADMIN_APP), ADMINISTRATOR)).location!.searchParams.has("code")).toBe(true);
  });

  test("a role that is lost while the page is open is seen when *Allow* is pressed", async () => {
    const b = await bench();
    const path = question(ADMIN_APP);
    const page = await press(b, path, { email: ADMINISTRATOR, password: "Sandbox-Otono-58" });
    const { id } = (await b.api("GET", `/users/${ADMINISTRATOR}`)).body;
    await b.control("POST", "/user", { id, set: { role_id: "2" } });
    expect((await press(b, path, { answer: "allow", ticket: ticketOn(page.text) })).status).toBe(403);
  });

  test.each([
    ["by its developer", "4717"],
    ["by the administrator", "4738"],
  ])("an app switched off %s asks nobody", async (switchedOff, code) => {
    const b = await bench();
    await b.control("POST", "/apps", { clientId: USER_APP.id, switchedOff });
    expect((await press(b, question(USER_APP), null)).text).toContain(`(${code})`);
  });

  test("a code is worth nothing once the app is removed", async () => {
    const b = await bench();
    const code = await codeFor(b, USER_APP, TEACHER);
    await b.control("POST", "/deauthorize", { clientId: USER_APP.id, userId: TEACHER });
    expect((await exchange(b, USER_APP, code)).body["errorCode"]).toBe(4734);
  });

  test("a code lives five minutes", async () => {
    const b = await bench();
    const early = await codeFor(b, USER_APP, TEACHER);
    await b.pass(minutes(5) - seconds(1));
    expect((await exchange(b, USER_APP, early)).status).toBe(200);
    const late = await codeFor(b, USER_APP, TEACHER);
    await b.pass(minutes(5));
    expect((await exchange(b, USER_APP, late)).body).toEqual({ reason: "Authorization code expired", error: "invalid_grant", errorCode: 4733 });
  });

  test("a code opens once, for its own app, at its own address", async () => {
    const b = await bench();
    const code = await codeFor(b, USER_APP, TEACHER);
    expect((await exchange(b, ADMIN_APP, code)).body["errorCode"]).toBe(4734);
    expect((await exchange(b, USER_APP, code, { redirect_uri: `${REDIRECT}/` })).body["errorCode"]).toBe(4709);
    expect((await exchange(b, USER_APP, code)).status).toBe(200);
    expect((await exchange(b, USER_APP, code)).body).toEqual({ reason: "Invalid authorization code", error: "invalid_grant", errorCode: 4734 });
    expect((await exchange(b, USER_APP, "made-up")).body["errorCode"]).toBe(4734);
  });

  test.each([
    ["S256", { code_challenge: s256(VERIFIER), code_challenge_method: "S256" }],
    ["plain, which is the default", { code_challenge: VERIFIER }],
  ])("with a challenge (%s) the code opens only to the verifier, and one wrong guess spends it", async (_method, challenge) => {
    const b = await bench();
    const fresh = (): Promise<string> => codeFor(b, USER_APP, TEACHER, challenge);
    expect((await exchange(b, USER_APP, await fresh(), { code_verifier: VERIFIER })).status).toBe(200);
    expect((await exchange(b, USER_APP, await fresh())).body["errorCode"]).toBe(4734);
    const code = await fresh();
    expect((await exchange(b, USER_APP, code, { code_verifier: "guessed" })).body["errorCode"]).toBe(4734);
    expect((await exchange(b, USER_APP, code, { code_verifier: VERIFIER })).body["errorCode"]).toBe(4734);
  });

  test("a verifier that was never announced proves nothing", async () => {
    const b = await bench();
    expect((await exchange(b, USER_APP, await codeFor(b, USER_APP, TEACHER), { code_verifier: VERIFIER })).body["errorCode"]).toBe(4734);
  });

  test("a public client needs no secret but a challenge, and may listen on any port of its own computer", async () => {
    const b = await bench();
    const uri = "http://127.0.0.1/done";
    await b.control("POST", "/apps", { clientId: PUBLIC.id, publicClient: true, kind: "user-managed", scopes: ["user:read:user"], redirectUris: [uri] });
    const asked = { redirect_uri: "http://127.0.0.1:5321/done" };
    expect((await consent(b, question(PUBLIC, asked), TEACHER)).text).toContain("(4706)");
    const code = await codeFor(b, PUBLIC, TEACHER, { ...asked, code_challenge: s256(VERIFIER), code_challenge_method: "S256" });
    expect((await exchange(b, PUBLIC, code, { ...asked, code_verifier: VERIFIER })).status).toBe(200);
    expect((await ask(b, { id: USER_APP.id, secret: null }, { grant_type: "refresh_token" })).body["errorCode"]).toBe(4702);
  });
});

test("what an app says of itself is checked, its secrets are not told, and redirect addresses are https", async () => {
  const b = await bench();
  const app = { clientId: "new", clientSecret: "hush", redirectUris: ["https://new.example/cb"], scopes: ["user:read:user:admin"] };
  expect((await b.control("POST", "/apps", app)).body).toMatchObject({ clientId: "new", kind: "admin-managed", published: false });
  expect((await b.control("POST", "/apps", { clientId: "new", published: true })).body).toMatchObject({ redirectUris: app.redirectUris, published: true });
  const { body } = await b.control("GET", "/apps");
  expect(body["apps"].map((one: { clientId: string }) => one.clientId)).toEqual(["sandbox-client", "sandbox-admin-app", "sandbox-user-app", "new"]);
  expect(JSON.stringify(body)).not.toMatch(/hush|secret/);
  for (const wrong of [{ color: "red" }, { clientId: 3 }, { clientId: "x" }, { ...app, kind: "jwt" }, { ...app, redirectUris: ["http://new.example/cb"] }, { ...app, redirectUris: ["https://localhost/cb"] }])
    expect((await b.control("POST", "/apps", wrong)).status).toBe(400); // prettier-ignore
});

test("a sandbox without https on its own computer sends codes back without https, too", async () => {
  const redirectUris = ["http://127.0.0.1:3000/cb"];
  const onLaptop = await bench({ baseUrl: "http://localhost:4000" });
  expect((await onLaptop.sandbox.fetch(put(redirectUris))).status).toBe(200);
  const asked = question(USER_APP, { redirect_uri: "http://127.0.0.1:3001/cb" });
  expect(await (await onLaptop.sandbox.fetch(new Request(`http://localhost:4000${asked}`))).text()).toContain("(4709)");
  const elsewhere = await bench({ baseUrl: "https://sandbox.example" });
  expect((await elsewhere.sandbox.fetch(put(redirectUris))).status).toBe(400);
});

const put = (redirectUris: string[]): Request =>
  new Request("http://localhost:4000/control/apps", { method: "POST", body: JSON.stringify({ clientId: USER_APP.id, redirectUris }) });
