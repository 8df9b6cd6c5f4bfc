import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { beforeAll, describe, inject } from "vitest";
import { openDatabase, PGLITE_OPTIONS, sql, type Database } from "../../src/platform/database.ts";
import { addressOf, run } from "./templates.ts";

export type DatabaseName = "PGlite" | "PostgreSQL";

/** Runs the tests once on each database. `open()` gives it migrated and empty; it is shared, so each test opens it once and closing it costs nothing. */
export function eachDatabase(tests: (name: DatabaseName, open: () => Promise<Database>) => void): void {
  describe.each<DatabaseName>(["PGlite", "PostgreSQL"])("on %s", (name) => {
    beforeAll(() => emptyDatabase(name)); // opening one takes seconds, which are no test's
    tests(name, () => emptyDatabase(name));
  });
}

const shared = new Map<DatabaseName, Promise<Database>>();

/** This worker's database of that kind, with nothing in it but what the migrations put there. */
export async function emptyDatabase(name: DatabaseName): Promise<Database> {
  if (!shared.has(name)) shared.set(name, name === "PGlite" ? copyOfPglite() : freshPostgres().then(openDatabase));
  const db = await shared.get(name)!;
  await empty(db);
  return { ...db, close: () => Promise.resolve() };
}

/** The address of a migrated, empty PostgreSQL database that nobody else uses, for programs that open it themselves. Dropped when the run ends. */
export async function freshPostgres(): Promise<string> {
  const { server, template } = inject("postgres");
  made += 1;
  const name = `${template.replace("_template", "")}_${process.pid}_${made}`;
  await run(server, `create database ${name} template ${template}`);
  return addressOf(server, name);
}
let made = 0;

async function copyOfPglite(): Promise<Database> {
  const template = new Blob([new Uint8Array(await readFile(new URL(inject("pgliteTemplate"))))]);
  return openDatabase({ pglite: await PGlite.create({ ...PGLITE_OPTIONS, loadDataDir: template }) });
}

const KEPT = ["migrations", "application_clock"];

async function empty(db: Database): Promise<void> {
  const tables = await db.list(
    (row) => `"${String(row["tablename"])}"`,
    sql`select tablename from pg_tables where schemaname = 'public' and not tablename = any (${KEPT})`,
  );
  await db.script(
    `truncate ${tables.join(", ")} restart identity; update application_clock set clock_offset = 0, frozen_at = null, runs_on = false, kept = false`,
  );
}
