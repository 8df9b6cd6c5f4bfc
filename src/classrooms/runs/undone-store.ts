import { sql, type Tx } from "../../platform/database.ts";
import type { Undone } from "./shown.ts";
import type { WholeRun } from "./store.ts";

/** Of each of these replacings that was taken back, or just is, by which run. One that was stopped before it came to the rows has taken nothing back. */
export async function undoneAmong(tx: Tx, institutionId: string, runs: readonly Pick<WholeRun, "id" | "kind" | "asked">[]): Promise<ReadonlyMap<string, Undone>> {
  const replacings = runs.filter(({ kind }) => kind === "replace classroom");
  if (replacings.length === 0) return new Map();
  return new Map(
    await tx.list(
      (r) => [r.undoes as string, { runId: r.id, by: r.asked_by_name, at: r.is_done === true ? r.at : r.asked_at, isDone: r.is_done === true, isStill: r.is_still === true }] as const,
      sql`select distinct on (u.asked ->> 'undoes') u.asked ->> 'undoes' as undoes, u.id, u.asked_by_name, u.asked_at, s.at, s.state in ('done', 'skipped') as is_done, u.state = 'failed' as is_still
        from runs u join run_steps s on s.institution_id = u.institution_id and s.run_id = u.id and s.name = 'write_rows'
        where u.institution_id = ${institutionId} and u.kind = 'undo replacing' and u.classroom_id = any(${replacings.map(({ asked }) => asked.replaces ?? null)}::uuid[])
          and u.asked ->> 'undoes' = any(${replacings.map(({ id }) => id)}::text[]) and (u.ended_at is null or s.state in ('done', 'skipped'))
        order by u.asked ->> 'undoes', is_done desc, u.asked_at desc`,
    ),
  );
} // prettier-ignore
