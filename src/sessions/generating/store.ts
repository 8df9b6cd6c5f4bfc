import type { Instant } from "../../lib/time.ts";
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
