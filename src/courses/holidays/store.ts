import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Holiday } from "./holiday.ts";

export type HolidayCalendar = {
  institutionId: string;
  id: string;
  name: string;
  /** Null: it came as a file. */
  addressSealed: Uint8Array | null;
  days: Holiday[];
  readAt: Instant;
  triedAt: Instant;
  trouble: string | null;
};

const toCalendar = (r: Row): HolidayCalendar => ({
  institutionId: r.institution_id,
  id: r.id,
  name: r.name,
  addressSealed: r.address_sealed,
  days: r.days,
  readAt: r.read_at,
  triedAt: r.tried_at ?? r.read_at,
  trouble: r.trouble,
});

export const calendarsOf = (tx: Tx, institutionId: string): Promise<HolidayCalendar[]> =>
  tx.list(toCalendar, sql`select * from holiday_calendars where institution_id = ${institutionId} order by name, id`);

export const calendarById = (tx: Tx, institutionId: string, id: string): Promise<HolidayCalendar | null> =>
  tx.one(toCalendar, sql`select * from holiday_calendars where institution_id = ${institutionId} and id = ${id}`);

/** Asking twice makes one; 0 where the institution has `most` already. */
export const insertCalendar = (tx: Tx, c: HolidayCalendar, most: number): Promise<number> =>
  tx.run(sql`insert into holiday_calendars (institution_id, id, name, address_sealed, days, read_at, tried_at)
    select ${c.institutionId}::uuid, ${c.id}::uuid, ${c.name}::text, ${c.addressSealed}::bytea, ${json(c.days)}::jsonb, ${at(c.readAt)}::timestamptz, ${at(c.triedAt)}::timestamptz
    where (select count(*) from holiday_calendars where institution_id = ${c.institutionId}) < ${most}
    on conflict do nothing`);

/** The next one that nobody has tried to read since then, marked as tried: no other process takes it too. */
export const takeDue = (tx: Tx, since: Instant, now: Instant): Promise<HolidayCalendar | null> =>
  tx.one(
    toCalendar,
    sql`with due as materialized (select institution_id, id from holiday_calendars where address_sealed is not null and coalesce(tried_at, read_at) <= ${at(since)} order by tried_at limit 1 for update skip locked)
      update holiday_calendars c set tried_at = ${at(now)} from due where c.institution_id = due.institution_id and c.id = due.id returning c.*`,
  );

export const saveDays = (tx: Tx, { institutionId, id }: HolidayCalendar, days: readonly Holiday[], now: Instant): Promise<number> =>
  tx.run(sql`update holiday_calendars set days = ${json(days)}, read_at = ${at(now)}, tried_at = ${at(now)}, trouble = null
    where institution_id = ${institutionId} and id = ${id}`);

/** It keeps the days that it had. */
export const saveTrouble = (tx: Tx, { institutionId, id }: HolidayCalendar, because: string, now: Instant): Promise<number> =>
  tx.run(sql`update holiday_calendars set tried_at = ${at(now)}, trouble = ${because} where institution_id = ${institutionId} and id = ${id}`);

export const deleteCalendar = (tx: Tx, institutionId: string, id: string): Promise<HolidayCalendar | null> =>
  tx.one(toCalendar, sql`delete from holiday_calendars where institution_id = ${institutionId} and id = ${id} returning *`);
