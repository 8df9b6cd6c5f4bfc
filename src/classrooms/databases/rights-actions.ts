import type { Answer, Ask } from "./connecting-actions.ts";
import type { RoleLook, Some } from "./look.ts";
import type { Statement } from "./statements.ts";

export type Tables = readonly { schema: string; table: string }[];

/** What the role may do in this database besides what it may do in these tables. Catalogues, and what everybody may do there by PostgreSQL's own rules, are left out. */
export async function rightsBeside(ask: Ask, mapped: Tables): Promise<RoleLook> {
  const one = async (statement: Statement): Promise<Answer["rows"][number]> => (await ask(statement)).rows[0]!;
  const role = await one(plain(OF_ROLE));
  const apart = [JSON.stringify(mapped.map(({ schema, table }) => ({ schema, table })))];
  const [there, owned] = [await one({ text: OF_TABLES, values: apart }), await one({ text: OWNED, values: apart })];
  const schemas = await one(plain(OF_SCHEMAS));
  const is = (what: string): boolean => role[what] === true;
  return {
    ...{ superuser: is("superuser"), makesRoles: is("makes_roles"), makesDatabases: is("makes_databases"), replicates: is("replicates") },
    ...{ passesRowSecurity: is("passes_row_security"), owns: is("owns"), createsSchemas: is("creates_schemas"), memberOf: someOf(role, "member_of") },
    ...{ ownsElsewhere: someOf(owned, "owned"), readsElsewhere: someOf(there, "read"), writesElsewhere: someOf(there, "written") },
    ...{ createsIn: someOf(schemas, "own"), everybodyCreatesIn: someOf(schemas, "everybodys") },
    runsAsOthers: someOf(await one(plain(OF_FUNCTIONS)), "run"),
  };
}

const plain = (text: string): Statement => ({ text, values: [] });

const someOf = (row: Answer["rows"][number], what: string): Some => {
  const names = (row[what] ?? []) as string[];
  return { n: names.length, names: names.slice(0, 3) };
};

/** Schemas of PostgreSQL's own. */
const NOT_OURS = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;

/** Whoever owns the database is a member of `pg_database_owner` without anybody saying so. */
const OF_ROLE = `select r.rolsuper as superuser, r.rolcreaterole as makes_roles, r.rolcreatedb as makes_databases, r.rolreplication as replicates,
    r.rolbypassrls as passes_row_security, pg_has_role(d.datdba, 'MEMBER') as owns, has_database_privilege(d.oid, 'CREATE') as creates_schemas,
    (select array_agg(o.rolname::text order by o.rolname) from pg_catalog.pg_roles o
      where not r.rolsuper and o.oid <> r.oid and o.rolname <> 'pg_database_owner' and pg_has_role(o.oid, 'MEMBER')) as member_of
  from pg_catalog.pg_roles r, pg_catalog.pg_database d where r.rolname = current_user and d.datname = current_database()`;

const IS_MAPPED = `exists (select from json_array_elements($1::json) b where b ->> 'schema' = n.nspname::text and b ->> 'table' = c.relname::text)`;

/** A sequence is written by whoever moves it on. What can't be reached, because its schema can't be used, counts for nothing. */
const OF_TABLES = `with there as (
    select n.nspname::text || '.' || c.relname::text as name,
      c.relkind <> 'S' and has_any_column_privilege(c.oid, 'SELECT') as read,
      case c.relkind when 'S' then has_sequence_privilege(c.oid, 'USAGE, UPDATE')
        else has_any_column_privilege(c.oid, 'INSERT, UPDATE, REFERENCES') or has_table_privilege(c.oid, 'DELETE, TRUNCATE, TRIGGER') end as written
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S') and ${NOT_OURS} and has_schema_privilege(n.oid, 'USAGE')
      and not ${IS_MAPPED})
  select array_agg(name order by name) filter (where read) as read,
    array_agg(name order by name) filter (where written) as written from there`;

const OWNED = `select array_agg(name order by name) as owned from (
    select n.nspname::text || '.' || c.relname::text as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S') and ${NOT_OURS} and pg_has_role(c.relowner, 'MEMBER') and not ${IS_MAPPED}
    union all select n.nspname::text from pg_catalog.pg_namespace n where ${NOT_OURS} and pg_has_role(n.nspowner, 'MEMBER')
    union all select n.nspname::text || '.' || p.proname::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where ${NOT_OURS} and pg_has_role(p.proowner, 'MEMBER')) all_of_it`;

/** In which it may create things; in \`public\` everybody could, before PostgreSQL 15. */
const OF_SCHEMAS = `with there as (
    select n.nspname::text as name, exists (select from aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a where a.grantee = 0 and a.privilege_type = 'CREATE') as everybodys
    from pg_catalog.pg_namespace n where ${NOT_OURS} and has_schema_privilege(n.oid, 'CREATE'))
  select array_agg(name order by name) filter (where not everybodys) as own, array_agg(name order by name) filter (where everybodys) as everybodys from there`;

/** Functions of triggers nobody can call, and a trigger fires without a right to run its function: what may be run of them gives nobody anything. */
const OF_FUNCTIONS = `select array_agg(n.nspname::text || '.' || p.proname::text order by n.nspname, p.proname) as run
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where p.prosecdef and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype) and ${NOT_OURS} and not pg_has_role(p.proowner, 'MEMBER') and has_schema_privilege(n.oid, 'USAGE') and has_function_privilege(p.oid, 'EXECUTE')`;
