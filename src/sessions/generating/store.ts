import type { Duration, Instant } from "../../lib/time.ts";
import { at, sql, type Tx } from "../../platform/database.ts";

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
