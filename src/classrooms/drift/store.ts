import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Tx } from "../../platform/database.ts";
import type { Secrets } from "../../platform/secrets.ts";
import type { RowPlace } from "../runs/facts.ts";
import type { RunState } from "../runs/run.ts";
import type { Drift, DriftKind, Sides } from "./compare.ts";
import type { Compared, KeptDrift, TableName, Unread } from "./kept.ts";

type Key = { institutionId: string; id: string };

/** What a seal is bound to, so that one copied into another row does not open. */
const about = (institutionId: string, classroomId: string): string => `drift ${institutionId} ${classroomId}`;

/** Classrooms whose turn it is to be held against Zoom and their rows; one that never was comes first. */
export const comparable = (tx: Tx, now: Instant, most: number): Promise<Key[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, id: r.id }),
    sql`select institution_id, id from classrooms where state = 'in use' and standing_sealed is not null and coalesce(compare_at <= ${at(now)}, true)
      order by compare_at nulls first, id limit ${most}`,
  );

export const compareNext = (tx: Tx, { institutionId, id }: Key, next: Instant): Promise<number> =>
  tx.run(sql`update classrooms set compare_at = ${at(next)} where institution_id = ${institutionId} and id = ${id}`);

/** All that are in use, as soon as may be. */
export const compareAll = (tx: Tx, institutionId: string, now: Instant): Promise<number> =>
  tx.run(sql`update classrooms set compare_at = ${at(now)} where institution_id = ${institutionId} and state = 'in use'`);

/** What was found apart takes the place of what was found before; what was seen then and still is keeps its day, and what could not be read this time stays as it was seen. */
export async function saveCompared(
  tx: Tx,
  secrets: Secrets,
  { institutionId, id }: Key,
  found: readonly (Drift & { id: string })[],
  { unread, now, next }: { unread: readonly Unread[]; now: Instant; next: Instant },
): Promise<void> {
  const rows = found.map(({ id: driftId, what, bedel, zoom, row, place }) => ({
    ...{ id: driftId, what, table_id: place?.tableId ?? null, row_key: place?.key ?? null },
    sealed: Buffer.from(secrets.seal(json({ bedel, zoom, row }), about(institutionId, id))).toString("base64"),
  }));
  const dark = unread.map(({ place }) => ({ table_id: place?.tableId ?? null, row_key: place?.key ?? null }));
  const isAt = sql`d.table_id is not distinct from r.table_id and d.row_key is not distinct from r.row_key`;
  await tx.run(sql`delete from drifts d where institution_id = ${institutionId} and classroom_id = ${id}
    and not exists (select from jsonb_to_recordset(${json(rows)}::jsonb) as r (what text, table_id uuid, row_key text) where r.what = d.what and ${isAt})
    and not exists (select from jsonb_to_recordset(${json(dark)}::jsonb) as r (table_id uuid, row_key text) where ${isAt})`);
  await tx.run(sql`update drifts set settled_by = null where institution_id = ${institutionId} and classroom_id = ${id}`);
  await tx.run(sql`insert into drifts (institution_id, id, classroom_id, what, table_id, row_key, sides_sealed, found_at, seen_at)
    select ${institutionId}, r.id, ${id}, r.what, r.table_id, r.row_key, decode(r.sealed, 'base64'), ${at(now)}, ${at(now)}
      from jsonb_to_recordset(${json(rows)}::jsonb) as r (id uuid, what text, table_id uuid, row_key text, sealed text)
    on conflict on constraint one_drift_a_place do update set sides_sealed = excluded.sides_sealed, seen_at = excluded.seen_at`);
  await tx.run(
    sql`update classrooms set compared_at = ${at(now)}, compare_at = ${at(next)}, unread = ${json(unread)}::jsonb where institution_id = ${institutionId} and id = ${id}`,
  );
}

/** Of classrooms in use; one that is replaced or retired is nobody's any more. */
export const driftsIn = (tx: Tx, secrets: Secrets, institutionId: string): Promise<KeptDrift[]> => kept(tx, secrets, institutionId, sql`true`);

/** All of one classroom. */
export const driftsOfClassroom = (tx: Tx, secrets: Secrets, institutionId: string, classroomId: string): Promise<KeptDrift[]> =>
  kept(tx, secrets, institutionId, sql`d.classroom_id = ${classroomId}`);

export const driftById = async (tx: Tx, secrets: Secrets, institutionId: string, id: string): Promise<KeptDrift | null> =>
  (await kept(tx, secrets, institutionId, sql`d.id = ${id}`))[0] ?? null;

const kept = (tx: Tx, secrets: Secrets, institutionId: string, which: ReturnType<typeof sql>): Promise<KeptDrift[]> =>
  tx.list(
    (r) => ({
      ...{ id: r.id as string, classroomId: r.classroom_id as string, classroom: r.name as string, what: r.what as DriftKind },
      ...{ foundAt: r.found_at as Instant, seenAt: r.seen_at as Instant },
      place: r.table_id === null ? null : { tableId: r.table_id as string, key: r.row_key as string },
      settledBy: r.run_state === null ? null : { runId: r.settled_by as string, state: r.run_state as RunState },
      ...(JSON.parse(secrets.open(r.sides_sealed, about(institutionId, r.classroom_id))) as Sides),
    }),
    sql`select d.*, c.name, u.state as run_state from drifts d join classrooms c on c.institution_id = d.institution_id and c.id = d.classroom_id
      left join runs u on u.institution_id = d.institution_id and u.id = d.settled_by
      where d.institution_id = ${institutionId} and c.state = 'in use' and ${which} order by lower(c.name), c.id, d.what, d.table_id, d.row_key`,
  );

/** How each classroom that is compared was last: where no passcode was set yet, there is nothing to compare. */
export const comparedOf = (tx: Tx, institutionId: string): Promise<Compared[]> =>
  tx.list(
    (r) => ({ id: r.id, name: r.name, comparedAt: r.compared_at, nextAt: r.compare_at, unread: r.unread }),
    sql`select id, name, compared_at, compare_at, unread from classrooms
      where institution_id = ${institutionId} and state = 'in use' and standing_sealed is not null order by lower(name), id`,
  );

export const deleteDrift = (tx: Tx, institutionId: string, id: string): Promise<number> =>
  tx.run(sql`delete from drifts where institution_id = ${institutionId} and id = ${id}`);

/** It is shown until all was compared again. */
export const settledBy = (tx: Tx, institutionId: string, id: string, runId: string): Promise<number> =>
  tx.run(sql`update drifts set settled_by = ${runId} where institution_id = ${institutionId} and id = ${id}`);

/** Differences in rows in which it is published no more are nobody's. */
export const forgetPlace = (tx: Tx, { institutionId, id }: Key, { tableId, key }: RowPlace): Promise<number> =>
  tx.run(sql`delete from drifts where institution_id = ${institutionId} and classroom_id = ${id} and table_id = ${tableId} and row_key = ${key}`);

/** What the mapped tables and their databases are called. */
export const tablesNamed = async (tx: Tx, institutionId: string): Promise<ReadonlyMap<string, TableName>> =>
  new Map(
    await tx.list(
      (r) => [r.id as string, { table: r.name as string, database: r.database_name as string }] as const,
      sql`select t.id, t.name, d.name as database_name from external_tables t join external_databases d on d.institution_id = t.institution_id and d.id = t.database_id
        where t.institution_id = ${institutionId}`,
    ),
  );
