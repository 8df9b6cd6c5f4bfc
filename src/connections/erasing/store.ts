import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { Connection } from "../connection.ts";
import { isIt, type ConnectionKey } from "../store.ts";

const OPEN = sql`stopped_at is null and erased_at is null`;

export type Erasure = {
  institutionId: string;
  id: string;
  connectionId: string;
  accountId: string;
  begunAt: Instant;
  dueAt: Instant;
  stoppedAt: Instant | null;
  erasedAt: Instant | null;
  /** How much of what was deleted. */
  deleted: Record<string, number> | null;
};

const toErasure = (r: Row): Erasure => ({
  institutionId: r.institution_id,
  id: r.id,
  connectionId: r.connection_id,
  accountId: r.account_id,
  begunAt: r.begun_at,
  dueAt: r.due_at,
  stoppedAt: r.stopped_at,
  erasedAt: r.erased_at,
  deleted: r.deleted,
});

/** One at a time for a connection. */
export const begin = (tx: Tx, c: Connection, id: string, now: Instant, dueAt: Instant): Promise<number> =>
  tx.run(sql`insert into zoom_erasures (institution_id, id, connection_id, account_id, begun_at, due_at)
    select ${c.institutionId}, ${id}, ${c.id}, ${c.accountId}, ${at(now)}, ${at(dueAt)}
    where not exists (select from zoom_erasures where institution_id = ${c.institutionId} and connection_id = ${c.id} and ${OPEN})`);

/** Which account of a connection that had several. */
export type OfAccount = ConnectionKey & { accountId: string };
const isOf = ({ institutionId, id, accountId }: OfAccount): Sql =>
  sql`institution_id = ${institutionId} and connection_id = ${id} and account_id = ${accountId} and ${OPEN}`;

export const stop = (tx: Tx, of: OfAccount, now: Instant): Promise<number> => tx.run(sql`update zoom_erasures set stopped_at = ${at(now)} where ${isOf(of)}`);

export const openOf = (tx: Tx, of: OfAccount): Promise<Erasure | null> => tx.one(toErasure, sql`select * from zoom_erasures where ${isOf(of)}`);

export const due = (tx: Tx, now: Instant): Promise<Erasure[]> =>
  tx.list(toErasure, sql`select * from zoom_erasures where ${OPEN} and due_at <= ${at(now)} order by due_at, id limit 1 for update skip locked`);

export const lastOf = (tx: Tx, { institutionId, id }: ConnectionKey): Promise<Erasure | null> =>
  tx.one(toErasure, sql`select * from zoom_erasures where institution_id = ${institutionId} and connection_id = ${id} order by begun_at desc, id limit 1`);

export const saveErased = (tx: Tx, e: Erasure, now: Instant, deleted: Record<string, number>): Promise<number> =>
  tx.run(sql`update zoom_erasures set erased_at = ${at(now)}, deleted = ${json(deleted)} where institution_id = ${e.institutionId} and id = ${e.id}`);

/** Who authorized it, what opened it, and what the account is called. That there was one, and its number, stay. */
export const forgetAccount = (tx: Tx, key: ConnectionKey, now: Instant): Promise<number> =>
  tx.run(sql`update connections set state = 'disconnected', since = ${at(now)}, trouble_code = null, account_name = null, zoom_user_id = null, zoom_user_email = null, zoom_user_name = null,
      zoom_role = null, zoom_role_id = null, zoom_user_licensed = null, authorized_at = null, scopes = null, default_host_id = null, own_app_sealed = null, token_sealed = null, token_expires_at = null, refresh_sealed = null,
      refresh_expires_at = null, token_generation = token_generation + 1, token_leased_by = null, token_leased_until = null, leaving_at = null, leaving = null, revoke_at = null
    where ${isIt(key)}`);
