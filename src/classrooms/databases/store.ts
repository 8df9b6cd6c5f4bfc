import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, json, sql, type Row, type Tx } from "../../platform/database.ts";
import type { RowPlace } from "../runs/facts.ts";
import type { Finding } from "./contract.ts";
import { rowsMeantBy, type ExternalDatabase, type ExternalTable, type Mapped } from "./mapping.ts";
import { sayingTables } from "./saying-tables.ts";
import { twinsAmong, type Twins } from "./same-rows.ts";

export type SealedDatabase = ExternalDatabase & { institutionId: string; sealed: Uint8Array; trouble: string | null };
export type TriedTable = ExternalTable & { tried: Finding[]; triedAt: Instant | null; classrooms: number };

const toDatabase = (r: Row): SealedDatabase => ({
  institutionId: r.institution_id,
  id: r.id,
  revision: r.revision,
  name: r.name,
  host: r.host,
  port: r.port,
  database: r.database,
  userName: r.user_name,
  tls: r.tls,
  ca: r.ca,
  sealed: r.password_sealed,
  trouble: r.trouble,
});

const toTable = (r: Row): TriedTable => ({
  id: r.id,
  revision: r.revision,
  databaseId: r.database_id,
  name: r.name,
  schema: r.schema_name,
  table: r.table_name,
  keyColumn: r.key_column,
  linkColumn: r.link_column,
  nameColumn: r.name_column,
  codeColumn: r.code_column,
  passcodeColumn: r.passcode_column,
  filter: r.filter,
  tried: r.tried ?? [],
  triedAt: r.tried_at,
  classrooms: Number(r.classrooms ?? 0),
});

/** Classrooms that are published there, or are about to be; those that were replaced or retired need it no more. */
const USED = sql`(select count(*) from classrooms c where c.institution_id = t.institution_id and c.state in ('being made', 'in use')
  and (c.link_table_id = t.id or c.passcode_table_id = t.id))`;

export const databasesOf = (tx: Tx, institutionId: string): Promise<SealedDatabase[]> =>
  tx.list(toDatabase, sql`select * from external_databases where institution_id = ${institutionId} order by lower(name), id`);

export const databaseById = (tx: Tx, institutionId: string, id: string): Promise<SealedDatabase | null> =>
  tx.one(toDatabase, sql`select * from external_databases where institution_id = ${institutionId} and id = ${id}`);

export const tablesOf = (tx: Tx, institutionId: string): Promise<TriedTable[]> =>
  tx.list(toTable, sql`select t.*, ${USED} as classrooms from external_tables t where t.institution_id = ${institutionId} order by lower(t.name), t.id`);

export const tableById = (tx: Tx, institutionId: string, id: string): Promise<TriedTable | null> =>
  tx.one(toTable, sql`select t.*, ${USED} as classrooms from external_tables t where t.institution_id = ${institutionId} and t.id = ${id}`);

export const lockTable = (tx: Tx, institutionId: string, id: string): Promise<TriedTable | null> =>
  tx.one(toTable, sql`select t.*, ${USED} as classrooms from external_tables t where t.institution_id = ${institutionId} and t.id = ${id} for update`);

/** How many classrooms are published in this database, or are about to be. */
export const classroomsPublished = async (tx: Tx, institutionId: string, databaseId: string): Promise<number> =>
  (await tx.one(
    (r) => Number(r.n),
    sql`select count(*) as n from classrooms c where c.institution_id = ${institutionId} and c.state in ('being made', 'in use') and exists (select from external_tables t
      where t.institution_id = c.institution_id and t.database_id = ${databaseId} and t.id in (c.link_table_id, c.passcode_table_id))`,
  )) ?? 0;

/**
 * Of the classrooms published in a table, or about to be, how many have one of these columns of it written. A row that only holds the passcode gets nothing else.
 */
export const classroomsWriting = async (tx: Tx, institutionId: string, tableId: string, columns: readonly Mapped[]): Promise<number> =>
  (await tx.one(
    (r) => Number(r.n),
    sql`select count(*) as n from classrooms where institution_id = ${institutionId} and state in ('being made', 'in use')
      and (link_table_id = ${tableId} and ${columns.length > 0} or passcode_table_id = ${tableId} and ${columns.includes("passcode")})`,
  )) ?? 0;

/** Zero where it is there already. */
export const insertDatabase = (tx: Tx, d: Omit<SealedDatabase, "revision" | "trouble">, now: Instant): Promise<number> =>
  tx.run(sql`insert into external_databases (institution_id, id, name, host, port, database, user_name, password_sealed, tls, ca, made_at)
    values (${d.institutionId}, ${d.id}, ${d.name}, ${d.host}, ${d.port}, ${d.database}, ${d.userName}, ${d.sealed}, ${d.tls}, ${d.ca}, ${at(now)}) on conflict do nothing`);

/** Zero where somebody else has changed it meanwhile. */
export const updateDatabase = (tx: Tx, d: Omit<SealedDatabase, "trouble">): Promise<number> =>
  tx.run(sql`update external_databases set revision = revision + 1, name = ${d.name}, host = ${d.host}, port = ${d.port}, database = ${d.database}, user_name = ${d.userName},
      password_sealed = ${d.sealed}, tls = ${d.tls}, ca = ${d.ca} where institution_id = ${d.institutionId} and id = ${d.id} and revision = ${d.revision}`);

export const saveTrouble = (tx: Tx, institutionId: string, id: string, trouble: string | null, now: Instant): Promise<number> =>
  tx.run(sql`update external_databases set trouble = ${trouble}, tried_at = ${at(now)} where institution_id = ${institutionId} and id = ${id}`);

export const deleteDatabase = (tx: Tx, institutionId: string, id: string): Promise<number> =>
  tx.run(sql`delete from external_databases where institution_id = ${institutionId} and id = ${id}`);

/** Zero where it is there already. `tried` null: it was not. */
export const insertTable = (tx: Tx, institutionId: string, t: ExternalTable, tried: readonly Finding[] | null, now: Instant): Promise<number> =>
  tx.run(sql`insert into external_tables (institution_id, id, database_id, name, schema_name, table_name, key_column, link_column, name_column, code_column, passcode_column, filter, tried, tried_at, made_at)
    values (${institutionId}, ${t.id}, ${t.databaseId}, ${t.name}, ${t.schema}, ${t.table}, ${t.keyColumn}, ${t.linkColumn}, ${t.nameColumn}, ${t.codeColumn}, ${t.passcodeColumn},
      ${filterOf(t)}, ${tried === null ? null : json(tried)}, ${tried === null ? null : at(now)}, ${at(now)}) on conflict do nothing`);

/** Zero where somebody else has changed it meanwhile. */
export const updateTable = (tx: Tx, institutionId: string, t: ExternalTable, tried: readonly Finding[], now: Instant): Promise<number> =>
  tx.run(sql`update external_tables set revision = revision + 1, database_id = ${t.databaseId}, name = ${t.name}, schema_name = ${t.schema}, table_name = ${t.table}, key_column = ${t.keyColumn},
      link_column = ${t.linkColumn}, name_column = ${t.nameColumn}, code_column = ${t.codeColumn}, passcode_column = ${t.passcodeColumn}, filter = ${filterOf(t)},
      tried = ${json(tried)}, tried_at = ${atOrNull(now)} where institution_id = ${institutionId} and id = ${t.id} and revision = ${t.revision}`);

const filterOf = ({ filter }: ExternalTable): string | null => (filter === null ? null : json(filter));

/** Of the mapping as it was when it was tried; one that was changed since keeps what was found of it then. */
export const saveTried = (
  tx: Tx,
  institutionId: string,
  { id, revision }: Pick<ExternalTable, "id" | "revision">,
  tried: readonly Finding[],
  now: Instant,
): Promise<number> =>
  tx.run(
    sql`update external_tables set tried = ${json(tried)}, tried_at = ${at(now)} where institution_id = ${institutionId} and id = ${id} and revision = ${revision}`,
  );

/** Whether the database did not answer when it was tried, or this mapping of it. */
export const wasAway = async (tx: Tx, institutionId: string, id: string): Promise<boolean> =>
  (await tx.one(
    () => true,
    sql`select 1 from external_tables t join external_databases d on d.institution_id = t.institution_id and d.id = t.database_id
      where t.institution_id = ${institutionId} and t.id = ${id} and (d.trouble is not null or t.tried @> '[{"isAway": true}]')`,
  )) ?? false;

/** Classrooms that are no more forget where they were. */
export async function deleteTable(tx: Tx, institutionId: string, id: string): Promise<number> {
  await tx.run(sql`update classrooms set link_table_id = case when link_table_id = ${id} then null else link_table_id end, passcode_table_id = case when passcode_table_id = ${id} then null else passcode_table_id end
    where institution_id = ${institutionId} and state not in ('being made', 'in use') and (link_table_id = ${id} or passcode_table_id = ${id})`);
  return tx.run(sql`delete from external_tables where institution_id = ${institutionId} and id = ${id}`);
}

/** What the keys of each mapping mean just now. */
export const rowsMeantIn = async (tx: Tx, institutionId: string): Promise<Record<string, string>> =>
  Object.fromEntries((await tablesOf(tx, institutionId)).map((table) => [table.id, rowsMeantBy(table)]));

/** How people read which table is meant, by its id: with its database where the institution's are in more than one. */
export async function tableNames(tx: Tx, institutionId: string): Promise<ReadonlyMap<string, string>> {
  const all = await tx.list(
    (r) => ({ id: r.id as string, databaseId: r.database_id as string, name: r.name as string, database: r.database as string }),
    sql`select t.id, t.database_id, t.name, d.name as database from external_tables t
      join external_databases d on d.institution_id = t.institution_id and d.id = t.database_id where t.institution_id = ${institutionId}`,
  );
  const said = sayingTables(all);
  return new Map(all.map((one) => [one.id, said(one)]));
}

/** Whether another mapping of the institution is called so. */
export const isTableCalled = async (tx: Tx, institutionId: string, name: string, butId: string): Promise<boolean> =>
  (await tx.one(() => true, sql`select 1 from external_tables where institution_id = ${institutionId} and lower(name) = lower(${name}) and id <> ${butId} limit 1`)) ?? false; // prettier-ignore

/** Of each mapping all that mean the same rows, as they are mapped now. */
export const twinsIn = async (tx: Tx, institutionId: string): Promise<Twins> =>
  twinsAmong(
    await tx.list(
      (r) => ({
        ...{ id: r.id, databaseId: r.database_id, schema: r.schema_name, table: r.table_name, keyColumn: r.key_column, filter: r.filter },
        ...{ host: r.host, port: r.port, database: r.database },
      }),
      sql`select t.id, t.database_id, t.schema_name, t.table_name, t.key_column, t.filter, d.host, d.port, d.database from external_tables t
        join external_databases d on d.institution_id = t.institution_id and d.id = t.database_id where t.institution_id = ${institutionId} order by t.id`,
    ),
  );

/** Which classroom in use is published in which row of a table, by whichever mapping. */
export async function classroomsIn(tx: Tx, institutionId: string, tableId: string): Promise<{ key: string; name: string }[]> {
  const tableIds = (await twinsIn(tx, institutionId))(tableId);
  return tx.list(
    (r) => ({ key: r.key, name: r.name }),
    sql`select link_key as key, name from classrooms where institution_id = ${institutionId} and link_table_id = any(${tableIds}::uuid[]) and state in ('being made', 'in use')
      union all select passcode_key, name from classrooms where institution_id = ${institutionId} and passcode_table_id = any(${tableIds}::uuid[]) and state in ('being made', 'in use')`,
  );
}

/** Whether another classroom than these, in use or about to be, is published in this row or has its passcode there, by whichever mapping. */
export async function isAnothersRow(tx: Tx, institutionId: string, { tableId, key }: RowPlace, mine: readonly string[]): Promise<boolean> {
  const tableIds = (await twinsIn(tx, institutionId))(tableId);
  const isIt = await tx.one(
    () => true,
    sql`select 1 from classrooms where institution_id = ${institutionId} and state in ('being made', 'in use') and not id = any(${mine}::uuid[])
      and ((link_table_id = any(${tableIds}::uuid[]) and link_key = ${key}) or (passcode_table_id = any(${tableIds}::uuid[]) and passcode_key = ${key})) limit 1`,
  );
  return isIt ?? false;
}

export type Rows = { link: { tableId: string; key: string } | null; passcode: { tableId: string; key: string } | null };

/** Where a classroom is published. */
export const rowsOfClassroom = (tx: Tx, institutionId: string, id: string): Promise<Rows | null> =>
  tx.one(
    (r) => ({
      link: r.link_table_id === null ? null : { tableId: r.link_table_id, key: r.link_key },
      passcode: r.passcode_table_id === null ? null : { tableId: r.passcode_table_id, key: r.passcode_key },
    }),
    sql`select link_table_id, link_key, passcode_table_id, passcode_key from classrooms where institution_id = ${institutionId} and id = ${id}`,
  );
