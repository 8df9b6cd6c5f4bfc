import type { Instant } from "../../../lib/time.ts";
import { at, sql, type Tx } from "../../../platform/database.ts";
import { LICENCE_UNWANTED, UNASKED, unwantedBy } from "../../../platform/unasked.ts";

export type Unasked = { institutionId: string; memberId: string | null; email: string; name: string; licence: boolean };

export const unasked = (tx: Tx, now: Instant, most: number): Promise<Unasked[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, memberId: r.member_id, email: r.email, name: r.name, licence: r.licence }),
    sql`select * from (${UNASKED}) u where u.until > ${at(now)} order by u.institution_id, lower(u.email), u.member_id limit ${most}`,
  );

export const unwanted = (tx: Tx, now: Instant, most: number): Promise<{ institutionId: string; id: string }[]> =>
  tx.list((r) => ({ institutionId: r.institution_id, id: r.id }), sql`select * from (${unwantedBy(now)}) u order by u.institution_id, u.id limit ${most}`);

/** Says of how many. Who waits for nothing but the licence goes on at once, without it. */
export const giveUpLicences = (tx: Tx, now: Instant): Promise<number> =>
  tx.run(sql`update runs r set asked = jsonb_set(r.asked, '{licence}', 'false'), wake_at = case when exists (select from run_steps s
      where s.institution_id = r.institution_id and s.run_id = r.id and s.state = 'waiting' and s.because = 'no_licence_left') then ${at(now)}::timestamptz else r.wake_at end
    where (r.institution_id, r.id) in (${LICENCE_UNWANTED})`);
