import { createHash, createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OWNER } from "./oauth/testing.ts";
import { serveSandbox } from "./serve.ts";
import { bench, ROOM } from "./testing.ts";
import { FIRST_PASSWORD } from "./university.ts";

// Written from Zoom's documentation, as somebody would who knows two addresses and nothing of what is behind them.

const SECRET = "a secret of the app";
const BACK = "https://program.example/callback";
type Told = { event: string; payload: { object: Record<string, any> }; signed: boolean };

let zoom = "";
let token = "";
const told: Told[] = [];
const servers: Server[] = [];

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

const hmac = (message: string): string => createHmac("sha256", SECRET).update(message).digest("hex");

/** What Zoom's documentation tells to do with what it posts. https://developers.zoom.us/docs/api/webhooks/, read 2026-11-25. */
const receiver = createServer((request, response) => {
  void text(request).then((body) => {
    const signed = request.headers["x-zm-signature"] === `v0=${hmac(`v0:${String(request.headers["x-zm-request-timestamp"])}:${body}`)}`;
    const { event, payload } = JSON.parse(body) as { event: string; payload: Record<string, any> };
    told.push({ event, payload: { object: {}, ...payload }, signed });
    if (event !== "endpoint.url_validation") return response.writeHead(204).end();
    const { plainToken } = payload as { plainToken: string };
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ plainToken, encryptedToken: hmac(plainToken) }));
  });
});

beforeAll(async () => {
  const hooks = await listening(receiver);
  const placeholder = createServer();
  const free = await listening(placeholder);
  await new Promise((resolve) => placeholder.close(resolve));
  zoom = `http://127.0.0.1:${free}`;
  const webhook = { url: `http://127.0.0.1:${hooks}/zoom-events`, secret: SECRET };
  let machine = 0;
  const { sandbox } = await bench({ baseUrl: zoom, ownClock: true, machine: () => (machine += 100), send: (url, init) => fetch(url, init), webhook });
  const { server } = await serveSandbox(sandbox, { port: free, host: "127.0.0.1" });
  servers.push(receiver, server);
  await signInAsServer();
});

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

type Reply = { status: number; body: Record<string, any> };

async function call(method: string, path: string, sent?: unknown, headers: Record<string, string> = { authorization: `Bearer ${token}` }): Promise<Reply> {
  const body = sent instanceof URLSearchParams ? sent : sent === undefined ? null : JSON.stringify(sent);
  const type = typeof body === "string" ? { "content-type": "application/json" } : {};
  const response = await fetch(`${zoom}${path}`, { method, headers: { ...type, ...headers }, body });
  const said = await response.text();
  return { status: response.status, body: said === "" ? {} : (JSON.parse(said) as Record<string, any>) };
}

const basic = (who: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(who).toString("base64")}` });
const signIn = (form: Record<string, string>, who: string): Promise<Reply> => call("POST", "/oauth/token", new URLSearchParams(form), basic(who));

async function signInAsServer(): Promise<void> {
  const { status, body } = await signIn({ grant_type: "account_credentials", account_id: "sandbox-account" }, "sandbox-client:sandbox-client-secret");
  expect(status).toBe(200);
  token = body["access_token"];
}

/** Moves the clock; what is due on the way is posted. A token lives an hour only. */
async function pass(length: number): Promise<void> {
  await call("POST", "/control/clock", { minutes: length });
  await signInAsServer();
}

const attribute = (tag: string, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll("&#38;", "&") ?? "";

/** What a browser sends when somebody fills in the form of a page and presses its first button. */
function filledIn(page: string, typed: Record<string, string>): { action: string; body: URLSearchParams } {
  const form = /<form[\s\S]+?<\/form>/.exec(page)?.[0] ?? "";
  const named = (tag: string): boolean => attribute(tag, "name") !== "";
  const tags = [...(form.match(/<input[^>]*>/g) ?? []), ...(form.match(/<button[^>]*>/g) ?? []).slice(0, 1)].filter(named);
  const fields = tags.map((tag) => [attribute(tag, "name"), typed[attribute(tag, "name")] ?? attribute(tag, "value")]);
  return { action: attribute(form, "action"), body: new URLSearchParams(fields) };
}

/** Signs in, allows, and stops where the pages lead away. */
async function throughPages(address: string, typed: Record<string, string>): Promise<URL> {
  const first = await fetch(address);
  const signIn = filledIn(await first.text(), typed);
  const second = await fetch(signIn.action, { method: "POST", body: signIn.body });
  const allow = filledIn(await second.text(), typed);
  const last = await fetch(allow.action, { method: "POST", body: allow.body, redirect: "manual" });
  return new URL(last.headers.get("location") ?? (await last.text()));
}

async function allUsers(pageSize: number): Promise<string[]> {
  const emails: string[] = [];
  for (let next = ""; ;) {
    const { status, body } = await call("GET", `/v2/users?page_size=${pageSize}&next_page_token=${encodeURIComponent(next)}`);
    expect(status).toBe(200);
    emails.push(...body["users"].map((user: { email: string }) => user.email));
    next = body["next_page_token"];
    if (next === "") return emails;
  }
}

test("users come over pages, each once", async () => {
  const [small, large] = [await allUsers(30), await allUsers(300)];
  expect(new Set(small).size).toBe(55);
  expect(small).toEqual(large);
});

test.each([null, "S256", "plain"])("a person allows an app (challenge: %s); its tokens are refreshed, and end when the app gives them back", async (method) => {
  const app = { clientId: "foreign-app", clientSecret: "foreign-secret", kind: "user-managed", scopes: "every", redirectUris: [BACK] };
  expect((await call("POST", "/control/apps", app)).status).toBe(200);
  const verifier = "a-verifier-of-at-least-forty-three-characters-here";
  const challenge = method === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
  const pkce = method === null ? {} : { code_challenge: challenge, code_challenge_method: method };
  const asked = new URLSearchParams({ response_type: "code", client_id: app.clientId, redirect_uri: BACK, state: "a b&c=ñ", ...pkce }).toString();
  const back = await throughPages(`${zoom}/oauth/authorize?${asked}`, { email: OWNER, password: FIRST_PASSWORD });
  expect([`${back.origin}${back.pathname}`, back.searchParams.get("state")]).toEqual([BACK, "a b&c=ñ"]);

  const who = `${app.clientId}:${app.clientSecret}`;
  const code = { grant_type: "authorization_code", code: back.searchParams.get("code")!, redirect_uri: BACK };
  const first = await signIn(method === null ? code : { ...code, code_verifier: verifier }, who);
  expect(first).toMatchObject({ status: 200, body: { token_type: "bearer", expires_in: 3600, api_url: zoom } });
  const second = await signIn({ grant_type: "refresh_token", refresh_token: first.body["refresh_token"] }, who);
  const third = await signIn({ grant_type: "refresh_token", refresh_token: second.body["refresh_token"] }, who);
  expect((await signIn({ grant_type: "refresh_token", refresh_token: first.body["refresh_token"] }, who)).status).toBe(400);
  const authorization = `Bearer ${third.body["access_token"]}`;
  expect(await call("GET", "/v2/users/me", undefined, { authorization })).toMatchObject({ status: 200, body: { email: OWNER } });
  expect(await call("POST", "/oauth/revoke", new URLSearchParams({ token: third.body["access_token"] }), basic(who))).toMatchObject({ status: 200 });
  expect(await call("GET", "/v2/users/me", undefined, { authorization })).toMatchObject({ status: 401, body: { code: 124 } });
});

test("a meeting and a webinar are made, read, changed, listed and deleted", async () => {
  for (const kind of ["meeting", "webinar"]) {
    const made = await call("POST", `/v2/users/${ROOM}/${kind}s`, {
      topic: "Añil 😀",
      type: kind === "meeting" ? 2 : 5,
      start_time: "2027-03-02T10:00:00Z",
      duration: 30,
    });
    expect(made).toMatchObject({ status: 201, body: { topic: "Añil 😀", duration: 30 } });
    const path = `/v2/${kind}s/${made.body["id"]}`;
    expect((await call("PATCH", path, { topic: "Óptica", duration: 45 })).status).toBe(204);
    expect(await call("GET", path)).toMatchObject({ status: 200, body: { topic: "Óptica", duration: 45, start_time: "2027-03-02T10:00:00Z" } });
    await pass(1);
    const listed = await call("GET", `/v2/users/${encodeURIComponent(ROOM)}/${kind}s?page_size=300`);
    expect(listed.body[`${kind}s`].map(({ id }: { id: number }) => id)).toContain(made.body["id"]);
    expect((await call("DELETE", path)).status).toBe(204);
    expect(await call("GET", path)).toMatchObject({ status: 404, body: { code: 3001 } });
  }
});

test("who registers comes in by a personal address, and stands in the report, whatever the uuid begins with", async () => {
  const { body: meeting } = await call("POST", `/v2/users/${ROOM}/meetings`, { topic: "Report", type: 2, duration: 30, settings: { approval_type: 0 } });
  const people = [1, 2, 3].map((n) => ({ email: `guest${n}@otra.example`, first_name: "Guest", last_name: `N${n}` }));
  const single = await call("POST", `/v2/meetings/${meeting["id"]}/registrants`, people[0]);
  expect(single.status).toBe(201);
  const batch = await call("POST", `/v2/meetings/${meeting["id"]}/batch_registrants`, { auto_approve: true, registrants: people.slice(1) });
  expect(batch.body["registrants"]).toHaveLength(2);
  expect((await call("GET", `/v2/meetings/${meeting["id"]}/registrants?status=approved`)).body).toMatchObject({ total_records: 3 });

  let uuid = "";
  while (!uuid.startsWith("/")) {
    await call("POST", "/control/start", { meetingId: meeting["id"], by: { startUrl: meeting["start_url"] } });
    expect((await call("POST", "/control/join", { joinUrl: single.body["join_url"] })).body).toMatchObject({ ok: true, where: "in" });
    await pass(1);
    uuid = told.findLast(({ event }) => event === "meeting.started")!.payload.object["uuid"] as string;
    expect((await call("PUT", `/v2/meetings/${meeting["id"]}/status`, { action: "end" })).status).toBe(204);
  }
  const twice = encodeURIComponent(encodeURIComponent(uuid));
  expect((await call("GET", `/v2/report/meetings/${twice}/participants`)).status).toBe(404);
  await pass(15);
  for (const path of [`/v2/past_meetings/${twice}/participants`, `/v2/report/meetings/${twice}/participants`]) {
    const { status, body } = await call("GET", `${path}?page_size=300`);
    expect(status).toBe(200);
    expect(body["participants"].map(({ user_email }: { user_email: string }) => user_email).toSorted()).toEqual(["guest1@otra.example", ROOM]);
  }
  expect((await call("GET", `/v2/past_meetings/${meeting["id"]}/instances`)).body["meetings"].map((one: { uuid: string }) => one.uuid)).toContain(uuid);
});

test("what was posted meanwhile is signed over the very bytes, after the address had proved itself", () => {
  expect(told[0]).toMatchObject({ event: "endpoint.url_validation", signed: true });
  const events = new Set(told.map(({ event }) => event));
  expect([...events]).toEqual(expect.arrayContaining(["meeting.created", "meeting.started", "meeting.participant_joined", "meeting.ended", "webinar.deleted"]));
  expect(told.filter(({ signed }) => !signed)).toEqual([]);
});

test("a body comes in pieces, an address is written in percents and the scheme in small letters, as other clients do", async () => {
  const pieces = new Blob([JSON.stringify({ topic: "In pieces" })]).stream();
  const made = await fetch(`${zoom}/v2/users/${encodeURIComponent(ROOM)}/meetings`, {
    method: "POST",
    headers: { authorization: `bearer ${token}`, "content-type": "application/json;charset=utf-8" },
    body: pieces,
    ...({ duplex: "half" } as RequestInit),
  });
  expect(made.status).toBe(201);
  expect(made.headers.get("content-type")).toBe("application/json;charset=UTF-8");
  const id = ((await made.json()) as { id: number }).id;
  expect((await call("DELETE", `/v2/meetings/${id}`)).status).toBe(204);
});
