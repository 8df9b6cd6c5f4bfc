import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { PGLITE_OPTIONS, openDatabase } from "../../src/platform/database.ts";
import { migrate } from "../../src/platform/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    pgliteTemplate: string;
    postgres: { server: string; template: string };
  }
}

const ROOT = new URL("../../", import.meta.url);
const CACHE = new URL(".cache/test/", ROOT);
const MIGRATIONS = new URL("src/platform/migrations/", ROOT);

/** Once a run: a migrated, empty database of each kind, to be copied. Making one anew takes seconds, copying one half a second. */
export default async function makeTemplates(project: TestProject): Promise<() => Promise<void>> {
  project.provide("pgliteTemplate", await pgliteTemplate());
  const cluster = await findPostgres();
  const prefix = `bedel_test_${process.pid}`;
  project.provide("postgres", { server: cluster.url, template: await postgresTemplate(cluster.url, prefix) });
  return async () => {
    await dropAll(cluster.url, prefix);
    await cluster.stop();
  };
}

/** The address of a file with a migrated, empty PGlite; made once for all runs. */
export async function pgliteTemplate(): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const file = new URL(`pglite-${migrationsHash()}.tar`, CACHE);
  if (existsSync(file)) return file.href;
  for (const old of readdirSync(CACHE)) if (old.startsWith("pglite-")) rmSync(new URL(old, CACHE));
  const pglite = await PGlite.create(PGLITE_OPTIONS);
  await migrate(await openDatabase({ pglite }));
  const dump = await pglite.dumpDataDir("none");
  await pglite.close();
  const unfinished = new URL(`unfinished-${process.pid}.tar`, CACHE);
  writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, file);
  return file.href;
}

function migrationsHash(): string {
  const hash = createHash("sha256").update(readFileSync(new URL("package-lock.json", ROOT)));
  for (const name of readdirSync(MIGRATIONS).toSorted()) hash.update(name).update(readFileSync(new URL(name, MIGRATIONS)));
  return hash.digest("hex").slice(0, 16);
}

async function postgresTemplate(server: string, prefix: string): Promise<string> {
  const name = `${prefix}_template`;
  await run(server, `create database ${name}`);
  const db = await openDatabase(addressOf(server, name));
  await migrate(db);
  await db.close();
  return name;
}

async function dropAll(server: string, prefix: string): Promise<void> {
  const names = (await run(server, "select datname from pg_database")).map((row) => String(row["datname"])).filter((name) => name.startsWith(prefix));
  for (const name of names) await run(server, `drop database if exists ${name} with (force)`);
}

/** One statement on a connection of its own. */
export async function run(address: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    return (await client.query(statement)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

export function addressOf(server: string, database: string): string {
  const address = new URL(server);
  address.pathname = `/${database}`;
  return address.href;
}

/** `npm test` has found one already; when a part is run by hand, a throw-away cluster is started here in the same way. */
export async function findPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const module = (await import(new URL("scripts/lib/postgres.mjs", ROOT).href)) as { findPostgres: typeof findPostgres };
  return module.findPostgres();
}
