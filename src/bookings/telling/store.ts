import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, json, sql, type Tx } from "../../platform/database.ts";
import type { Booking } from "../booking.ts";
import { toBooking } from "../reading-store.ts";
import type { SessionNow } from "./news.ts";

export { bookingById, hostsOf } from "../reading-store.ts";

export type Key = { institutionId: string; id: string; sessionId: string | null };
export type Comer = { attendeeId: string; name: string; email: string };
/** `hostIds`: whose time it takes. `comers`: who is on the list of its session; `hostId`: the one who does not come as a guest, but hosts it. */
export type Whole = {
  booking: Booking;
  session: (SessionNow & { organizerId: string }) | null;
  hostIds: string[];
  comers: (Comer & { hostId: string | null })[];
};

const keys = (ids: readonly Pick<Key, "institutionId" | "id">[]) =>
  sql`select * from unnest(${ids.map((one) => one.institutionId)}::uuid[], ${ids.map((one) => one.id)}::uuid[])`;

/**
 * Sessions first, then bookings, as everybody locks them. One that another process has in hand is left to it: what changes there will be looked at again.
 * Read then, as they are by that time.
 */
export async function lockWhole(tx: Tx, wanted: readonly Key[]): Promise<Whole[]> {
  const withSession = wanted.filter((one) => one.sessionId !== null);
  const locked = await tx.list(
    (r) => r.id as string,
    sql`select id from sessions where (institution_id, id) in (${keys(withSession.map((one) => ({ ...one, id: one.sessionId! })))}) order by id for update skip locked`,
  );
  const free = wanted.filter((one) => one.sessionId === null || locked.includes(one.sessionId));
  const ours = await tx.list(
    (r) => ({ institutionId: r.institution_id as string, id: r.id as string }),
    sql`select institution_id, id from bookings where (institution_id, id) in (${keys(free)}) order by id for update skip locked`,
  );
  return wholes(tx, ours);
}

/** Whoever booked is a guest, also of themselves. */
const asHost = sql`case when a.id is distinct from b.attendee_id then (select m.id from booking_hosts h join members m on m.institution_id = h.institution_id and m.id = h.member_id
  where h.institution_id = b.institution_id and h.booking_id = b.id and lower(m.email) = lower(a.email) limit 1) end`;

const wholes = (tx: Tx, ids: readonly Pick<Key, "institutionId" | "id">[]): Promise<Whole[]> =>
  tx.list(
    (r) => ({
      booking: toBooking(r),
      session: r.session && {
        ...r.session,
        time: { start: Date.parse(r.session.start) as Instant, end: Date.parse(r.session.end) as Instant },
      },
      hostIds: r.host_ids,
      comers: r.comers,
    }),
    sql`select b.*,
      (select json_build_object('start', s.starts_at, 'end', s.ends_at, 'isOff', s.status in ('cancelled', 'declined'), 'isUnderUndo', s.undo is not null,
        'organizerId', s.organizer_id, 'hasMeeting', s.meeting is not null) from sessions s where s.institution_id = b.institution_id and s.id = b.session_id) as session,
      array(select h.member_id::text from booking_hosts h where h.institution_id = b.institution_id and h.booking_id = b.id order by h.ord) as host_ids,
      coalesce((select json_agg(json_build_object('attendeeId', a.id, 'name', a.name, 'email', a.email, 'hostId', ${asHost}) order by a.added_at, a.id) from attendees a
        where a.institution_id = b.institution_id and a.session_id = b.session_id and a.email <> a.id::text), '[]') as comers
    from bookings b where (b.institution_id, b.id) in (${keys(ids)}) order by b.made_at, b.id`,
  );

/** What it is by now, what was told of it, and the next reminder. Nothing is left to be told of it then. */
export async function saveTold(tx: Tx, b: Booking): Promise<void> {
  await tx.run(sql`update bookings set starts_at = ${at(b.time.start)}, ends_at = ${at(b.time.end)}, status = ${b.status}, cancelled_by = ${b.cancelledBy}, guests = ${json(b.guests)},
      sequence = ${b.sequence}, told = ${b.told === null ? null : json(b.told)}, tell_at = null, untold = false, remind_at = ${atOrNull(b.remindAt)}
    where institution_id = ${b.institutionId} and id = ${b.id}`);
  if (b.sessionId !== null) await tx.run(sql`update sessions set booking_told = revision where institution_id = ${b.institutionId} and id = ${b.sessionId}`);
}

/** Whose next reminder is due by now; not those that are being changed. */
export const remindersDue = (tx: Tx, now: Instant, most: number): Promise<Key[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, id: r.id, sessionId: r.session_id }),
    sql`select institution_id, id, session_id from (select * from bookings where remind_at <= ${at(now)} order by remind_at limit 500) b where not exists
        (select from sessions s where s.institution_id = b.institution_id and s.id = b.session_id and s.booking_told <> s.revision)
      order by remind_at, id limit ${most}`,
  );

export const saveReminder = (tx: Tx, { institutionId, id }: Booking, next: Instant | null): Promise<number> =>
  tx.run(sql`update bookings set remind_at = ${atOrNull(next)} where institution_id = ${institutionId} and id = ${id}`);
