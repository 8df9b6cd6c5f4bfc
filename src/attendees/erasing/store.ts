import type { Instant } from "../../lib/time.ts";
import { at, sql, type Sql, type Tx } from "../../platform/database.ts";
import { PLACES, type Place } from "./places.ts";

export type Keeping = { institutionId: string; retentionDays: number };

/** Whose sessions are to be looked through by now. */
export const institutionsDue = (tx: Tx, now: Instant): Promise<Keeping[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, retentionDays: Number(r.days) }),
    sql`select institution_id, settings ->> 'retentionDays' as days from institutions where erasing_at is null or erasing_at <= ${at(now)} order by institution_id`,
  );

export const lookAgainAt = (tx: Tx, institutionId: string, next: Instant): Promise<number> =>
  tx.run(sql`update institutions set erasing_at = ${at(next)} where institution_id = ${institutionId}`);

/** Sessions that ended before then and whose people are still kept. One with a mail in a process's hands waits for the next look. */
export const endedBefore = (tx: Tx, institutionId: string, before: Instant, most: number): Promise<string[]> =>
  tx.list(
    (r) => r.id as string,
    sql`select id from sessions s where institution_id = ${institutionId} and starts_at <= ${at(before)} and greatest(ends_at, over_at) <= ${at(before)}
        and not exists (select from erased_sessions e where e.institution_id = s.institution_id and e.session_id = s.id)
        and not exists (select from deliveries d where d.institution_id = s.institution_id and d.session_id = s.id and d.state = 'sending')
      order by ends_at, id limit ${most} for update of s skip locked`,
  );

/** How many rows of each table forgot somebody. */
export async function forgetPeople(tx: Tx, institutionId: string, sessionId: string): Promise<Record<string, number>> {
  const forgotten: Record<string, number> = {};
  for (const place of PLACES) {
    const rows = await tx.run(forget(place, sql`institution_id = ${institutionId} and session_id = ${sessionId}`));
    forgotten[place.table] = (forgotten[place.table] ?? 0) + rows;
  }
  await forgetTitles(tx, sql`s.institution_id = ${institutionId} and s.id = ${sessionId}`);
  return forgotten;
}

/** An appointment's session is called after who booked it, here and in what Zoom was seen to hold: from then on as the appointment is. `where`: of sessions `s`. */
export const forgetTitles = (tx: Tx, where: Sql): Promise<number> =>
  tx.run(sql`update sessions s set title = b.type_name, meeting = jsonb_set(s.meeting, '{held,title}', to_jsonb(b.type_name), false)
    from bookings b where b.institution_id = s.institution_id and b.session_id = s.id and ${where}`);

/** What a place does to the rows of a condition. The texts are those of `PLACES`, never anybody's. */
export function forget(place: Place, where: Sql): Sql {
  const condition = place.which === undefined ? where : sql`${where} and (${sql.raw(place.which)})`;
  if ("rows" in place) return sql`delete from ${sql.table(place.table)} where ${condition}`;
  const columns = Object.entries(place.columns).map(([column, becomes]) => sql`${sql.ref(column)} = ${sql.raw(becomes)}`);
  return sql`update ${sql.table(place.table)} set ${sql.join(columns)} where ${condition}`;
}

export const saveErased = (tx: Tx, institutionId: string, sessionId: string, now: Instant): Promise<number> =>
  tx.run(sql`insert into erased_sessions (institution_id, session_id, erased_at) values (${institutionId}, ${sessionId}, ${at(now)}) on conflict do nothing`);

/** When a session's people were erased; null as long as they are kept. */
export const erasedAt = (tx: Tx, institutionId: string, sessionId: string): Promise<Instant | null> =>
  tx.one((r) => r.erased_at as Instant, sql`select erased_at from erased_sessions where institution_id = ${institutionId} and session_id = ${sessionId}`);

/** What Zoom told so long ago: that it told is kept, what it said is not. Not by session, since it may name one that Bedel never had. */
export const forgetWebhooks = (tx: Tx, institutionId: string, before: Instant, most: number): Promise<number> =>
  tx.run(sql`update webhooks set body = '{}' where (institution_id, key) in
    (select institution_id, key from webhooks where institution_id = ${institutionId} and received_at <= ${at(before)} and body <> '{}' limit ${most} for update skip locked)`);
