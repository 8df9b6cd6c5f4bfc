import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { WrongConfiguration } from "../config.ts";
import type { DataFolder } from "../data-folder.ts";
import { lookAtDataKey } from "../data-key.ts";
import { openDatabase, sql, type Database, type Tx } from "../database.ts";
import { migrationNames, namesMade } from "../migrate.ts";
import type { Keyring } from "../secrets.ts";
import { forceToDisk } from "../snapshots.ts";
import { listFiles, syncFolder } from "../unchanged.ts";
import { tableNames } from "./catalog.ts";
import type { Backup } from "./file.ts";
import { load } from "./loading.ts";

/** `settle`: what follows from the age of what is restored, in the same transaction. */
export type Restoring = { backup: Backup; keys: Keyring; replace: boolean; settle: (tx: Tx) => Promise<void> };

const OTHER_SECRET =
  "The backup was made under another secret than the one here, and could not be used with it: put its secret.key into the data folder, or set BEDEL_SECRET to what that held (a former secret in BEDEL_FORMER_SECRETS will do). Nothing was changed.";
const DAMAGED_KEY =
  "The key in the backup does not open with the secret that wrapped it: the database was damaged when the backup was made. Nothing was changed.";
const newer = (names: readonly string[]): string =>
  `The backup was made by another version of Bedel: this one does not know ${names.join(", ")}. Bring Bedel to the version that made it, or a newer one. Nothing was changed.`;
const NOT_EMPTY =
  "The database is not empty. Restoring puts the backup in place of all that it holds; say --replace if that is what you want. Nothing was changed.";
const IN_USE = "A Bedel runs on this database, or did until a few seconds ago: stop all of them first. Nothing was changed.";
const strange = (names: readonly string[]): string =>
  `In the database are tables that are not Bedel's (${names.slice(0, 5).join(", ")}): name one of Bedel's own in DATABASE_URL. Nothing was changed.`;

/** Before anything is opened or made: whether this Bedel, with these secrets, could use what the backup holds. Null: no secret is known here. */
export async function assureUsable({ header }: Backup, keys: Keyring | null): Promise<void> {
  const known = new Set(await migrationNames());
  const unknown = header.migrations.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new WrongConfiguration([newer(unknown)]);
  const prints = (keys?.wrappings ?? []).map(({ print }) => Buffer.from(print).toString("hex"));
  if (header.key !== null && !prints.includes(header.key)) throw new WrongConfiguration([OTHER_SECRET]);
}

/** All or nothing, in one transaction, what was there before included. */
export const restoreInto = (db: Database, restoring: Restoring): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(7243)`); // a first start waits
    await clear(tx, restoring.replace);
    await load(tx, restoring.backup);
    const key = await lookAtDataKey(tx, restoring.keys);
    if (key === "other secret" || key === "damaged") throw new WrongConfiguration([key === "damaged" ? DAMAGED_KEY : OTHER_SECRET]);
    await restoring.settle(tx);
  });

async function clear(tx: Tx, replace: boolean): Promise<void> {
  const [there, made] = [await tableNames(tx), await namesMade("table")];
  const others = there.filter((name) => !made.includes(name));
  if (others.length > 0) throw new WrongConfiguration([strange(others)]);
  const holds = (query: string): Promise<boolean | null> => tx.one((r) => r.holds as boolean, sql.raw(`select exists (${query}) as holds`));
  if (there.includes("processes") && (await holds("select from processes where alive_until > clock_timestamp()"))) throw new WrongConfiguration([IN_USE]);
  const isEmpty = !there.includes("institutions") || !(await holds("select from institutions union all select from people"));
  if (!isEmpty && !replace) throw new WrongConfiguration([NOT_EMPTY]);
  if (there.length === 0) return;
  await tx.run(sql.raw(`drop table ${there.map((name) => `public."${name}"`).join(", ")} cascade`));
  for (const name of await namesMade("function")) await tx.run(sql.raw(`drop function if exists public."${name}" cascade`));
  for (const name of await namesMade("sequence")) await tx.run(sql.raw(`drop sequence if exists public."${name}" cascade`));
}

const RESTORED = "database.restoring";
const isThere = (folder: DataFolder): boolean => ["database", "snapshots"].some((name) => existsSync(folder.path(name)));

/** A new database is filled beside the one that is there, which is put aside whole. Where that was; null: there was none. */
export async function restoreEmbedded(folder: DataFolder, restoring: Restoring): Promise<string | null> {
  finishRestoring(folder);
  if (isThere(folder) && !restoring.replace) throw new WrongConfiguration([NOT_EMPTY]);
  const making = folder.path("database.unfinished");
  rmSync(making, { recursive: true, force: true });
  try {
    const db = await openDatabase({ folder: making });
    await restoreInto(db, restoring).finally(() => db.close());
    await listFiles(making);
    await forceToDisk(making);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
  renameSync(making, folder.path(RESTORED)); // from here on it takes place, whatever becomes of this process
  await syncFolder(folder.path(""));
  return finishRestoring(folder);
}

/** Also by the next start, where this was cut off. The copies of what was before go with it: none of them may take the place of what was restored. */
export function finishRestoring(folder: DataFolder): string | null {
  if (!existsSync(folder.path(RESTORED))) return null;
  const aside = isThere(folder) ? putAside(folder, "before-restore") : null;
  renameSync(folder.path(RESTORED), folder.path("database"));
  return aside;
}

/** The database and its copies, whole, into a folder of their own. */
export function putAside(folder: DataFolder, why: string): string {
  let n = 1;
  while (existsSync(folder.path(`${why}-${n}`))) n += 1;
  const aside = folder.path(`${why}-${n}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const name of ["snapshots", "database"]) if (existsSync(folder.path(name))) renameSync(folder.path(name), `${aside}/${name}`);
  return aside;
}
