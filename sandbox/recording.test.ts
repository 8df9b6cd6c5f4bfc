import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seededRandom } from "../src/lib/random.ts";
import { intoFile, openRecorded, type Exchange } from "./recording.ts";
import type { SandboxOptions } from "./sandbox.ts";
import { BASE, NOON } from "./testing.ts";
import { DEFAULT_APP } from "./university.ts";

const options: SandboxOptions = {
  now: () => NOON,
  machine: () => 0,
  random: seededRandom(7),
  baseUrl: BASE,
  file: null,
  webhook: { url: "http://bedel.example/webhooks/zoom", secret: "secret" },
  send: async () => new Response(null, { status: 204 }),
};
const token = (): Request =>
  new Request(`${BASE}/oauth/token?grant_type=account_credentials&account_id=${DEFAULT_APP.accountId}`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${DEFAULT_APP.clientId}:${DEFAULT_APP.clientSecret}`)}` },
  });

test("calls and webhooks are written down a line each, and pages are not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "recording-"));
  const file = join(folder, "exchanges");
  const sandbox = openRecorded(options, intoFile(file));
  const { access_token: bearer } = (await (await sandbox.fetch(token())).json()) as { access_token: string };
  const create = new Request(`${BASE}/v2/users/sala.aula-magna@universidad.example/meetings?a=1`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify({ topic: "Álgebra" }),
  });
  expect((await sandbox.fetch(create)).status).toBe(201);
  await sandbox.fetch(new Request(`${BASE}/users`));
  await sandbox.run();
  sandbox.close();

  const lines = readFileSync(file, "utf8").trim().split("\n");
  rmSync(folder, { recursive: true });
  const exchanges = lines.map((line) => JSON.parse(line) as Exchange);
  expect(exchanges.map(({ is, method, path, answer }) => [is, method, path.split("?")[0], answer!.status])).toEqual([
    ["call", "POST", "/oauth/token", 200],
    ["call", "POST", "/v2/users/sala.aula-magna@universidad.example/meetings", 201],
    ["webhook", "POST", "/webhooks/zoom", 204],
  ]);
  expect(exchanges[1]).toMatchObject({ path: expect.stringMatching(/\?a=1$/), asked: { body: '{"topic":"Álgebra"}', headers: { authorization: "Bearer" } } });
  expect(exchanges[1]!.answer!.body).toContain("join_url");
  expect(lines.join("\n")).not.toContain(`Bearer ${bearer}`);
});

test("a line that is cut is written down without an answer, and stays cut", async () => {
  const written: Exchange[] = [];
  const sandbox = openRecorded(options, (exchange) => written.push(exchange));
  const fault = { kind: "next", match: "POST /oauth/token", do: "hang up" };
  await sandbox.fetch(new Request(`${BASE}/control/faults`, { method: "POST", body: JSON.stringify(fault) }));
  await expect(sandbox.fetch(token())).rejects.toThrow();
  sandbox.close();
  expect(written).toMatchObject([{ method: "POST", answer: null }]);
});
