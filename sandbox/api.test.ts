import { expect, test } from "vitest";
import { askToken, BASE, bench, meetingOf, ROOM, type Bench } from "./testing.ts";

const post = async (b: Bench, path: string, body: string): Promise<number> =>
  (await b.sandbox.fetch(new Request(`${BASE}${path}`, { method: "POST", body }))).status;

test("a body that nests deeper than the stack is refused, and nothing is the worse for it", async () => {
  const b = await bench();
  const nest = `{"kind": "next", "match": "PUT /nowhere", "do": "refuse", "body": ${"[".repeat(60_000)}${"]".repeat(60_000)}}`;
  expect(await post(b, "/control/faults", nest)).toBe(400);
  const deep = JSON.parse(`{"custom_attributes": ${"[".repeat(200)}${"]".repeat(200)}}`) as unknown;
  expect(await b.api("PATCH", `/users/${ROOM}`, deep)).toMatchObject({ status: 400, body: { code: 300 } });
  expect(await meetingOf(b)).toMatchObject({ topic: "Óptica cuántica" });
});

test.each(["text/plain", "application/x-www-form-urlencoded", null])("JSON that does not say that it is JSON, but %s, is a 415 with 300", async (type) => {
  const b = await bench();
  const authorization = `Bearer ${String((await askToken(b.sandbox)).body["access_token"])}`;
  const ask = (headers: Record<string, string>): Promise<Response> =>
    b.sandbox.fetch(new Request(`${BASE}/v2/users/${ROOM}/meetings`, { method: "POST", headers, body: Buffer.from("{}") }));
  const refused = await ask({ authorization, ...(type === null ? {} : { "content-type": type }) });
  expect([refused.status, await refused.json()]).toEqual([415, { code: 300, message: "Unsupported Content Type" }]);
  expect((await ask({ authorization, "content-type": "Application/JSON; charset=utf-8" })).status).toBe(201);
});

test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])("a name that every object has is a name like any other: %s", async (name) => {
  const b = await bench();
  expect((await b.control("POST", "/plan", [{ at: "2027-03-01T12:01:00Z", do: name }])).status).toBe(400);
  expect((await b.control("POST", "/faults", { kind: name })).status).toBe(400);
  expect((await b.page("/live", { do: name })).status).toBe(409);
  expect((await askToken(b.sandbox, { grant_type: name })).body["errorCode"]).toBe(4705);
  expect((await b.control("POST", "/apps", JSON.parse(`{"clientId": "x", "${name}": 1}`))).status).toBe(400);
  expect((await b.api("POST", "/users", { action: name, user_info: { email: "eva@otra.example", type: 1 } })).status).toBe(400);
  expect((await b.api("GET", `/users/${ROOM}/token?type=${name}`)).status).toBe(400);
  expect((await b.api("GET", `/accounts/me/settings?option=${name}`)).status).toBe(400);
  await b.pass(120_000);
  expect((await b.control("GET", "/plan")).body).toEqual({ plan: [] });
});
