import type { Interval } from "../../lib/interval.ts";
import { at, sql, type Sql, type Tx } from "../../platform/database.ts";
import type { Session } from "../session.ts";

/** How many are registered for each of these sessions. */
export const registeredOf = async (tx: Tx, institutionId: string, sessionIds: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  new Map(
    await tx.list(
      (r) => [r.session_id as string, Number(r.count)] as const,
      sql`select session_id, count(*) as count from attendees where institution_id = ${institutionId} and session_id = any(${sessionIds}::uuid[]) group by session_id`,
    ),
  );

/** Parts of one question, as the answer must be had while everybody else waits: the hosts whose time others have, and how many are registered. */
export const hostsTaken = (s: Session, within: Interval): Sql =>
  sql`select host_id from reservations where institution_id = ${s.institutionId} and reserved && tstzrange(${at(within.start)}, ${at(within.end)}) and session_id <> ${s.id}`;
export const hostsTakenIn = (institutionId: string, time: Sql): Sql =>
  sql`select host_id from reservations where institution_id = ${institutionId} and reserved && ${time}`;
export const registeredFor = (s: Session): Sql => sql`select count(*) from attendees where institution_id = ${s.institutionId} and session_id = ${s.id}`;

/** When hosts are reserved by others, and nothing of whom for. */
export const timesTaken = (tx: Tx, s: Session, within: Interval): Promise<{ hostId: string; reserved: Interval }[]> =>
  tx.list(
    (r) => ({ hostId: r.host_id, reserved: { start: r.starts, end: r.ends } }),
    sql`select host_id, lower(reserved) as starts, upper(reserved) as ends from reservations
      where institution_id = ${s.institutionId} and reserved && tstzrange(${at(within.start)}, ${at(within.end)}) and session_id <> ${s.id}`,
  );
