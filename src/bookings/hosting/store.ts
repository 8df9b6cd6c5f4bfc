import type { Instant } from "../../lib/time.ts";
import { at, sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { Booking } from "../booking.ts";
import { toBooking } from "../making/actions.ts";

export type BookingFound = { booking: Booking; hostIds: string[]; hasMeeting: boolean; organizerId: string | null };
export type Of = { id: string | null; memberId: string | null; typeId: string | null; when: "coming" | "past" | "all" };

/** So many are shown. */
const MOST = 500;

/** Those that a member hosts, or may manage by a type; of everybody, where none is named. The nearest first. */
export const bookingsOf = (tx: Tx, institutionId: string, of: Of, now: Instant): Promise<BookingFound[]> =>
  tx.list(
    (r) => ({ booking: toBooking(r), hostIds: r.host_ids, hasMeeting: r.has_meeting, organizerId: r.organizer_id }),
    sql`select b.*, array(select h.member_id from booking_hosts h where h.institution_id = b.institution_id and h.booking_id = b.id order by h.ord) as host_ids,
        coalesce((select s.meeting is not null from sessions s where s.institution_id = b.institution_id and s.id = b.session_id), false) as has_meeting,
        (select s.organizer_id from sessions s where s.institution_id = b.institution_id and s.id = b.session_id) as organizer_id
      from bookings b join appointment_types t on t.institution_id = b.institution_id and t.id = b.type_id
      where b.institution_id = ${institutionId} and (${of.id}::uuid is null or b.id = ${of.id}) and (${of.typeId}::uuid is null or b.type_id = ${of.typeId})
        and (${of.when}::text = 'all' or (b.ends_at > ${at(now)}) = (${of.when}::text = 'coming'))
        and (${of.memberId}::uuid is null or t.owner_id = ${of.memberId}
          or exists (select from booking_hosts h where h.institution_id = b.institution_id and h.booking_id = b.id and h.member_id = ${of.memberId})
          or exists (select from team_members m where m.institution_id = t.institution_id and m.team_id = t.team_id and m.member_id = ${of.memberId}))
      order by case when ${of.when}::text = 'past' then -extract(epoch from b.starts_at) else extract(epoch from b.starts_at) end, b.id limit ${MOST}`,
  );

export type Hosted = { institutionId: string; id: string; sessionId: string | null; title: string; start: Instant; zone: string };

const toHosted = (r: Row): Hosted => ({
  institutionId: r.institution_id,
  id: r.id,
  sessionId: r.session_id,
  title: r.type_name,
  start: r.starts_at,
  zone: r.its_zone,
});
const hosted = (institutionId: string, memberId: string, now: Instant): Sql =>
  sql`select b.*, t.zone as its_zone from bookings b join booking_hosts h on h.institution_id = b.institution_id and h.booking_id = b.id
      join appointment_types t on t.institution_id = b.institution_id and t.id = b.type_id
    where b.institution_id = ${institutionId} and h.member_id = ${memberId} and b.status = 'booked' and b.ends_at > ${at(now)} order by b.id`;

/** What somebody hosts that is to come, or running. */
export const hostedAhead = (tx: Tx, institutionId: string, memberId: string, now: Instant): Promise<Hosted[]> =>
  tx.list(toHosted, hosted(institutionId, memberId, now));

/** The same, for who gives it away: nobody else changes it until the transaction ends. */
export const lockHostedAhead = (tx: Tx, institutionId: string, memberId: string, now: Instant): Promise<Hosted[]> =>
  tx.list(toHosted, sql`${hosted(institutionId, memberId, now)} for update of b`);

/** Throws where the other has another appointment then. Who hosts it already has the time. */
export async function giveTimes(tx: Tx, b: Hosted, from: string, to: string): Promise<void> {
  const isIt = sql`institution_id = ${b.institutionId} and booking_id = ${b.id}`;
  await tx.run(sql`update booking_times set member_id = ${to} where ${isIt} and member_id = ${from}
    and not exists (select from booking_times where ${isIt} and member_id = ${to})`);
  await loseTimes(tx, b, from);
}

export const loseTimes = (tx: Tx, b: Hosted, memberId: string): Promise<number> =>
  tx.run(sql`delete from booking_times where institution_id = ${b.institutionId} and booking_id = ${b.id} and member_id = ${memberId}`);

/** In the same place of its order; and that this is to be told. */
export async function giveHosting(tx: Tx, b: Hosted, from: string, to: string): Promise<void> {
  const isIt = sql`institution_id = ${b.institutionId} and booking_id = ${b.id}`;
  await tx.run(sql`update booking_hosts set member_id = ${to} where ${isIt} and member_id = ${from}
    and not exists (select from booking_hosts where ${isIt} and member_id = ${to})`);
  await tx.run(sql`delete from booking_hosts where ${isIt} and member_id = ${from}`);
  await tx.run(sql`update bookings set untold = true where institution_id = ${b.institutionId} and id = ${b.id}`);
}
