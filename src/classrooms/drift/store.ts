import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Tx } from "../../platform/database.ts";
import type { Secrets } from "../../platform/secrets.ts";
import type { Drift, DriftKind, Sides } from "./compare.ts";

export type KeptDrift = Drift & { id: string; classroomId: string; classroom: string; foundAt: Instant };
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

/**
 * What was found apart takes the place of what was found before; what was seen then and still is keeps its day. `kept`: kinds of which nothing is known
 * this time, because their side could not be read.
 */
export async function saveCompared(
  tx: Tx,
  secrets: Secrets,
  { institutionId, id }: Key,
  found: readonly (Drift & { id: string })[],
  { kept, unread, now, next }: { kept: readonly DriftKind[]; unread: string | null; now: Instant; next: Instant },
): Promise<void> {
  const rows = found.map(({ id: driftId, what, bedel, zoom, row, tableId }) => ({
    ...{ id: driftId, what },
    sealed: Buffer.from(secrets.seal(json({ bedel, zoom, row, tableId }), about(institutionId, id))).toString("base64"),
  }));
  await tx.run(
    sql`delete from drifts where institution_id = ${institutionId} and classroom_id = ${id} and not what = any(${[...kept, ...found.map(({ what }) => what)]}::text[])`,
  );
  await tx.run(sql`insert into drifts (institution_id, id, classroom_id, what, sides_sealed, found_at)
    select ${institutionId}, r.id, ${id}, r.what, decode(r.sealed, 'base64'), ${at(now)} from jsonb_to_recordset(${json(rows)}::jsonb) as r (id uuid, what text, sealed text)
    on conflict (institution_id, classroom_id, what) do update set sides_sealed = excluded.sides_sealed`);
  await tx.run(
    sql`update classrooms set compared_at = ${at(now)}, compare_at = ${at(next)}, unread = ${unread} where institution_id = ${institutionId} and id = ${id}`,
  );
}

/** Of classrooms in use; one that is replaced or retired is nobody's any more. */
export const driftsIn = (tx: Tx, secrets: Secrets, institutionId: string): Promise<KeptDrift[]> =>
  tx.list(
    (r) => ({
      ...{ id: r.id as string, classroomId: r.classroom_id as string, classroom: r.name as string, what: r.what as DriftKind, foundAt: r.found_at as Instant },
      tableId: null, // what was found by a version before this one tells none
      ...(JSON.parse(secrets.open(r.sides_sealed, about(institutionId, r.classroom_id))) as Sides & { tableId?: string | null }),
    }),
    sql`select d.*, c.name from drifts d join classrooms c on c.institution_id = d.institution_id and c.id = d.classroom_id
      where d.institution_id = ${institutionId} and c.state = 'in use' order by lower(c.name), d.what`,
  );

/** When the classrooms were last compared, all of them, and when that is next; and which could not be read whole. */
export const comparedOf = async (
  tx: Tx,
  institutionId: string,
): Promise<{ comparedAt: Instant | null; nextAt: Instant | null; unread: { classroom: string; because: string }[] }> => {
  const rows = await tx.list(
    (r) => ({ name: r.name as string, comparedAt: r.compared_at as Instant | null, nextAt: r.compare_at as Instant | null, unread: r.unread as string | null }),
    sql`select name, compared_at, compare_at, unread from classrooms where institution_id = ${institutionId} and state = 'in use' order by lower(name), id`,
  );
  const least = (moments: readonly (Instant | null)[]): Instant | null =>
    moments.length === 0 || moments.includes(null) ? null : (Math.min(...moments.map(Number)) as Instant);
  return {
    comparedAt: least(rows.map(({ comparedAt }) => comparedAt)),
    nextAt: least(rows.map(({ nextAt }) => nextAt)),
    unread: rows.flatMap(({ name, unread }) => (unread === null ? [] : [{ classroom: name, because: unread }])),
  };
};

export const deleteDrift = (tx: Tx, institutionId: string, id: string): Promise<number> =>
  tx.run(sql`delete from drifts where institution_id = ${institutionId} and id = ${id}`);

/** What a row says it is called, taken over. */
export const renameClassroom = (tx: Tx, { institutionId, id }: Key, { name, code }: { name: string; code: string }): Promise<number> =>
  tx.run(sql`update classrooms set name = ${name}, code = ${code}, revision = revision + 1 where institution_id = ${institutionId} and id = ${id}`);
