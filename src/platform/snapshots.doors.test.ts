import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { systemRandom } from "../lib/random.ts";
import { instant, type Instant } from "../lib/time.ts";
import { readConfig, WrongConfiguration } from "./config.ts";
import { lockDataFolder, type DataFolder } from "./data-folder.ts";
import { sql, type Database } from "./database.ts";
import { openReadyDatabase, type Ready } from "./ready-database.ts";
import { keyring } from "./secrets.ts";
import { keepSnapshots, restore, settleRestored, snapshotsIn, takeSnapshot } from "./snapshots.ts";

const NOON = instant("2027-03-01T12:00:00Z");
const SECRET = "a secret that is long enough for tests";
const keys = keyring(SECRET, [], systemRandom);
let folder: DataFolder;
let data = "";
let said: string[] = [];
const used = mkdtempSync(join(tmpdir(), "bedel-snapshots-used-"));
/** A database made anew takes seconds, a copy of one that is empty none. */
beforeAll(async () => {
  [data, folder] = [used, lockDataFolder(used)];
  await (await open()).db.close();
  folder.release();
});
afterAll(() => rmSync(used, { recursive: true }));
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "bedel-snapshots-"));
  cpSync(used, data, { recursive: true });
  folder = lockDataFolder(data);
  said = [];
});
afterEach(() => {
  folder.release();
  rmSync(data, { recursive: true });
});

const open = (by = keys): Promise<Ready> =>
  openReadyDatabase(readConfig({ BEDEL_DATA: data }), { folder, keys: by, random: systemRandom, say: (line) => said.push(line) });
const write = (db: Database, id: string): Promise<number> => db.run(sql`insert into institutions (institution_id, settings) values (${id}, '{}')`);
const written = (db: Database): Promise<string[]> => db.list((r) => r.institution_id as string, sql`select institution_id from institutions order by 1`);
const damage = (path: string): void => truncateSync(join(path, "global/pg_control"), 100);
const [FIRST, SECOND] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
const later = (hours: number): Instant => (NOON + hours * 3_600_000) as Instant;

test("a damaged database is put aside, the newest good copy takes its place, and what is lost is said", { timeout: 120_000 }, async () => {
  const { db } = await open();
  await write(db, FIRST);
  await takeSnapshot(db, folder, NOON);
  await write(db, SECOND);
  await takeSnapshot(db, folder, later(6));
  await db.close();
  damage(folder.path("database"));
  damage(snapshotsIn(folder)[0]!);

  const again = await open();

  expect(again.restored).toBe(true);
  expect(await written(again.db)).toEqual([FIRST]);
  expect(said).toEqual([expect.stringContaining("what happened after 2027-03-01T12:00:00Z is lost")]);
  expect(readdirSync(data).filter((name) => name.startsWith("database.damaged"))).toEqual(["database.damaged-1", "database.damaged-2"]);
  await again.db.close();
});

test("a copy from before the secret was exchanged waits for the former secret: no older one takes its place meanwhile", { timeout: 120_000 }, async () => {
  const { db } = await open();
  await takeSnapshot(db, folder, NOON);
  await write(db, FIRST);
  await takeSnapshot(db, folder, later(6));
  await db.close();
  const next = (...former: string[]) => keyring("the secret that took its place, long enough", former, systemRandom);
  await (await open(next(SECRET))).db.close();
  damage(folder.path("database"));

  await expect(open(next())).rejects.toThrow(/20270301180000 was written with another secret.*BEDEL_FORMER_SECRETS/);
  await expect(open(next())).rejects.toThrow(/20270301180000 was written with another secret/);
  expect(readdirSync(data).filter((name) => name.startsWith("database"))).toEqual(["database"]);
  const again = await open(next(SECRET));
  expect({ restored: again.restored, written: await written(again.db) }).toEqual({ restored: true, written: [FIRST] });
  await again.db.close();
});

test("a start that was killed after a copy took the database's place still counts as restored, until that is settled", { timeout: 60_000 }, async () => {
  const { db } = await open();
  await takeSnapshot(db, folder, NOON);
  await db.close();
  damage(folder.path("database"));
  restore(folder, snapshotsIn(folder)[0]!);

  const again = await open();
  await again.db.close();
  expect([again.restored, said]).toEqual([true, [expect.stringContaining("what happened after 2027-03-01T12:00:00Z is lost")]]);
  settleRestored(folder);
  const settled = await open();
  await settled.db.close();
  expect(settled.restored).toBe(false);
});

test("where there is no good copy, nothing is moved and one sentence says so", { timeout: 60_000 }, async () => {
  await (await open()).db.close();
  damage(folder.path("database"));
  await expect(open()).rejects.toThrow(WrongConfiguration);
  expect(existsSync(folder.path("database"))).toBe(true);
  expect(existsSync(folder.path("database.damaged-1"))).toBe(false);
});

test("a database that is gone while its copies are there is not taken for a new one", { timeout: 60_000 }, async () => {
  const { db } = await open();
  await write(db, FIRST);
  await takeSnapshot(db, folder, NOON);
  await db.close();
  rmSync(folder.path("database"), { recursive: true });
  const again = await open();
  expect({ restored: again.restored, written: await written(again.db) }).toEqual({ restored: true, written: [FIRST] });
  await again.db.close();
});

test("three copies are kept; a clean stop makes one when it ran for a while and the last is older than an hour", { timeout: 120_000 }, async () => {
  const { db } = await open();
  for (const hours of [0, 1, 2, 3]) await takeSnapshot(db, folder, later(hours));
  expect(snapshotsIn(folder).map((path) => path.slice(-8))).toEqual(["01150000", "01140000", "01130000"]);
  const complaints: string[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (what: string) => void complaints.push(what) };
  const stopAfter = async (from: number, hours: number): Promise<void> => {
    let wall = later(from);
    const snapshots = keepSnapshots(db, folder, () => wall, log);
    wall = later(from + hours);
    await snapshots.stop();
  };
  await stopAfter(3, 0.5);
  expect(snapshotsIn(folder)).toHaveLength(3);
  expect(snapshotsIn(folder)[0]).toMatch(/20270301150000$/);
  await stopAfter(4.9, 0.1);
  expect(snapshotsIn(folder)[0]).toMatch(/20270301150000$/);
  await stopAfter(3, 2);
  expect(snapshotsIn(folder)[0]).toMatch(/20270301170000$/);
  expect(complaints).toEqual([]);
  await db.close();
});
