import { sql, type Database } from "../../src/platform/database.ts";

/** What changes by itself, or whoever asks: that the server lives, that somebody was seen, that somebody tried or looked for free times, that Zoom was asked. */
const TOUCHED_BY_ASKING = ["processes", "sign_ins", "tries", "zoom_calls", "zoom_permits", "booking_pages_asked"];

export type State = {
  /** Makes everything what it was, and names the tables that were not. */
  restore(): Promise<string[]>;
};

/** Remembers all that the database holds, so that each case begins with the same. */
export async function rememberState(db: Database): Promise<State> {
  const tables = await db.list((r) => String(r["name"]), sql`select tablename as name from pg_tables where schemaname = 'public' order by tablename`);
  await db.script(`create schema kept; ${tables.map((name) => `create table kept."${name}" as table public."${name}"`).join("; ")}`);
  const written = new Map(
    await db.list(
      (r): [string, string] => [String(r["name"]), String(r["columns"])], // what the database computes by itself can't be written
      sql`select table_name as name, string_agg('"' || column_name || '"', ', ' order by ordinal_position) as columns from information_schema.columns
        where table_schema = 'public' and is_generated = 'NEVER' group by table_name`,
    ),
  );
  const one = (name: string): string =>
    `select '${name}' as name, md5(coalesce(string_agg(one::text, '|' order by one::text collate "C"), '')) as print from public."${name}" one`;
  const query = sql.raw(tables.map(one).join(" union all "));
  const prints = async (): Promise<Map<string, string>> =>
    new Map(await db.list((r): [string, string] => [String(r["name"]), String(r["print"])], query as ReturnType<typeof sql>));
  const before = await prints();
  const position = (): Promise<string | null> => db.one((r) => String(r["position"]), sql`select pg_current_wal_insert_lsn() as position`);
  let restoredAt = await position();
  /** Most cases write nothing at all, which the database's own log tells at once; comparing all that it holds takes longer than the case itself. */
  const changed = async (): Promise<string[]> =>
    (await position()) === restoredAt ? [] : [...(await prints())].filter(([name, print]) => before.get(name) !== print).map(([name]) => name);
  const writeBack = (names: readonly string[]): Promise<void> =>
    db.transaction(async (tx) => {
      await tx.run(sql`set local session_replication_role = replica`); // rows come back in any order, whatever refers to them
      for (const name of names) {
        await tx.run(sql`delete from ${sql.table(`public.${name}`)}`);
        const columns = sql.raw(written.get(name)!) as ReturnType<typeof sql>;
        await tx.run(sql`insert into ${sql.table(`public.${name}`)} (${columns}) overriding system value select ${columns} from ${sql.table(`kept.${name}`)}`);
      }
    });
  return {
    restore: async () => {
      const names = await changed();
      if (names.length > 0) await writeBack(names);
      restoredAt = await position();
      return names.filter((name) => !TOUCHED_BY_ASKING.includes(name));
    },
  };
}
