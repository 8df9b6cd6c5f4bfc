import type { Instant } from "../../../lib/time.ts";
import { at, sql, type Tx } from "../../../platform/database.ts";

/** Whether teams of a member make their people users of the account, and give them licences. */
export const teamsMaking = async (tx: Tx, institutionId: string, memberId: string): Promise<{ users: boolean; licences: boolean }> =>
  (await tx.one(
    (r) => ({ users: r.users, licences: r.licences }),
    sql`select coalesce(bool_or(t.makes_zoom_users), false) as users, coalesce(bool_or(t.makes_zoom_users and t.gives_licence), false) as licences from team_members tm
      join teams t on t.institution_id = tm.institution_id and t.id = tm.team_id where tm.institution_id = ${institutionId} and tm.member_id = ${memberId}`,
  )) ?? { users: false, licences: false };

/** The same of who is invited into them, and may still accept. */
export const teamsInviting = async (tx: Tx, institutionId: string, email: string, now: Instant): Promise<{ users: boolean; licences: boolean }> =>
  (await tx.one(
    (r) => ({ users: r.users, licences: r.licences }),
    sql`select coalesce(bool_or(t.makes_zoom_users), false) as users, coalesce(bool_or(t.makes_zoom_users and t.gives_licence), false) as licences from invitations i
      join teams t on t.institution_id = i.institution_id and t.id = any(i.team_ids)
      where i.institution_id = ${institutionId} and lower(i.email) = lower(${email}) and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${at(now)}`,
  )) ?? { users: false, licences: false };

/** Sessions of Bedel's that this Zoom user hosts and that are not over yet. */
export const sessionsHostedBy = async (tx: Tx, institutionId: string, hostId: string, now: Instant): Promise<number> =>
  (await tx.one(
    (r) => Number(r.count),
    sql`select count(*) as count from sessions where institution_id = ${institutionId} and host_id = ${hostId} and status = 'placed' and ends_at > ${at(now)}`,
  )) ?? 0;
