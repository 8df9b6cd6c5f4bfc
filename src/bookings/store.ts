import type { Instant } from "../lib/time.ts";
import { at, json, sql, type Row, type Sql, type Tx } from "../platform/database.ts";
import type { AppointmentSettings } from "./contract.ts";
import type { AppointmentType } from "./type.ts";

const toType = (r: Row): AppointmentType => ({
  institutionId: r.institution_id,
  id: r.id,
  revision: r.revision,
  slug: r.slug,
  ownerId: r.owner_id,
  teamId: r.team_id,
  name: r.name,
  description: r.description,
  lengths: r.lengths,
  place: r.place,
  source: r.source,
  hosting: r.hosting,
  hostIds: r.host_ids,
  zone: r.zone,
  weekly: r.weekly,
  days: r.days,
  bufferBefore: r.buffer_before,
  bufferAfter: r.buffer_after,
  noticeMinutes: r.notice_minutes,
  horizonDays: r.horizon_days,
  mostADay: r.most_a_day,
  mostAWeek: r.most_a_week,
  gridMinutes: r.grid_minutes,
  skipsHolidays: r.skips_holidays,
  listed: r.listed,
  languages: r.languages,
  staleMinutes: r.stale_minutes,
  changeUntilMinutes: r.change_until_minutes,
  reminders: r.reminders,
  mostGuests: r.most_guests,
  active: r.active,
  toldTrouble: r.told_trouble,
  madeAt: r.made_at,
});

const TYPE = sql`select t.*, array(select h.member_id from appointment_hosts h where h.institution_id = t.institution_id and h.type_id = t.id order by h.ord) as host_ids from appointment_types t`;

const columns = (t: AppointmentType): [string, unknown][] => [
  ["slug", t.slug],
  ["owner_id", t.ownerId],
  ["team_id", t.teamId],
  ["name", t.name],
  ["description", t.description],
  ["lengths", json(t.lengths)],
  ["place", json(t.place)],
  ["source", t.source],
  ["hosting", t.hosting],
  ["zone", t.zone],
  ["weekly", json(t.weekly)],
  ["days", json(t.days)],
  ["buffer_before", t.bufferBefore],
  ["buffer_after", t.bufferAfter],
  ["notice_minutes", t.noticeMinutes],
  ["horizon_days", t.horizonDays],
  ["most_a_day", t.mostADay],
  ["most_a_week", t.mostAWeek],
  ["grid_minutes", t.gridMinutes],
  ["skips_holidays", t.skipsHolidays],
  ["listed", t.listed],
  ["languages", json(t.languages)],
  ["stale_minutes", t.staleMinutes],
  ["change_until_minutes", t.changeUntilMinutes],
  ["reminders", json(t.reminders)],
  ["most_guests", t.mostGuests],
  ["active", t.active],
];

const comma = sql`, `;

/** 0 rows: its id or its address is taken. */
export async function insertType(tx: Tx, t: AppointmentType): Promise<number> {
  const written = columns(t);
  const names = sql.join(written.map(([name]) => sql.ref(name)), comma); // prettier-ignore
  const values = sql.join(written.map(([, value]) => sql`${value}`), comma); // prettier-ignore
  const rows =
    await tx.run(sql`insert into appointment_types (institution_id, id, made_at, ${names}) values (${t.institutionId}, ${t.id}, ${at(t.madeAt)}, ${values})
    on conflict do nothing`);
  if (rows === 1) await saveHosts(tx, t);
  return rows;
}

/** The next revision of it. The type must be locked, its address free. */
export async function saveType(tx: Tx, t: AppointmentType): Promise<void> {
  const set = sql.join(columns(t).map(([name, value]) => sql`${sql.ref(name)} = ${value}`), comma); // prettier-ignore
  await tx.run(sql`update appointment_types set revision = ${t.revision}, ${set} where institution_id = ${t.institutionId} and id = ${t.id}`);
  await tx.run(sql`delete from appointment_hosts where institution_id = ${t.institutionId} and type_id = ${t.id}`);
  await saveHosts(tx, t);
}

const saveHosts = (tx: Tx, { institutionId, id, hostIds }: AppointmentType): Promise<number> =>
  tx.run(sql`insert into appointment_hosts (institution_id, type_id, member_id, ord)
    select ${institutionId}::uuid, ${id}::uuid, member_id, ord from unnest(${hostIds}::uuid[]) with ordinality as h (member_id, ord)`);

export const typeById = (tx: Tx, institutionId: string, id: string): Promise<AppointmentType | null> =>
  tx.one(toType, sql`${TYPE} where t.institution_id = ${institutionId} and t.id = ${id}`);

/** Nobody else changes it until the transaction ends. */
export async function lockType(tx: Tx, institutionId: string, id: string): Promise<AppointmentType | null> {
  await tx.run(sql`select from appointment_types where institution_id = ${institutionId} and id = ${id} for update`);
  return typeById(tx, institutionId, id);
}

export const typeBySlug = (tx: Tx, slug: string): Promise<AppointmentType | null> => tx.one(toType, sql`${TYPE} where t.slug = ${slug}`);

export const isSlugTaken = async (tx: Tx, slug: string, byOtherThan: string): Promise<boolean> =>
  (await tx.run(sql`select from appointment_types where slug = ${slug} and id <> ${byOtherThan}`)) > 0;

/** Of whom: of everybody, or of one who owns it, hosts it or is in its team. In the order of their names. */
export const typesOf = (tx: Tx, institutionId: string, memberId: string | null): Promise<AppointmentType[]> =>
  tx.list(toType, sql`${TYPE} where t.institution_id = ${institutionId} and (${memberId}::uuid is null or ${mine(memberId)}) order by lower(t.name), t.id`);

const mine = (memberId: string | null): Sql => sql`(t.owner_id = ${memberId}
    or exists (select from appointment_hosts h where h.institution_id = t.institution_id and h.type_id = t.id and h.member_id = ${memberId})
    or exists (select from team_members m where m.institution_id = t.institution_id and m.team_id = t.team_id and m.member_id = ${memberId}))`;

/** What everybody may see. */
export const listedTypes = (tx: Tx, institutionId: string): Promise<AppointmentType[]> =>
  tx.list(toType, sql`${TYPE} where t.institution_id = ${institutionId} and t.listed and t.active order by lower(t.name), t.id`);

/** Whoever shows something that everybody may see, by name; the demo only where there is nothing else. */
export const publishers = (tx: Tx): Promise<{ of: string; name: string }[]> =>
  tx.list(
    (r) => ({ of: r.institution_id as string, name: r.name as string }),
    sql`with shown as (select i.institution_id, i.settings ->> 'name' as name, i.zoom = 'sandbox' as is_demo from institutions i
        where exists (select from appointment_types t where t.institution_id = i.institution_id and t.listed and t.active))
      select * from shown where not is_demo or not exists (select from shown where not is_demo) order by lower(name), institution_id`,
  );

export const isInTeam = async (tx: Tx, institutionId: string, teamId: string, memberId: string): Promise<boolean> =>
  (await tx.run(sql`select from team_members where institution_id = ${institutionId} and team_id = ${teamId} and member_id = ${memberId}`)) > 0;

/** Of each type: how many bookings are to come. */
export const comingOf = async (tx: Tx, institutionId: string, now: Instant): Promise<ReadonlyMap<string, number>> =>
  new Map(
    await tx.list(
      (r) => [r.type_id as string, Number(r.count)] as const,
      sql`select type_id, count(*) as count from bookings where institution_id = ${institutionId} and status = 'booked' and ends_at > ${at(now)} group by type_id`,
    ),
  );

/** One that was never booked can go; 0 rows: it was. */
export const deleteType = (tx: Tx, institutionId: string, id: string): Promise<number> =>
  tx.run(sql`delete from appointment_types t where institution_id = ${institutionId} and id = ${id}
    and not exists (select from bookings b where b.institution_id = t.institution_id and b.type_id = t.id)`);

type Look = Omit<AppointmentSettings, "revision"> & { revision: number };
export const settingsOf = async (tx: Tx, institutionId: string): Promise<Look> =>
  (await tx.one(
    (r) => ({ ...(r.appointments as Omit<Look, "revision">), revision: r.appointments_revision as number }),
    sql`select appointments, appointments_revision from institutions where institution_id = ${institutionId}`,
  ))!;

/** 0 rows: somebody else was first. */
export const saveSettings = (tx: Tx, institutionId: string, { revision, ...settings }: AppointmentSettings): Promise<number> =>
  tx.run(sql`update institutions set appointments = ${json(settings)}, appointments_revision = appointments_revision + 1
    where institution_id = ${institutionId} and appointments_revision = ${revision}`);

export const membersOfTeam = (tx: Tx, institutionId: string, teamId: string): Promise<string[]> =>
  tx.list((r) => r.member_id as string, sql`select member_id from team_members where institution_id = ${institutionId} and team_id = ${teamId}`);
