import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, json, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Connection } from "../connection.ts";
import { isIt, toConnection, type ConnectionKey } from "../store.ts";

/** A room that could not be closed, and why. */
export type Unclosed = { id: string; name: string; session: string | null; because: string };

/**
 * `rooms`: which are still open, for somebody to decide about; empty: Zoom is to be told. `closing`: rooms are being closed but for those that may stay open,
 * by a process that has ended by then or was killed.
 */
export type Leaving = { who: string; memberId: string | null; rooms: Unclosed[]; closing?: { leave: readonly string[]; until: Instant } };

export type LeavingRow = { connection: Connection; leaving: Leaving; revokeAt: Instant | null; tries: number; trouble: string | null };

const toLeaving = (r: Row): LeavingRow => ({
  connection: toConnection(r),
  leaving: r.leaving,
  revokeAt: r.revoke_at,
  tries: r.revoke_tries,
  trouble: r.revoke_trouble,
});

export const beginLeaving = (tx: Tx, key: ConnectionKey, leaving: Leaving, now: Instant): Promise<number> =>
  tx.run(sql`update connections set leaving_at = coalesce(leaving_at, ${at(now)}), leaving = ${json(leaving)} where ${isIt(key)} and state <> 'disconnected'`);

const CLOSING_UNTIL = sql`(leaving -> 'closing' ->> 'until')::bigint`;

/** Whose rooms nobody closes any more; whoever takes one goes on until `next`. */
export const takeHalfClosed = (tx: Tx, now: Instant, next: Instant): Promise<LeavingRow[]> =>
  tx.list(
    toLeaving,
    sql`update connections set leaving = jsonb_set(leaving, '{closing,until}', to_jsonb(${next}::bigint)) where (institution_id, id) in
      (select institution_id, id from connections where leaving_at is not null and ${CLOSING_UNTIL} <= ${now}::bigint order by leaving_at, id limit 4 for update skip locked) returning *`,
  );

/** 0: somebody has decided to stay meanwhile, or has connected it anew, or it is over. */
export const saveRooms = (tx: Tx, c: Pick<Connection, "institutionId" | "id" | "authorizedAt" | "number">, leaving: Leaving): Promise<number> =>
  tx.run(sql`update connections set leaving = ${json(leaving)} where ${isIt(c)} and leaving_at is not null
    and authorization_number = ${c.number} and authorized_at is not distinct from ${atOrNull(c.authorizedAt)}`);

export const leavingOf = (tx: Tx, key: ConnectionKey): Promise<LeavingRow | null> =>
  tx.one(toLeaving, sql`select * from connections where ${isIt(key)} and leaving_at is not null`);

/** Its rooms are closed, or stay open knowingly: from now on Zoom is told until it has confirmed. */
export const saveRevoking = (tx: Tx, key: ConnectionKey, now: Instant): Promise<number> =>
  tx.run(
    sql`update connections set revoke_at = ${at(now)}, revoke_tries = 0, revoke_trouble = null where ${isIt(key)} and leaving_at is not null and revoke_at is null`,
  );

export const stayAfterAll = (tx: Tx, key: ConnectionKey): Promise<number> =>
  tx.run(
    sql`update connections set leaving_at = null, leaving = null, revoke_at = null, revoke_tries = 0, revoke_trouble = null where ${isIt(key)} and leaving_at is not null and revoke_at is null`,
  );

/** Those that Zoom is to be told of by now; the next try is written down at once, so that nobody else tells it as well. */
export const takeRevocations = (tx: Tx, now: Instant, next: Instant): Promise<LeavingRow[]> =>
  tx.list(
    toLeaving,
    sql`update connections set revoke_at = ${at(next)}, revoke_tries = revoke_tries + 1 where (institution_id, id) in
      (select institution_id, id from connections where revoke_at <= ${at(now)} order by revoke_at, id limit 4 for update skip locked) returning *`,
  );

export const saveRevokeTrouble = (tx: Tx, key: ConnectionKey, trouble: string, revokeAt: Instant | null): Promise<number> =>
  tx.run(sql`update connections set revoke_trouble = ${trouble}, revoke_at = ${atOrNull(revokeAt)} where ${isIt(key)} and leaving_at is not null`);

/** Nothing opens it any more: no token, and no secret of an app of its own. */
export const saveLeft = (tx: Tx, key: ConnectionKey, now: Instant): Promise<number> =>
  tx.run(sql`update connections set state = 'disconnected', since = ${at(now)}, trouble_code = null, paused_at = null, own_app_sealed = null, token_sealed = null, token_expires_at = null,
      refresh_sealed = null, refresh_expires_at = null, scopes = null, token_generation = token_generation + 1, token_leased_by = null, token_leased_until = null,
      leaving_at = null, leaving = null, revoke_at = null, revoke_tries = 0, revoke_trouble = null
    where ${isIt(key)} and leaving_at is not null`);
