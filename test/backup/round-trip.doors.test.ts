import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { backup } from "../../src/backup.ts";
import { move } from "../../src/move.ts";
import { readBackup } from "../../src/platform/backup/file.ts";
import { restoreEmbedded } from "../../src/platform/backup/restoring.ts";
import { readConfig } from "../../src/platform/config.ts";
import { lockDataFolder, secretIn } from "../../src/platform/data-folder.ts";
import { openDatabase } from "../../src/platform/database.ts";
import { openEmbedded } from "../../src/platform/ready-database.ts";
import { keyring } from "../../src/platform/secrets.ts";
import { systemRandom } from "../../src/lib/random.ts";
import { houses } from "../access/house.ts";
import { aServer } from "../access/server.ts";
import { freshPostgres } from "../support/databases.ts";
import { contentsOf, type Contents } from "./contents.ts";

const ofEmbedded = async (data: string): Promise<Contents> => {
  const db = await openEmbedded(join(data, "database"));
  return contentsOf(db).finally(() => db.close());
};
const ofPostgres = async (address: string): Promise<Contents> => {
  const db = await openDatabase(address);
  return contentsOf(db).finally(() => db.close());
};
const tablesWithRows = (contents: Contents): number => Object.values(contents).filter(({ rows }) => rows > 0).length;

test(
  "moved from the embedded database to PostgreSQL, every row of an institution is there, and what was before is put aside",
  { timeout: 600_000 },
  async () => {
    const server = await aServer(null);
    onTestFinished(server.end);
    await houses(server, ["Aurora"]);
    await server.stop();
    const before = await ofEmbedded(server.data);
    const address = await freshPostgres();
    const said: string[] = [];

    await move(readConfig({ BEDEL_DATA: server.data, DATABASE_URL: address }), [], (line) => said.push(line));

    expect(tablesWithRows(before)).toBeGreaterThan(45);
    expect(await ofPostgres(address)).toEqual(before);
    expect(said).toEqual([expect.stringContaining("are in PostgreSQL now"), expect.stringContaining("moved-1"), expect.stringContaining("the same secret")]);
    expect(readdirSync(server.data).filter((name) => /^(database|snapshots|moving)/.test(name))).toEqual([]);
    expect(await ofEmbedded(join(server.data, "moved-1"))).toEqual(before);
  },
);

test("backed up from PostgreSQL and restored into an embedded database, every row of an institution is there", { timeout: 600_000 }, async () => {
  const address = await freshPostgres();
  const server = await aServer(address);
  onTestFinished(server.end);
  await houses(server, ["Aurora"]);
  await server.stop();
  const before = await ofPostgres(address);
  const file = join(server.data, "..", "bedel.backup");
  await backup(readConfig({ BEDEL_DATA: server.data, DATABASE_URL: address }), [file], () => undefined);
  const data = mkdtempSync(join(tmpdir(), "bedel-restored-"));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  copyFileSync(join(server.data, "secret.key"), join(data, "secret.key"));
  const folder = lockDataFolder(data);
  const restoring = { backup: await readBackup(file), keys: keyring(secretIn(folder), [], systemRandom), settle: async () => undefined };

  expect(await restoreEmbedded(folder, { ...restoring, replace: false })).toBe(null);

  expect(tablesWithRows(before)).toBeGreaterThan(45);
  expect(await ofEmbedded(data)).toEqual(before);
  mkdirSync(folder.path("snapshots"));
  await expect(restoreEmbedded(folder, { ...restoring, replace: false })).rejects.toThrow("is not empty");
  expect(await ofEmbedded(data)).toEqual(before);
  const aside = await restoreEmbedded(folder, { ...restoring, replace: true });
  expect({ aside, snapshots: existsSync(folder.path("snapshots")) }).toEqual({ aside: folder.path("before-restore-1"), snapshots: false });
  expect(await ofEmbedded(data)).toEqual(before);
  folder.release();
});
