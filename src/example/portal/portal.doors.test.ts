import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { emptyDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { databasesFor, readRow, removeDatabase, writeRow } from "../../classrooms/databases/actions.ts";
import { choicesIn, tryAgain } from "../../classrooms/databases/table-actions.ts";
import { sql } from "../../platform/database.ts";
import { connectPortal, openPortal, type Portal } from "./actions.ts";
import { CONNECTION, MAPPINGS } from "./portal.ts";

const [SPACES, PASSCODES] = MAPPINGS.map(({ id }) => id) as [string, string];
const AV01 = { tableId: SPACES, key: "101" };

const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "bedel-portal-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "portal");
};

async function aDemo(): Promise<TestWorld> {
  const w = await aWorld(await emptyDatabase("PGlite"), { rooms: 0 });
  await w.db.run(sql`update institutions set zoom = 'sandbox' where institution_id = ${w.institutionId}`);
  return w;
}

/** The first who asks waits until it is made. */
const answers = (w: TestWorld): Promise<void> => expect.poll(() => readRow(w, w.institutionId, AV01), { timeout: 60_000 }).toMatchObject({ is: "found" });

async function opened(w: TestWorld, folder: string): Promise<Portal> {
  const portal = await openPortal(folder);
  onTestFinished(() => portal.close().catch(() => undefined));
  await connectPortal(w, portal);
  return portal;
}

test("the demo's institution knows it with both tables, and its role may do what is mapped and nothing else", { timeout: 120_000 }, async () => {
  await using w = await aDemo();
  await opened(w, aFolder());
  await answers(w);
  expect(await databasesFor(w, w.admin)).toMatchObject([{ id: CONNECTION.id, trouble: null, tables: expect.toSatisfy((tables: unknown[]) => tables.length === 2) }]); // prettier-ignore
  for (const id of [SPACES, PASSCODES]) {
    const outcome = await tryAgain(w, w.admin, id);
    expect(outcome).toMatchObject({ ok: true });
    expect((outcome as { value: { is: string }[] }).value.filter(({ is }) => is === "fault")).toEqual([]);
    expect(outcome).toMatchObject({ value: expect.arrayContaining([expect.objectContaining({ because: "rights_right" })]) });
  }
  const choices = await choicesIn(w, w.admin, CONNECTION.id);
  expect(JSON.stringify(choices)).not.toMatch(/edificio|nota/);
});

test("whoever has pointed its connection elsewhere finds it as it was left after a start", async () => {
  await using w = await aDemo();
  await connectPortal(w, { port: 5001 } as Portal);
  await connectPortal(w, { port: 5002 } as Portal);
  const portOf = async () => (await databasesFor(w, w.admin))[0]!.port;
  expect(await portOf()).toBe(5002);
  await w.db.run(sql`update external_databases set host = 'db.universidad.example', port = 5432 where id = ${CONNECTION.id}`);
  await connectPortal(w, { port: 5003 } as Portal);
  expect(await portOf()).toBe(5432);
});

test("whoever has removed it is rid of it: it does not come back with the next start", async () => {
  await using w = await aDemo();
  await connectPortal(w, { port: 5001 } as Portal);
  expect(await removeDatabase(w, w.admin, CONNECTION.id)).toMatchObject({ ok: true });
  await connectPortal(w, { port: 5002 } as Portal);
  expect(await databasesFor(w, w.admin)).toEqual([]);
});

test("what is written in a row is still there when it is opened again, on whichever port it listens then", { timeout: 120_000 }, async () => {
  await using w = await aDemo();
  const folder = aFolder();
  const first = await opened(w, folder);
  await answers(w);
  expect(await writeRow(w, w.institutionId, AV01, null, { name: "Aula nueva" })).toMatchObject({ is: "written" });
  await first.close();
  expect(await readRow(w, w.institutionId, AV01)).toMatchObject({ is: "unreachable" });
  const second = await opened(w, folder);
  expect(second.port).not.toBe(first.port);
  await answers(w);
  expect(await readRow(w, w.institutionId, AV01)).toMatchObject({ is: "found", row: { name: "Aula nueva", code: "AV01" } });
});

test("one whose beginning was cut off begins anew, and one that is removed leaves nothing", { timeout: 120_000 }, async () => {
  await using w = await aDemo();
  const folder = aFolder();
  mkdirSync(`${folder}-unfinished`, { recursive: true });
  writeFileSync(join(`${folder}-unfinished`, "PG_VERSION"), "half");
  const portal = await opened(w, folder);
  await answers(w);
  expect(await readRow(w, w.institutionId, AV01)).toMatchObject({ is: "found", row: { name: "Aula virtual 1" } });
  expect(existsSync(`${folder}-unfinished`)).toBe(false);
  await portal.remove();
  expect(existsSync(folder)).toBe(false);
});

test("where there is no demo nobody is told of it", { timeout: 120_000 }, async () => {
  await using w = await aDemo();
  await w.db.run(sql`update institutions set zoom = 'real' where institution_id = ${w.institutionId}`);
  await opened(w, aFolder());
  expect(await databasesFor(w, w.admin)).toEqual([]);
});
