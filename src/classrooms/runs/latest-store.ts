import { sql, type Tx } from "../../platform/database.ts";
import { NO_ROWS_TO_COME, rowsToCome, type RowsToCome } from "./facts.ts";
import type { RunKind, StepRow } from "./run.ts";
import type { WholeRun } from "./store.ts";

/** `toWrite`: rows in which it is to publish the classroom, and has not yet. `steps`: of one that is not over; none else. */
export type LatestRun = Pick<WholeRun, "id" | "kind" | "state" | "asked" | "facts"> & {
  because: string | null;
  toWrite: RowsToCome;
  steps: Pick<StepRow, "name" | "state" | "because">[];
};

/** What is going on with each classroom, or was last: also where another takes its place. */
export const latestRuns = async (tx: Tx, institutionId: string): Promise<ReadonlyMap<string, LatestRun>> =>
  new Map(
    await tx.list(
      (r) => {
        const isToCome = r["classroom"] === r["classroom_id"] && r["ended_at"] === null && r["is_to_write"] === true; // of one that was stopped the classroom itself tells
        const { id, kind, state, asked, facts, because, steps } = r;
        return [r.classroom as string, { id, kind: kind as RunKind, state, asked, facts, because, steps: steps ?? [], toWrite: isToCome ? rowsToCome(kind, asked, facts) : NO_ROWS_TO_COME }] as const;
      },
      sql`select distinct on (c.classroom) c.classroom, r.classroom_id::text, r.id, r.kind, r.state, r.asked, r.facts, r.ended_at,
          (select s.because from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id and s.state in ('waiting', 'failed') order by s.ord limit 1) as because,
          case when r.ended_at is null then (select json_agg(json_build_object('name', s.name, 'state', s.state, 'because', s.because) order by s.ord) from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id) end as steps,
          exists (select from run_steps s where s.institution_id = r.institution_id and s.run_id = r.id and s.name = 'write_rows' and s.state not in ('done', 'skipped')) as is_to_write
        from runs r cross join lateral (values (r.classroom_id::text), (r.asked ->> 'replaces')) as c (classroom)
        where r.institution_id = ${institutionId} and c.classroom is not null order by c.classroom, (r.ended_at is null) desc, r.asked_at desc, r.id`,
    ),
  ); // prettier-ignore
