import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { openDatabase, PGLITE_OPTIONS, sql, sqlState, type Database } from "../../src/platform/database.ts";

/** A database that can be had again with nothing in it but what the migrations put there. */
export type Shared = { db: Database; empty(): Promise<void> };

/** `template`: the address of a file that a migrated database was dumped to. `settings`: more of PostgreSQL's, such as `jit=off`. */
export async function copyOfPglite(template: string, settings: readonly string[] = []): Promise<Database> {
  const loadDataDir = new Blob([new Uint8Array(await readFile(new URL(template)))]);
  const startParams = [...PGLITE_OPTIONS.startParams, ...settings.flatMap((one) => ["-c", one])];
  return openDatabase({ pglite: await PGlite.create({ ...PGLITE_OPTIONS, startParams, loadDataDir }) });
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
export async function canBeEmptied(db: Database): Promise<Shared> {
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
