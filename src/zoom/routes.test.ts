import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { newApp } from "../platform/http.ts";
import { zoomRoutes } from "./routes.ts";

test("a genuine delivery that is nested deeper than anything of Zoom's is refused, and is no surprise", async () => {
  const [kept, logged]: [unknown[], string[]] = [[], []];
  const log = { info: () => undefined, warn: () => undefined, error: (what: string) => void logged.push(what) };
  const app = await newApp({ log, words: (_, because) => because, reader: () => null, frameSelf: false });
  zoomRoutes(app, { secrets: ["s3cret"], keep: async (_, body) => void kept.push(body) });
  const deliver = (payload: string) => {
    const signature = `v0=${createHmac("sha256", "s3cret").update(`v0:1801476000:${payload}`).digest("hex")}`;
    const headers = { "content-type": "application/json", "x-zm-request-timestamp": "1801476000", "x-zm-signature": signature };
    return app.inject({ method: "POST", url: "/webhooks/zoom", headers, payload });
  };

  expect((await deliver("[".repeat(200_000) + "]".repeat(200_000))).statusCode).toBe(400);
  expect((await deliver('{"event":"meeting.started"}')).statusCode).toBe(204);
  expect([kept, logged]).toEqual([[{ event: "meeting.started" }], []]);
});
