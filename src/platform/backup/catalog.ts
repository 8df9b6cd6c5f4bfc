import { assert } from "../../lib/assert.ts";
import { sql, type Row, type Tx } from "../database.ts";

/** `name` is quoted where it has to be; what the database computes by itself is no column here. */
export type Column = { name: string; type: string };
export type Table = { name: string; columns: Column[] };

/** Whose rows are no one's to keep: which migrations were made is said by name, and no process outlives its database. */
const NOT_KEPT = ["migrations", "processes"];

type Found = Table & { refersTo: string[] };
const toFound = (r: Row): Found => ({ name: r.name, columns: r.columns, refersTo: r.refers_to });

/** What belongs to an extension is the extension's. */
const OWN_TABLES = sql`c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`;

export const tableNames = (tx: Tx): Promise<string[]> =>
  tx.list((r) => r.name as string, sql`select c.relname as name from pg_class c where ${OWN_TABLES} order by 1`);

/** All that a backup holds, each table after those that its rows refer to. */
export async function tablesOf(tx: Tx): Promise<Table[]> {
  const found = await tx.list(
    toFound,
    sql`select c.relname as name,
      array_to_json(array(select json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod))
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum)) as columns,
      array_to_json(array(select distinct r.relname from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and r.oid <> c.oid)) as refers_to
    from pg_class c where ${OWN_TABLES} and not c.relname = any (${NOT_KEPT}) order by c.relname`,
  );
  return inOrder(found).map(({ name, columns }) => ({ name, columns }));
}

function inOrder(found: readonly Found[]): Found[] {
  const [ordered, placed]: [Found[], Set<string>] = [[], new Set()];
  while (ordered.length < found.length) {
    const next = found.filter(({ name, refersTo }) => !placed.has(name) && refersTo.every((each) => placed.has(each)));
    assert(next.length > 0, "tables that refer to each other in a circle can't be filled one after the other");
    for (const one of next) placed.add(one.name);
    ordered.push(...next);
  }
  return ordered;
}

/** Numbers that are given out; null: none was yet. */
export type Sequence = { name: string; last: number | null };

export const sequencesOf = (tx: Tx): Promise<Sequence[]> =>
  tx.list(
    (r) => ({ name: r.sequencename as string, last: r.last_value as number | null }),
    sql`select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1`,
  );

/** Tables whose triggers note what changes: rows that come back are no change. */
export const tablesWithTriggers = (tx: Tx): Promise<string[]> =>
  tx.list(
    (r) => r.name as string,
    sql`select c.relname as name from pg_class c where ${OWN_TABLES}
    and exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) order by 1`,
  );
