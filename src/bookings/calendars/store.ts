import type { Interval } from "../../lib/interval.ts";
import { before, minutes, type Duration, type Instant } from "../../lib/time.ts";
import { at, atOrNull, sql, type Row, type Tx } from "../../platform/database.ts";

export type MemberCalendar = {
  institutionId: string;
  id: string;
  memberId: string;
  name: string;
  addressSealed: Uint8Array;
  /** Null: never. */
  readAt: Instant | null;
  triedAt: Instant;
  /** A message key: why the last reading failed. */
  trouble: string | null;
  /** How its server calls what it said last. */
  tag: string | null;
  /** When its times were made of what it said. */
  madeAt: Instant | null;
};

const toCalendar = (r: Row): MemberCalendar => ({
  institutionId: r.institution_id,
  id: r.id,
  memberId: r.member_id,
  name: r.name,
  addressSealed: r.address_sealed,
  readAt: r.read_at,
  triedAt: r.tried_at,
  trouble: r.trouble,
  tag: r.tag,
  madeAt: r.made_at,
});

/** With how many times to come each blocks. */
export const calendarsOf = (tx: Tx, institutionId: string, memberId: string, now: Instant): Promise<(MemberCalendar & { times: number })[]> =>
  tx.list(
    (r) => ({ ...toCalendar(r), times: Number(r.times) }),
    sql`select c.*, (select count(*) from calendar_times t where t.institution_id = c.institution_id and t.calendar_id = c.id and upper(t.during) > ${at(now)}) as times
      from member_calendars c where c.institution_id = ${institutionId} and c.member_id = ${memberId} order by lower(c.name), c.id`,
  );

export const calendarById = (tx: Tx, institutionId: string, id: string): Promise<MemberCalendar | null> =>
  tx.one(toCalendar, sql`select * from member_calendars where institution_id = ${institutionId} and id = ${id}`);

/** Asking twice makes one; 0 where the member has `most` already, or is none any more. */
export const insertCalendar = (tx: Tx, c: MemberCalendar, most: number): Promise<number> =>
  tx.run(sql`insert into member_calendars (institution_id, id, member_id, name, address_sealed, read_at, tried_at, tag, made_at)
    select m.institution_id, ${c.id}::uuid, m.id, ${c.name}::text, ${c.addressSealed}::bytea, ${atOrNull(c.readAt)}::timestamptz, ${at(c.triedAt)}::timestamptz, ${c.tag}::text, ${atOrNull(c.madeAt)}::timestamptz
    from members m where m.institution_id = ${c.institutionId} and m.id = ${c.memberId} and m.left_at is null
      and (select count(*) from member_calendars o where o.institution_id = m.institution_id and o.member_id = m.id) < ${most}
    on conflict do nothing`);

/** Nothing may stand in for less than five minutes. */
const SOONEST = minutes(5) / 3;

export type DueCalendar = MemberCalendar & { zone: string };

/**
 * The next one that nobody has tried to read for so long, marked as tried: no other process takes it too. Where what was read last may stand in for less than three such
 * times, it is read as often as that takes. With the zone of whoever's it is.
 */
export const takeDue = (tx: Tx, every: Duration, now: Instant): Promise<DueCalendar | null> =>
  tx.one(
    (r) => ({ ...toCalendar(r), zone: r.zone as string }),
    sql`with due as materialized (select institution_id, id from member_calendars c
        where tried_at <= ${at(before(now, Math.min(every, SOONEST)))} and tried_at <= ${at(now)}::timestamptz - least(make_interval(secs => ${every / 1000}),
          (select make_interval(secs => min(t.stale_minutes) * 20) from appointment_types t join appointment_hosts h on h.institution_id = t.institution_id and h.type_id = t.id
            where h.institution_id = c.institution_id and h.member_id = c.member_id and t.active))
        order by tried_at limit 1 for update skip locked)
      update member_calendars c set tried_at = ${at(now)} from due, members m
      where c.institution_id = due.institution_id and c.id = due.id and m.institution_id = c.institution_id and m.id = c.member_id returning c.*, m.zone`,
  );

type Read = { now: Instant; tag: string | null; madeAt: Instant | null };

/** It was read, and says what it said. 0: it is not there any more. */
export const saveRead = (tx: Tx, { institutionId, id }: MemberCalendar, { now, tag, madeAt }: Read): Promise<number> =>
  tx.run(sql`update member_calendars set read_at = ${at(now)}, tried_at = ${at(now)}, trouble = null, tag = ${tag}, made_at = ${atOrNull(madeAt)}
    where institution_id = ${institutionId} and id = ${id}`);

/** It keeps the times that it had. */
export const saveTrouble = (tx: Tx, { institutionId, id }: MemberCalendar, because: string, now: Instant): Promise<number> =>
  tx.run(sql`update member_calendars set tried_at = ${at(now)}, trouble = ${because} where institution_id = ${institutionId} and id = ${id}`);

const timesOf = (tx: Tx, { institutionId, id }: MemberCalendar, from: Instant): Promise<Interval[]> =>
  tx.list(
    (r) => ({ start: r.starts, end: r.ends }),
    sql`select lower(during) as starts, upper(during) as ends from calendar_times where institution_id = ${institutionId} and calendar_id = ${id} and upper(during) > ${at(from)} order by n`,
  );

/** What it blocks from now on, in order. Nothing is written where that is what it blocked before: whoever has reckoned with it need not reckon anew. */
export async function replaceTimes(tx: Tx, c: MemberCalendar, times: readonly Interval[], now: Instant): Promise<void> {
  const had = await timesOf(tx, c, now);
  if (had.length === times.length && had.every(({ start, end }, i) => start === times[i]!.start && end === times[i]!.end)) return;
  await tx.run(sql`delete from calendar_times where institution_id = ${c.institutionId} and calendar_id = ${c.id}`);
  await tx.run(sql`insert into calendar_times (institution_id, calendar_id, n, member_id, during)
    select ${c.institutionId}::uuid, ${c.id}::uuid, t.n, ${c.memberId}::uuid, tstzrange(t.starts, t.ends)
    from unnest(${times.map(({ start }) => at(start))}::timestamptz[], ${times.map(({ end }) => at(end))}::timestamptz[]) with ordinality as t (starts, ends, n)`);
}

/** Only the member's own. */
export const deleteCalendar = (tx: Tx, institutionId: string, memberId: string, id: string): Promise<MemberCalendar | null> =>
  tx.one(toCalendar, sql`delete from member_calendars where institution_id = ${institutionId} and member_id = ${memberId} and id = ${id} returning *`);

/** Of who is a member no more. */
export const deleteOfWhoLeft = (tx: Tx): Promise<number> =>
  tx.run(sql`delete from member_calendars c using members m where m.institution_id = c.institution_id and m.id = c.member_id and m.left_at is not null`);
