import { expect, test } from "vitest";
import { hours, minutes } from "../../src/lib/time.ts";
import { askToken, BASE, bench, meetingOf, ROOM, type Bench, type Reply } from "../testing.ts";
import { DEFAULT_APP } from "../university.ts";

const order = async (b: Bench, body: Record<string, unknown>): Promise<Reply> => b.control("POST", "/faults", body);
const bearer = async (b: Bench): Promise<string> => `Bearer ${String((await askToken(b.sandbox)).body["access_token"])}`;
const asked = (b: Bench, address: string, authorization: string): Promise<Response> => b.sandbox.fetch(new Request(address, { headers: { authorization } }));

test("200 with an error code inside: once, as ordered", async () => {
  const b = await bench();
  await order(b, { kind: "next", match: "PATCH /meetings/:id", do: "200 with an error" });
  const { id } = await meetingOf(b);
  expect(await b.api("PATCH", `/meetings/${id}`, { topic: "Otra" })).toMatchObject({ status: 200, body: { code: 200, message: "No permission." } });
  expect((await b.api("GET", `/meetings/${id}`)).body["topic"]).toBe("Óptica cuántica");
});

test("200 with an error code inside: a webinar without a plan, where the account answers so", async () => {
  const b = await bench();
  const create = () => b.api("POST", "/users/sala.repuesto@universidad.example/webinars", { topic: "x" });
  expect(await create()).toMatchObject({ status: 400, body: { code: 200 } });
  await b.control("POST", "/account", { refusalsAs200: true });
  expect(await create()).toMatchObject({ status: 200, body: { code: 200, message: expect.stringContaining("Webinar plan") } });
  expect((await b.api("GET", "/users/nobody@x.example")).status).toBe(404);
});

test("redirects to a regional host, where a call without Authorization is 401 with 124", async () => {
  const REGION = "http://eu.sandbox.example/zoom";
  const b = await bench({ regionalBaseUrl: REGION });
  const authorization = await bearer(b);
  await order(b, { kind: "next", match: "*", do: "redirect", times: 2 });
  const sent = await asked(b, `${BASE}/v2/users?page_size=7`, authorization);
  expect([sent.status, sent.headers.get("location")]).toEqual([307, `${REGION}/v2/users?page_size=7`]);
  const lost = await asked(b, sent.headers.get("location")!, "");
  expect([lost.status, ((await lost.json()) as { code: number }).code]).toEqual([401, 124]);
  expect((await asked(b, sent.headers.get("location")!, authorization)).status).toBe(200);
  expect((await asked(b, `${BASE}/v2/users`, authorization)).status).toBe(307);
});

test("without a regional address nobody can be sent there", async () => {
  expect((await order(await bench(), { kind: "next", match: "*", do: "redirect" })).status).toBe(400);
});

test("the next create and the next update drop the settings named, and answer 2xx", async () => {
  const b = await bench();
  await order(b, { kind: "next", match: "POST /users/:id/meetings", do: "drop settings", settings: ["waiting_room"] });
  const { id, settings } = await meetingOf(b, { settings: { waiting_room: true, host_video: false } });
  expect(settings).toMatchObject({ waiting_room: false, host_video: false });
  await order(b, { kind: "next", match: "PATCH /meetings/:id", do: "drop settings", settings: ["host_video", "mute_upon_entry"] });
  const change = () => b.api("PATCH", `/meetings/${id}`, { settings: { waiting_room: true, host_video: true } });
  expect((await change()).status).toBe(204);
  expect((await b.api("GET", `/meetings/${id}`)).body["settings"]).toMatchObject({ waiting_room: true, host_video: false });
  await change();
  expect((await b.api("GET", `/meetings/${id}`)).body["settings"]).toMatchObject({ host_video: true });
});

test("a setting in a group of its own is dropped too", async () => {
  const b = await bench();
  const path = `/users/${ROOM}/settings`;
  const capacity = async (): Promise<number> => (await b.api("GET", path)).body["feature"]["webinar_capacity"];
  await order(b, { kind: "next", match: "PATCH /users/:id/settings", do: "drop settings", settings: ["feature.webinar_capacity"] });
  expect((await b.api("PATCH", path, { feature: { webinar_capacity: 500 } })).status).toBe(204);
  expect(await capacity()).toBe(1000);
});

test("the tokens of an app die when ordered", async () => {
  const b = await bench();
  const authorization = await bearer(b);
  expect((await order(b, { kind: "revoke", clientId: "another" })).body).toEqual({ revoked: 0 });
  expect((await asked(b, `${BASE}/v2/users`, authorization)).status).toBe(200);
  expect((await order(b, { kind: "revoke", clientId: DEFAULT_APP.clientId })).body).toEqual({ revoked: 1 });
  const dead = await asked(b, `${BASE}/v2/users`, authorization);
  expect([dead.status, ((await dead.json()) as { code: number }).code]).toEqual([401, 124]);
});

test("a clock that is skewed shows in the Date header, the events and what expires", async () => {
  const b = await bench({ webhook: { url: "http://bedel.example/hook", secret: "clave" } });
  const authorization = await bearer(b);
  const dates = async (): Promise<number> => Date.parse((await asked(b, `${BASE}/v2/users`, authorization)).headers.get("date")!);
  expect(await dates()).toBe(b.now());
  await order(b, { kind: "skew", seconds: 600 });
  expect(await dates()).toBe(b.now() + minutes(10));
  await b.sandbox.run();
  const { init } = b.posted[0]!;
  expect((JSON.parse(String(init.body)) as { event_ts: number }).event_ts).toBe(b.now() + minutes(10));
  expect(Number(new Headers(init.headers).get("x-zm-request-timestamp"))).toBe((b.now() + minutes(10)) / 1000);
  await b.pass(hours(1) - minutes(10) - 1000);
  expect((await asked(b, `${BASE}/v2/users`, authorization)).status).toBe(200);
  await b.pass(1000);
  expect((await asked(b, `${BASE}/v2/users`, authorization)).status).toBe(401);
  await order(b, { kind: "clear" });
  expect((await asked(b, `${BASE}/v2/users`, authorization)).status).toBe(200);
});

test.each([
  [{ limit: "second", headers: "sparse" }, "per-second", ["Light", null, null, null]],
  [{ limit: "second", headers: "rich" }, "per-second", ["Light", "QPS", "0", null]],
  [{ limit: "day", headers: "rich" }, "maximum daily rate limit", ["Light", "Daily-limit", "0", "2027-03-02T00:00:00Z"]],
  [{ limit: "host day", headers: "sparse" }, "(100) of Meeting Create/Update", ["Light", null, null, null]],
  [{ limit: "host day", headers: "rich" }, "(100) of Meeting Create/Update", ["Light", null, "79", null]],
])("a 429 comes with the text and the headers ordered: %j", async (how, words, headers) => {
  const b = await bench();
  await order(b, { kind: "next", match: "GET /users/:id", do: "429", ...how });
  const reply = await b.api("GET", `/users/${ROOM}`);
  expect([reply.status, reply.body["code"]]).toEqual([429, 429]);
  expect(reply.body["message"]).toContain(words);
  const names = ["x-ratelimit-category", "x-ratelimit-type", "x-ratelimit-remaining", "retry-after"];
  expect(names.map((name) => reply.headers.get(name))).toEqual(headers);
});

test("an order that makes no sense is refused in a sentence", async () => {
  const b = await bench();
  const said = async (body: Record<string, unknown>): Promise<string> => (await order(b, body)).body["error"];
  expect(await said({ kind: "next", match: "*", do: "dance" })).toMatch(/^do: /);
  expect(await said({ kind: "next", do: "503" })).toMatch(/^match: /);
  expect(await said({ kind: "outage", from: "soon", to: "later" })).toBe("from: a moment is needed (ISO 8601)");
  expect(await said({ kind: "webhooks", drop: 2 })).toMatch(/^drop: /);
  expect(await said({ kind: "rain" })).toMatch(/^kind is one of/);
  expect((await b.control("GET", "/faults")).body).toEqual({ faults: [], webhooks: null, listLagSeconds: 2, clockSkewSeconds: 0 });
});

test("the same seed and the same calls are answered with the same words", async () => {
  const run = async (): Promise<unknown[]> => {
    const b = await bench();
    await order(b, { kind: "next", match: "*", do: "429" });
    const { id } = await meetingOf(b).catch(() => meetingOf(b));
    return [id, (await b.api("GET", `/meetings/${id}`)).body, (await b.control("GET", "/calls")).body];
  };
  expect(await run()).toEqual(await run());
});
