import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { at, sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { Session } from "../session.ts";
import { toSession } from "../store.ts";

export type ReservationRow = { session: Session; reserved: Interval; piece: number };

const RESERVED: Sql = sql`select s.*, r.piece, lower(r.reserved) as reserved_from, upper(r.reserved) as reserved_to
  from reservations r join sessions s on s.institution_id = r.institution_id and s.id = r.session_id`;
const toReservation = (r: Row): ReservationRow => ({ session: toSession(r), reserved: { start: r.reserved_from, end: r.reserved_to }, piece: r.piece });

export const reservationsWithin = (tx: Tx, institutionId: string, within: Interval): Promise<ReservationRow[]> =>
  tx.list(
    toReservation,
    sql`${RESERVED} where r.institution_id = ${institutionId} and r.reserved && tstzrange(${at(within.start)}, ${at(within.end)}) order by r.reserved`,
  );

/**
 * The places that are there only so that a change or cancellation can be taken back: no session takes them, and nobody else may. A session that has changed rooms keeps
 * the one where it was.
 */
export const heldWithin = (tx: Tx, institutionId: string, within: Interval): Promise<{ roomId: string; during: Interval }[]> =>
  tx.list(
    (r) => ({ roomId: r["held_in"] as string, during: { start: r["reserved_from"], end: r["reserved_to"] } }),
    sql`select coalesce(s.undo #>> '{before,roomId}', s.room_id::text) as held_in, lower(r.reserved) as reserved_from, upper(r.reserved) as reserved_to
      from reservations r join sessions s on s.institution_id = r.institution_id and s.id = r.session_id
      where r.institution_id = ${institutionId} and r.reserved && tstzrange(${at(within.start)}, ${at(within.end)}) and (r.piece > 0 or s.status = 'cancelled') order by r.reserved`,
  );

export const reservationsFrom = (tx: Tx, institutionId: string, roomIds: readonly string[], from: Instant): Promise<ReservationRow[]> =>
  tx.list(
    toReservation,
    sql`${RESERVED} where r.institution_id = ${institutionId} and s.room_id = any(${roomIds}::uuid[]) and upper(r.reserved) > ${at(from)} and r.piece = 0 order by r.reserved`,
  );
