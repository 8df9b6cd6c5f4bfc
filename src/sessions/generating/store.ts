import type { Duration, Instant } from "../../lib/time.ts";
import { at, json, sql, type Tx } from "../../platform/database.ts";
import { EARLY } from "./budget.ts";

/** The sessions of a host that are not over and begin before that moment, and how many of them have no meeting yet. */
export const sessionsToday = async (
  tx: Tx,
  institutionId: string,
  hostId: string,
  now: Instant,
  until: Instant,
): Promise<{ sessions: number; withoutMeeting: number }> =>
  (await tx.one(
    (r) => ({ sessions: Number(r.sessions), withoutMeeting: Number(r.without_meeting) }),
    sql`select count(*) as sessions, count(*) filter (where meeting is null) as without_meeting from sessions
      where institution_id = ${institutionId} and host_id = ${hostId} and status = 'placed' and starts_at < ${at(until)} and ends_at > ${at(now)}`,
  ))!;

type NotOver = { id: string; hostId: string; start: Instant; end: Instant; lead: Duration; hasMeeting: boolean };

/** What these hosts have before them, and how long before its start each is made on Zoom. */
export const notOverOf = (tx: Tx, institutionId: string, hostIds: readonly string[], now: Instant): Promise<NotOver[]> =>
  tx.list(
    (r) => ({ id: r.id, hostId: r.host_id, start: r.starts_at, end: r.ends_at, lead: Number(r.lead), hasMeeting: r.has_meeting }),
    sql`select id, host_id, starts_at, ends_at, policy ->> 'generationLead' as lead, meeting is not null as has_meeting from sessions
      where institution_id = ${institutionId} and host_id = any(${hostIds}::text[]) and status = 'placed' and ends_at > ${at(now)} and over_at is null`,
  );

/** Which of these hosts have more than so many sessions on some day: only there it is worth looking closer. A day of Zoom's, or the same hours a little later. */
export const crowdedOf = (tx: Tx, institutionId: string, hostIds: readonly string[], now: Instant, most: number): Promise<string[]> =>
  tx.list(
    (r) => r.host_id as string,
    sql`select distinct host_id from (select host_id from sessions
        where institution_id = ${institutionId} and host_id = any(${hostIds}::text[]) and status = 'placed' and ends_at > ${at(now)} and over_at is null
        group by host_id, date_trunc('day', (starts_at - ${EARLY} * interval '1 millisecond') at time zone 'UTC') having count(*) > ${most}) crowded`,
  );

/** They are looked at when they are due by it, or at once. */
export const saveLeads = (tx: Tx, institutionId: string, leads: readonly { id: string; lead: Duration }[]): Promise<number> =>
  tx.run(sql`update sessions s set policy = jsonb_set(s.policy, '{generationLead}', to_jsonb(l.lead)),
      wake_at = least(s.wake_at, s.starts_at - l.lead * interval '1 millisecond')
    from jsonb_to_recordset(${json(leads)}::jsonb) as l (id uuid, lead bigint) where s.institution_id = ${institutionId} and s.id = l.id`);
