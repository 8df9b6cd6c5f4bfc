import { sql, type Tx } from "../../../src/platform/database.ts";

/** The name of the promise. */
export const FORGOTTEN = "nothing personal is kept beyond its time";

/** Every address of somebody who was registered or booked ends so. */
const ADDRESS = "@people.example";

/** In which tables an address of somebody still stands, in whatever column, and how often. */
export async function strangersLeft(tx: Tx): Promise<string[]> {
  const tables = await tx.list((r) => r["tablename"] as string, sql`select tablename from pg_tables where schemaname = 'public' order by tablename`);
  const found: string[] = [];
  for (const name of tables) {
    const many = await tx.one((r) => Number(r["many"]), sql`select count(*) as many from ${sql.table(name)} t where t::text like ${`%${ADDRESS}%`}`);
    if (many !== null && many > 0) found.push(`${name} ${many}`);
  }
  return found;
}
