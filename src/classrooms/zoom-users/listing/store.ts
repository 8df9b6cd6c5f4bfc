import { sql, type Sql, type Tx } from "../../../platform/database.ts";
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

/** Members who have not left, with what their teams say of licences. */
export const peopleOf = (tx: Tx, institutionId: string): Promise<Somebody[]> =>
  tx.list(
    (r) => ({ memberId: r.id, name: r.name, email: r.email, licence: r.licence }),
    sql`select m.id, m.name, m.email, exists (select from team_members tm join teams t on t.institution_id = tm.institution_id and t.id = tm.team_id
        where tm.institution_id = m.institution_id and tm.member_id = m.id and t.makes_zoom_users and t.gives_licence) as licence
      from members m where m.institution_id = ${institutionId} and m.left_at is null order by lower(m.name), m.id`,
  );

/** As many licences as Zoom named where it last said that none was left, as long as somebody waits for one. */
export const seatsTold = (tx: Tx, institutionId: string): Promise<number | null> =>
  tx.one(
    (r) => Number(r.most),
    sql`select "values" ->> 'most' as most from run_steps where institution_id = ${institutionId} and state = 'waiting' and because = 'no_licence_left' and "values" ? 'most'
      order by at desc limit 1`,
  );
