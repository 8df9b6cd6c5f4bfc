import { sql, type Tx } from "../../platform/database.ts";

/**
 * Whether another institution of this server uses a Zoom user, as a room, a classroom, its default host or the host of sessions to come: two may live on one Zoom account. What is left of one that has gone to another account counts no more.
 * Which one is nobody's business.
 */
export const isUsedElsewhere = async (tx: Tx, institutionId: string, hostId: string | null): Promise<boolean> =>
  hostId !== null &&
  (await tx.one(
    () => true,
    sql`select 1 from institutions i where i.institution_id <> ${institutionId} and exists (select from connections c join connections o on o.account_id = c.account_id and o.kind = 'institution' and o.institution_id = ${institutionId}
        where c.institution_id = i.institution_id and c.kind = 'institution') and (
      exists (select from rooms r where r.institution_id = i.institution_id and r.host_id = ${hostId} and r.active)
      or exists (select from classrooms c where c.institution_id = i.institution_id and c.host_id = ${hostId} and c.state in ('being made', 'in use'))
      or exists (select from connections c where c.institution_id = i.institution_id and c.default_host_id = ${hostId})
      or exists (select from sessions s where s.institution_id = i.institution_id and s.host_id = ${hostId} and s.source <> 'pool' and s.status = 'placed' and s.over_at is null)) limit 1`,
  )) !== null;
