import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { systemRandom } from "../src/lib/random.ts";
import { readConfig } from "../src/platform/config.ts";
import { lockDataFolder } from "../src/platform/data-folder.ts";
import { openReadyDatabase } from "../src/platform/ready-database.ts";
import { keyring } from "../src/platform/secrets.ts";
import { freePort, live, startProgram, type Settings } from "./crash/server.ts";
import { freshPostgres } from "./support/databases.ts";

async function complaint(settings: Settings): Promise<{ code: number | null; sentence: string; begun: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), "bedel-config-"));
  const data = join(folder, "data");
  const { ended, complained } = startProgram({ PORT: "4852", BEDEL_DATA: data, ...settings });
  const code = await ended;
  const begun = existsSync(data);
  rmSync(folder, { recursive: true });
  return { code, sentence: complained().trim(), begun };
}

/** Written with a secret of its own, as a server would. */
async function databaseOf(secret: string): Promise<string> {
  const address = await freshPostgres();
  const data = mkdtempSync(join(tmpdir(), "bedel-config-"));
  const folder = lockDataFolder(data);
  const config = readConfig({ DATABASE_URL: address, BEDEL_DATA: data });
  const { db } = await openReadyDatabase(config, { folder, keys: keyring(secret, [], systemRandom), random: systemRandom, say: () => undefined });
  await db.close();
  folder.release();
  rmSync(data, { recursive: true });
  return address;
}

const OTHER =
  "bedel: The database was written with another secret: set BEDEL_SECRET to it, or put its secret.key back into the data folder; to exchange it for a new one, name it in BEDEL_FORMER_SECRETS.";

test("a database of another secret is told before a data folder is begun", { timeout: 60_000 }, async () => {
  const address = await databaseOf("the secret with which it was written");
  expect(await complaint({ DATABASE_URL: address, BEDEL_SECRET: "another secret, and long enough too" })).toEqual({ code: 78, sentence: OTHER, begun: false });
  expect(await complaint({ DATABASE_URL: address })).toEqual({ code: 78, sentence: OTHER, begun: false });
  const former = "a former secret, but not the one it was";
  expect(await complaint({ DATABASE_URL: address, BEDEL_SECRET: "another secret, and long enough too", BEDEL_FORMER_SECRETS: former })).toEqual({
    code: 78,
    sentence: OTHER,
    begun: false,
  });
});

test("a former secret is enough: the one that follows it is made", { timeout: 60_000 }, async () => {
  const former = "the secret with which it was written";
  const data = mkdtempSync(join(tmpdir(), "bedel-config-"));
  const settings = { DATABASE_URL: await databaseOf(former), BEDEL_DATA: data, PORT: String(await freePort()), BEDEL_EXAMPLE: "nothing" };
  await (await live({ ...settings, BEDEL_FORMER_SECRETS: former })).stop();
  expect(existsSync(join(data, "secret.key"))).toBe(true);
  await (await live(settings)).stop();
  rmSync(data, { recursive: true });
});

test("a database that is not there, or lets nobody in, is told before a data folder is begun, without its password", { timeout: 60_000 }, async () => {
  const address = new URL(await freshPostgres());
  const server = `${address.hostname}:${address.port}`;
  const missing = new URL("/nowhere", address);
  expect(await complaint({ DATABASE_URL: missing.href })).toEqual({
    code: 78,
    sentence: `bedel: The database nowhere at ${server} of DATABASE_URL can't be used (database "nowhere" does not exist).`,
    begun: false,
  });
  address.username = "stranger";
  address.password = "topsecret";
  const refused = await complaint({ DATABASE_URL: address.href });
  expect(refused).toMatchObject({ code: 78, begun: false });
  expect(refused.sentence).toMatch(/^bedel: The database \S+ at \S+ of DATABASE_URL can't be used \(.*stranger.*\)\.$/);
  expect(refused.sentence).not.toContain("topsecret");
});
