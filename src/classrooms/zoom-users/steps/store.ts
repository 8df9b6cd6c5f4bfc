import { at, sql, type Tx } from "../../../platform/database.ts";
import type { Run, StepRow } from "../../runs/run.ts";

/** How the member is called whose user this is, by their id or their address; null: nobody's who is one now. */
export const memberName = (tx: Tx, institutionId: string, { memberId, email }: { memberId: string | null; email: string }): Promise<string | null> =>
  tx.one(
    (r) => r.name as string,
    sql`select name from members where institution_id = ${institutionId} and left_at is null and (id = ${memberId}::uuid or lower(email) = lower(${email}))
      order by id = ${memberId}::uuid desc nulls last, id limit 1`,
  );

/** What Zoom told the one who has waited longest for a licence, where that was asked for before this run; in the order in which licences are given (`wakeForSeat`). Null: nobody did. */
export const licenceWaitedFor = (
  tx: Tx,
  { institutionId, id, askedAt, line }: Pick<Run, "institutionId" | "id" | "askedAt" | "line">,
): Promise<StepRow["values"] | null> =>
  tx.one(
    (r) => r.values as StepRow["values"],
    sql`select s."values" from runs r join run_steps s on s.institution_id = r.institution_id and s.run_id = r.id
      where r.institution_id = ${institutionId} and r.ended_at is null and r.state = 'running' and s.state = 'waiting' and s.because = 'no_licence_left'
        and (r.asked_at, coalesce(r.line, 2147483647), r.id) < (${at(askedAt)}::timestamptz, ${line ?? 2147483647}::integer, ${id}::uuid)
      order by r.asked_at, r.line, r.id limit 1`,
  );
