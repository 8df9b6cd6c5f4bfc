import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { WrongConfiguration, type Config } from "./config.ts";
import type { DataFolder } from "./data-folder.ts";
import { openDatabase, sql, type Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { restore, snapshotsIn, timeIn } from "./snapshots.ts";
import { fingerprint, type Secrets } from "./secrets.ts";

const OTHER_SECRET = "The database was written with another secret: set BEDEL_SECRET to it, or put its secret.key back into the data folder.";

/** A PostgreSQL is asked before anything is begun here: whether it answers, and whether it was written with this secret (null: with one that is still to be made). */
export async function assureDatabaseIsOurs({ databaseUrl, dataFolder }: Config, secrets: Secrets | null): Promise<void> {
  if (databaseUrl === null) return;
  let db: Database | null = null;
  let kept: Buffer | null;
  try {
    db = await openDatabase(databaseUrl);
    const isNew = await db.one((r) => r.missing as boolean, sql`select to_regclass('server_key') is null as missing`);
    kept = isNew === true ? null : await keptFingerprint(db);
  } catch (error) {
    throw new WrongConfiguration([unusable({ databaseUrl, dataFolder }, error)]);
  } finally {
    await db?.close();
  }
  if (kept !== null && (secrets === null || !kept.equals(fingerprint(secrets.keyFor("database"))))) throw new WrongConfiguration([OTHER_SECRET]);
}

const keptFingerprint = (db: Database): Promise<Buffer | null> =>
  db.one((r) => Buffer.from(r.fingerprint as Uint8Array), sql`select fingerprint from server_key`);

/** A database that can be used. `restored`: it is an older copy, since the damaged one was put aside. */
export type Ready = { db: Database; restored: boolean };

/** The database, reached, migrated, and written with the same secret as before; otherwise one clear sentence. A damaged embedded one is replaced by its newest good copy. */
export async function openReadyDatabase(config: Config, folder: DataFolder, secrets: Secrets, say: (line: string) => void): Promise<Ready> {
  try {
    return { db: await openAsItIs(config, folder, secrets), restored: false };
  } catch (error) {
    if (config.databaseUrl !== null || !(error instanceof Damaged)) throw error;
    for (const snapshot of snapshotsIn(folder)) {
      const aside = restore(folder, snapshot);
      const db = await openAsItIs(config, folder, secrets).catch(() => null); // an older one may be good
      if (db === null) continue;
      say(
        `The embedded database was damaged. It was put aside to ${aside}, and the copy ${snapshot} took its place: what happened after ${timeIn(snapshot)} is lost.`,
      );
      return { db, restored: true };
    }
    throw error;
  }
}

/** Told apart from other troubles, because a copy can take its place. */
class Damaged extends WrongConfiguration {}

async function openAsItIs(config: Config, folder: DataFolder, secrets: Secrets): Promise<Database> {
  const db = await opened(config, folder);
  try {
    await migrate(db);
  } catch (error) {
    await db.close().catch(() => undefined); // what is wrong is told below
    throw new Damaged([unusable(config, error)]);
  }
  const print = fingerprint(secrets.keyFor("database"));
  await db.run(sql`insert into server_key (fingerprint) values (${print}) on conflict do nothing`);
  const kept = await keptFingerprint(db);
  if (kept !== null && !kept.equals(print)) {
    await db.close();
    throw new WrongConfiguration([OTHER_SECRET]);
  }
  return db;
}

async function opened(config: Config, folder: DataFolder): Promise<Database> {
  try {
    const db = await openDatabase(config.databaseUrl ?? { folder: await embedded(folder) });
    await db.run(sql`select 1`);
    return db;
  } catch (error) {
    throw new Damaged([unusable(config, error)]);
  }
}

/** The embedded database's folder, made whole at the first start: one that was being made when the process died is begun anew, and one with parts missing is not taken for a new one. */
async function embedded(folder: DataFolder): Promise<string> {
  const [there, making] = [folder.path("database"), folder.path("database.unfinished")];
  if (!existsSync(there) && snapshotsIn(folder).length === 0) {
    rmSync(making, { recursive: true, force: true });
    await (await openDatabase({ folder: making })).close();
    renameSync(making, there);
  }
  const missing = ["PG_VERSION", "global/pg_control", "base", "pg_wal"].filter((part) => !existsSync(join(there, part)));
  if (missing.length > 0) throw new Error(`it lacks ${missing.join(", ")}`);
  return there;
}

/** Without the address of a database: it may hold a password. */
function unusable({ databaseUrl, dataFolder }: Pick<Config, "databaseUrl" | "dataFolder">, error: unknown): string {
  const why = reason(error);
  if (databaseUrl === null)
    return `The embedded database in ${join(dataFolder, "database")} can't be opened; it may be damaged: restore it from a backup, or move the data folder away to begin anew (${why}).`;
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `The database ${pathname.slice(1)} at ${hostname}:${port || "5432"} of DATABASE_URL can't be used (${why}).`;
}

/** Where several addresses of one host were tried in vain, the driver's error says nothing itself. */
function reason(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return reason(error.errors[0]);
  return error instanceof Error ? error.message.split("\n")[0]!.slice(0, 200) : "";
}
