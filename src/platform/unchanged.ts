import { createHash } from "node:crypto";
import { open, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { sql, type Database } from "./database.ts";

/**
 * While an embedded database is closed, and in each of its copies, a list of its files says what each held. PostgreSQL's own checksums cover its pages and its log
 * only, and are looked at when a page is read: the list tells every byte that changed, before the database is opened and what it says is believed.
 */
const LIST = "bedel.sha256";

export async function listFiles(database: string): Promise<void> {
  const list = await sumsOf(database);
  await writeFile(join(database, `${LIST}.unfinished`), `${list}${sumOf(list)}\n`, { flush: true });
  await rename(join(database, `${LIST}.unfinished`), join(database, LIST));
}

/** `unknown`: it was not closed in good order, or the list itself was changed. */
export async function whatChanged(database: string): Promise<"nothing" | "unknown" | { file: string }> {
  const text = await readFile(join(database, LIST), "utf8").catch(() => "");
  const end = text.lastIndexOf("\n", text.length - 2) + 1;
  const list = text.slice(0, end);
  if (list === "" || text.slice(end) !== `${sumOf(list)}\n`) return "unknown";
  const [then, now] = [new Set(list.split("\n")), new Set((await sumsOf(database)).split("\n"))];
  const [different] = [...then.symmetricDifference(now)];
  return different === undefined ? "nothing" : { file: different.slice(different.indexOf(" ") + 1) };
}

/** It is about to be written: the list must not outlive that, not even when the power fails. */
export async function forgetList(database: string): Promise<void> {
  await rm(join(database, LIST), { force: true });
  await syncFolder(database);
}

export async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, "r");
  await opened.sync().finally(() => opened.close());
}

async function sumsOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  let list = "";
  for (const file of files.toSorted()) if (!file.startsWith(LIST)) list += `${sumOf(await readFile(join(folder, file)))} ${file}\n`;
  return list;
}

const sumOf = (content: Buffer | string): string => createHash("sha256").update(content).digest("hex");

/** A page that is damaged says so by its checksum; what is too long for a row lies in tables of its own. */
export async function readEveryRow(db: Database): Promise<void> {
  const tables = await db.list(
    (r) => r.name as string,
    sql`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where (c.relkind = 'r' and n.nspname = 'public') or (c.relkind = 't' and exists
        (select from pg_class o where o.reltoastrelid = c.oid and o.relnamespace = 'public'::regnamespace))`,
  );
  for (const table of tables) await db.run(sql.raw(`select count(*) from ${table}`));
}
