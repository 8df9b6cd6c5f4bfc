import type { Instant } from "../../lib/time.ts";
import { at, sql, type Sql, type Tx } from "../../platform/database.ts";

/** A run `l` that was asked for after `r`. */
const later = (of: Sql): Sql =>
  sql`exists (select from runs l where l.institution_id = r.institution_id and (l.asked_at, l.id) > (r.asked_at, r.id) and ${of})`;

/**
 * Runs that were over before then, at most so many, with who asked for them and what became of it. Says how many. The last of each classroom stays, which its
 * line shows, and the last that gave it another's place, which can be taken back; and of each Zoom user the last by which it was made and was let go of: by those
 * Bedel knows for whom not to ask again.
 */
export const forgetRuns = (tx: Tx, institutionId: string, before: Instant, most: number): Promise<number> =>
  tx.run(sql`delete from runs d where institution_id = ${institutionId} and id in (select r.id from runs r
    where r.institution_id = ${institutionId} and r.ended_at <= ${at(before)}
      and case when r.kind in ('zoom user', 'leaving') then
          (r.email is null or ${later(sql`l.kind = r.kind and lower(l.email) = lower(r.email) and l.asked ->> 'licence' is not distinct from r.asked ->> 'licence'`)})
          and (r.member_id is null or ${later(sql`l.kind = r.kind and l.member_id = r.member_id and l.asked ->> 'licence' is not distinct from r.asked ->> 'licence'`)})
        else (r.classroom_id is null or ${later(sql`(l.kind = r.kind or r.kind <> 'replace classroom') and (l.classroom_id = r.classroom_id or l.asked ->> 'replaces' = r.classroom_id::text)`)})
          and (r.asked ->> 'replaces' is null or ${later(sql`(l.classroom_id::text = r.asked ->> 'replaces' or l.asked ->> 'replaces' = r.asked ->> 'replaces')`)})
        end
    order by r.ended_at, r.id limit ${most} for update skip locked)`);
