import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Tx } from "../../platform/database.ts";
import type { Known } from "./untold.ts";

/** What Zoom told, by the key under which it is known however often it comes. */
export type Webhook = { key: string; body: unknown; of?: WebhookOf };
/** Which of the two Zooms told it, where its secret says so. */
export type WebhookOf = "sandbox" | "real" | null;
export type Unread = Webhook & { institutionId: string; meetingId: string | null };

/** Zoom tells about one account; it belongs to every institution that has a connection to it. The sandbox, whose secret is none, can tell nothing of a real one. In the order of their keys, so that two processes that are told the same don't wait for each other in a ring. */
export const insertWebhooks = (tx: Tx, came: readonly Webhook[], now: Instant): Promise<number> =>
  tx.run(sql`insert into webhooks (institution_id, key, received_at, body, event, meeting_id)
    select i.institution_id, w.key, ${at(now)}, coalesce(w.body, 'null'::jsonb), w.body ->> 'event',
      case when w.body ->> 'event' ~ '^(meeting|webinar)\\.' then w.body #>> '{payload,object,id}' end
    from jsonb_to_recordset(${json(came.map(({ of = null, ...one }) => ({ ...one, zoom: of })))}::jsonb) as w(key text, body jsonb, zoom text)
      join (select distinct c.institution_id, c.account_id, i.zoom from connections c join institutions i on i.institution_id = c.institution_id) i
        on i.account_id = w.body #>> '{payload,account_id}' and i.zoom = coalesce(w.zoom, i.zoom) order by w.key
    on conflict do nothing`);

export const unreadWebhooks = (tx: Tx, most: number): Promise<Unread[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, key: r.key, body: r.body, meetingId: r.meeting_id }),
    sql`select institution_id, key, body, meeting_id from webhooks where read_at is null order by received_at, key limit ${most} for update skip locked`,
  );

export const markRead = (tx: Tx, read: readonly Unread[], now: Instant): Promise<number> =>
  tx.run(sql`update webhooks set read_at = ${at(now)} where (institution_id, key) in
    (select * from unnest(${read.map((one) => one.institutionId)}::uuid[], ${read.map((one) => one.key)}::text[]))`);

/** Of each session in this time that has a meeting: what we know of it, and what was told. */
export const knownBetween = (tx: Tx, institutionId: string, from: Instant, now: Instant): Promise<Known[]> =>
  tx.list(
    (r) => ({ madeAt: r.made_at, live: r.live, toldAt: r.told_at, endToldAt: r.end_told_at }),
    sql`select case when steps -> 'generate' ->> 'is' = 'done' then (steps -> 'generate' ->> 'at')::bigint end as made_at, live,
        (select max(received_at) from webhooks w where w.institution_id = s.institution_id and w.meeting_id = s.meeting ->> 'id') as told_at,
        (select max(received_at) from webhooks w where w.institution_id = s.institution_id and w.meeting_id = s.meeting ->> 'id'
          and w.event in ('meeting.ended', 'webinar.ended')) as end_told_at
      from sessions s where institution_id = ${institutionId} and status = 'placed' and meeting is not null and ends_at > ${at(from)}
        and ((steps -> 'generate' ->> 'is' = 'done' and (steps -> 'generate' ->> 'at')::bigint > ${from}::bigint) or starts_at < ${at(now)})
      limit 2000`,
  );
