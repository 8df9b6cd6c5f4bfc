import { expect, test } from "vitest";
import { z } from "zod";
import { instant } from "../lib/time.ts";
import { languageOf, newApp, refuse, valueOf, type App } from "./http.ts";

const logged: string[] = [];
async function anApp(): Promise<App> {
  const log = { info: () => undefined, warn: () => undefined, error: (what: string) => void logged.push(what) };
  const app = await newApp({ log, words: (language, because) => `${language}: ${because}`, reader: () => null, frameSelf: false });
  app.post("/ask", { schema: { body: z.object({ minutes: z.number().int().min(5), title: z.string().min(1) }) } }, () => ({ ok: true }));
  app.post("/refused", () => valueOf({ ok: false, refusal: { because: "no_room_free", field: "start" }, nearest: [instant("2027-03-01T12:00:00Z")] }));
  app.get("/throws", () => {
    throw new Error("the password is k7F2");
  });
  app.get("/limited", () => {
    throw refuse(429, "too_many_requests");
  });
  return app;
}
const post = (app: App, url: string, payload: object, headers: Record<string, string> = {}) => app.inject({ method: "POST", url, payload, headers });

test("what is malformed is told field by field, in words", async () => {
  const answer = await post(await anApp(), "/ask", { minutes: 4, title: "" });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([422, "application/problem+json"]);
  expect(answer.json()).toMatchObject({
    because: "malformed",
    errors: [
      { field: "minutes", because: "below_minimum_minutes", message: "en: below_minimum_minutes" },
      { field: "title", because: "required", message: "en: required" },
    ],
  });
});

test("a refusal is a problem with its key, its field, its words and the nearest times, in the reader's language", async () => {
  const answer = await post(await anApp(), "/refused", {}, { "accept-language": "es-MX,en;q=0.5" });
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toMatchObject({
    because: "no_room_free",
    detail: "es: no_room_free",
    errors: [{ field: "start" }],
    nearest: ["2027-03-01T12:00:00.000Z"],
  });
});

test("a surprise tells the reader nothing of itself, and the log that it happened", async () => {
  const answer = await (await anApp()).inject("/throws");
  expect([answer.statusCode, answer.json()["because"]]).toEqual([500, "surprise"]);
  expect(answer.body).not.toContain("k7F2");
  expect(logged).toEqual(["a request threw"]);
});

test("what is too much, too often or not even JSON says so", async () => {
  const app = await anApp();
  expect((await post(app, "/ask", { title: "x".repeat(1_300_000) })).json()).toMatchObject({ status: 413, because: "too_big" });
  expect((await app.inject("/limited")).json()).toMatchObject({ status: 429, because: "too_many_requests" });
  expect((await app.inject({ method: "POST", url: "/ask", payload: "{", headers: { "content-type": "application/json" } })).json()).toMatchObject({
    status: 400,
    because: "malformed",
  });
});

test("an address that can't be one is a problem like any other", async () => {
  const app = await anApp();
  app.get("/things/:id", () => ({ ok: true }));
  for (const url of [`/things/${"x".repeat(400)}`, "/things/%zz"]) {
    const answer = await app.inject({ url, headers: { "accept-language": "es" } });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([404, "application/problem+json"]);
    expect(answer.json()).toMatchObject({ because: "not_found", detail: "es: not_found" });
  }
});

test("a page of another site may change nothing in somebody's name; one of ours and a program may", async () => {
  const app = await anApp();
  const body = { minutes: 5, title: "a" };
  expect((await post(app, "/ask", body, { origin: "http://evil.example", host: "bedel.example" })).json()).toMatchObject({
    status: 403,
    because: "not_allowed",
  });
  expect((await post(app, "/ask", body, { origin: "null", host: "bedel.example" })).statusCode).toBe(403);
  expect((await post(app, "/ask", body, { origin: "http://bedel.example", host: "bedel.example" })).statusCode).toBe(200);
  expect((await post(app, "/ask", body)).statusCode).toBe(200);
});

test("pages may load nothing from elsewhere and be framed by nobody", async () => {
  const { headers } = await (await anApp()).inject("/limited");
  expect(headers["content-security-policy"]).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
  expect(headers["cache-control"]).toBe("no-store");
});

test.each([
  ["es", "es"],
  ["es-ES,es;q=0.9,en;q=0.8", "es"],
  ["en-GB,es;q=0.8", "en"],
  ["pl", "en"],
  [undefined, "en"],
])("who wishes %s reads %s", (wish, language) => {
  expect(languageOf({ headers: { "accept-language": wish } } as never)).toBe(language);
});

test("where somebody comes from is what a known proxy says, and nobody else is believed", async () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const seenBy = async (proxies: string[], remoteAddress: string, said: string): Promise<string> => {
    const app = await newApp({ log, words: (_, because) => because, reader: () => null, frameSelf: false, proxies });
    app.get("/where", (request) => ({ ip: request.ip }));
    return (await app.inject({ url: "/where", remoteAddress, headers: { "x-forwarded-for": said } })).json().ip;
  };
  expect(await seenBy([], "127.0.0.1", "203.0.113.7")).toBe("127.0.0.1");
  expect(await seenBy(["127.0.0.1", "10.0.0.0/8"], "127.0.0.1", "203.0.113.7")).toBe("203.0.113.7");
  expect(await seenBy(["127.0.0.1", "10.0.0.0/8"], "127.0.0.1", "198.51.100.1, 203.0.113.7, 10.1.2.3"), "what the visitor made up stands first").toBe(
    "203.0.113.7",
  );
  expect(await seenBy(["127.0.0.1"], "203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
});
