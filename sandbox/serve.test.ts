import { expect, test } from "vitest";
import { bench } from "./testing.ts";
import { serveSandbox } from "./serve.ts";

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
