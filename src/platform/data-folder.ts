import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makeFolder } from "../lib/folder.ts";
import { WrongConfiguration, type Config } from "./config.ts";

/** The folder that belongs to one process at a time. Two on one embedded database destroy it. */
export type DataFolder = {
  path: (name: string) => string;
  /** Takes one of its SQLite files away, with what belongs to it. It must be closed. */
  remove(name: string): void;
  release(): void;
};

/** An exclusive transaction on a lock file is freed by the system when the process dies, however it dies. */
export function lockDataFolder(folder: string): DataFolder {
  try {
    makeFolder(folder, 0o700);
  } catch {
    throw new WrongConfiguration([`The data folder ${folder} can't be made or written.`]);
  }
  closeToOthers(folder, 0o700);
  const release = lockIn(folder);
  if (release === "taken") throw new WrongConfiguration([`Another Bedel uses the data folder ${folder}; stop it first, or set BEDEL_DATA to another folder.`]);
  if (release === "damaged")
    throw new WrongConfiguration([`The data folder ${folder} can't be used: its lock file bedel.lock is damaged or can't be written.`]);
  const remove = (name: string): void => ["", "-wal", "-shm"].forEach((part) => rmSync(join(folder, name + part), { force: true }));
  return { path: (name) => join(folder, name), remove, release };
}

/** The lock alone, and what gives it back; nothing else of the folder is touched. */
export function lockIn(folder: string): (() => void) | "taken" | "damaged" {
  let lock: DatabaseSync | null = null;
  try {
    const held = (lock = new DatabaseSync(join(folder, "bedel.lock")));
    held.exec("pragma busy_timeout = 0; pragma journal_mode = delete; begin exclusive");
    return () => held.close();
  } catch (cause) {
    lock?.close();
    return cause instanceof Error && /locked|busy/i.test(cause.message) ? "taken" : "damaged";
  }
}

/** One of its SQLite files. A damaged one is told before anything is opened, and left as it is. */
export function assureWhole(file: string, wayOut: string): void {
  if (!existsSync(file)) return;
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(file);
    const found = Object.values(db.prepare("pragma quick_check(1)").get() ?? {})[0];
    if (found !== "ok") throw new Error(String(found));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split("\n")[0]! : "";
    throw new WrongConfiguration([`${file} is damaged or can't be opened: ${wayOut} (${why}).`]);
  } finally {
    db?.close();
  }
}

/** The database holds names, addresses and the sealed passwords: nobody else on the machine is to read it. */
function closeToOthers(path: string, mode: number): void {
  try {
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, mode);
  } catch {
    // Whose folder it is decides: one that somebody else lent us, or a disk without rights, works all the same.
  }
}

export const SECRET = "secret.key";

/** The key of everything sealed in the database. Made once; without it, what is sealed can't be opened any more. */
export function secretIn(folder: DataFolder): string {
  const file = folder.path(SECRET);
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString("base64url"), { mode: 0o600, flag: "wx", flush: true });
  closeToOthers(file, 0o600);
  const secret = readSecret(file);
  if (secret === null) throw new WrongConfiguration([`${file} is damaged: restore it from a backup, or set BEDEL_SECRET to what it held.`]);
  return secret;
}

/** The secret of a folder that nobody has begun to use yet in this process; null: there is none, or it can't be read. */
export const secretLeftIn = (folder: string): string | null => readSecret(join(folder, SECRET));

function readSecret(file: string): string | null {
  try {
    const secret = readFileSync(file, "utf8").trim();
    return secret.length < 32 ? null : secret;
  } catch {
    return null;
  }
}

/** For a command that is no server. The embedded database is one process's. PostgreSQL is shared: a server may be running on it, with this very data folder. */
export const folderBeside = ({ databaseUrl, dataFolder }: Pick<Config, "databaseUrl" | "dataFolder">): DataFolder =>
  databaseUrl === null ? lockDataFolder(dataFolder) : { path: (name) => join(dataFolder, name), remove: () => undefined, release: () => undefined };

/** What a running server uses, and never a new one beside it. */
export function secretBeside(config: Pick<Config, "databaseUrl" | "dataFolder" | "secret">, folder: DataFolder): string {
  const known = config.secret ?? (config.databaseUrl === null ? secretIn(folder) : secretLeftIn(config.dataFolder));
  if (known === null)
    throw new WrongConfiguration(["The server's secret is not known here: set BEDEL_SECRET as for the server, or BEDEL_DATA to its data folder."]);
  return known;
}
