import type { Instant } from "../../lib/time.ts";
import { at, sql, type Tx } from "../../platform/database.ts";
import type { Booking } from "../booking.ts";
import { toBooking } from "../making/actions.ts";

export type BookingFound = { booking: Booking; hostIds: string[]; hasMeeting: boolean };
export type Of = { id: string | null; memberId: string | null; typeId: string | null; when: "coming" | "past" | "all" };

/** So many are shown. */
const MOST = 500;

/** Those that a member hosts, or may manage by a type; of everybody, where none is named. The nearest first. */
export const bookingsOf = (tx: Tx, institutionId: string, of: Of, now: Instant): Promise<BookingFound[]> =>
  tx.list(
    (r) => ({ booking: toBooking(r), hostIds: r.host_ids, hasMeeting: r.has_meeting }),
    sql`select b.*, array(select h.member_id from booking_hosts h where h.institution_id = b.institution_id and h.booking_id = b.id order by h.ord) as host_ids,
        coalesce((select s.meeting is not null from sessions s where s.institution_id = b.institution_id and s.id = b.session_id), false) as has_meeting
      from bookings b join appointment_types t on t.institution_id = b.institution_id and t.id = b.type_id
      where b.institution_id = ${institutionId} and (${of.id}::uuid is null or b.id = ${of.id}) and (${of.typeId}::uuid is null or b.type_id = ${of.typeId})
        and (${of.when}::text = 'all' or (b.ends_at > ${at(now)}) = (${of.when}::text = 'coming'))
        and (${of.memberId}::uuid is null or t.owner_id = ${of.memberId}
          or exists (select from booking_hosts h where h.institution_id = b.institution_id and h.booking_id = b.id and h.member_id = ${of.memberId})
          or exists (select from team_members m where m.institution_id = t.institution_id and m.team_id = t.team_id and m.member_id = ${of.memberId}))
      order by case when ${of.when}::text = 'past' then -extract(epoch from b.starts_at) else extract(epoch from b.starts_at) end, b.id limit ${MOST}`,
  );
