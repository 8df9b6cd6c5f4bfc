import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { cp, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { hours, minutes, type Instant } from "../lib/time.ts";
import type { DataFolder } from "./data-folder.ts";
import { sql, type Database } from "./database.ts";
import type { Log } from "./log.ts";
import { listFiles, readEveryRow } from "./unchanged.ts";

/**
 * The embedded database never waits until the disk has what it wrote: after a power cut it may be damaged, however careful we are. So it is
 * copied now and then, and each copy is forced to the disk.
 */
const EVERY = hours(6);
const KEPT = 3;
const LOOKS_EVERY_MS = 60_000;
/** Whoever looks in for some minutes does not want to wait for a copy. */
const SETTLES = minutes(10);
const NAME = /^\d{14}$/;

export const snapshotsIn = (folder: DataFolder): string[] => {
  const at = folder.path("snapshots");
  return existsSync(at)
    ? readdirSync(at)
        .filter((name) => NAME.test(name))
        .toSorted()
        .toReversed()
        .map((name) => join(at, name))
    : [];
};

/** Reads every row first: a page that is damaged says so by its checksum, and then the good copies are kept. */
export async function takeSnapshot(db: Database, folder: DataFolder, wall: Instant): Promise<string> {
  const name = new Date(wall).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const made = folder.path(join("snapshots", name));
  mkdirSync(folder.path("snapshots"), { recursive: true });
  await copyWhole(db, folder, { making: folder.path(join("snapshots", "unfinished")), made });
  for (const old of snapshotsIn(folder).slice(KEPT)) rmSync(old, { recursive: true, force: true });
  return made;
}

const FOR_BACKUP = "backing-up-";

/** Apart from the snapshots, so that backups however frequent push none of them out. Whoever asked for it takes it away. */
export async function copyForBackup(db: Database, folder: DataFolder, id: string): Promise<string> {
  const name = `${FOR_BACKUP}${id}`;
  await copyWhole(db, folder, { making: folder.path(`${name}.unfinished`), made: folder.path(name) });
  return name;
}

export function removeCopies(folder: DataFolder): void {
  for (const name of readdirSync(folder.path(""))) if (name.startsWith(FOR_BACKUP)) rmSync(folder.path(name), { recursive: true, force: true });
}

async function copyWhole(db: Database, folder: DataFolder, { making, made }: { making: string; made: string }): Promise<void> {
  if (!("pglite" in db.driver)) throw new Error("only the embedded database is copied here");
  await readEveryRow(db);
  await db.run(sql`checkpoint`);
  rmSync(making, { recursive: true, force: true });
  await alone(db.driver.pglite, () => cp(folder.path("database"), making, { recursive: true }));
  await listFiles(making);
  await forceToDisk(making);
  rmSync(made, { recursive: true, force: true });
  renameSync(making, made);
}

/** Nothing is written while it is copied. */
const alone = <T>(pglite: PGlite, work: () => Promise<T>): Promise<T> => pglite.runExclusive(work);

/** Many at once, which a disk takes together; one after the other takes ten times as long, and nobody is answered meanwhile. */
export async function forceToDisk(path: string): Promise<void> {
  const below = (await readdir(path, { recursive: true })).map((name) => join(path, name));
  await Promise.all(
    [path, ...below].map(async (each) => {
      const opened = await open(each, "r");
      await opened.sync().finally(() => opened.close());
    }),
  );
}

/** Says from when on that an older copy is in place, and which: a start may be killed before it has done what follows from that. */
const RESTORED = "database.restored";
export type Restored = { snapshot: string; aside: string };

/** Puts the damaged database aside, whole, and a copy of the snapshot in its place. */
export function restore(folder: DataFolder, snapshot: string): Restored {
  const restored = { snapshot, aside: nextAside(folder) };
  writeFileSync(folder.path(`${RESTORED}.unfinished`), JSON.stringify(restored), { flush: true });
  renameSync(folder.path(`${RESTORED}.unfinished`), folder.path(RESTORED));
  const { aside } = restored;
  if (existsSync(folder.path("database"))) renameSync(folder.path("database"), aside);
  const making = folder.path("database.unfinished");
  rmSync(making, { recursive: true, force: true });
  cpSync(snapshot, making, { recursive: true });
  renameSync(making, folder.path("database"));
  return restored;
}

/** As it was before. */
export function unrestore(folder: DataFolder, { aside }: Restored): void {
  rmSync(folder.path("database"), { recursive: true, force: true });
  if (existsSync(aside)) renameSync(aside, folder.path("database"));
  settleRestored(folder);
}

/** The copy that is in place, until what follows from that is done. */
export const restoredIn = (folder: DataFolder): Restored | null =>
  existsSync(folder.path(RESTORED)) ? JSON.parse(readFileSync(folder.path(RESTORED), "utf8")) : null;

export const settleRestored = (folder: DataFolder): void => rmSync(folder.path(RESTORED), { force: true });

function nextAside(folder: DataFolder): string {
  for (let n = 1; ; n += 1) if (!existsSync(folder.path(`database.damaged-${n}`))) return folder.path(`database.damaged-${n}`);
}

export type Snapshots = { stop(): Promise<void> };

/** Every six hours, the first ten minutes after the start, and at a clean stop after that when the last is older than an hour. */
export function keepSnapshots(db: Database, folder: DataFolder, wall: () => Instant, log: Log): Snapshots {
  if (db.kind !== "pglite") return { stop: () => Promise.resolve() };
  let under: Promise<void> = Promise.resolve();
  const take = (): Promise<void> =>
    (under = under
      .then(() => takeSnapshot(db, folder, wall()))
      .then(
        (at) => log.info("the embedded database was copied", { to: at }),
        (error: unknown) => log.error("the embedded database could not be copied; it may be damaged", { error: String(error) }),
      ));
  const age = (): number => {
    const [newest] = snapshotsIn(folder);
    return newest === undefined ? Infinity : wall() - Date.parse(timeIn(newest));
  };
  const began = wall();
  let tried = began;
  const timer = setInterval(() => {
    if (age() < EVERY || wall() - tried < SETTLES) return;
    tried = wall();
    void take();
  }, LOOKS_EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await under;
      if (age() >= hours(1) && wall() - began >= SETTLES) await take();
    },
  };
}

/** When a copy was taken, in words that read as a moment and that `Date.parse` knows. */
export const timeIn = (snapshot: string): string => snapshot.replace(/^.*?(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6Z");
