import type { Instant } from "../../lib/time.ts";
import { at, sql, type Tx } from "../../platform/database.ts";
import type { Session } from "../session.ts";
import { toSession } from "../store.ts";

/** The last things that Zoom told of a meeting's being changed or removed, as they came; a dozen are many for one edit. */
export const tellingsOf = (tx: Tx, institutionId: string, meetingId: string): Promise<unknown[]> =>
  tx.list(
    (r) => r.body as unknown,
    sql`select body from webhooks where institution_id = ${institutionId} and meeting_id = ${meetingId}
      and event in ('meeting.updated', 'webinar.updated', 'meeting.deleted', 'webinar.deleted', 'meeting.permanently_deleted', 'webinar.permanently_deleted')
      order by received_at desc limit 24`,
  );

export type HostToCompare = { institutionId: string; hostId: string; via: string | null };

/** Hosts that have made sessions ahead and whose turn it is. The next turn is written down at once, so that of several processes one compares. */
export const takeComparisons = (tx: Tx, now: Instant, next: Instant): Promise<HostToCompare[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, hostId: r.host_id, via: r.via }),
    sql`with due as (
        select distinct on (s.institution_id, s.host_id) s.institution_id, s.host_id, s.via from sessions s
        where s.status = 'placed' and s.meeting is not null and s.starts_at > ${at(now)} and s.over_at is null
          and not exists (select from comparisons c where c.institution_id = s.institution_id and c.host_id = s.host_id and c.next_at > ${at(now)})
        order by s.institution_id, s.host_id, s.via nulls first limit 50
      ), taken as (
        insert into comparisons (institution_id, host_id, next_at) select institution_id, host_id, ${at(next)}::timestamptz from due
        on conflict (institution_id, host_id) do update set next_at = excluded.next_at where comparisons.next_at <= ${at(now)}
        returning institution_id, host_id
      ) select due.* from due join taken using (institution_id, host_id) order by institution_id, host_id`,
  );

/** What Zoom should have planned on a host: sessions ahead that have a meeting there. */
export const madeAhead = (tx: Tx, { institutionId, hostId }: HostToCompare, now: Instant): Promise<Session[]> =>
  tx.list(
    toSession,
    sql`select * from sessions where institution_id = ${institutionId} and host_id = ${hostId} and status = 'placed' and meeting is not null and over_at is null and starts_at > ${at(now)}`,
  );
