import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { systemRandom } from "./lib/random.ts";
import { readBackup } from "./platform/backup/file.ts";
import { assureUsable, restoreEmbedded, restoreInto, type Restoring } from "./platform/backup/restoring.ts";
import { applicationClock } from "./platform/clock.ts";
import { WrongConfiguration, type Config } from "./platform/config.ts";
import { lockDataFolder, secretLeftIn } from "./platform/data-folder.ts";
import { openDatabase, type Tx } from "./platform/database.ts";
import { readClock } from "./platform/due.ts";
import { reasonOf } from "./platform/ready-database.ts";
import { keyring, type Keyring } from "./platform/secrets.ts";
import { forgetPasswords } from "./rooms/actions.ts";

const USAGE = "Usage: restore FILE, with --replace where the database is not empty, or with --check to be told only whether it could be used";

/** Puts a backup into the database of the settings, whichever kind that is. All or nothing; whatever speaks against it is said before anything is written. */
export async function restore(config: Config, args: readonly string[], say: (line: string) => void): Promise<void> {
  const { file, replace, check } = askedIn(args);
  const backup = await readBackup(file);
  const keys = keysHere(config);
  await assureUsable(backup, keys);
  if (check) return say(`${file} is whole, was made at ${backup.header.madeAt}, and opens with the secret here.`);
  const restoring: Restoring = { backup, keys: keys ?? anyKeys(), replace, settle };
  if (config.databaseUrl === null) {
    const aside = await intoEmbedded(config, restoring);
    if (aside !== null) say(`What was there before, with its copies, lies in ${aside}; delete it when nobody needs it.`);
  } else await intoPostgres(config.databaseUrl, restoring);
  say(
    `The database holds what it held at ${backup.header.madeAt}. What happened since is lost here, but not in Zoom: docs/operating/backup.md says what to look at.`,
  );
}

function askedIn(args: readonly string[]): { file: string; replace: boolean; check: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { replace: { type: "boolean", default: false }, check: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file !== undefined && more.length === 0) return { file: resolve(file), ...values };
  } catch {
    // told below
  }
  throw new WrongConfiguration([USAGE]);
}

/** Never a new secret: it would pass for the one that is missing. */
export function keysHere(config: Config): Keyring | null {
  const [known, ...former] = [config.secret ?? secretLeftIn(config.dataFolder), ...config.formerSecrets].filter((secret) => secret !== null);
  return known === undefined ? null : keyring(known, former, systemRandom);
}

/** A database that no server was ever started on has no key, so any will do. */
export const anyKeys = (): Keyring => keyring(Buffer.from(systemRandom.bytes(48)).toString("base64url"), [], systemRandom);

/** What Bedel remembers as a room's password may be another in Zoom by now, or known to somebody. */
async function settle(tx: Tx): Promise<void> {
  const clock = applicationClock();
  await readClock(tx, clock);
  await forgetPasswords(tx, clock.now());
}

async function intoEmbedded(config: Config, restoring: Restoring): Promise<string | null> {
  const folder = lockDataFolder(config.dataFolder);
  try {
    return await restoreEmbedded(folder, restoring).catch((error: unknown) => {
      throw told(error, `in the data folder ${config.dataFolder}`);
    });
  } finally {
    folder.release();
  }
}

export async function intoPostgres(address: string, restoring: Restoring): Promise<void> {
  const { hostname, port, pathname } = new URL(address);
  const db = await openDatabase(address);
  try {
    await restoreInto(db, restoring);
  } catch (error) {
    throw told(error, `${pathname.slice(1)} at ${hostname}:${port || "5432"} of DATABASE_URL`);
  } finally {
    await db.close();
  }
}

/** Without the address of a database: it may hold a password. */
function told(error: unknown, where: string): WrongConfiguration {
  if (error instanceof WrongConfiguration) return error;
  return new WrongConfiguration([`The database ${where} could not be restored (${reasonOf(error)}). Nothing was changed.`]);
}
