import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAway } from "./away.ts";
import { DatabaseAway, WrongConfiguration, type Config } from "./config.ts";
import { SECRET, type DataFolder } from "./data-folder.ts";
import { openDatabase, sql, type Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { finishRestoring } from "./backup/restoring.ts";
import { restore, restoredIn, settleRestored, snapshotsIn, timeIn, unrestore } from "./snapshots.ts";
import { dataKeyOf, fingerprintIn } from "./data-key.ts";
import { secretsWith, type Keyring, type Secrets } from "./secrets.ts";
import { forgetList, listFiles, readEveryRow, whatChanged } from "./unchanged.ts";
import type { Random } from "../lib/random.ts";

const OTHER_SECRET =
  "The database was written with another secret: set BEDEL_SECRET to it, or put its secret.key back into the data folder; to exchange it for a new one, name it in BEDEL_FORMER_SECRETS.";
const EXCHANGED = "The secret was exchanged: the former one is not needed in BEDEL_FORMER_SECRETS any more, except to open backups and copies made until now.";
const secretIsGone = (dataFolder: string): string =>
  `In the data folder ${dataFolder} is a database, but not its secret.key: put that back, or set BEDEL_SECRET to what it held; to have a new one made, name it in BEDEL_FORMER_SECRETS.`;
const inItsPlace = (aside: string, snapshot: string): string =>
  `The embedded database was damaged. It was put aside to ${aside}, and the copy ${snapshot} took its place: what happened after ${timeIn(snapshot)} is lost.`;
const copyOfOtherSecret = (snapshot: string): string =>
  `The embedded database is damaged, and its newest good copy ${snapshot} was written with another secret: name that one in BEDEL_FORMER_SECRETS, and the copy takes its place.`;

/**
 * Before anything is begun: whether a PostgreSQL answers and was written with one of these secrets (null: with one that is still to be made),
 * and whether an embedded database has lost its secret: a new one beside it would pass for the lost one, in backups too.
 */
export async function assureDatabaseIsOurs({ databaseUrl, dataFolder }: Config, keys: Keyring | null): Promise<void> {
  if (databaseUrl === null) {
    const isThere = (name: string): boolean => existsSync(join(dataFolder, name));
    if (keys === null && !isThere(SECRET) && ["database", "database.restoring", "snapshots"].some(isThere))
      throw new WrongConfiguration([secretIsGone(dataFolder)]);
    return;
  }
  let db: Database | null = null;
  let kept: Uint8Array | null;
  try {
    db = await openDatabase(databaseUrl);
    const isNew = await db.one((r) => r.missing as boolean, sql`select to_regclass('server_key') is null as missing`);
    kept = isNew === true ? null : await fingerprintIn(db);
  } catch (error) {
    throw troubleWith({ databaseUrl, dataFolder }, error, WrongConfiguration);
  } finally {
    await db?.close();
  }
  if (kept !== null && !keys?.wrappings.some(({ print }) => Buffer.from(print).equals(kept))) throw new WrongConfiguration([OTHER_SECRET]);
}

/** A database that can be used, and what opens what is sealed in it. `restored`: it is an older copy, since the damaged one was put aside; so until `settleRestored`. */
export type Ready = { db: Database; secrets: Secrets; restored: boolean };

/** What a database is opened with. */
export type Opening = { folder: DataFolder; keys: Keyring; random: Random; say: (line: string) => void };

/** The database, reached, migrated, and written with the same secret as before; otherwise one clear sentence. A damaged embedded one is replaced by its newest good copy. */
export async function openReadyDatabase(config: Config, opening: Opening): Promise<Ready> {
  const { folder, say } = opening;
  const opened = await openAsItIs(config, opening).catch((error: unknown) => {
    if (config.databaseUrl !== null || !(error instanceof Damaged)) throw error;
    return openCopy(config, opening, error);
  });
  const restored = restoredIn(folder);
  if (restored !== null) say(inItsPlace(restored.aside, restored.snapshot));
  return { ...opened, restored: restored !== null };
}

/** Copies that need another secret are good ones: an older copy instead would lose more than naming that secret does. */
async function openCopy(config: Config, opening: Opening, damage: Damaged): Promise<Opened> {
  const { folder } = opening;
  for (const snapshot of snapshotsIn(folder)) {
    const restored = restore(folder, snapshot);
    try {
      return await openAsItIs(config, opening);
    } catch (error) {
      if (!(error instanceof OtherSecret)) continue; // an older one may be good
      unrestore(folder, restored);
      throw new OtherSecret([copyOfOtherSecret(snapshot)]);
    }
  }
  settleRestored(folder);
  throw damage;
}

/** Told apart from other troubles, because a copy can take its place. */
class Damaged extends WrongConfiguration {}
class OtherSecret extends WrongConfiguration {}

type Opened = Pick<Ready, "db" | "secrets">;

async function openAsItIs(config: Config, { folder, keys, random, say }: Opening): Promise<Opened> {
  const db = await opened(config, folder);
  try {
    await migrate(db);
  } catch (error) {
    await db.close().catch(() => undefined); // what is wrong is told below
    throw troubleWith(config, error, Damaged);
  }
  const found = await dataKeyOf(db, keys).catch(async (error: unknown) => {
    await db.close().catch(() => undefined); // what is wrong is told by the first error
    throw error;
  });
  if (found === null) {
    await db.close();
    throw new OtherSecret([OTHER_SECRET]);
  }
  if (found.exchanged) say(EXCHANGED);
  return { db, secrets: secretsWith(found.dataKey, random) };
}

async function opened(config: Config, folder: DataFolder): Promise<Database> {
  try {
    if (config.databaseUrl === null) return await openEmbedded(await embedded(folder));
    const db = await openDatabase(config.databaseUrl);
    await db.run(sql`select 1`);
    return db;
  } catch (error) {
    throw troubleWith(config, error, Damaged);
  }
}

/** One that is only away comes back by itself, and so does who waits for it. */
const troubleWith = (config: Pick<Config, "databaseUrl" | "dataFolder">, error: unknown, Otherwise: typeof WrongConfiguration): WrongConfiguration =>
  new (config.databaseUrl !== null && isAway(error) ? DatabaseAway : Otherwise)([unusable(config, error)]);

/** Only if no byte of it changed since it was closed in good order. One that was not is read from end to end. Its folder must be locked. */
export async function openEmbedded(there: string): Promise<Database> {
  const changed = await whatChanged(there);
  if (typeof changed === "object") throw new Error(`${changed.file} was changed while nobody used it`);
  await forgetList(there);
  const db = await openDatabase({ folder: there });
  try {
    if (changed === "unknown") await readEveryRow(db);
  } catch (error) {
    await db.close().catch(() => undefined); // what is wrong is told by the first error
    throw error;
  }
  let closing: Promise<void> | null = null;
  return { ...db, close: () => (closing ??= db.close().then(() => listFiles(there))) };
}

/** The embedded database's folder, made whole at the first start: one that was being made when the process died is begun anew, and one with parts missing is not taken for a new one. */
async function embedded(folder: DataFolder): Promise<string> {
  const [there, making] = [folder.path("database"), folder.path("database.unfinished")];
  finishRestoring(folder);
  if (!existsSync(there) && snapshotsIn(folder).length === 0) {
    rmSync(making, { recursive: true, force: true });
    await (await openDatabase({ folder: making })).close();
    renameSync(making, there);
  }
  const missing = partsMissingIn(there);
  if (missing.length > 0) throw new Error(`it lacks ${missing.join(", ")}`);
  return there;
}

/** What every embedded database has: one that lacks some of it would be taken for a new one. */
export const partsMissingIn = (there: string): string[] =>
  ["PG_VERSION", "global/pg_control", "base", "pg_wal"].filter((part) => !existsSync(join(there, part)));

/** Without the address of a database: it may hold a password. */
function unusable({ databaseUrl, dataFolder }: Pick<Config, "databaseUrl" | "dataFolder">, error: unknown): string {
  const why = reasonOf(error);
  if (databaseUrl === null)
    return `The embedded database in ${join(dataFolder, "database")} can't be opened; it may be damaged: restore it from a backup, or move the data folder away to begin anew (${why}).`;
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `The database ${pathname.slice(1)} at ${hostname}:${port || "5432"} of DATABASE_URL can't be used (${why}).`;
}

/** Where several addresses of one host were tried in vain, the driver's error says nothing itself. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message.split("\n")[0]!.slice(0, 200) : "";
}
