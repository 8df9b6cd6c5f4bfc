import { sql, type Tx } from "../../platform/database.ts";

/**
 * Whether another institution of this server uses a Zoom user, as a room, a classroom, its default host or the host of sessions to come: two may live on one Zoom account. What is left of one that has gone to another account counts no more;
 * but a member's own Zoom may be of our account whichever one the institution has, so a session counts by the account of the connection that makes its meeting. Which one is nobody's business.
 */
export const isUsedElsewhere = async (tx: Tx, institutionId: string, hostId: string | null): Promise<boolean> =>
  hostId !== null &&
  (await tx.one(
    () => true,
    sql`select 1 from connections ours join connections c on c.account_id = ours.account_id and c.institution_id <> ours.institution_id
      where ours.institution_id = ${institutionId} and ours.kind = 'institution' and (
        c.kind = 'institution' and (c.default_host_id = ${hostId}
          or exists (select from rooms r where r.institution_id = c.institution_id and r.host_id = ${hostId} and r.active)
          or exists (select from classrooms k where k.institution_id = c.institution_id and k.host_id = ${hostId} and k.state in ('being made', 'in use')))
        or exists (select from sessions s where s.institution_id = c.institution_id and s.host_id = ${hostId} and s.source <> 'pool' and s.status = 'placed' and s.over_at is null
          and (s.via = c.id or (s.via is null and c.kind = 'institution')))) limit 1`,
  )) !== null;
