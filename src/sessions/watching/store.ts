import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Tx } from "../../platform/database.ts";

/** What Zoom told, by the key under which it is known however often it comes. */
export type Webhook = { key: string; body: unknown };
export type Unread = Webhook & { institutionId: string };

/** Zoom tells about one account; it belongs to the institution that is here. In the order of their keys, so that two processes that are told the same don't wait for each other in a ring. */
export const insertWebhooks = (tx: Tx, came: readonly Webhook[], now: Instant): Promise<number> =>
  tx.run(sql`insert into webhooks (institution_id, key, received_at, body, event, meeting_id)
    select i.institution_id, w.key, ${at(now)}, coalesce(w.body, 'null'::jsonb), w.body ->> 'event', w.body #>> '{payload,object,id}'
    from jsonb_to_recordset(${json(came)}::jsonb) as w(key text, body jsonb) cross join institutions i order by w.key
    on conflict do nothing`);

export const unreadWebhooks = (tx: Tx, most: number): Promise<Unread[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, key: r.key, body: r.body }),
    sql`select institution_id, key, body from webhooks where read_at is null order by received_at, key limit ${most} for update skip locked`,
  );

export const markRead = (tx: Tx, read: readonly Unread[], now: Instant): Promise<number> =>
  tx.run(sql`update webhooks set read_at = ${at(now)} where (institution_id, key) in
    (select * from unnest(${read.map((one) => one.institutionId)}::uuid[], ${read.map((one) => one.key)}::text[]))`);
