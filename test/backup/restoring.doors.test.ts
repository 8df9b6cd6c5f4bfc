import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { backup } from "../../src/backup.ts";
import { systemRandom } from "../../src/lib/random.ts";
import { readBackup, type Backup } from "../../src/platform/backup/file.ts";
import { restoreInto } from "../../src/platform/backup/restoring.ts";
import { backUp } from "../../src/platform/backup/writing.ts";
import { readConfig } from "../../src/platform/config.ts";
import { dataKeyOf } from "../../src/platform/data-key.ts";
import { openDatabase, sql, type Database } from "../../src/platform/database.ts";
import { migrationNames, migrateWithin } from "../../src/platform/migrate.ts";
import { joinProcesses } from "../../src/platform/processes.ts";
import { keyring } from "../../src/platform/secrets.ts";
import { restore } from "../../src/restore.ts";
import { eachDatabase, freshPostgres } from "../support/databases.ts";
import { copyOfPglite } from "../support/emptying.ts";
import { aWorld, NINE } from "../world.ts";
import { contentsOf } from "./contents.ts";

const folder = mkdtempSync(join(tmpdir(), "bedel-restoring-"));
afterAll(() => rmSync(folder, { recursive: true }));
const SECRET = "a secret that is long enough for tests";
const keys = keyring(SECRET, [], systemRandom);
const nothingMore = async (): Promise<void> => undefined;
const ID = "00000000-0000-4000-8000-00000000000";
/** Ends lines for some, and is JSON's and PostgreSQL's own. */
const NAME = "A \"name\", {with} \\ all\u2028 that\n\u0085 ends 'lines' 🜚";

let made = 0;
async function backupOf(db: Database): Promise<Backup> {
  made += 1;
  const file = join(folder, `${made}.backup`);
  await backUp(db, file, NINE);
  return readBackup(file);
}

async function write(db: Database, id: string): Promise<void> {
  await dataKeyOf(db, keys);
  await db.run(sql`insert into institutions (institution_id, settings) values (${id}, ${JSON.stringify({ name: NAME, n: 1.5 })})`);
  await db.run(
    sql`insert into people values (${id}, ${NAME}, ${`${id}@example.org`}, true, null, '2030-01-01 10:00:00.123456+02', '0044-03-15 00:00:00+00 BC')`,
  );
}

const another = async (name: string): Promise<Database> => (name === "PGlite" ? copyOfPglite(inject("pgliteTemplate")) : openDatabase(await freshPostgres()));

eachDatabase((name, open) => {
  test("all or nothing: a full database is left as it is, replaced when told, and kept when a row can't be written", { timeout: 180_000 }, async () => {
    const [source, target] = [await open(), await another(name)];
    await write(source, `${ID}1`);
    await write(target, `${ID}2`);
    const [ours, theirs, kept] = [await contentsOf(source), await contentsOf(target), await backupOf(source)];

    await expect(restoreInto(target, { backup: kept, keys, replace: false, settle: nothingMore })).rejects.toThrow(/not empty.*--replace/);
    const harmed = { ...kept, lines: async function* () { yield* kept.lines(); yield '{"table":"people","columns":["id","name"]}'; yield '["p",null]'; } }; // prettier-ignore
    await expect(restoreInto(target, { backup: harmed, keys, replace: true, settle: nothingMore })).rejects.toThrow(/null value/);
    const other = keyring("another secret that is long enough too", [], systemRandom);
    await expect(restoreInto(target, { backup: kept, keys: other, replace: true, settle: nothingMore })).rejects.toThrow("another secret");
    expect(await contentsOf(target)).toEqual(theirs);

    await restoreInto(target, { backup: kept, keys, replace: true, settle: nothingMore });
    expect(await contentsOf(target)).toEqual(ours);
    await target.run(sql`update institutions set settings = '{}'`); // its triggers note changes again
    expect(await contentsOf(target)).not.toMatchObject({ time_versions: ours["time_versions"] });
    await target.close();
  });

  test("a database that a server lives on, or that holds tables of others, is not restored into", { timeout: 120_000 }, async () => {
    const db = await another(name);
    const kept = await backupOf(db);
    const into = (): Promise<void> => restoreInto(db, { backup: kept, keys, replace: true, settle: nothingMore });
    const server = await joinProcesses(db, `${ID}9`);
    await expect(into()).rejects.toThrow("A Bedel runs on this database");
    await server.stop();
    await db.run(sql`delete from processes`);
    await db.script("create table grades (id integer)");
    await expect(into()).rejects.toThrow("tables that are not Bedel's (grades)");
    await db.script("drop table grades");
    await into();
    await db.close();
  });

  test("a backup of an older version is restored as it was and brought up to date", { timeout: 180_000 }, async () => {
    const names = await migrationNames();
    const old = await openDatabase(await freshPostgres());
    await old.script("drop schema public cascade; create schema public");
    await old.transaction((tx) => migrateWithin(tx, names.slice(0, 12)));
    await old.run(sql`insert into institutions (institution_id, settings) values (${`${ID}1`}, '{"name": "Old"}')`);
    const kept = await backupOf(old);
    await old.close();
    expect(kept.header.migrations).toHaveLength(12);
    const db = await open();

    await restoreInto(db, { backup: kept, keys, replace: false, settle: nothingMore });

    expect(await db.list((r) => String(r["name"]), sql`select name from migrations order by 1`)).toEqual(names);
    expect(await db.list((r) => r["settings"] as object, sql`select settings from institutions`)).toEqual([
      expect.objectContaining({ name: "Old", changesInZoom: "follow", retentionDays: 365 }),
    ]);
  });

  test("what was restored gives each free room a new password, since the one it holds may be known by now", { timeout: 180_000 }, async () => {
    const db = await open();
    await dataKeyOf(db, keys);
    await using w = await aWorld(db, { rooms: 2 });
    expect(w.rooms).toHaveLength(2);
    const target = await freshPostgres();
    const kept = await backupOf(db);
    const file = join(folder, `${made}.backup`);
    const config = (secret: string, data = folder) => readConfig({ DATABASE_URL: target, BEDEL_SECRET: secret, BEDEL_DATA: data });

    await expect(restore(config("another secret that is long enough too"), [file], () => undefined)).rejects.toThrow("made under another secret");
    const said: string[] = [];
    await restore(config(SECRET), [file, "--check"], (line) => said.push(line));
    await restore(config(SECRET), [file], (line) => said.push(line));

    expect(said).toEqual([expect.stringContaining("opens with the secret here"), expect.stringContaining(kept.header.madeAt)]);
    const restored = await openDatabase(target);
    const count = (query: ReturnType<typeof sql>): Promise<number | null> => restored.one((r) => Number(r["n"]), query);
    expect(await count(sql`select count(*) as n from rooms where active and password_sealed is null`)).toBe(2);
    expect(await count(sql`select count(*) as n from commands where does = 'secureRoom' and state = 'queued'`)).toBe(2);
    await expect(restore(config(SECRET), [file], () => undefined)).rejects.toThrow("not empty");
    await restored.close();
  });
});

test("on PostgreSQL a backup holds one moment, whatever is written meanwhile", { timeout: 120_000 }, async () => {
  const address = await freshPostgres();
  const db = await openDatabase(address);
  await db.run(sql`insert into tries select convert_to(n::text, 'UTF8'), '2030-01-01', n from generate_series(1, 20000) n`);
  let over = false;
  const writing = (async () => {
    for (let n = 1; !over; n += 1)
      await db.transaction(async (tx) => {
        await tx.run(sql`insert into verifications values (${`v${n}`}, 'i', 'v', '2030-01-01', '2030-01-01', '2030-01-01')`);
        await tx.run(sql`insert into tries values (convert_to(${`w${n}`}, 'UTF8'), '2030-01-01', 0)`);
      });
  })();
  const config = readConfig({ DATABASE_URL: address, BEDEL_DATA: folder });
  const counts: { tries: number; verifications: number }[] = [];
  for (let round = 0; round < 5; round += 1) {
    const file = join(folder, `moment-${round}.backup`);
    await backup(config, [file], () => undefined);
    counts.push(await rowsIn(await readBackup(file)));
  }
  over = true;
  await writing;
  await db.close();
  for (const { tries, verifications } of counts) expect(tries - 20_000).toBe(verifications);
  expect(counts.at(-1)!.verifications).toBeGreaterThan(counts[0]!.verifications);
  await expect(backup(config, [join(folder, "moment-0.backup")], () => undefined)).rejects.toThrow("is there already");
});

async function rowsIn({ lines }: Backup): Promise<{ tries: number; verifications: number }> {
  const rows: Record<string, number> = {};
  let table = "";
  for await (const line of lines()) {
    if (line.startsWith("[")) rows[table] = (rows[table] ?? 0) + 1;
    else table = String((JSON.parse(line) as { table?: string }).table);
  }
  return { tries: rows["tries"] ?? 0, verifications: rows["verifications"] ?? 0 };
}
