import { request as plainRequest } from "node:http";
import { request as tlsRequest, type RequestOptions } from "node:https";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { certificateFor } from "./testing-certificate.ts";
import { bench } from "./testing.ts";
import { serveSandbox } from "./serve.ts";

const UNKNOWN = { status: 401, body: JSON.stringify({ code: 124, message: "Invalid access token." }) };

const ask = (request: typeof plainRequest, options: RequestOptions): Promise<{ status: number | undefined; body: string }> =>
  new Promise((resolve, reject) => {
    const asked = request(options, (answer) => void text(answer).then((body) => resolve({ status: answer.statusCode, body }), reject));
    asked.once("error", reject).end();
  });

test("over HTTP it answers as in process, and a cut line is a destroyed socket", async () => {
  const b = await bench({ baseUrl: "http://127.0.0.1" });
  const { server, port } = await serveSandbox(b.sandbox, { port: 0, host: "127.0.0.1" });
  const at = `http://127.0.0.1:${port}`;
  expect((await fetch(`${at}/v2/users`)).status).toBe(401);
  await fetch(`${at}/control/faults`, { method: "POST", body: JSON.stringify({ kind: "next", match: "GET /users", do: "hang up" }) });
  await expect(fetch(`${at}/v2/users`)).rejects.toThrow(TypeError);
  expect((await fetch(`${at}/v2/users`)).status).toBe(401);
  server.closeAllConnections();
  server.close();
});

test("who asks through a proxy, with the whole address in the first line, is answered as who asks for the path", async () => {
  const b = await bench({ baseUrl: "http://127.0.0.1" });
  const { server, port } = await serveSandbox(b.sandbox, { port: 0, host: "127.0.0.1" });
  expect(await ask(plainRequest, { host: "127.0.0.1", port, path: "http://api.zoom.us/v2/users?page_size=30" })).toEqual(UNKNOWN);
  server.closeAllConnections();
  server.close();
});

test("an address that is none is a 400, not a cut line", async () => {
  const b = await bench({ baseUrl: "http://127.0.0.1" });
  const { server, port } = await serveSandbox(b.sandbox, { port: 0, host: "127.0.0.1" });
  const there = { host: "127.0.0.1", port, agent: false } as const;
  expect(await ask(plainRequest, { ...there, path: "/v2/users", headers: { host: "not a host" } })).toEqual({ status: 400, body: "" });
  expect(await ask(plainRequest, { ...there, path: "*", method: "OPTIONS" })).toEqual({ status: 400, body: "" });
  server.closeAllConnections();
  server.close();
});

test("a body that is too big is a 413, and nothing of it was done", async () => {
  const b = await bench({ baseUrl: "http://127.0.0.1" });
  const { server, port } = await serveSandbox(b.sandbox, { port: 0, host: "127.0.0.1" });
  const at = `http://127.0.0.1:${port}`;
  expect((await fetch(`${at}/v2/users`, { method: "POST", body: "x".repeat(1_000_001) })).status).toBe(413);
  expect(await (await fetch(`${at}/control/calls`)).json()).toEqual({ total: 0, calls: [] });
  server.closeAllConnections();
  server.close();
});

test("a mistake of the sandbox's own is a 500, not a cut line", async () => {
  const { sandbox } = await bench({ baseUrl: "http://127.0.0.1" });
  const told: string[] = [];
  const wrong = { ...sandbox, fetch: () => Promise.reject(new RangeError("a slip")) };
  const { server, port } = await serveSandbox(wrong, { port: 0, host: "127.0.0.1", tell: (text) => void told.push(text) });
  expect((await fetch(`http://127.0.0.1:${port}/v2/users`)).status).toBe(500);
  expect(told).toEqual([expect.stringContaining("/v2/users: RangeError: a slip")]);
  server.closeAllConnections();
  server.close();
});

test("with a certificate of its own it can be reached by the names that a client knows Zoom by", async () => {
  const certificate = certificateFor(["zoom.us", "api.zoom.us"]);
  const b = await bench({ baseUrl: "https://zoom.us" });
  const { server, port } = await serveSandbox(b.sandbox, { port: 0, host: "127.0.0.1", certificate });
  const there = { host: "127.0.0.1", port, servername: "api.zoom.us", headers: { host: "api.zoom.us" }, ca: certificate.cert, agent: false } as const;
  expect(await ask(tlsRequest, { ...there, path: "/v2/users" })).toEqual(UNKNOWN);
  await expect(ask(tlsRequest, { ...there, servername: "zoom.example", headers: { host: "zoom.example" }, path: "/v2/users" })).rejects.toThrow(/altnames/);
  server.closeAllConnections();
  server.close();
});
