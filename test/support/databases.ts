import { beforeAll, describe, inject } from "vitest";
import { openDatabase, type Database } from "../../src/platform/database.ts";
import { canBeEmptied, copyOfPglite, type Shared } from "./emptying.ts";
import { addressOf, run } from "./templates.ts";

export type DatabaseName = "PGlite" | "PostgreSQL";

/** Runs the tests once on each database. `open()` gives it migrated and empty; it is shared, so each test opens it once and closing it costs nothing. */
export function eachDatabase(tests: (name: DatabaseName, open: () => Promise<Database>) => void): void {
  describe.each<DatabaseName>(["PGlite", "PostgreSQL"])("on %s", (name) => {
    beforeAll(() => emptyDatabase(name)); // opening one takes seconds, which are no test's
    tests(name, () => emptyDatabase(name));
  });
}

const shared = new Map<DatabaseName, Promise<Shared>>();

/** This worker's database of that kind, with nothing in it but what the migrations put there. */
export async function emptyDatabase(name: DatabaseName): Promise<Database> {
  if (!shared.has(name)) shared.set(name, (name === "PGlite" ? copyOfPglite(inject("pgliteTemplate")) : freshPostgres().then(openDatabase)).then(canBeEmptied));
  const { db, empty } = await shared.get(name)!;
  await empty();
  return { ...db, close: () => Promise.resolve() };
}

/** The address of a migrated, empty PostgreSQL database that nobody else uses, for programs that open it themselves. Dropped when the run ends. */
export async function freshPostgres(): Promise<string> {
  const { server, template } = inject("postgres");
  made += 1;
  const name = `${template.replace("_template", "")}_${process.pid}_${made}`;
  await run(server, `create database ${name} template ${template}`);
  return addressOf(server, name);
}
let made = 0;
