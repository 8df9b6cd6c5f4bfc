import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { at, sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { Booked, CalendarRead, HostRead, Line } from "./ground.ts";

/** `n`: of which line, as they were asked for. */
export type Taken = { n: number; time: Interval };
const toTaken = (r: Row): Taken => ({ n: Number(r.n) - 1, time: { start: r.starts, end: r.ends } });

const rangeOf = ({ start, end }: Interval): Sql => sql`tstzrange(${at(start)}::timestamptz, ${at(end)}::timestamptz)`;
const linesOf = (lines: readonly Line[]): Sql =>
  sql`unnest(${lines.map((one) => one.memberId)}::uuid[], ${lines.map((one) => one.hostId)}::text[]) with ordinality as w(member_id, host_id, n)`;

/** Longer than any session. */
const LONGEST = sql`interval '192 hours'`;
const KEPT = sql`s.status in ('placed', 'waiting')`;
/** What could be had back for another moment counts too: sessions as they were before a change. */
const before = (which: "start" | "end"): Sql => sql.raw(`to_timestamp((s.undo -> 'before' -> 'time' ->> '${which}')::float8 / 1000)`);

/** Most sessions belong to no booking. */
const isOther = (except: string | null): Sql => (except === null ? sql`true` : sql`s.booking_id is distinct from ${except}::uuid`);

/**
 * Whatever takes the time of these members: sessions that they organize and that take place, appointments with their buffers, subscribed calendars, and what is reserved or
 * planned on their Zoom. What a session has in several of these comes several times. `except`: a booking that is to be moved.
 */
export const takenOf = (tx: Tx, institutionId: string, lines: readonly Line[], within: Interval, except: string | null): Promise<Taken[]> =>
  tx.list(
    toTaken,
    sql`select w.n, x.starts, x.ends from ${linesOf(lines)}, lateral (
        select s.starts_at as starts, s.ends_at as ends from sessions s where s.institution_id = ${institutionId} and s.organizer_id = w.member_id and ${KEPT}
          and s.starts_at < ${at(within.end)} and s.starts_at > ${at(within.start)}::timestamptz - ${LONGEST} and s.ends_at > ${at(within.start)} and ${isOther(except)}
        union all select ${before("start")}, ${before("end")} from sessions s where s.institution_id = ${institutionId} and s.organizer_id = w.member_id and s.undo is not null
          and ${isOther(except)} and ${before("start")} < ${at(within.end)} and ${before("end")} > ${at(within.start)}
        union all select lower(t.during), upper(t.during) from booking_times t where t.institution_id = ${institutionId} and t.member_id = w.member_id and t.during && ${rangeOf(within)}
          and t.booking_id is distinct from ${except}::uuid
        union all select lower(c.during), upper(c.during) from calendar_times c where c.institution_id = ${institutionId} and c.member_id = w.member_id and c.during && ${rangeOf(within)}
        union all select lower(r.reserved), upper(r.reserved) from reservations r where r.institution_id = ${institutionId} and r.host_id = w.host_id and r.reserved && ${rangeOf(within)}
          and not (${except}::uuid is not null and exists (select from sessions s where s.institution_id = ${institutionId} and s.booking_id = ${except}::uuid and s.id = r.session_id))
        union all select lower(b.during), upper(b.during) from busy b where b.institution_id = ${institutionId} and b.host_id = w.host_id and b.during && ${rangeOf(within)}
      ) x`,
  );

/** `width`: how many of its lanes a reservation takes, null for what is planned in Zoom beside Bedel, which nothing may run over. */
export type Held = { hostId: string; time: Interval; kind: "meeting" | "webinar" | null };

/** What is reserved and planned on Zoom users who host for everybody. */
export const heldOn = (tx: Tx, institutionId: string, hostIds: readonly string[], within: Interval, except: string | null): Promise<Held[]> =>
  tx.list(
    (r) => ({ hostId: r.host_id, time: { start: r.starts, end: r.ends }, kind: r.kind }),
    sql`select w.host_id, x.* from unnest(${hostIds}::text[]) as w(host_id), lateral (
        select lower(r.reserved) as starts, upper(r.reserved) as ends, s.kind from reservations r join sessions s on s.institution_id = r.institution_id and s.id = r.session_id
          where r.institution_id = ${institutionId} and r.host_id = w.host_id and r.reserved && ${rangeOf(within)} and ${isOther(except)}
        union all select lower(b.during), upper(b.during), null from busy b where b.institution_id = ${institutionId} and b.host_id = w.host_id and b.during && ${rangeOf(within)}
      ) x`,
  );

/** Appointments of these hosts, of a type or of all. */
export const bookedOf = (
  tx: Tx,
  institutionId: string,
  typeId: string | null,
  memberIds: readonly string[],
  within: Interval,
  except: string | null,
): Promise<Booked[]> =>
  tx.list(
    (r) => ({ memberId: r.member_id, typeId: r.type_id, start: r.start, during: { start: r.starts, end: r.ends } }),
    sql`select t.member_id, b.type_id, lower(t.during) + make_interval(mins => b.buffer_before) as start, lower(t.during) as starts, upper(t.during) as ends
      from unnest(${memberIds}::uuid[]) as w(member_id)
      join booking_times t on t.institution_id = ${institutionId} and t.member_id = w.member_id and t.during && ${rangeOf(within)} and t.piece = 0
      join bookings b on b.institution_id = t.institution_id and b.id = t.booking_id
      where ${typeId === null ? sql`true` : sql`b.type_id = ${typeId}`} and b.id is distinct from ${except}::uuid`,
  );

/** How many appointments of a type its hosts have within a time, and when the last of them was given to each. */
export const givenOf = (tx: Tx, institutionId: string, typeId: string, within: Interval): Promise<{ memberId: string; count: number; given: Instant }[]> =>
  tx.list(
    (r) => ({ memberId: r.member_id, count: Number(r.count), given: r.given }),
    sql`select t.member_id, count(*) as count, max(b.made_at) as given from bookings b
      join booking_times t on t.institution_id = b.institution_id and t.booking_id = b.id and t.piece = 0
      where b.institution_id = ${institutionId} and b.type_id = ${typeId} and b.status = 'booked' and b.starts_at >= ${at(within.start)} and b.starts_at < ${at(within.end)}
      group by t.member_id`,
  );

/** When it was last read what is planned on these Zoom users. */
export const hostsReadAt = (tx: Tx, institutionId: string, hostIds: readonly string[]): Promise<HostRead[]> =>
  tx.list(
    (r) => ({ hostId: r.id, readAt: r.busy_read_at, failedAt: r.busy_failed_at, unreadSince: r.unread_since }),
    sql`select h.id, h.busy_read_at, h.busy_failed_at, p.unread_since from hosts h left join plans_told p on p.institution_id = h.institution_id and p.host_id = h.id
      where h.institution_id = ${institutionId} and h.id = any(${hostIds}::text[])`,
  );

/** When the calendars of these members were last read. */
export const calendarsReadAt = (tx: Tx, institutionId: string, memberIds: readonly string[]): Promise<CalendarRead[]> =>
  tx.list(
    (r) => ({ memberId: r.member_id, readAt: r.read_at }),
    sql`select member_id, read_at from member_calendars where institution_id = ${institutionId} and member_id = any(${memberIds}::uuid[])`,
  );
