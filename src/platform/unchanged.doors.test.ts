import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { pick, seededRandom, systemRandom } from "../lib/random.ts";
import { instant } from "../lib/time.ts";
import { readConfig } from "./config.ts";
import { lockDataFolder, type DataFolder } from "./data-folder.ts";
import { sql, type Database } from "./database.ts";
import { openReadyDatabase, type Ready } from "./ready-database.ts";
import { keyring } from "./secrets.ts";
import { snapshotsIn, takeSnapshot } from "./snapshots.ts";
import { whatChanged } from "./unchanged.ts";

const keys = keyring("a secret that is long enough for tests", [], systemRandom);
const [FIRST, SECOND] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
const used = mkdtempSync(join(tmpdir(), "bedel-unchanged-used-"));
let data = "";
let folder: DataFolder;
let said: string[] = [];
/** Where the database keeps its institutions, and those of their settings that are too long for a row. */
let [rows, longRows] = ["", ""];

const open = (): Promise<Ready> => openReadyDatabase(readConfig({ BEDEL_DATA: data }), { folder, keys, random: systemRandom, say: (line) => said.push(line) });
const write = (db: Database, id: string): Promise<number> =>
  db.run(
    sql`insert into institutions (institution_id, settings) values (${id}, ${JSON.stringify({ name: Buffer.from(systemRandom.bytes(9000)).toString("hex") })})`,
  );
const written = (db: Database): Promise<string[]> => db.list((r) => r.institution_id as string, sql`select institution_id from institutions order by 1`);

/** A copy, and another institution since; closed in good order. */
beforeAll(async () => {
  [data, folder] = [used, lockDataFolder(used)];
  const { db } = await open();
  await write(db, FIRST);
  await takeSnapshot(db, folder, instant("2027-03-01T12:00:00Z"));
  await write(db, SECOND);
  await db.run(sql`checkpoint`);
  const path = (of: ReturnType<typeof sql>): Promise<string | null> => db.one((r) => r.path as string, sql`select pg_relation_filepath(${of}) as path`);
  rows = (await path(sql`'institutions'::regclass`))!;
  longRows = (await path(sql`(select reltoastrelid from pg_class where oid = 'institutions'::regclass)`))!;
  await db.close();
  folder.release();
}, 300_000);
afterAll(() => rmSync(used, { recursive: true }));
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "bedel-unchanged-"));
  cpSync(used, data, { recursive: true });
  folder = lockDataFolder(data);
  said = [];
});
afterEach(() => {
  folder.release();
  rmSync(data, { recursive: true });
});

function flip(file: string, place: number): void {
  const bytes = readFileSync(file);
  bytes[place] = bytes[place]! ^ 0x10;
  writeFileSync(file, bytes);
}

async function opened(): Promise<{ restored: boolean; written: string[] }> {
  const { db, restored } = await open();
  return { restored, written: await written(db).finally(() => db.close()) };
}

test.each(["database", "a copy of it"])("whatever is cut, changed, taken away or added in the files of %s is noticed", { timeout: 300_000 }, async (which) => {
  const there = which === "database" ? folder.path("database") : snapshotsIn(folder)[0]!;
  expect(await whatChanged(there)).toBe("nothing");
  const random = seededRandom(11);
  const files = readdirSync(there, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("bedel.sha256"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const chosen = [
    ...["PG_VERSION", "global/pg_control", "pg_xact/0000", rows, longRows].map((name) => join(there, name)),
    ...Array.from({ length: 15 }, () => pick(random, files)),
  ];
  for (const file of chosen) {
    const whole = readFileSync(file);
    const harms = [() => rmSync(file), () => writeFileSync(file, Buffer.concat([whole, Buffer.from("x")]))];
    if (whole.length > 0)
      harms.push(
        () => flip(file, Math.floor(random.unit() * whole.length)),
        () => truncateSync(file, Math.floor(statSync(file).size / 2)),
      );
    pick(random, harms)();
    expect(await whatChanged(there)).toEqual({ file: relative(there, file) });
    writeFileSync(file, whole);
  }
  expect(await whatChanged(there)).toBe("nothing");
});

test(
  "a database changed in one byte while it was closed is put aside, and its copy takes its place; a harmed copy does not",
  { timeout: 300_000 },
  async () => {
    flip(folder.path(join("database", "pg_xact/0000")), 1);
    const [copy] = snapshotsIn(folder);
    flip(join(copy!, rows), 8000);
    await expect(open()).rejects.toThrow(/pg_xact\/0000 was changed while nobody used it/);
    flip(join(copy!, rows), 8000);

    expect(await opened()).toEqual({ restored: true, written: [FIRST] });
    expect(said.at(-1)).toContain("what happened after 2027-03-01T12:00:00Z is lost");
  },
);

test.each(["rows", "long rows"])("of one that was killed, a page of %s that was changed is noticed at the start", { timeout: 300_000 }, async (which) => {
  rmSync(folder.path(join("database", "bedel.sha256")));
  flip(folder.path(join("database", which === "rows" ? rows : longRows)), 8000);
  expect(await opened()).toEqual({ restored: true, written: [FIRST] });
});

test("a harmed list harms nothing", { timeout: 300_000 }, async () => {
  flip(folder.path(join("database", "bedel.sha256")), 5);
  expect(await opened()).toEqual({ restored: false, written: [FIRST, SECOND] });
  expect(await whatChanged(folder.path("database"))).toBe("nothing");
});
