import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { freePort, live, startProgram, type Settings } from "./crash/server.ts";
import { freshPostgres } from "./support/databases.ts";

const ARGS = ["new-institution", "Escuela de Música", "Nuria@escuela.example"];

async function runs(settings: Settings, args = ARGS): Promise<{ code: number | null; said: string[]; complained: string }> {
  const { ended, said, complained } = startProgram(settings, args);
  const code = await ended;
  return { code, said: said().trim().split("\n"), complained: complained() };
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bedel-new-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "data");
}

test("beside a server on PostgreSQL the command says an address that this server opens", { timeout: 60_000 }, async () => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const settings = { DATABASE_URL: await freshPostgres(), BEDEL_DATA: aFolder(), PORT: String(port), BEDEL_ADDRESS: origin, BEDEL_EXAMPLE: "nothing" };
  const server = await live(settings);
  const { code, said, complained } = await runs(settings);
  expect({ code, complained, lines: said.length }).toEqual({ code: 0, complained: "", lines: 2 });
  const address = said[1]!;
  expect(address.startsWith(`${origin}/begin/`)).toBe(true);
  const page = await (await fetch(address.replace("/begin/", "/api/begin/"))).json();
  expect(page).toMatchObject({ state: "open", institution: "Escuela de Música", email: "nuria@escuela.example" });
  const allow = async (institution: string): Promise<string> => (await runs(settings, ["allow-domain", institution, "escuela.example"])).complained.trim();
  expect(await allow("Nowhere")).toBe("bedel: There is no institution called Nowhere here.");
  expect(await allow("universidad de la sierra")).toContain("has not entered escuela.example");
  const elsewhere = await runs({ ...settings, BEDEL_DATA: aFolder() });
  expect(elsewhere).toMatchObject({ code: 78, complained: expect.stringContaining("set BEDEL_SECRET as for the server") });
  await server.stop();
});

test("on the embedded database the server has to be stopped for it", { timeout: 120_000 }, async () => {
  const settings = { BEDEL_DATA: aFolder(), PORT: String(await freePort()), BEDEL_EXAMPLE: "nothing" };
  const server = await live(settings);
  expect(await runs(settings)).toMatchObject({ code: 78, complained: expect.stringContaining("Another Bedel uses the data folder") });
  await server.stop();
  expect(await runs(settings)).toMatchObject({ code: 0, said: [expect.anything(), expect.stringMatching(/\/begin\/[A-Za-z0-9_-]{22}$/)] });
});

test("with a real Zoom and no owner in the settings the first start says where to become one", { timeout: 60_000 }, async () => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const nobody = `http://127.0.0.1:${await freePort()}`;
  const zoom = { ZOOM_ACCOUNT_ID: "a", ZOOM_CLIENT_ID: "b", ZOOM_CLIENT_SECRET: "c", ZOOM_WEBHOOK_SECRET: "d", ZOOM_BASE: nobody };
  const settings = { ...zoom, DATABASE_URL: await freshPostgres(), BEDEL_DATA: aFolder(), PORT: String(port), BEDEL_ADDRESS: origin };
  const { child, said, ended } = startProgram({ ...settings, SMTP_URL: nobody.replace("http", "smtp"), LOG_LEVEL: "silent" });
  await expect.poll(said, { timeout: 30_000 }).toContain("Bedel is at");
  const token = /\/begin\/([A-Za-z0-9_-]{22})$/m.exec(said())![1]!;
  const newcomer = { name: "Nuria", email: "nuria@escuela.example", password: "Nadie-Lo-Sabe-74" };
  const body = JSON.stringify({ institution: "Escuela", zone: "Europe/Madrid", language: "es", newcomer });
  const begin = (): Promise<Response> => fetch(`${origin}/api/begin/${token}`, { method: "POST", headers: { "content-type": "application/json" }, body });
  const begun = await begin();
  expect(begun.status).toBe(204);
  const cookie = begun.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  expect(await (await fetch(`${origin}/api/me`, { headers: { cookie } })).json()).toMatchObject({
    member: { role: "owner" },
    institution: { name: "Escuela" },
  });
  expect((await begin()).status).toBe(409);
  child.kill("SIGTERM");
  await ended;
});
