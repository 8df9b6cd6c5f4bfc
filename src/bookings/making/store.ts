import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, json, sql, type Tx } from "../../platform/database.ts";
import { takenBy, type Booking } from "../booking.ts";
import { toBooking } from "../reading-store.ts";

export { bookingById, hostsOf, toBooking } from "../reading-store.ts";

type Prints = { token: Uint8Array; form: Uint8Array | null };

/** `prints`: of the address by which whoever booked changes it, and of the form that was sent. */
export const insertBooking = (tx: Tx, b: Booking, prints: Prints): Promise<number> =>
  tx.run(sql`insert into bookings (institution_id, id, type_id, session_id, starts_at, ends_at, type_name, place, attendee_id, name, email, zone, language, message, guests,
      buffer_before, buffer_after, token_print, form_print, change_until_minutes, status, tell_at, reminders, remind_at, made_at)
    values (${b.institutionId}, ${b.id}, ${b.typeId}, ${b.sessionId}, ${at(b.time.start)}, ${at(b.time.end)}, ${b.typeName}, ${json(b.place)}, ${b.attendeeId}, ${b.name}, ${b.email},
      ${b.zone}, ${b.language}, ${b.message}, ${json(b.guests)}, ${b.bufferBefore}, ${b.bufferAfter}, ${prints.token}, ${prints.form}, ${b.changeUntilMinutes}, ${b.status}, ${atOrNull(b.tellAt)},
      ${json(b.reminders)}, ${atOrNull(b.remindAt)}, ${at(b.madeAt)})`);

/** Of the form by which it was booked; null: it was booked before that was kept. */
export const formPrintOf = (tx: Tx, { institutionId, id }: Pick<Booking, "institutionId" | "id">): Promise<Buffer | null> =>
  tx.one(
    (r) => (r.form_print === null ? null : Buffer.from(r.form_print)),
    sql`select form_print from bookings where institution_id = ${institutionId} and id = ${id}`,
  );

/** Where, when, and whether it is; and that this is to be told. */
export const saveBooking = (tx: Tx, b: Booking): Promise<number> =>
  tx.run(sql`update bookings set starts_at = ${at(b.time.start)}, ends_at = ${at(b.time.end)}, guests = ${json(b.guests)}, status = ${b.status}, cancelled_by = ${b.cancelledBy},
      cancelled_because = ${b.cancelledBecause}, no_show = ${b.noShow}, untold = ${b.untold}, remind_at = ${atOrNull(b.remindAt)}
    where institution_id = ${b.institutionId} and id = ${b.id}`);

export const lockBooking = (tx: Tx, institutionId: string, id: string): Promise<Booking | null> =>
  tx.one(toBooking, sql`select * from bookings where institution_id = ${institutionId} and id = ${id} for update`);

export const bookingByToken = (tx: Tx, tokenPrint: Uint8Array): Promise<Booking | null> =>
  tx.one(toBooking, sql`select * from bookings where token_print = ${tokenPrint}`);

/** Each host's time, buffers included. False: one of them has another booking then, and nothing was stored that counts: the transaction is to be given up. */
export async function takeTime(tx: Tx, b: Booking, hostIds: readonly string[]): Promise<boolean> {
  const during = rangeOf(takenBy(b.time, b));
  const stored = await tx.run(sql`insert into booking_times (institution_id, booking_id, member_id, during)
    select ${b.institutionId}::uuid, ${b.id}::uuid, member_id, ${during} from unnest(${hostIds}::uuid[]) as h (member_id)
    on conflict on constraint one_booking_at_a_time do nothing`);
  return stored === hostIds.length;
}

const rangeOf = ({ start, end }: Interval) => sql`tstzrange(${at(start)}::timestamptz, ${at(end)}::timestamptz)`;

export const giveTimeBack = (tx: Tx, { institutionId, id }: Pick<Booking, "institutionId" | "id">): Promise<number> =>
  tx.run(sql`delete from booking_times where institution_id = ${institutionId} and booking_id = ${id}`);

export const insertHosts = (tx: Tx, { institutionId, id }: Pick<Booking, "institutionId" | "id">, hostIds: readonly string[]): Promise<number> =>
  tx.run(sql`insert into booking_hosts (institution_id, booking_id, member_id, ord)
    select ${institutionId}::uuid, ${id}::uuid, member_id, ord from unnest(${hostIds}::uuid[]) with ordinality as h (member_id, ord)`);

/** How many this address has to come, of one type. */
export const countComing = async (
  tx: Tx,
  { institutionId, typeId, email }: Pick<Booking, "institutionId" | "typeId" | "email">,
  now: Instant,
): Promise<number> =>
  (await tx.one(
    (r) => Number(r.count),
    sql`select count(*) as count from bookings where institution_id = ${institutionId} and type_id = ${typeId} and lower(email) = lower(${email}) and status = 'booked' and ends_at > ${at(now)}`,
  ))!;
