import { randomUUID } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readBackup } from "../../src/platform/backup/file.ts";
import { houseAt, openRooms, type House } from "../crash/house.ts";
import { freePort, live, startProgram, type Settings } from "../crash/server.ts";
import { freshPostgres } from "../support/databases.ts";

type Ended = { code: number | null; said: string; complained: string };

async function runs(settings: Settings, ...args: string[]): Promise<Ended> {
  const { ended, said, complained } = startProgram(settings, args);
  const code = await ended;
  return { code, said: said(), complained: complained() };
}

type Asking = { /** Those that were answered. */ placed: string[]; stop(): Promise<void> };

/** Somebody asks for sessions one after the other, until told otherwise; the first is answered already. */
async function keepAsking(house: House): Promise<Asking> {
  await house.signIn();
  await openRooms(house, 2);
  const began = await house.now();
  const placed: string[] = [];
  let over = false;
  const ask = async (): Promise<void> => {
    const start = new Date(began + 3_600_000 * (2 + placed.length)).toISOString().slice(0, 16);
    const wish = { id: randomUUID(), title: "Óptica", start, zone: "UTC", minutes: 30, admission: "automatic", kind: "meeting", expected: null };
    await house.must("POST", "/api/sessions", wish);
    placed.push(wish.id);
  };
  await ask();
  const under = (async () => {
    while (!over && placed.length < 500) await ask();
  })();
  return { placed, stop: () => ((over = true), under) };
}

test.each(["the embedded database", "PostgreSQL"])(
  "%s is backed up while a server writes to it, and a server elsewhere goes on from there",
  { timeout: 600_000 },
  async (which) => {
    const folder = mkdtempSync(join(tmpdir(), "bedel-running-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const port = String(await freePort());
    const database = which === "PostgreSQL" ? { DATABASE_URL: await freshPostgres() } : {};
    const settings: Settings = { BEDEL_DATA: join(folder, "data"), PORT: port, BEDEL_EXAMPLE: "nothing", ...database };
    const server = await live(settings);
    const asking = await keepAsking(houseAt(`http://127.0.0.1:${port}`));
    const before = [...asking.placed];
    const file = join(folder, "first.backup");

    const first = await runs(settings, "backup", file);
    const into = await runs(settings, "backup", `${folder}/dated/`);
    expect([first, into]).toMatchObject([
      { code: 0, complained: "" },
      { code: 0, complained: "" },
    ]);
    expect(first.said).toContain("secret.key alone");
    expect(readdirSync(join(folder, "dated"))).toEqual([expect.stringMatching(/^bedel-\d{8}T\d{6}Z\.backup$/)]);
    expect(statSync(file).mode & 0o077).toBe(0);
    if (which !== "PostgreSQL") {
      expect(readdirSync(settings["BEDEL_DATA"]!).filter((name) => name.startsWith("backing-up"))).toEqual([]);
      expect(await runs({ ...settings, PORT: String(await freePort()) }, "backup", join(folder, "no.backup"))).toMatchObject({
        code: 78,
        complained: expect.stringContaining("no Bedel answers at"),
      });
      expect(await runs({ ...settings, BEDEL_SECRET: "x".repeat(40) }, "backup", join(folder, "no.backup"))).toMatchObject({
        code: 78,
        complained: expect.stringContaining("goes by another secret"),
      });
      expect(await runs(settings, "restore", file)).toMatchObject({ code: 78, complained: expect.stringContaining("Another Bedel uses the data folder") });
    } else
      expect(await runs(settings, "restore", file, "--replace")).toMatchObject({
        code: 78,
        complained: expect.stringContaining("A Bedel runs on this database"),
      });
    await asking.stop();
    expect(asking.placed.length).toBeGreaterThan(before.length);
    await server.stop();
    await readBackup(file);

    const elsewhere: Settings = {
      ...settings,
      BEDEL_DATA: join(folder, "elsewhere"),
      PORT: String(await freePort()),
      ...(which === "PostgreSQL" ? { DATABASE_URL: await freshPostgres() } : {}),
    };
    mkdirSync(elsewhere["BEDEL_DATA"]!);
    expect(await runs(elsewhere, "restore", file)).toMatchObject({ code: 78, complained: expect.stringContaining("made under another secret") });
    expect(readdirSync(elsewhere["BEDEL_DATA"]!)).toEqual([]);
    for (const name of ["secret.key", "zoom.sqlite"]) cpSync(join(settings["BEDEL_DATA"]!, name), join(elsewhere["BEDEL_DATA"]!, name));
    expect(await runs(elsewhere, "restore", file)).toMatchObject({ code: 0, complained: "" });
    const again = await live(elsewhere);
    const house = houseAt(`http://127.0.0.1:${elsewhere["PORT"]}`);
    await house.signIn();
    for (const id of before) expect(await house.ask("GET", `/api/sessions/${id}`)).toMatchObject({ status: 200, body: { id } });
    expect(await again.stop()).toBe(0);
  },
);
