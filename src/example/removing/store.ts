import { assert } from "../../lib/assert.ts";
import type { Instant } from "../../lib/time.ts";
import { at, sql, type Tx } from "../../platform/database.ts";

/**
 * Every table that holds rows of institutions, in an order in which those of one can be deleted: what points at a row goes before it.
 * Asked of the database itself, so that no table that is added can be forgotten.
 */
export async function tablesOfInstitutions(tx: Tx): Promise<string[]> {
  const left = new Set(await tablesWith(tx, "institution_id"));
  const pointing = await tx.list(
    (r) => ({ from: r.child as string, to: r.parent as string }),
    sql`select distinct c.relname as child, p.relname as parent from pg_constraint f
      join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid where f.contype = 'f' and f.conrelid <> f.confrelid`,
  );
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter((table) => !pointing.some(({ from, to }) => to === table && left.has(from)));
    assert(free.length > 0, `these tables point at each other in a circle: ${[...left].join(", ")}`);
    for (const table of free) left.delete(table);
    order.push(...free);
  }
  return order;
}

const tablesWith = (tx: Tx, column: string): Promise<string[]> =>
  tx.list(
    (r) => r.table_name as string,
    sql`select c.table_name from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
      where c.table_schema = current_schema() and c.column_name = ${column} order by c.table_name`,
  );

/** Columns by which a row that stays names an institution: which of several a sign-in works in. */
const namesElsewhere = (tx: Tx): Promise<{ table: string; column: string }[]> =>
  tx.list(
    (r) => ({ table: r.child, column: r.attname }),
    sql`select c.relname as child, a.attname from pg_constraint f join pg_class c on c.oid = f.conrelid
      join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
      where f.contype = 'f' and f.confrelid = 'institutions'::regclass and a.attname <> 'institution_id'`,
  );

/** Deletes every row of the institution, and those of its people who belong to no other. To be called inside a transaction; again does nothing new. */
export async function deleteInstitution(tx: Tx, institutionId: string): Promise<void> {
  const people = await tx.list((r) => r.person_id as string, sql`select person_id from members where institution_id = ${institutionId}`);
  await deleteOfItsAccounts(tx, institutionId);
  for (const { table, column } of await namesElsewhere(tx))
    await tx.run(sql`update ${sql.table(table)} set ${sql.ref(column)} = null where ${sql.ref(column)} = ${institutionId}`);
  for (const table of await tablesOfInstitutions(tx)) await tx.run(sql`delete from ${sql.table(table)} where institution_id = ${institutionId}`);
  await tx.run(sql`delete from people where id = any(${people}::text[]) and not exists (select from members where person_id = people.id)`);
}

/** What is counted by Zoom's account, where no other institution is on the same. */
async function deleteOfItsAccounts(tx: Tx, institutionId: string): Promise<void> {
  const ofInstitutions = await tablesWith(tx, "institution_id");
  for (const table of (await tablesWith(tx, "account_id")).filter((name) => !ofInstitutions.includes(name)))
    await tx.run(sql`delete from ${sql.table(table)} where account_id in (select account_id from connections where institution_id = ${institutionId})
      and account_id not in (select account_id from connections where institution_id <> ${institutionId})`);
}

export const noteRemoved = (tx: Tx, now: Instant): Promise<number> =>
  tx.run(sql`insert into removed_demo (removed_at) values (${at(now)}) on conflict do nothing`);

export const wasRemoved = async (tx: Tx): Promise<boolean> =>
  (await tx.one((r) => r.was as boolean, sql`select exists (select from removed_demo) as was`)) === true;

export type Counts = { people: number; rooms: number; sessions: number; attendees: number; reports: number; mails: number };

/** What goes with it, as far as somebody might miss it. */
export const countOf = async (tx: Tx, institutionId: string): Promise<Counts> =>
  (await tx.one(
    (r) => ({
      people: Number(r.people),
      rooms: Number(r.rooms),
      sessions: Number(r.sessions),
      attendees: Number(r.attendees),
      reports: Number(r.reports),
      mails: Number(r.mails),
    }),
    sql`select (select count(*) from members where institution_id = ${institutionId}) as people,
      (select count(*) from rooms where institution_id = ${institutionId} and active) as rooms,
      (select count(*) from sessions where institution_id = ${institutionId}) as sessions,
      (select count(*) from attendees where institution_id = ${institutionId}) as attendees,
      (select count(*) from reports where institution_id = ${institutionId}) as reports,
      (select count(*) from deliveries where institution_id = ${institutionId}) as mails`,
  ))!;
