import { writeAlike } from "../../src/platform/backup/writing.ts";
import { sql, type Database } from "../../src/platform/database.ts";

export type Contents = Record<string, { rows: number; print: string }>;

/** How many rows each table has, and a print of them all. Processes are left out: none outlives its database. */
export const contentsOf = (db: Database): Promise<Contents> =>
  db.transaction(async (tx) => {
    await writeAlike(tx);
    const tables = await tx.list(
      (r) => String(r["name"]),
      sql`select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'processes' order by 1`,
    );
    const one = (name: string): string =>
      `select '${name}' as name, count(*)::int as rows, md5(coalesce(string_agg(one::text, '|' order by one::text collate "C"), '')) as print from public."${name}" one`;
    const sequences = await tx.list(
      (r) => [`sequence ${String(r["name"])}`, { rows: Number(r["last"]), print: "" }] as const,
      sql`select sequencename as name, coalesce(last_value, 0) as last from pg_sequences where schemaname = 'public'`,
    );
    const found = await tx.list(
      (r) => [String(r["name"]), { rows: Number(r["rows"]), print: String(r["print"]) }] as const,
      sql`${sql.raw(tables.map(one).join(" union all "))}`,
    );
    return Object.fromEntries([...found, ...sequences]);
  });
