import { NINE, ZONE } from "../../../test/world.ts";
import type { Interval } from "../../lib/interval.ts";
import { after, before, minutes } from "../../lib/time.ts";
import { at, json, sql, type Database, type Tx } from "../../platform/database.ts";
import type { AppointmentType } from "../type.ts";

export async function saveType(db: Database, t: AppointmentType): Promise<void> {
  await db.run(sql`insert into appointment_types (institution_id, id, slug, owner_id, name, lengths, place, source, hosting, zone, weekly, days, buffer_before, buffer_after, notice_minutes,
      horizon_days, most_a_day, most_a_week, grid_minutes, skips_holidays, listed, languages, stale_minutes, change_until_minutes, reminders, most_guests, active, made_at)
    values (${t.institutionId}, ${t.id}, ${t.slug}, ${t.ownerId}, ${t.name}, ${json(t.lengths)}, ${json(t.place)}, ${t.source}, ${t.hosting}, ${t.zone}, ${json(t.weekly)}, ${json(t.days)},
      ${t.bufferBefore}, ${t.bufferAfter}, ${t.noticeMinutes}, ${t.horizonDays}, ${t.mostADay}, ${t.mostAWeek}, ${t.gridMinutes}, ${t.skipsHolidays}, ${t.listed}, ${json(t.languages)},
      ${t.staleMinutes}, ${t.changeUntilMinutes}, ${json(t.reminders)}, ${t.mostGuests}, ${t.active}, ${at(t.madeAt)})`);
  for (const [ord, hostId] of t.hostIds.entries())
    await db.run(sql`insert into appointment_hosts (institution_id, type_id, member_id, ord) values (${t.institutionId}, ${t.id}, ${hostId}, ${ord})`);
}

/** Somebody has booked this time with these hosts. */
export async function saveBooking(tx: Tx, t: AppointmentType, id: string, time: Interval, hostIds: readonly string[], madeAt = NINE): Promise<void> {
  await tx.run(sql`insert into bookings (institution_id, id, type_id, starts_at, ends_at, type_name, place, name, email, zone, language, buffer_before, buffer_after, token_print, status, reminders, made_at)
    values (${t.institutionId}, ${id}, ${t.id}, ${at(time.start)}, ${at(time.end)}, ${t.name}, ${json(t.place)}, 'Ana', 'ana@example.org', ${ZONE}, 'es', ${t.bufferBefore}, ${t.bufferAfter},
      ${Buffer.from(id)}, 'booked', '[]', ${at(madeAt)})`);
  for (const hostId of hostIds) {
    const during = sql`tstzrange(${at(before(time.start, minutes(t.bufferBefore)))}, ${at(after(time.end, minutes(t.bufferAfter)))})`;
    await tx.run(sql`insert into booking_times (institution_id, booking_id, member_id, during) values (${t.institutionId}, ${id}, ${hostId}, ${during})`);
  }
}

/** A calendar that a member has subscribed to, read at a moment, or never. */
export async function saveCalendar(
  db: Database,
  of: { institutionId: string; id: string },
  id: string,
  readAt: number | null,
  times: readonly Interval[],
): Promise<void> {
  const read = readAt === null ? null : new Date(readAt).toISOString();
  await db.run(sql`insert into member_calendars (institution_id, id, member_id, name, address_sealed, read_at, tried_at)
    values (${of.institutionId}, ${id}, ${of.id}, 'Home', ${Buffer.from("sealed")}, ${read}, ${at(NINE)})`);
  for (const [n, time] of times.entries())
    await db.run(
      sql`insert into calendar_times (institution_id, calendar_id, n, member_id, during) values (${of.institutionId}, ${id}, ${n}, ${of.id}, tstzrange(${at(time.start)}, ${at(time.end)}))`,
    );
}
