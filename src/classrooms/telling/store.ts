import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Tx } from "../../platform/database.ts";
import type { Asked, Facts } from "../runs/facts.ts";
import type { RunKind, RunStep } from "../runs/run.ts";

const isHalfway = sql`r.state = 'running' and r.facts ->> 'halfwaySince' is not null`;
const isHalfwayUntold = (until: Instant) =>
  sql`${isHalfway} and r.facts ->> 'halfwayToldAt' is null and (r.facts ->> 'halfwaySince')::bigint <= ${until}::bigint`;

/** Institutions in which a run has come to a stop of which nobody was told, or is halfway since then or longer. */
export const institutionsUntold = (tx: Tx, halfwayUntil: Instant): Promise<string[]> =>
  tx.list(
    (r) => r.institution_id as string,
    sql`select institution_id from runs r where r.state = 'failed' and r.told_at is null
      union select institution_id from runs r where ${isHalfwayUntold(halfwayUntil)} order by institution_id`,
  );

/** `batchId`: of one file. */
export type Stopped = { id: string; kind: string; about: string; batchId: string | null; since: Instant };

const about = sql`coalesce(c.name, r.asked ->> 'name', r.email, '') as about`;
const withClassroom = sql`left join classrooms c on c.institution_id = r.institution_id and c.id = r.classroom_id`;

/** Those of one institution, the one that waits longest first; locked, so that one process tells. */
export const stoppedUntold = (tx: Tx, institutionId: string): Promise<Stopped[]> =>
  tx.list(
    (r) => ({ id: r.id, kind: r.kind, about: r.about, batchId: r.batch_id, since: r.since }),
    sql`select r.id, r.kind, r.batch_id, ${about},
        coalesce((select max(s.at) from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id), r.asked_at) as since
      from runs r ${withClassroom}
      where r.institution_id = ${institutionId} and r.state = 'failed' and r.told_at is null order by since, r.id for update of r skip locked`,
  );

/** `step`, `because`: where it is, and what stands in its way. */
export type Halfway = {
  id: string;
  kind: RunKind;
  about: string;
  batchId: string | null;
  since: Instant;
  step: RunStep;
  because: string | null;
  asked: Asked;
  facts: Facts;
};

/** Those of one institution that are halfway since then or longer, and of which nobody was told; as `stoppedUntold`. */
export const halfwayUntold = (tx: Tx, institutionId: string, until: Instant): Promise<Halfway[]> =>
  tx.list(
    (r) => ({
      ...{ id: r.id, kind: r.kind as RunKind, about: r.about, batchId: r.batch_id, since: Number(r.facts.halfwaySince) as Instant },
      ...{ step: r.step as RunStep, because: r.because, asked: r.asked as Asked, facts: r.facts as Facts },
    }),
    sql`select r.id, r.kind, r.batch_id, r.asked, r.facts, ${about}, s.name as step, s.because
      from runs r ${withClassroom} join lateral (select name, because from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id
        and s.state not in ('done', 'skipped') order by s.ord limit 1) as s on true
      where r.institution_id = ${institutionId} and ${isHalfwayUntold(until)} order by (r.facts ->> 'halfwaySince')::bigint, r.id for update of r skip locked`,
  );

export const saveTold = (tx: Tx, institutionId: string, ids: readonly string[], now: Instant): Promise<number> =>
  tx.run(sql`update runs set told_at = ${at(now)} where institution_id = ${institutionId} and id = any(${ids}::uuid[])`);

export const saveHalfwayTold = (tx: Tx, institutionId: string, ids: readonly string[], now: Instant): Promise<number> =>
  tx.run(sql`update runs set facts = facts || ${json({ halfwayToldAt: now })}::jsonb where institution_id = ${institutionId} and id = any(${ids}::uuid[])`);

/** Institutions that are told now of differences, or of which nobody has reckoned when they are. `isComparing`: the comparison is still at it, so that more may be found. */
export const institutionsToTell = (tx: Tx, now: Instant): Promise<{ id: string; zone: string | null; isReckoned: boolean; isComparing: boolean }[]> =>
  tx.list(
    (r) => ({ id: r.id, zone: r.zone, isReckoned: r.is_reckoned, isComparing: r.is_comparing }),
    sql`select i.institution_id as id, i.settings ->> 'zone' as zone, i.drifts_tell_at is not null as is_reckoned,
        exists (select from classrooms c where c.institution_id = i.institution_id and c.state = 'in use' and c.standing_sealed is not null
          and coalesce(c.compare_at <= ${at(now)}, true)) as is_comparing
      from institutions i where coalesce(i.drifts_tell_at <= ${at(now)}, true) order by i.institution_id`,
  );

export const tellNext = (tx: Tx, institutionId: string, next: Instant): Promise<number> =>
  tx.run(sql`update institutions set drifts_tell_at = ${at(next)} where institution_id = ${institutionId}`);

const isThere = sql`c.institution_id = d.institution_id and c.id = d.classroom_id and c.state = 'in use'`;

/** How many differences nobody was told of and no run is settling; from now on they are told, so that of two processes one finds them. `all`: how many there are; `classrooms`: in how many the new ones are. */
export async function driftsUntold(tx: Tx, institutionId: string, now: Instant): Promise<{ many: number; all: number; classrooms: number }> {
  const told = await tx.list(
    (r) => r.classroom_id as string,
    sql`update drifts d set told_at = ${at(now)} from classrooms c
      where d.institution_id = ${institutionId} and ${isThere} and d.told_at is null and d.settled_by is null returning d.classroom_id`,
  );
  const all = await tx.one(
    (r) => Number(r.n),
    sql`select count(*) as n from drifts d join classrooms c on ${isThere} where d.institution_id = ${institutionId}`,
  );
  return { many: told.length, all: all ?? 0, classrooms: new Set(told).size };
}
