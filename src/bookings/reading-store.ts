import { sql, type Row, type Tx } from "../platform/database.ts";
import type { Booking } from "./booking.ts";

export const toBooking = (r: Row): Booking => ({
  institutionId: r.institution_id,
  id: r.id,
  typeId: r.type_id,
  sessionId: r.session_id,
  time: { start: r.starts_at, end: r.ends_at },
  typeName: r.type_name,
  place: r.place,
  attendeeId: r.attendee_id,
  name: r.name,
  email: r.email,
  zone: r.zone,
  language: r.language,
  message: r.message,
  guests: r.guests,
  bufferBefore: r.buffer_before,
  bufferAfter: r.buffer_after,
  changeUntilMinutes: r.change_until_minutes,
  status: r.status,
  cancelledBy: r.cancelled_by,
  cancelledBecause: r.cancelled_because,
  noShow: r.no_show,
  sequence: r.sequence,
  told: r.told,
  tellAt: r.tell_at,
  untold: r.untold,
  reminders: r.reminders,
  remindAt: r.remind_at,
  madeAt: r.made_at,
});

export const bookingById = (tx: Tx, institutionId: string, id: string): Promise<Booking | null> =>
  tx.one(toBooking, sql`select * from bookings where institution_id = ${institutionId} and id = ${id}`);

/** Its hosts, the first of them first; also when it is called off. */
export const hostsOf = (tx: Tx, institutionId: string, id: string): Promise<string[]> =>
  tx.list((r) => r.member_id as string, sql`select member_id from booking_hosts where institution_id = ${institutionId} and booking_id = ${id} order by ord`);
