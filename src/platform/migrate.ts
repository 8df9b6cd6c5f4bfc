import { readdir, readFile } from "node:fs/promises";
import { sql, type Database, type Tx } from "./database.ts";

const FOLDER = new URL("./migrations/", import.meta.url);

/** Those that this version of Bedel has, the oldest first. */
export const migrationNames = async (): Promise<string[]> => (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).toSorted();

/** Brings the database to the newest of `migrations/*.sql`, in order of name, each in one transaction, under a lock that all processes share. */
export async function migrate(db: Database): Promise<void> {
  await db.script("begin; select pg_advisory_xact_lock(7243); create table if not exists migrations (name text primary key); commit;"); // two first starts at once: one waits
  const done = new Set(await db.list((r) => r.name as string, sql`select name from migrations`));
  for (const name of (await migrationNames()).filter((name) => !done.has(name))) {
    const text = await readFile(new URL(name, FOLDER), "utf8");
    await db.script(`begin; select pg_advisory_xact_lock(7243); do $do$ begin if not exists (select from migrations where name = '${name}') then
      execute $migration$ ${text} $migration$; insert into migrations values ('${name}'); end if; end $do$; commit;`);
  }
}

/** The same in a transaction of somebody else's: those named, or all that are missing. */
export async function migrateWithin(tx: Tx, names?: readonly string[]): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(7243)`);
  await tx.run(sql`create table if not exists migrations (name text primary key)`);
  const done = new Set(await tx.list((r) => r.name as string, sql`select name from migrations`));
  for (const name of (names ?? (await migrationNames())).filter((name) => !done.has(name))) {
    const text = await readFile(new URL(name, FOLDER), "utf8");
    await tx.run(sql.raw(`do $do$ begin execute $migration$ ${text} $migration$; end $do$`));
    await tx.run(sql`insert into migrations values (${name})`);
  }
}

/** What they make, by its name: tables, functions and sequences, also those that a later one takes away. */
export async function namesMade(kind: "table" | "function" | "sequence"): Promise<string[]> {
  const texts = await Promise.all((await migrationNames()).map((name) => readFile(new URL(name, FOLDER), "utf8")));
  const making = new RegExp(`create (?:or replace )?${kind} (?:if not exists )?"?(\\w+)`, "gi");
  const made = texts.flatMap((text) => [...text.replaceAll(/--.*$/gm, "").matchAll(making)].map((found) => found[1]!));
  return [...new Set(kind === "table" ? ["migrations", ...made] : made)];
}
