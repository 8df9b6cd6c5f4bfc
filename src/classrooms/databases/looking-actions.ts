import { inside, type Answer, type Ask, type Opened } from "./connecting-actions.ts";
import type { Column, Look } from "./look.ts";
import type { Mapping } from "./mapping.ts";
import { rightsBeside, type Tables } from "./rights-actions.ts";
import { CATALOGUE_PATH, keyTwice, OWN_PATH, toLookUp, type Statement } from "./statements.ts";

/** Looks a mapping up in the database's catalogue, changing nothing. `beside`: tables of the same database that are mapped too. Throws what the database says. */
export const lookAt = (database: Opened, mapping: Mapping, beside: Tables): Promise<Look> =>
  inside(database, toLookUp, async (ask) => ({ commit: true, value: await look(ask, mapping, beside) }));

async function look(ask: Ask, mapping: Mapping, beside: Tables): Promise<Look> {
  const [it] = (await ask(tableNamed(mapping))).rows;
  const role = await rightsBeside(ask, [...beside, mapping]);
  if (it === undefined) return { schema: false, table: null, columns: [], unique: "unread", role };
  if (it["kind"] === null) return { schema: true, table: null, columns: [], unique: "unread", role };
  const columns = (await ask(columnsOf(mapping))).rows.map(toColumn);
  const mayCompare = [mapping.keyColumn, ...(mapping.filter === null ? [] : [mapping.filter.column])].every((name) =>
    columns.some((one) => one.name === name && one.mayRead),
  );
  const may = (what: string): boolean => it[what] === true;
  const table = {
    ...{ kind: kindOf(String(it["kind"])), owns: may("owns"), inserts: may("inserts"), deletes: may("deletes") },
    ...{ empties: may("empties"), refers: may("refers"), triggers: may("triggers"), handsOn: may("hands_on") },
  };
  return { schema: true, table, columns, unique: mayCompare ? await uniqueness(ask, mapping) : "unread", role };
}

async function uniqueness(ask: Ask, mapping: Mapping): Promise<Look["unique"]> {
  if ((await ask(uniqueIndex(mapping))).rows.length > 0) return "never two";
  await ask(OWN_PATH);
  return (await ask(keyTwice(mapping))).rows.length > 0 ? "two" : "not two now";
}

/** How many characters fit into each of its columns that has an end. */
export const lengthsIn = (database: Opened, mapping: Mapping): Promise<Map<string, number>> =>
  inside(database, toLookUp, async (ask) => {
    const columns = (await ask(columnsOf(mapping))).rows.map(toColumn);
    return { commit: true, value: new Map(columns.flatMap(({ name, longest }) => (longest === null ? [] : [[name, longest] as const]))) };
  });

/** What the catalogue tells of writing there, from within a look at the row. `isStandby`: everything there is only read. `isWritten`: a view may be one that nobody can write. */
export async function lookForWriting(ask: Ask, mapping: Mapping): Promise<{ columns: Column[]; isStandby: boolean; isWritten: boolean }> {
  await ask(CATALOGUE_PATH);
  const columns = (await ask(columnsOf(mapping))).rows.map(toColumn);
  const [it] = (await ask(writableNamed(mapping))).rows;
  return { columns, isStandby: it?.["standby"] === true, isWritten: it?.["updatable"] === true };
}

export type TableThere = { schema: string; table: string; columns: string[] };

/** Tables of which the role may read something, to choose one. */
export const tablesThere = (database: Opened): Promise<TableThere[]> =>
  inside(database, toLookUp, async (ask) => {
    const { rows } = await ask({ text: TABLES_THERE, values: [] });
    return {
      commit: true,
      value: rows.map((r) => ({ schema: String(r["schema"]), table: String(r["table"]), columns: (r["columns"] as string[]).map(String) })),
    };
  });

const kindOf = (kind: string): NonNullable<Look["table"]>["kind"] =>
  kind === "r" || kind === "p" ? "table" : kind === "v" || kind === "f" ? "view" : "another thing";

const toColumn = (r: Answer["rows"][number]): Column => {
  const typmod = Number(r["typmod"]);
  const [isText, hasEnd] = [TEXTS.includes(String(r["type"])), ["varchar", "bpchar"].includes(String(r["type"])) && typmod > 4];
  return {
    ...{ name: String(r["name"]), type: String(r["type"]), isText, longest: hasEnd ? typmod - 4 : null }, // four bytes of the length are the length's own
    ...{ isComputed: r["computed"] === true, mayRead: r["may_read"] === true, mayWrite: r["may_write"] === true },
  };
};
const TEXTS = ["text", "varchar", "bpchar", "citext"];

const tableNamed = ({ schema, table }: Mapping): Statement => ({
  text: `select c.relkind::text as kind, pg_has_role(c.relowner, 'MEMBER') as owns, has_any_column_privilege(c.oid, 'INSERT') as inserts,
      has_table_privilege(c.oid, 'DELETE') as deletes, has_table_privilege(c.oid, 'TRUNCATE') as empties,
      has_any_column_privilege(c.oid, 'REFERENCES') as refers, has_table_privilege(c.oid, 'TRIGGER') as triggers,
      has_schema_privilege(n.oid, 'USAGE WITH GRANT OPTION, CREATE WITH GRANT OPTION')
        or has_any_column_privilege(c.oid, 'SELECT WITH GRANT OPTION, INSERT WITH GRANT OPTION, UPDATE WITH GRANT OPTION, REFERENCES WITH GRANT OPTION')
        or has_table_privilege(c.oid, 'DELETE WITH GRANT OPTION, TRUNCATE WITH GRANT OPTION, TRIGGER WITH GRANT OPTION') as hands_on
    from pg_catalog.pg_namespace n left join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname::text = $2 and c.relkind in ('r', 'p', 'v', 'f', 'm')
    where n.nspname::text = $1`,
  values: [schema, table],
});

/** The fourth of these bits is an update. */
const writableNamed = ({ schema, table }: Mapping): Statement => ({
  text: `select pg_is_in_recovery() as standby, (pg_relation_is_updatable(c.oid, true) & 4) = 4 as updatable
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname::text = $1 and c.relname::text = $2`,
  values: [schema, table],
});

const columnsOf = ({ schema, table }: Mapping): Statement => ({
  text: `select a.attname::text as name, coalesce(b.typname, t.typname)::text as type, case when b.oid is null then a.atttypmod else t.typtypmod end as typmod,
      a.attgenerated <> '' or a.attidentity = 'a' as computed, has_column_privilege(c.oid, a.attnum, 'SELECT') as may_read, has_column_privilege(c.oid, a.attnum, 'UPDATE') as may_write
    from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_type t on t.oid = a.atttypid left join pg_catalog.pg_type b on t.typtype = 'd' and b.oid = t.typbasetype
    where n.nspname::text = $1 and c.relname::text = $2 and a.attnum > 0 and not a.attisdropped order by a.attnum`,
  values: [schema, table],
});

/** One over the key alone, or over the key and what our rows are told by. */
const uniqueIndex = ({ schema, table, keyColumn, filter }: Mapping): Statement => ({
  text: `select 1 as there from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname::text = $1 and c.relname::text = $2 and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
      and (select array_agg(a.attname::text) from unnest(i.indkey::int2[]) with ordinality k (attnum, ord)
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where k.ord <= i.indnkeyatts) <@ array[$3, $4]
    limit 1`,
  values: [schema, table, keyColumn, filter?.column ?? keyColumn],
});

const TABLES_THERE = `select n.nspname::text as schema, c.relname::text as table, array_agg(a.attname::text order by a.attnum) as columns
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_attribute a on a.attrelid = c.oid
  where c.relkind in ('r', 'p', 'v', 'f') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
    and a.attnum > 0 and not a.attisdropped and has_schema_privilege(n.oid, 'USAGE') and has_column_privilege(c.oid, a.attnum, 'SELECT')
  group by n.nspname, c.relname order by 1, 2 limit 300`;
