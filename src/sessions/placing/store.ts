import { sql, type Tx } from "../../platform/database.ts";

/** How many are registered for each of these sessions. */
export const registeredOf = async (tx: Tx, institutionId: string, sessionIds: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  new Map(
    await tx.list(
      (r) => [r.session_id as string, Number(r.count)] as const,
      sql`select session_id, count(*) as count from attendees where institution_id = ${institutionId} and session_id = any(${sessionIds}::uuid[]) group by session_id`,
    ),
  );
