import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { newApp } from "../platform/http.ts";
import { zoomRoutes } from "./routes.ts";
import { DOCTORS_TOKEN } from "./webhooks.ts";

async function aDoor(known: readonly (string | { secret: string; accountId: string })[]) {
  const [kept, heard, logged]: [unknown[], string[], string[]] = [[], [], []];
  const log = { info: () => undefined, warn: () => undefined, error: (what: string) => void logged.push(what) };
  const app = await newApp({ log, words: (_, because) => because, reader: () => null, frameSelf: false });
  const secrets = async () => known.map((one) => (typeof one === "string" ? { secret: one, accountId: null } : one));
  zoomRoutes(app, {
    secrets,
    keep: async (_, body) => void kept.push(body),
    heard: (what) => void heard.push(what),
    heardOf: (accountId) => void heard.push(`event of ${accountId}`),
  });
  const deliver = (payload: string, secret: string) => {
    const signature = `v0=${createHmac("sha256", secret).update(`v0:1801476000:${payload}`).digest("hex")}`;
    const headers = { "content-type": "application/json", "x-zm-request-timestamp": "1801476000", "x-zm-signature": signature };
    return app.inject({ method: "POST", url: "/webhooks/zoom", headers, payload });
  };
  return { app, deliver, kept, heard, logged };
}

test("a genuine delivery that is nested deeper than anything of Zoom's is refused, and is no surprise", async () => {
  const { deliver, kept, logged } = await aDoor(["s3cret"]);

  expect((await deliver("[".repeat(200_000) + "]".repeat(200_000), "s3cret")).statusCode).toBe(400);
  expect((await deliver('{"event":"meeting.started"}', "s3cret")).statusCode).toBe(204);
  expect([kept, logged]).toEqual([[{ event: "meeting.started" }], []]);
});

test.each(["new", "old"])("while secrets are exchanged, Zoom's question is answered with the one that signed it: the %s one", async (secret) => {
  const { deliver, kept, heard } = await aDoor(["new", "old"]);
  const answer = await deliver('{"event":"endpoint.url_validation","payload":{"plainToken":"q9ib"}}', secret);

  expect(answer.json()).toEqual({ plainToken: "q9ib", encryptedToken: createHmac("sha256", secret).update("q9ib").digest("hex") });
  expect([kept, heard]).toEqual([[], ["validation"]]);
});

test("what another secret signed is refused and counted; what nobody signed is refused only", async () => {
  const { app, deliver, kept, heard } = await aDoor(["s3cret"]);

  expect((await deliver('{"event":"meeting.started"}', "wrong")).statusCode).toBe(401);
  expect((await app.inject({ method: "POST", url: "/webhooks/zoom", payload: '{"event":"meeting.started"}' })).statusCode).toBe(401);
  expect([kept, heard]).toEqual([[], ["refusal"]]);
});

test("what the doctor asks in Zoom's stead is answered as Zoom's question is, and does not count as having heard Zoom", async () => {
  const { deliver, kept, heard } = await aDoor(["s3cret"]);
  const question = JSON.stringify({ event: "endpoint.url_validation", payload: { plainToken: DOCTORS_TOKEN } });

  expect((await deliver(question, "s3cret")).json()).toMatchObject({ plainToken: DOCTORS_TOKEN });
  expect((await deliver(question, "wrong")).statusCode).toBe(401);
  expect([kept, heard]).toEqual([[], []]);
});

test("the secret of an institution's own app speaks for its own account only, and may be asked after", async () => {
  const { deliver, kept, heard } = await aDoor(["server", { secret: "own", accountId: "A" }]);
  const event = (account: string) => JSON.stringify({ event: "meeting.started", payload: { account_id: account } });

  expect((await deliver(event("A"), "own")).statusCode).toBe(204);
  expect((await deliver(event("B"), "own")).statusCode).toBe(401);
  expect((await deliver('{"event":"meeting.started","payload":null}', "own")).statusCode).toBe(401);
  expect((await deliver(event("B"), "server")).statusCode).toBe(204);
  expect((await deliver('{"event":"endpoint.url_validation","payload":{"plainToken":"q9ib"}}', "own")).statusCode).toBe(200);
  expect([kept.length, heard]).toEqual([2, ["event of A", "refusal", "refusal", "event of B", "validation"]]);
});
