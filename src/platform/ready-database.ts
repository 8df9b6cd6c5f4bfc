import { WrongConfiguration, type Config } from "./config.ts";
import type { DataFolder } from "./data-folder.ts";
import { openDatabase, sql, type Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { fingerprint, type Secrets } from "./secrets.ts";

/** The database, reached, migrated, and written with the same secret as before; otherwise one clear sentence. */
export async function openReadyDatabase(config: Config, folder: DataFolder, secrets: Secrets): Promise<Database> {
  const db = await opened(config, folder);
  try {
    await migrate(db);
  } catch (error) {
    await db.close().catch(() => undefined); // what is wrong is told below
    throw new WrongConfiguration([unusable(config, folder, error)]);
  }
  const print = fingerprint(secrets.keyFor("database"));
  await db.run(sql`insert into server_key (fingerprint) values (${print}) on conflict do nothing`);
  const kept = await db.one((r) => Buffer.from(r.fingerprint as Uint8Array), sql`select fingerprint from server_key`);
  if (kept !== null && !kept.equals(print)) {
    await db.close();
    throw new WrongConfiguration(["The database was written with another secret: set BEDEL_SECRET to it, or put its secret.key back into the data folder."]);
  }
  return db;
}

async function opened(config: Config, folder: DataFolder): Promise<Database> {
  try {
    const db = await openDatabase(config.databaseUrl ?? { folder: folder.path("database") });
    await db.run(sql`select 1`);
    return db;
  } catch (error) {
    throw new WrongConfiguration([unusable(config, folder, error)]);
  }
}

/** Without the address: it may hold a password. */
function unusable(config: Config, folder: DataFolder, error: unknown): string {
  const why = error instanceof Error ? error.message.split("\n")[0]!.slice(0, 200) : "";
  if (config.databaseUrl === null)
    return `The embedded database in ${folder.path("database")} can't be opened; it may be damaged: restore it from a backup, or move the folder away to begin anew (${why}).`;
  const { hostname, port, pathname } = new URL(config.databaseUrl);
  return `The database ${pathname.slice(1)} at ${hostname}:${port || "5432"} of DATABASE_URL can't be used (${why}).`;
}
