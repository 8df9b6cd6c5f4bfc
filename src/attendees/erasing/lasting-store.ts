import type { Instant } from "../../lib/time.ts";
import { at, sql, type Sql, type Tx } from "../../platform/database.ts";
import { BOOKINGS, HISTORY_BOOKED, HISTORY_DOERS, LETTERS, placeOf } from "./places.ts";
import { forget } from "./store.ts";

/**
 * People who are kept by no one session: those of a list, and who registered by a page, as long as one of its sessions keeps its people; the panel of
 * whoever is left in no list, and whoever is only in a group; letters about no session, and bookings without one; what was told of whole courses. Only what is older than `before`: a list may be made long before its first session.
 */
export async function forgetLasting(tx: Tx, institutionId: string, before: Instant): Promise<number> {
  const own = sql`institution_id = ${institutionId}`;
  const old = at(before);
  const listed = await tx.run(sql`delete from listed_people p where ${own} and added_at <= ${old} and ${noneKept(sql`s.list_id = p.list_id`)}`);
  const registered = await tx.run(sql`delete from registrations r where ${own} and asked_at <= ${old} and exists (select from registration_pages p
    where p.institution_id = r.institution_id and p.id = r.page_id and ${noneKept(sql`(s.id = p.session_id or s.list_id = p.list_id)`)})`);
  const grouped = await tx.run(sql`delete from group_people p where ${own} and added_at <= ${old} and ${isNowhere(sql`lower(p.email)`)}`);
  const panels = await tx.run(sql`delete from panels p where ${own} and made_at <= ${old} and ${isNowhere(sql`p.email`)}`);
  const letters = await tx.run(
    forget(
      placeOf("deliveries"),
      sql`${own} and session_id is null and (kind = any(${LETTERS}::text[]) or facts ->> 'audience' = 'attendee') and made_at <= ${old}`,
    ),
  );
  const booked = await tx.run(forget(BOOKINGS, sql`${own} and session_id is null and ends_at <= ${old}`));
  for (const history of [HISTORY_BOOKED, HISTORY_DOERS]) await tx.run(forget(history, sql`${own} and session_id is null and at <= ${old}`));
  return listed + registered + grouped + panels + letters + booked;

  function noneKept(whose: Sql): Sql {
    return sql`not exists (select from sessions s where s.institution_id = ${institutionId} and ${whose}
      and not exists (select from erased_sessions e where e.institution_id = s.institution_id and e.session_id = s.id))`;
  }
  function isNowhere(email: Sql): Sql {
    return sql.join(
      ["attendees", "listed_people", "registrations"].map(
        (table) => sql`not exists (select from ${sql.table(table)} x where x.institution_id = ${institutionId} and lower(x.email) = ${email})`,
      ),
      sql` and `,
    );
  }
}
