import { z } from "zod";
import { assert } from "../../lib/assert.ts";
import { migrateWithin } from "../migrate.ts";
import { sql, type Tx } from "../database.ts";
import { tablesOf, tablesWithTriggers, type Table } from "./catalog.ts";
import type { Backup } from "./file.ts";
import { writeAlike } from "./writing.ts";

const line = z.union([z.object({ table: z.string(), columns: z.array(z.string()) }), z.object({ sequence: z.string(), last: z.number() })]);

const ROWS_AT_ONCE = 500;
const LETTERS_AT_ONCE = 1_000_000;

/** Fills a database that has nothing of Bedel's: made as it was when the backup was made, filled, and then brought up to date. */
export async function load(tx: Tx, { header, lines }: Backup): Promise<void> {
  await migrateWithin(tx, header.migrations);
  await writeAlike(tx);
  const tables = new Map((await tablesOf(tx)).map((table) => [table.name, table]));
  await tx.run(sql.raw(`truncate ${[...tables.keys()].map(named).join(", ")}`)); // migrations put some rows there
  const noting = await tablesWithTriggers(tx);
  for (const name of noting) await tx.run(sql.raw(`alter table ${named(name)} disable trigger user`));
  await fill(tx, lines(), tables);
  await tx.run(sql`set constraints all immediate`); // what is still to be checked would forbid the next statement
  for (const name of noting) await tx.run(sql.raw(`alter table ${named(name)} enable trigger user`));
  await migrateWithin(tx);
}

const named = (table: string): string => `public."${table}"`;

async function fill(tx: Tx, lines: AsyncIterable<string>, tables: ReadonlyMap<string, Table>): Promise<void> {
  let [insert, rows, letters]: [string, string[], number] = ["", [], 0];
  const flush = async (): Promise<void> => {
    if (rows.length > 0) await tx.run(sql`${sql.raw(insert)} from json_array_elements(${`[${rows.join(",")}]`}::json) r`);
    [rows, letters] = [[], 0];
  };
  for await (const text of lines) {
    if (text.startsWith("[")) {
      rows.push(text);
      letters += text.length;
      if (rows.length >= ROWS_AT_ONCE || letters >= LETTERS_AT_ONCE) await flush();
      continue;
    }
    await flush();
    const said = line.parse(JSON.parse(text));
    if ("table" in said) insert = insertOf(said, tables);
    else await tx.run(sql`select setval(${`public."${said.sequence}"`}::regclass, ${said.last}::bigint)`);
  }
  await flush();
}

/** The database knows the types: each value is read from its text. */
function insertOf({ table, columns }: { table: string; columns: string[] }, tables: ReadonlyMap<string, Table>): string {
  const there = tables.get(table);
  assert(there !== undefined, `the backup holds a table ${table} that its own migrations don't make`);
  const values = columns.map((column, i) => {
    const type = there.columns.find(({ name }) => name === column)?.type;
    assert(type !== undefined, `the backup holds a column ${table}.${column} that its own migrations don't make`);
    return `(r ->> ${i})::${type}`;
  });
  return `insert into ${named(table)} (${columns.join(", ")}) overriding system value select ${values.join(", ")}`;
}
