import type { Instant } from "../../../lib/time.ts";
import { at, sql, type Tx } from "../../../platform/database.ts";

/** Sessions of Bedel's that this Zoom user hosts and that are not over yet. */
export const sessionsHostedBy = async (tx: Tx, institutionId: string, hostId: string, now: Instant): Promise<number> =>
  (await tx.one(
    (r) => Number(r.count),
    sql`select count(*) as count from sessions where institution_id = ${institutionId} and host_id = ${hostId} and status = 'placed' and ends_at > ${at(now)}`,
  )) ?? 0;
