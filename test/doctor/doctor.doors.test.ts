import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { SANDBOX_WEBHOOK_SECRET } from "../../src/zooms.ts";
import { freePort, live, startProgram, type Settings } from "../crash/server.ts";
import { MAIL_PASSWORD } from "./fronts.ts";
import { aHouse, WEBHOOK_SECRET, type House } from "./house.ts";
import { namedBy, PLANTED } from "./planted.ts";

/** The command as an operator runs it. */
async function doctor(settings: Settings, ...options: string[]): Promise<{ code: number | null; said: string; complained: string }> {
  const { ended, said, complained } = startProgram(settings, ["doctor", ...options]);
  return { code: await ended, said: said(), complained: complained() };
}

describe("at a server that runs as at an institution", () => {
  let house: House;
  beforeAll(async () => void (house = await aHouse(inject("postgres").server)));
  afterAll(() => house.close());

  test("all is well, and of all of it something is told", async () => {
    const found = await house.doctor();
    expect(found.filter(({ is }) => is !== "well")).toEqual([]);
    expect([...new Set(found.map(({ check }) => check))]).toEqual([
      ...["settings", "node", "folder", "database", "migrations", "secret", "server", "address"],
      ...["tls", "clock", "mail", "zoom", "scopes", "webhooks"],
    ]);
    expect(house.mails.taken(), "a rehearsed mail was sent").toBe(0);
  });

  test.each(PLANTED)("$fault is named, and nothing else", { timeout: 60_000 }, async (planted) => {
    expect(await namedBy(house, planted)).toEqual([planted.key]);
  });

  test("as a command it says so in sentences, in each language, without a secret, and ends with 1 when there is a fault", { timeout: 60_000 }, async () => {
    const settings = { ...house.settings, ZOOM_CLIENT_SECRET: "not its secret" };
    const english = await doctor(settings, "--language", "en");
    const spanish = await doctor({ ...settings, LANG: "es_ES.UTF-8" });
    const program = await doctor(settings, "--json");
    expect([english.code, spanish.code, program.code]).toEqual([1, 1, 1]);
    expect(english.said).toContain("✘ Zoom (ZOOM_CLIENT_ID): Zoom does not know the app, or its secret is wrong.\n    → Copy client id");
    expect(spanish.said).toContain("✘ Zoom (ZOOM_CLIENT_ID): Zoom no conoce la aplicación");
    const read = JSON.parse(program.said) as { well: boolean; findings: { check: string; is: string; found: string; todo: string | null }[] };
    expect(read.well).toBe(false);
    expect(read.findings.find(({ check, is }) => check === "zoom" && is === "fault")).toMatchObject({ because: "app_unknown", of: "ZOOM_CLIENT_ID" });
    const all = [english, spanish, program].map(({ said, complained }) => said + complained).join("\n");
    const secrets = [
      MAIL_PASSWORD,
      encodeURIComponent(MAIL_PASSWORD),
      WEBHOOK_SECRET,
      "not its secret",
      house.settings["BEDEL_SECRET"]!,
      house.settings["BEDEL_OWNER_PASSWORD"]!,
    ];
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  });

  test("a mail is sent only where one is asked for", { timeout: 60_000 }, async () => {
    const before = house.mails.taken();
    const { said } = await doctor(house.settings, "--mail", "operator@universidad.example");
    expect(said).toMatch(/✔ Mail: 127\.0\.0\.1:\d+ took a mail to operator@universidad\.example\./);
    expect(house.mails.taken()).toBe(before + 1);
  });

  test("the door that the doctor asks at opens to the server's secret only", async () => {
    const ask = (proof: string) => fetch(`http://127.0.0.1:${house.port}/api/doctor`, { method: "POST", headers: { "x-bedel-doctor": proof } });
    expect((await ask("1.wrong")).status).toBe(401);
    expect((await ask("")).status).toBe(401);
    const health = await fetch(`http://127.0.0.1:${house.port}/api/health`);
    expect(await health.json()).toEqual({ is: "Bedel", instance: expect.stringMatching(/^[\w-]{16}$/), database: "answers" });
  });
});

test("an embedded database is looked at while a Bedel runs on it, by that Bedel, and by the doctor alone when none does", { timeout: 120_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), "bedel-doctor-"));
  const settings = { PORT: String(await freePort()), BEDEL_DATA: data, BEDEL_EXAMPLE: "nothing" };
  const becauseOf = async (more: Settings = {}): Promise<string[]> => {
    const { said } = await doctor({ ...settings, ...more }, "--json");
    expect(said).not.toContain(SANDBOX_WEBHOOK_SECRET);
    const { findings } = JSON.parse(said) as { findings: { check: string; is: string; because: string }[] };
    return findings.map(({ check, is, because }) => `${check} ${is} ${because}`);
  };
  try {
    expect(await becauseOf()).toEqual(expect.arrayContaining(["database well none_yet", "server fault not_running"]));
    const life = await live(settings);
    const running = await becauseOf();
    const otherSecret = await becauseOf({ BEDEL_SECRET: "another secret, and long enough too" });
    await life.stop();
    const stopped = await becauseOf();
    expect(running.filter((line) => !line.includes(" well "))).toEqual(["clock unknown nobody_asked"]);
    expect(running).toEqual(expect.arrayContaining(["database well embedded_running", "secret well well", "zoom well sandbox", "address well local"]));
    expect(otherSecret.filter((line) => line.includes(" fault "))).toEqual(["secret fault other_running"]);
    expect(stopped).toEqual(expect.arrayContaining(["database well embedded", "secret well well", "server fault not_running", "zoom well sandbox"]));
    rmSync(join(data, "secret.key"));
    expect(await becauseOf()).toContain("secret fault gone");
    writeFileSync(join(data, "database", "global", "pg_control"), "no control file");
    expect(await becauseOf()).toContain("database fault damaged");
  } finally {
    rmSync(data, { recursive: true });
  }
});

test("an option that there is not is told in a sentence, and nothing is looked at", async () => {
  expect(await doctor({}, "--loud")).toMatchObject({
    code: 78,
    said: "",
    complained: "bedel: The options of doctor are --json, --language en or es, --mail ADDRESS.\n",
  });
  expect(await doctor({}, "--mail", "nobody")).toMatchObject({ code: 78, said: "" });
});
