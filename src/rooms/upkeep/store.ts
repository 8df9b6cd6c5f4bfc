import type { Instant } from "../../lib/time.ts";
import { at, sql, type Tx } from "../../platform/database.ts";

/** What was told to have changed in Zoom: on which host, if it was said, and which meeting. */
export type ToldOf = { institutionId: string; hostId: string | null; meetingId: string };

export type DueHost = { institutionId: string; hostId: string };
/** `own`: a member's own Zoom by which this user is reached. */
export type ToldHost = DueHost & { own: string | null };

/**
 * Plans of hosts that Bedel uses are to be read: rooms, the default host, who hosts sessions to come, and who can be booked. Where only the meeting is named it is on the
 * host where it was read last. In the order of their keys, so that two processes don't wait for each other in a ring.
 */
export const savePlansTold = (tx: Tx, told: readonly ToldOf[], now: Instant, readAt: Instant): Promise<number> =>
  tx.run(sql`insert into plans_told (institution_id, host_id, told_at, read_at)
    select distinct h.institution_id, h.id, ${at(now)}::timestamptz, ${at(readAt)}::timestamptz
    from unnest(${told.map((one) => one.institutionId)}::uuid[], ${told.map((one) => one.hostId)}::text[], ${told.map((one) => one.meetingId)}::text[]) as w(institution_id, host_id, meeting_id)
      join hosts h on h.institution_id = w.institution_id
        and h.id = coalesce(w.host_id, (select b.host_id from busy b where b.institution_id = w.institution_id and b.meeting_id = w.meeting_id limit 1))
    where exists (select from rooms r where r.institution_id = h.institution_id and r.host_id = h.id and r.active)
      or exists (select from connections c where c.institution_id = h.institution_id and c.kind = 'institution' and c.default_host_id = h.id)
      or exists (select from appointment_types t join appointment_hosts a on a.institution_id = t.institution_id and a.type_id = t.id
          join members m on m.institution_id = a.institution_id and m.id = a.member_id
        where t.institution_id = h.institution_id and t.active and m.left_at is null and ((h.connection_id is null and lower(m.email) = lower(h.email))
          or exists (select from connections c where c.institution_id = m.institution_id and c.kind = 'personal' and c.member_id = m.id and c.zoom_user_id = h.id)))
      or exists (select from sessions s where s.institution_id = h.institution_id and s.host_id = h.id and s.status = 'placed' and s.ends_at > ${at(now)})
    order by h.institution_id, h.id
    on conflict (institution_id, host_id) do update set told_at = excluded.told_at`);

/** Those whose turn it is; the next turn is written down at once, so that nobody else reads them as well, and a process that is killed has forgotten nothing. */
export const takePlansTold = (tx: Tx, now: Instant, next: Instant): Promise<ToldHost[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, hostId: r.host_id, own: r.own }),
    sql`update plans_told p set read_at = ${at(next)} where (institution_id, host_id) in
      (select institution_id, host_id from plans_told where read_at <= ${at(now)} order by read_at, institution_id, host_id limit 20 for update skip locked)
      returning institution_id, host_id, (select c.id from connections c where c.institution_id = p.institution_id and c.kind = 'personal' and c.zoom_user_id = p.host_id
        and c.state in ('connected', 'unreachable') and not exists (select from rooms r where r.institution_id = p.institution_id and r.host_id = p.host_id and r.active) limit 1) as own`,
  );

/** What was told before `settledBefore` is in Zoom's lists for certain; otherwise they are read once more. */
export async function savePlansRead(tx: Tx, { institutionId, hostId }: DueHost, settledBefore: Instant, again: Instant): Promise<void> {
  const isIt = sql`institution_id = ${institutionId} and host_id = ${hostId}`;
  await tx.run(sql`delete from plans_told where ${isIt} and told_at <= ${at(settledBefore)}`);
  await tx.run(sql`update plans_told set read_at = ${at(again)}, unread_since = null where ${isIt}`);
}

export const putOffPlans = (tx: Tx, { institutionId, hostId }: DueHost, now: Instant, until: Instant): Promise<number> =>
  tx.run(
    sql`update plans_told set read_at = ${at(until)}, unread_since = coalesce(unread_since, ${at(now)}) where institution_id = ${institutionId} and host_id = ${hostId}`,
  );

/** Somebody has just asked for this host, and could not wait for Zoom. */
export const savePlansUnread = (tx: Tx, { institutionId, hostId }: DueHost, now: Instant, readAt: Instant): Promise<number> =>
  tx.run(sql`insert into plans_told (institution_id, host_id, told_at, read_at, unread_since) values (${institutionId}, ${hostId}, ${at(now)}, ${at(readAt)}, ${at(now)})
    on conflict (institution_id, host_id) do update set unread_since = coalesce(plans_told.unread_since, excluded.unread_since), read_at = least(plans_told.read_at, excluded.read_at)`);

export const plansUnreadSince = (tx: Tx, { institutionId, hostId }: DueHost): Promise<Instant | null> =>
  tx.one((r) => r.unread_since as Instant | null, sql`select unread_since from plans_told where institution_id = ${institutionId} and host_id = ${hostId}`);
