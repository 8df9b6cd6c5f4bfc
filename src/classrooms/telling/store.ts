import type { Instant } from "../../lib/time.ts";
import { at, sql, type Tx } from "../../platform/database.ts";

/** Institutions in which a run has come to a stop of which nobody was told. */
export const institutionsUntold = (tx: Tx): Promise<string[]> =>
  tx.list((r) => r.institution_id as string, sql`select distinct institution_id from runs where state = 'failed' and told_at is null order by institution_id`);

export type Stopped = { id: string; kind: string; about: string; since: Instant };

/** Those of one institution, the one that waits longest first; locked, so that one process tells. */
export const stoppedUntold = (tx: Tx, institutionId: string): Promise<Stopped[]> =>
  tx.list(
    (r) => ({ id: r.id, kind: r.kind, about: r.about, since: r.since }),
    sql`select r.id, r.kind, coalesce(c.name, r.asked ->> 'name', r.email, '') as about,
        coalesce((select max(s.at) from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id), r.asked_at) as since
      from runs r left join classrooms c on c.institution_id = r.institution_id and c.id = r.classroom_id
      where r.institution_id = ${institutionId} and r.state = 'failed' and r.told_at is null order by since, r.id for update of r skip locked`,
  );

export const saveTold = (tx: Tx, institutionId: string, ids: readonly string[], now: Instant): Promise<number> =>
  tx.run(sql`update runs set told_at = ${at(now)} where institution_id = ${institutionId} and id = any(${ids}::uuid[])`);
