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
