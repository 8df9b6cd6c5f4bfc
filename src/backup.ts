import { existsSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { ask } from "./doctor/asking-actions.ts";
import { jsonIn, localOrigin } from "./doctor/running-actions.ts";
import { makeFolder } from "./lib/folder.ts";
import { iso } from "./lib/time.ts";
import { readBackup } from "./platform/backup/file.ts";
import { copied, PROOF } from "./platform/backup/routes.ts";
import { backUp, type Written } from "./platform/backup/writing.ts";
import { wallClock } from "./platform/clock.ts";
import { WrongConfiguration, type Config } from "./platform/config.ts";
import { lockIn, secretLeftIn } from "./platform/data-folder.ts";
import { openDatabase, sqlState, type Database } from "./platform/database.ts";
import { proofOf } from "./platform/proof.ts";
import { finishRestoring } from "./platform/backup/restoring.ts";
import { openEmbedded, reasonOf } from "./platform/ready-database.ts";
import { backupKeyOf } from "./platform/secrets.ts";

const USAGE = "Usage: backup FILE, or backup FOLDER, where the file is named after the moment";

/** All that the database holds, in one file, while servers run on it or not. The server's secret is not in it. */
export async function backup(config: Config, args: readonly string[], say: (line: string) => void): Promise<void> {
  const file = fileIn(args);
  const written = config.databaseUrl === null ? await ofEmbedded(config, file) : await ofPostgres(config.databaseUrl, file);
  await readBackup(file);
  say(`${file} holds ${written.rows} rows of ${written.tables} tables, and reads as it was written.`);
  const where = config.secret === null ? join(resolve(config.dataFolder), "secret.key") : "BEDEL_SECRET";
  say(`It opens with the secret in ${where} alone, which is not in it: keep that too, somewhere else.`);
}

function fileIn(args: readonly string[]): string {
  const [named, ...more] = args;
  if (named === undefined || named === "" || named.startsWith("-") || more.length > 0) throw new WrongConfiguration([USAGE]);
  const path = resolve(named);
  const isFolder = named.endsWith("/") || (existsSync(path) && statSync(path).isDirectory());
  const file = isFolder ? join(path, `bedel-${iso(wallClock()).slice(0, 19).replaceAll(/[-:]/g, "")}Z.backup`) : path;
  if (existsSync(file)) throw new WrongConfiguration([`${file} is there already, and was left as it is: name another file.`]);
  try {
    makeFolder(resolve(file, ".."), 0o700);
  } catch {
    throw new WrongConfiguration([`The folder of ${file} can't be made.`]);
  }
  return file;
}

async function ofPostgres(address: string, file: string): Promise<Written> {
  const db = await openDatabase(address);
  return kept(db, file, "The database of DATABASE_URL could not be backed up");
}

async function kept(db: Database, file: string, failed: string): Promise<Written> {
  try {
    return await backUp(db, file, wallClock());
  } catch (error) {
    throw new WrongConfiguration([`${failed} (${sqlState(error) === "42P01" ? "it holds nothing of Bedel's" : reasonOf(error)}).`]);
  } finally {
    await db.close();
  }
}

/** It belongs to one process at a time: to this one while no server runs; else the server makes a copy, which is read here. */
async function ofEmbedded(config: Config, file: string): Promise<Written> {
  const { dataFolder } = config;
  const there = join(dataFolder, "database");
  if (!["database", "database.restoring"].some((name) => existsSync(join(dataFolder, name))))
    throw new WrongConfiguration([`There is no embedded database in ${dataFolder}: set BEDEL_DATA, or DATABASE_URL, as for the server.`]);
  const release = lockIn(dataFolder);
  if (release === "damaged")
    throw new WrongConfiguration([`The data folder ${dataFolder} can't be used: its lock file bedel.lock is damaged or can't be written.`]);
  if (release === "taken") return ofCopy(join(dataFolder, await copyByServer(config)), file);
  try {
    finishRestoring({ path: (name) => join(dataFolder, name), remove: () => undefined, release });
    return await ofClosed(there, file);
  } finally {
    release();
  }
}

const FAILED = "The embedded database could not be backed up, it may be damaged; a start of Bedel puts its newest good copy in its place";

async function ofClosed(there: string, file: string): Promise<Written> {
  const db = await openEmbedded(there).catch((error: unknown) => {
    throw new WrongConfiguration([`${FAILED} (${reasonOf(error)}).`]);
  });
  return kept(db, file, FAILED);
}

async function ofCopy(copy: string, file: string): Promise<Written> {
  try {
    return await ofClosed(copy, file);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Every row is read there, and the whole is copied. */
const PATIENCE_MS = 15 * 60_000;

async function copyByServer(config: Config): Promise<string> {
  const origin = localOrigin(config);
  const secret = config.secret ?? secretLeftIn(config.dataFolder);
  if (secret === null) throw new WrongConfiguration(["The server's secret is not known here: set BEDEL_SECRET as for the server."]);
  const headers = { [PROOF]: proofOf(backupKeyOf(secret), wallClock()) };
  const reply = await ask(`${origin}/api/backup`, { method: "POST", headers, patienceMs: PATIENCE_MS }).catch(() => null);
  if (reply?.status === 401)
    throw new WrongConfiguration([`The Bedel at ${origin} goes by another secret than the one here: set BEDEL_SECRET as for the server.`]);
  if (reply?.status === 500) throw new WrongConfiguration(["The running Bedel could not copy its database, which may be damaged: its log says why."]);
  const read = copied.safeParse(jsonIn(reply?.body ?? ""));
  if (reply?.status !== 200 || !read.success)
    throw new WrongConfiguration([
      `Somebody uses the data folder ${config.dataFolder}, but no Bedel answers at ${origin}: set HOST and PORT as for the server, or stop what uses the folder.`,
    ]);
  if (!existsSync(join(config.dataFolder, read.data.copy)))
    throw new WrongConfiguration([`The Bedel at ${origin} uses another data folder than ${config.dataFolder}: set BEDEL_DATA as for the server.`]);
  return read.data.copy;
}
