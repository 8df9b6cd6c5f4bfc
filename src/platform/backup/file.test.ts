import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBackup, writeBackup, type Header } from "./file.ts";
import { assureUsable } from "./restoring.ts";
import { WrongConfiguration } from "../config.ts";
import { migrationNames } from "../migrate.ts";
import { keyring } from "../secrets.ts";
import { systemRandom } from "../../lib/random.ts";

const folder = mkdtempSync(join(tmpdir(), "bedel-file-"));
const file = join(folder, "whole.backup");
const keys = keyring("a secret that is long enough for tests", [], systemRandom);
const key = Buffer.from(keys.wrappings[0].print).toString("hex");
const header: Header = { bedel: "backup", format: 1, madeAt: "2027-03-01T12:00:00.000Z", migrations: [], key };
/** Letters that count as the end of a line for some, and a row that lies in many parts. */
const ROWS = [
  '["line\u2028separator","\\n"]',
  JSON.stringify(["ñ".repeat(200_000)]),
  ...Array.from({ length: 300 }, () => JSON.stringify([Buffer.from(systemRandom.bytes(60)).toString("hex")])),
];

async function* linesWith(first: Header): AsyncGenerator<string> {
  yield `${JSON.stringify(first)}\n`;
  for (const row of ROWS) yield `${row}\n`;
}
beforeAll(() => writeBackup(file, linesWith(header)));
afterAll(() => rmSync(folder, { recursive: true }));

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const line of lines) read.push(line);
  return read;
}

test("what was written is read again, line by line", async () => {
  const backup = await readBackup(file);
  expect(backup.header).toEqual(header);
  expect(await all(backup.lines())).toEqual(ROWS);
  await expect(assureUsable(backup, keys)).resolves.toBeUndefined();
});

test("one byte changed anywhere, or the end missing, and the file is refused with one sentence", { timeout: 120_000 }, async () => {
  const whole = readFileSync(file);
  const harmed = join(folder, "harmed.backup");
  const places = [
    ...Array.from({ length: 64 }, (_, n) => Math.floor((whole.length * n) / 64)),
    ...Array.from({ length: 80 }, (_, n) => whole.length - 1 - n),
    1,
    2,
    3,
    4,
    5,
    8,
    9,
  ];
  for (const place of places)
    for (const bit of [0x01, 0x20, 0xff]) {
      const bytes = Buffer.from(whole);
      bytes[place] = bytes[place]! ^ bit;
      writeFileSync(harmed, bytes);
      await expect(readBackup(harmed), `byte ${place} of ${whole.length} changed by ${bit}`).rejects.toThrow(/is damaged|is no backup/);
    }
  for (const length of [0, 1, 72, 73, 74, 1000, Math.floor(whole.length / 2), whole.length - 73, whole.length - 1]) {
    copyFileSync(file, harmed);
    truncateSync(harmed, length);
    await expect(readBackup(harmed), `cut to ${length} of ${whole.length}`).rejects.toThrow(WrongConfiguration);
  }
  writeFileSync(harmed, Buffer.concat([whole, Buffer.from("more")]));
  await expect(readBackup(harmed)).rejects.toThrow("does not end as a backup does");
  await expect(readBackup(join(folder, "nowhere"))).rejects.toThrow("can't be read (ENOENT)");
});

test("a backup under another secret, of a newer version, or in a newer format is refused, each by its own sentence", async () => {
  const other = keyring("another secret that is long enough too", [], systemRandom);
  const backup = await readBackup(file);
  await expect(assureUsable(backup, other)).rejects.toThrow(/made under another secret.*Nothing was changed/);
  await expect(assureUsable(backup, null)).rejects.toThrow("made under another secret");
  await expect(
    assureUsable(backup, keyring("another secret that is long enough too", ["a secret that is long enough for tests"], systemRandom)),
  ).resolves.toBeUndefined();

  const migrations = [...(await migrationNames()), "9000_what_comes.sql"];
  await expect(assureUsable({ ...backup, header: { ...header, migrations } }, keys)).rejects.toThrow(/does not know 9000_what_comes\.sql/);
  const newer = join(folder, "newer.backup");
  await writeBackup(newer, linesWith({ ...header, format: 2 }));
  await expect(readBackup(newer)).rejects.toThrow("made by a newer Bedel");
});

test("a backup that could not be finished leaves nothing behind", async () => {
  const unfinished = join(folder, "unfinished.backup");
  const breaking = async function* (): AsyncGenerator<string> {
    yield* linesWith(header);
    throw new Error("the database went away");
  };
  await expect(writeBackup(unfinished, breaking())).rejects.toThrow("the database went away");
  expect([unfinished, `${unfinished}.unfinished`].filter((each) => existsSync(each))).toEqual([]);
});
