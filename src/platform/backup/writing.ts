import { iso, type Instant } from "../../lib/time.ts";
import { fingerprintIn } from "../data-key.ts";
import { sql, type Database, type Tx } from "../database.ts";
import { sequencesOf, tablesOf, type Table } from "./catalog.ts";
import { FORMAT, writeBackup, type Header, type Line } from "./file.ts";

export type Written = { tables: number; rows: number };

const AT_ONCE = 500;

/** All that the database held at one moment, whatever is written meanwhile: one transaction that sees nothing of it. */
export const backUp = (db: Database, file: string, wall: Instant): Promise<Written> =>
  db.transaction(async (tx) => {
    await tx.run(sql`set transaction isolation level repeatable read, read only`);
    await writeAlike(tx);
    const header: Header = {
      bedel: "backup",
      format: FORMAT,
      madeAt: iso(wall),
      migrations: await tx.list((r) => r.name as string, sql`select name from migrations order by name`),
      key: hexOf(await fingerprintIn(tx)),
    };
    const tables = await tablesOf(tx);
    const written: Written = { tables: tables.length, rows: 0 };
    await writeBackup(file, linesOf(tx, header, tables, written));
    return written;
  });

export const hexOf = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString("hex"));

/** Values are written as PostgreSQL writes them, which its settings change. */
export async function writeAlike(tx: Tx): Promise<void> {
  await tx.run(sql`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'postgres', true),
    set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)`);
}

async function* linesOf(tx: Tx, header: Header, tables: readonly Table[], written: Written): AsyncGenerator<string> {
  yield lineOf(header);
  for (const table of tables) {
    const line: Line = { table: table.name, columns: table.columns.map(({ name }) => name) };
    yield lineOf(line);
    for await (const rows of rowsOf(tx, table)) {
      written.rows += rows.length;
      yield `${rows.join("\n")}\n`;
    }
  }
  for (const { name, last } of await sequencesOf(tx)) if (last !== null) yield lineOf({ sequence: name, last } satisfies Line);
}

const lineOf = (value: Header | Line): string => `${JSON.stringify(value)}\n`;

/** A row is a JSON array of texts, made by the database in one line. */
async function* rowsOf(tx: Tx, { name, columns }: Table): AsyncGenerator<string[]> {
  const texts = columns.map((column) => `${column.name}::text`).join(", ");
  await tx.run(sql.raw(`declare backed_up no scroll cursor for select to_json(array[${texts}]::text[])::text as line from public."${name}"`));
  for (;;) {
    const rows = await tx.list((r) => r.line as string, sql.raw(`fetch ${AT_ONCE} from backed_up`));
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) break;
  }
  await tx.run(sql`close backed_up`);
}
