import type { Instant } from "../../../lib/time.ts";
import { at, sql, type Sql, type Tx } from "../../../platform/database.ts";
import type { Known, Somebody } from "./person.ts";

/** All users of the account, as they were last read. Who is invited stands there by address. */
export const knownUsers = (tx: Tx, institutionId: string): Promise<Known[]> => usersWhere(tx, institutionId, sql``);

/** Those of them with one of these addresses. */
export const knownUsersAmong = (tx: Tx, institutionId: string, emails: readonly string[]): Promise<Known[]> =>
  usersWhere(tx, institutionId, sql`and lower(h.email) = any(${emails.map((email) => email.toLowerCase())}::text[])`);

const usersWhere = (tx: Tx, institutionId: string, condition: Sql): Promise<Known[]> =>
  tx.list(
    (r) => ({
      email: r.email,
      name: r.name,
      status: r.status,
      licensed: r.licensed,
      role: r.role,
      signsInWith: r.signs_in_with,
      isRoom: r.is_room,
      hostId: r.id,
    }),
    sql`select h.*, exists (select from rooms r where r.institution_id = h.institution_id and r.host_id = h.id and r.active) as is_room
      from hosts h where h.institution_id = ${institutionId} and h.status in ('active', 'inactive', 'pending') ${condition} order by lower(h.name), h.id`,
  );

/** "gone": it is no user of the account any more, whoever let go of it. Null: that is not known. */
export type ItsUserAsRead = Pick<Known, "status" | "licensed"> | "gone" | null;

/**
 * Of each of these classrooms its Zoom user, as Zoom was last read: by its number, for its address may be another by now, or somebody else's; by the address only where
 * it has none. Of whom nothing is kept here since it was erased, that is not known until all are read anew.
 */
export const itsUsersAsRead = async (tx: Tx, institutionId: string, classroomIds: readonly string[]): Promise<ReadonlyMap<string, ItsUserAsRead>> =>
  new Map(
    await tx.list(
      (r): [string, ItsUserAsRead] => [r.id, r.is_there ? { status: r.status, licensed: r.licensed } : r.is_told ? "gone" : null],
      sql`select k.id, coalesce(h.is_there, false) as is_there, h.status, h.licensed, coalesce(h.email, '') <> '' or exists (select from connections c
          where c.institution_id = k.institution_id and c.kind = 'institution' and c.synced_at is not null
          and not exists (select from zoom_erasures e where e.institution_id = c.institution_id and e.connection_id = c.id and e.erased_at >= c.synced_at)) as is_told
        from classrooms k left join lateral (select h.*, h.connection_id is null and h.status in ('active', 'inactive') as is_there from hosts h
          where h.institution_id = k.institution_id and (h.id = k.host_id or (k.host_id is null and lower(h.email) = lower(k.email)))
          order by is_there desc, h.id limit 1) h on true
        where k.institution_id = ${institutionId} and k.id = any(${classroomIds}::uuid[])`,
    ),
  );

/** Members who have not left, with what their teams say of licences. */
export const peopleOf = (tx: Tx, institutionId: string): Promise<Somebody[]> =>
  tx.list(
    (r) => ({ memberId: r.id, name: r.name, email: r.email, licence: r.licence }),
    sql`select m.id, m.name, m.email, exists (select from team_members tm join teams t on t.institution_id = tm.institution_id and t.id = tm.team_id
        where tm.institution_id = m.institution_id and tm.member_id = m.id and t.makes_zoom_users and t.gives_licence) as licence
      from members m where m.institution_id = ${institutionId} and m.left_at is null order by lower(m.name), m.id`,
  );

/** Who is invited to Bedel into a team whose members are users of the account, and may still accept. `now`: the calendar's. */
export const invitedToTeams = (tx: Tx, institutionId: string, now: Instant): Promise<Somebody[]> =>
  tx.list(
    (r) => ({ memberId: null, name: r.name === "" ? r.email : r.name, email: r.email, licence: r.licence, isInvited: true }),
    sql`select i.email, i.name, bool_or(t.gives_licence) as licence from invitations i
      join teams t on t.institution_id = i.institution_id and t.id = any(i.team_ids) and t.makes_zoom_users
      where i.institution_id = ${institutionId} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${at(now)}
      group by i.id, i.email, i.name order by lower(i.name), i.id`,
  );

export type LicencesTold = { most: number; at: Instant };

/** As many licences as Zoom named when it last refused one, of the account that is connected now. Null: it never did. */
export const licencesTold = (tx: Tx, institutionId: string): Promise<LicencesTold | null> =>
  tx.one(
    (r) => ({ most: r.licences_told, at: r.licences_told_at }),
    sql`select p.licences_told, p.licences_told_at from provisioning p join connections c on c.institution_id = p.institution_id and c.kind = 'institution'
      and c.account_id = p.licences_account where p.institution_id = ${institutionId} and p.licences_told is not null limit 1`,
  );
