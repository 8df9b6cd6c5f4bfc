import { sql, type Tx } from "../../platform/database.ts";

const GONE_OUT = sql`d.attendee_id is not null and d.state not in ('withdrawn', 'failed', 'refused', 'bounced')`;
const CONFIRMED = sql`r.confirmed_at is not null and r.cancelled_at is null`;

export type InDate = { attendeeId: string; sessionId: string; name: string; email: string; heard: boolean };

/** Who is in these dates. `heard`: by a link or a note, or when the person registered by a public page. */
export const inDates = (tx: Tx, institutionId: string, listId: string, sessionIds: readonly string[]): Promise<InDate[]> =>
  tx.list(
    (r) => ({ attendeeId: r.id, sessionId: r.session_id, name: r.name, email: r.email, heard: r.heard }),
    sql`with told as materialized (select distinct d.attendee_id from deliveries d where d.institution_id = ${institutionId} and d.session_id = any(${sessionIds}::uuid[])
          and d.kind in ('link', 'note', 'changed') and ${GONE_OUT}),
        registered as materialized (select distinct p.session_id, lower(r.email) as email from registrations r
          join registration_pages p on p.institution_id = r.institution_id and p.id = r.page_id
          where r.institution_id = ${institutionId} and ${CONFIRMED} and (p.session_id = any(${sessionIds}::uuid[]) or p.list_id = ${listId}))
      select a.id, a.session_id, a.name, a.email, a.id in (select attendee_id from told)
          or exists (select from registered r where r.email = lower(a.email) and (r.session_id is null or r.session_id = a.session_id)) as heard
        from attendees a where a.institution_id = ${institutionId} and a.session_id = any(${sessionIds}::uuid[]) and a.email <> a.id::text
        order by a.session_id, a.name, a.id`,
  );

export type OnList = { attendeeId: string | null; sessionId: string | null; name: string; email: string };

/** Who is on a course's list and has heard of the course: by any mail of any of its dates, or when the person registered by its page. */
export const heardOnList = (tx: Tx, institutionId: string, { courseId, listId }: { courseId: string; listId: string }): Promise<OnList[]> =>
  tx.list(
    (r) => ({ attendeeId: r.attendee_id, sessionId: r.session_id, name: r.name, email: r.email }),
    sql`with told as materialized (select distinct d.attendee_id from deliveries d join sessions s on s.institution_id = d.institution_id and s.id = d.session_id
          where s.institution_id = ${institutionId} and s.course_id = ${courseId} and ${GONE_OUT}),
        rows as materialized (select lower(a.email) as email, a.id, a.session_id, a.id in (select attendee_id from told) as heard from attendees a
          join sessions s on s.institution_id = a.institution_id and s.id = a.session_id where s.institution_id = ${institutionId} and s.course_id = ${courseId}),
        registered as materialized (select distinct lower(r.email) as email from registrations r join registration_pages p on p.institution_id = r.institution_id and p.id = r.page_id
          where r.institution_id = ${institutionId} and p.list_id = ${listId} and ${CONFIRMED})
      select distinct on (lower(p.email)) p.name, p.email, x.id as attendee_id, x.session_id from listed_people p left join rows x on x.email = lower(p.email)
        where p.institution_id = ${institutionId} and p.list_id = ${listId} and (x.heard or lower(p.email) in (select email from registered))
        order by lower(p.email), x.session_id`,
  );
