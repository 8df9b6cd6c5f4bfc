import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { beforeAll, describe, inject } from "vitest";
import { openDatabase, PGLITE_OPTIONS, sql, sqlState, type Database } from "../../src/platform/database.ts";
import { addressOf, run } from "./templates.ts";

export type DatabaseName = "PGlite" | "PostgreSQL";

/** Runs the tests once on each database. `open()` gives it migrated and empty; it is shared, so each test opens it once and closing it costs nothing. */
export function eachDatabase(tests: (name: DatabaseName, open: () => Promise<Database>) => void): void {
  describe.each<DatabaseName>(["PGlite", "PostgreSQL"])("on %s", (name) => {
    beforeAll(() => emptyDatabase(name)); // opening one takes seconds, which are no test's
    tests(name, () => emptyDatabase(name));
  });
}

type Shared = { db: Database; empty(): Promise<void> };
const shared = new Map<DatabaseName, Promise<Shared>>();

/** This worker's database of that kind, with nothing in it but what the migrations put there. */
export async function emptyDatabase(name: DatabaseName): Promise<Database> {
  if (!shared.has(name)) shared.set(name, (name === "PGlite" ? copyOfPglite() : freshPostgres().then(openDatabase)).then(canBeEmptied));
  const { db, empty } = await shared.get(name)!;
  await empty();
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
/** What a case left running, such as the sign that its process lives, may ask for tables in another order. */
async function unlessInTheWay(work: () => Promise<unknown>, tries = 5): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (tries === 1 || sqlState(error) !== "40P01") throw error;
    await unlessInTheWay(work, tries - 1);
  }
}

/** What is deleted stays in the files until then, and would be read over again and again. */
const EMPTIED_UNTIL_VACUUM = 20;

/**
 * Deletes from those tables that hold something: truncating them all makes new files for every table and index, 70 ms a test on PGlite and 150 on PostgreSQL, against 2.
 * In a function, so that it is planned once; in a schema of its own, so that nobody takes it for Bedel's.
 */
async function canBeEmptied(db: Database): Promise<Shared> {
  const tables = await db.list(
    (row) => `public."${String(row["tablename"])}"`,
    sql`select tablename from pg_tables where schemaname = 'public' and not tablename = any (${KEPT})`,
  );
  const sequences = await db.list((row) => `public."${String(row["sequencename"])}"`, sql`select sequencename from pg_sequences where schemaname = 'public'`);
  await db.script(`create schema emptying; create function emptying.empty() returns void language plpgsql as $empty$ begin
    lock table ${tables.join(", ")};
    perform set_config('session_replication_role', 'replica', true); -- neither triggers nor references: all of it goes
    ${tables.map((table) => `if exists (select from ${table}) then delete from ${table}; end if;`).join("\n")}
    ${sequences.map((sequence) => `perform setval('${sequence}', 1, false);`).join("\n")}
    update public.application_clock set clock_offset = 0, frozen_at = null, runs_on = false, kept = false;
  end $empty$`);
  let emptied = 0;
  const empty = async (): Promise<void> => {
    emptied += 1;
    await unlessInTheWay(() => db.run(sql`select emptying.empty()`));
    if (emptied % EMPTIED_UNTIL_VACUUM === 0) await db.script(`vacuum ${tables.join(", ")}`);
  };
  return { db, empty };
}
