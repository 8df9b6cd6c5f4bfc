import { existsSync, rmSync } from "node:fs";
import { readBackup } from "./platform/backup/file.ts";
import { assureUsable, finishRestoring, putAside } from "./platform/backup/restoring.ts";
import { backUp } from "./platform/backup/writing.ts";
import { wallClock } from "./platform/clock.ts";
import { WrongConfiguration, type Config } from "./platform/config.ts";
import { lockDataFolder } from "./platform/data-folder.ts";
import { openEmbedded, reasonOf } from "./platform/ready-database.ts";
import { anyKeys, intoPostgres, keysHere } from "./restore.ts";

const USAGE = "Usage: DATABASE_URL=postgres://… move, with --replace where that database is not empty; Bedel must be stopped meanwhile";

/** From the embedded database of the data folder into the PostgreSQL of the settings. Nothing has gone on meanwhile, so nothing has to be put right in Zoom. */
export async function move(config: Config, args: readonly string[], say: (line: string) => void): Promise<void> {
  const { databaseUrl, dataFolder } = config;
  if (databaseUrl === null || args.some((arg) => arg !== "--replace")) throw new WrongConfiguration([USAGE]);
  const folder = lockDataFolder(dataFolder);
  try {
    finishRestoring(folder);
    if (!existsSync(folder.path("database")))
      throw new WrongConfiguration([`There is no embedded database in ${dataFolder}: set BEDEL_DATA as for the server.`]);
    const file = folder.path("moving.backup");
    try {
      rmSync(file, { force: true });
      const written = await readAll(folder.path("database"), file);
      const backup = await readBackup(file);
      const keys = keysHere(config);
      await assureUsable(backup, keys);
      await intoPostgres(databaseUrl, { backup, keys: keys ?? anyKeys(), replace: args.includes("--replace"), settle: async () => undefined });
      say(`${written.rows} rows of ${written.tables} tables are in PostgreSQL now.`);
    } finally {
      rmSync(file, { force: true });
    }
    say(`The embedded database, with its copies, was put aside to ${putAside(folder, "moved")}; delete it when nobody needs it.`);
    say("From now on start Bedel with this DATABASE_URL and the same secret.");
  } finally {
    folder.release();
  }
}

async function readAll(database: string, file: string): ReturnType<typeof backUp> {
  try {
    const db = await openEmbedded(database);
    return await backUp(db, file, wallClock()).finally(() => db.close());
  } catch (error) {
    throw new WrongConfiguration([
      `The embedded database can't be read from end to end (${reasonOf(error)}): start Bedel on it, which puts a good copy in its place where it is damaged.`,
    ]);
  }
}
