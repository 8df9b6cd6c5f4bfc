import { sql, type Database } from "../../platform/database.ts";

/** Everything that the database holds of the session's institution, as one text. */
export async function everything(db: Database): Promise<string> {
  const tables = await db.list((r) => r["tablename"] as string, sql`select tablename from pg_tables where schemaname = 'public' and tablename <> 'migrations'`);
  const texts = [];
  for (const table of tables) texts.push(await db.one((r) => String(r["all"]), sql`select string_agg(t::text, ' ') as all from ${sql.table(table)} t`));
  return texts.join("\n").toLowerCase();
}
