import { sql, type Tx } from "../../platform/database.ts";
import type { Booked } from "./person.ts";
import type { Whom } from "./person-store.ts";
import { BOOKINGS, HISTORY_BOOKED, HISTORY_DOERS, TITLES_TOLD } from "./places.ts";
import { forget, forgetTitles } from "./store.ts";

/** Appointments that the person booked, or was brought along to; `message`: the person's own words. */
export const bookedAs = (tx: Tx, { institutionId, email }: Whom): Promise<Booked[]> =>
  tx.list(
    (r) => ({
      type: r.type_name,
      name: r.called,
      email: r.written,
      message: r.message,
      time: { start: r.starts_at, end: r.ends_at },
      status: r.status,
      madeAt: r.made_at,
    }),
    sql`select type_name, name as called, email as written, message, starts_at, ends_at, status, made_at from bookings where institution_id = ${institutionId} and lower(email) = ${email}
      union all select type_name, guest ->> 'name', guest ->> 'email', '', starts_at, ends_at, status, made_at from bookings b, jsonb_array_elements(guests) as guest
        where institution_id = ${institutionId} and lower(guest ->> 'email') = ${email}
      order by starts_at, made_at`,
  );

/**
 * The appointment stays, with whoever else comes, as it does where somebody is taken off a session's list; its hosts see nobody in the person's place. A
 * session that is still to come keeps its name, by which Zoom knows it too, until it is over and its people are erased.
 */
export async function forgetBooked(tx: Tx, { institutionId, email }: Whom, past: readonly string[]): Promise<void> {
  const own = sql`institution_id = ${institutionId}`;
  const theirs = sql`from bookings b where b.institution_id = ${institutionId} and lower(b.email) = ${email}`;
  await forgetTitles(tx, sql`lower(b.email) = ${email} and b.institution_id = ${institutionId} and s.id = any(${past}::uuid[])`);
  await tx.run(sql`update webhooks set body = '{}' where ${own} and body <> '{}' and read_at is not null and body #>> '{payload,object,id}' in
    (select s.meeting ->> 'id' from sessions s where s.institution_id = ${institutionId} and s.id = any(${past}::uuid[]) and s.id in (select b.session_id ${theirs}))`);
  await tx.run(forget(TITLES_TOLD, sql`${own} and session_id in (select b.session_id ${theirs})`));
  const isAbout = sql`(session_id in (select b.session_id ${theirs}) or (session_id is null and (who in (select b.name ${theirs}) or details ->> 'guest' in (select b.name ${theirs}))))`;
  for (const history of [HISTORY_BOOKED, HISTORY_DOERS]) await tx.run(forget(history, sql`${own} and ${isAbout}`));
  const { name, email: address, message, cancelled_because, token_print } = BOOKINGS.columns;
  const mine = { name, email: address, message, cancelled_because, token_print };
  const others = sql`(select coalesce(jsonb_agg(guest), '[]') from jsonb_array_elements(guests) as guest where lower(guest ->> 'email') <> ${email})`;
  await tx.run(sql`update bookings set guests = ${others}, told = case when told is null then null else jsonb_set(told, '{guests}', (told -> 'guests') - ${email}::text) end
    where institution_id = ${institutionId} and (lower(email) = ${email} or exists (select from jsonb_array_elements(guests) as guest where lower(guest ->> 'email') = ${email}))`);
  await tx.run(forget({ ...BOOKINGS, columns: mine }, sql`institution_id = ${institutionId} and lower(email) = ${email}`));
}
