import { serviceOf } from "../../connections/connection.ts";
import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { AppointmentType } from "../type.ts";
import type { HostKnown, HouseKnown, Plans } from "./known.ts";

const plans = (hostId: string, readAt: Instant | null, failedAt: Instant | null, triedAt: Instant | null): Plans => ({ hostId, readAt, failedAt, triedAt });

const toHost = (r: Row): HostKnown => ({
  memberId: r.id,
  name: r.name,
  hasLeft: r.left_at !== null,
  own:
    r.own_id === null
      ? null
      : {
          id: r.own_id,
          state: r.own_state,
          since: r.own_since,
          isRoom: r.own_is_room,
          plans: r.own_host === null ? null : plans(r.own_host, r.own_read_at, r.own_failed_at, r.own_tried_at),
        },
  user: r.user_host === null ? null : { status: r.user_status, isRoom: r.user_is_room, plans: plans(r.user_host, r.user_read_at, r.user_failed_at, r.user_tried_at) },
  calendar: r.has_calendar ? { readAt: r.calendar_read_at, isFailing: r.calendar_failing } : null,
}); // prettier-ignore

const isRoom = (host: Sql): Sql => sql`exists (select from rooms r where r.institution_id = m.institution_id and r.host_id = ${host} and r.active)`;

/** What is known of these members, in one question however many there are. */
const knownOf = (tx: Tx, institutionId: string, isAsked: Sql): Promise<HostKnown[]> =>
  tx.list(
    toHost,
    sql`select m.id, m.name, m.left_at,
        own.id as own_id, own.state as own_state, own.since as own_since, ${isRoom(sql`own.zoom_user_id`)} as own_is_room,
        oh.id as own_host, oh.busy_read_at as own_read_at, oh.busy_failed_at as own_failed_at, oh.busy_tried_at as own_tried_at,
        u.id as user_host, u.status as user_status, ${isRoom(sql`u.id`)} as user_is_room, u.busy_read_at as user_read_at, u.busy_failed_at as user_failed_at, u.busy_tried_at as user_tried_at,
        cal.id is not null as has_calendar, cal.read_at as calendar_read_at, cal.trouble is not null as calendar_failing
      from members m
        left join lateral (select * from connections c where c.institution_id = m.institution_id and c.kind = 'personal' and c.member_id = m.id
          order by c.state = 'disconnected', c.authorized_at desc nulls last, c.id limit 1) own on true
        left join hosts oh on oh.institution_id = m.institution_id and oh.id = own.zoom_user_id
        left join hosts u on u.institution_id = m.institution_id and u.connection_id is null and lower(u.email) = lower(m.email) and u.status <> 'deleted'
        left join lateral (select * from member_calendars c where c.institution_id = m.institution_id and c.member_id = m.id order by c.read_at nulls first, c.id limit 1) cal on true
      where m.institution_id = ${institutionId} and ${isAsked}`,
  );

export const hostsKnown = (tx: Tx, institutionId: string, memberIds: readonly string[]): Promise<HostKnown[]> =>
  knownOf(tx, institutionId, sql`m.id = any(${memberIds}::uuid[])`);

/** Everybody whom strangers can book. */
export const bookableKnown = (tx: Tx, institutionId: string): Promise<HostKnown[]> =>
  knownOf(
    tx,
    institutionId,
    sql`m.id in (select h.member_id from appointment_hosts h join appointment_types t on t.institution_id = h.institution_id and t.id = h.type_id
      where h.institution_id = ${institutionId} and t.active)`,
  );

/** As our own types have it: milliseconds, to the same one that a timestamp is read as. */
const epoch = (moment: Sql): Sql => sql`floor(extract(epoch from ${moment}) * 1000)::bigint`;

/** A room counts that is given out by itself and that nothing speaks against; see `usable` in `rooms/room.ts`. */
export const houseKnown = async (tx: Tx, institutionId: string): Promise<HouseKnown> =>
  (await tx.one(
    toHouse,
    sql`select c.id, c.state, c.since, c.paused_at, c.leaving_at, h.id as host_id, h.status, h.busy_read_at, h.busy_failed_at, h.busy_tried_at,
        exists (select from rooms r where r.institution_id = i.institution_id and r.host_id = h.id and r.active) as host_is_room,
        coalesce((select json_agg(json_build_object('hostId', o.id, 'readAt', ${epoch(sql`o.busy_read_at`)}, 'failedAt', ${epoch(sql`o.busy_failed_at`)}, 'triedAt', ${epoch(sql`o.busy_tried_at`)},
            'unreadSince', ${epoch(sql`p.unread_since`)}) order by r.id)
          from rooms r join hosts o on o.institution_id = r.institution_id and o.id = r.host_id left join plans_told p on p.institution_id = o.institution_id and p.host_id = o.id
          where r.institution_id = i.institution_id and r.active and r.assignment = 'automatic' and r.trouble is null and o.role <> 'owner'
            and r.host_id is distinct from c.default_host_id), '[]') as rooms
      from institutions i left join connections c on c.institution_id = i.institution_id and c.kind = 'institution'
        left join hosts h on h.institution_id = c.institution_id and h.id = c.default_host_id
      where i.institution_id = ${institutionId}`,
  ))!;

const toHouse = (r: Row): HouseKnown => ({
  connection:
    r.id === null
      ? null
      : { state: r.state, since: r.since, pausedAt: r.paused_at, service: serviceOf({ state: r.state, pausedAt: r.paused_at, leavingAt: r.leaving_at }) },
  rooms: r.rooms,
  defaultHost:
    r.host_id === null ? null : { status: r.status, isRoom: r.host_is_room, plans: plans(r.host_id, r.busy_read_at, r.busy_failed_at, r.busy_tried_at) },
});

/** An active type, as far as it matters whether it can be booked. */
export type Watched = Pick<AppointmentType, "institutionId" | "id" | "name" | "ownerId" | "place" | "source" | "hosting" | "staleMinutes" | "hostIds"> & {
  toldTrouble: string | null;
  toldAt: Instant | null;
  /** When a stranger last asked for its times. */
  askedAt: Instant | null;
};

export const watchedTypes = (tx: Tx, institutionId: string): Promise<Watched[]> =>
  tx.list(
    (r) => ({
      ...{ institutionId, id: r.id, name: r.name, ownerId: r.owner_id, place: r.place, source: r.source, hosting: r.hosting },
      ...{ staleMinutes: r.stale_minutes, hostIds: r.host_ids, toldTrouble: r.told_trouble, toldAt: r.told_trouble_at, askedAt: r.asked_at },
    }),
    sql`select t.*, p.asked_at, array(select h.member_id from appointment_hosts h where h.institution_id = t.institution_id and h.type_id = t.id order by h.ord) as host_ids
      from appointment_types t left join booking_pages_asked p on p.institution_id = t.institution_id and p.type_id = t.id
      where t.institution_id = ${institutionId} and t.active order by lower(t.name), t.id`,
  );

/** Where anything can be booked. */
export const institutionsWithTypes = (tx: Tx): Promise<string[]> =>
  tx.list((r) => r.institution_id as string, sql`select distinct institution_id from appointment_types where active order by institution_id`);

/** Only if nobody told meanwhile: 0 rows otherwise. `toldAt` null: there is nothing new to tell. */
export const saveTold = (tx: Tx, t: Watched, toldTrouble: string | null, toldAt: Instant | null): Promise<number> =>
  tx.run(sql`update appointment_types set told_trouble = ${toldTrouble}, told_trouble_at = coalesce(${atOrNull(toldAt)}::timestamptz, told_trouble_at)
    where institution_id = ${t.institutionId} and id = ${t.id} and told_trouble is not distinct from ${t.toldTrouble}`);

/** Whose turn it is to be read; of those who ask for the same host at once one gets it. */
export const takeHosts = async (tx: Tx, institutionId: string, due: readonly Plans[], now: Instant): Promise<ReadonlySet<string>> =>
  new Set(
    await tx.list(
      (r) => r.id as string,
      sql`update hosts h set busy_tried_at = ${at(now)} from unnest(${due.map(({ hostId }) => hostId)}::text[], ${due.map(({ triedAt }) => atOrNull(triedAt))}::timestamptz[]) as d (id, tried_at)
        where h.institution_id = ${institutionId} and h.id = d.id and h.busy_tried_at is not distinct from d.tried_at returning h.id`,
    ),
  );

/** Since when it fails stays as it is. */
export const savePlansFailed = (tx: Tx, institutionId: string, hostId: string, now: Instant): Promise<number> =>
  tx.run(sql`update hosts set busy_failed_at = coalesce(busy_failed_at, ${at(now)}) where institution_id = ${institutionId} and id = ${hostId}`);

/** 0: somebody has asked since then already. */
export const savePageAsked = (tx: Tx, t: Pick<AppointmentType, "institutionId" | "id">, now: Instant, since: Instant): Promise<number> =>
  tx.run(sql`insert into booking_pages_asked (institution_id, type_id, asked_at) values (${t.institutionId}, ${t.id}, ${at(now)})
    on conflict (institution_id, type_id) do update set asked_at = excluded.asked_at where booking_pages_asked.asked_at <= ${at(since)}`);
