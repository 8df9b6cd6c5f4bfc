import { existsSync, readdirSync, rmSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { applicationClock } from "../platform/clock.ts";
import { lockIn } from "../platform/data-folder.ts";
import { openDatabase, sql, sqlState, type Database } from "../platform/database.ts";
import { partsMissingIn } from "../platform/ready-database.ts";
import { keyring } from "../platform/secrets.ts";
import { readEveryRow, whatChanged } from "../platform/unchanged.ts";
import { judgeDatabaseTrouble, notAsked } from "./database.ts";
import { fault, unknown, well, type Finding } from "./finding.ts";
import { examineInside, type Examined } from "./inside-actions.ts";
import { secretOf, type Outside } from "./outside-actions.ts";
import { askRunning } from "./running-actions.ts";
import { limited, LONGEST_MS } from "./within.ts";

/** The database and all that stands in it. A PostgreSQL is asked beside the servers that use it; an embedded one that is in use is asked for of the server that holds it. */
export const lookAtDatabase = (outside: Outside): Promise<Examined> =>
  outside.config.databaseUrl === null ? lookAtEmbedded(outside) : lookAtPostgres(outside, outside.config.databaseUrl);

const without = (...findings: Finding[]): Examined => ({ findings: [...findings, ...notAsked()], instance: null });

const tooLong = (): Finding => unknown("database", "too_long", { seconds: LONGEST_MS / 1000 });

async function lookAtPostgres(outside: Outside, databaseUrl: string): Promise<Examined> {
  const db = await openDatabase(databaseUrl);
  try {
    const answers = await limited(() => db.run(sql`select 1`));
    if (answers === null) throw Object.assign(new Error(), { code: "ETIMEDOUT" });
  } catch (error) {
    void db.close().catch(() => undefined);
    return without(judgeDatabaseTrouble(error, databaseUrl));
  }
  try {
    const { hostname, port } = new URL(databaseUrl);
    return (await limited(() => examine(outside, db, `${hostname}:${port || "5432"}`))) ?? without(tooLong());
  } catch (error) {
    if (sqlState(error) === null) throw error; // not the database's
    return without(judgeDatabaseTrouble(error, databaseUrl));
  } finally {
    void db.close().catch(() => undefined);
  }
}

function examine({ config, random, zoom, now }: Outside, db: Database, at: string): Promise<Examined> {
  const secret = secretOf(config);
  const keys = secret === null ? null : keyring(secret, config.formerSecrets, random);
  return examineInside({ db, clock: applicationClock(), random, keys, zoom, now, origin: config.origin, at });
}

const NOTHING_YET: Examined = {
  findings: [well("database", "none_yet"), well("migrations", "none_yet"), well("secret", "none_yet"), well("zoom", "no_connection")],
  instance: null,
};

async function lookAtEmbedded(outside: Outside): Promise<Examined> {
  const { dataFolder: folder } = outside.config;
  const there = join(folder, "database");
  if (!existsSync(there)) return existsSync(join(folder, "snapshots")) ? without(fault("database", "damaged", { folder: there })) : NOTHING_YET;
  const release = lockIn(folder);
  if (release === "taken") return askRunning(outside);
  if (release === "damaged") return without(unknown("database", "in_use"));
  try {
    if (partsMissingIn(there).length > 0) return without(fault("database", "damaged", { folder: there }));
    return await onCopy(folder, (db) => examine(outside, db, there));
  } finally {
    release();
  }
}

const COPY = "examined-";

/** What opens an embedded database writes in it. So a copy is opened, beside the original, where as few may read it. */
async function onCopy(folder: string, look: (db: Database) => Promise<Examined>): Promise<Examined> {
  for (const old of readdirSync(folder).filter((name) => name.startsWith(COPY))) rmSync(join(folder, old), { recursive: true, force: true }); // of a doctor that was killed
  const [copy, there] = [await mkdtemp(join(folder, COPY)), join(folder, "database")];
  let db: Database | null = null;
  try {
    await cp(there, join(copy, "database"), { recursive: true });
    db = await limited(() => openedWhole(join(copy, "database")));
    if (db === null) return without(tooLong());
    const open = db;
    const examined = await limited(() => look(open));
    if (examined === null) return without(tooLong());
    return { ...examined, findings: [well("database", "embedded", { folder: there }), ...examined.findings] };
  } catch (error) {
    if (db !== null && sqlState(error) === null) throw error; // not the database's
    return without(fault("database", "damaged", { folder: there }));
  } finally {
    await db?.close().catch(() => undefined);
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Every row is read, since a page that is damaged says so by its checksum. */
async function openedWhole(folder: string): Promise<Database> {
  const changed = await whatChanged(folder);
  if (typeof changed === "object") throw new Error(`${changed.file} was changed`);
  const db = await openDatabase({ folder });
  await readEveryRow(db);
  return db;
}
