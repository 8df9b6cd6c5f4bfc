import type { Instant } from "../lib/time.ts";
import { at, atOrNull, sql, type Tx } from "../platform/database.ts";
import type { Heard } from "./hearing.ts";

export type ConnectionState = "connected" | "unreachable" | "reconnect needed";
export type Connection = {
  id: string;
  institutionId: string;
  state: ConnectionState;
  since: Instant;
  syncedAt: Instant | null;
  syncTrouble: string | null;
} & Heard;

export const connectionOf = (tx: Tx, institutionId: string): Promise<Connection | null> =>
  tx.one(
    (r) => ({
      id: r.id,
      institutionId: r.institution_id,
      state: r.state,
      since: r.since,
      syncedAt: r.synced_at,
      syncTrouble: r.sync_trouble,
      heardAt: r.heard_at,
      validatedAt: r.validated_at,
      refused: r.refused,
      refusedSince: r.refused_since,
      refusedAt: r.refused_at,
    }),
    sql`select * from connections where institution_id = ${institutionId} and kind = 'institution'`,
  );

export const insertConnection = (tx: Tx, c: { id: string; institutionId: string; accountId: string; now: Instant }): Promise<number> =>
  tx.run(
    sql`insert into connections (institution_id, id, kind, account_id, since) values (${c.institutionId}, ${c.id}, 'institution', ${c.accountId}, ${at(c.now)})`,
  );

/** Only a change of state is written; calls are many. */
export const saveState = (tx: Tx, institutionId: string, state: ConnectionState, now: Instant): Promise<number> =>
  tx.run(
    sql`update connections set state = ${state}, since = ${at(now)} where institution_id = ${institutionId} and kind = 'institution' and state <> ${state}`,
  );

export const saveSync = (tx: Tx, institutionId: string, now: Instant, trouble: string | null): Promise<number> =>
  tx.run(
    sql`update connections set synced_at = case when ${trouble === null} then ${at(now)}::timestamptz else synced_at end, sync_trouble = ${trouble} where institution_id = ${institutionId} and kind = 'institution'`,
  );

type News = Pick<Heard, "heardAt" | "validatedAt"> & { refused: { count: number; first: Instant; last: Instant } | null; countsAnewBefore: Instant | null };

/** Several processes hear, each a part: the latest moments stand, and refusals are added up. */
export async function saveHeard(tx: Tx, { heardAt, validatedAt, refused, countsAnewBefore }: News): Promise<void> {
  await tx.run(sql`update connections set heard_at = greatest(heard_at, ${atOrNull(heardAt)}), validated_at = greatest(validated_at, ${atOrNull(validatedAt)})
    where kind = 'institution'`);
  if (refused === null) return;
  const isOld = sql`refused_at is null or refused_at <= ${atOrNull(countsAnewBefore)}`;
  await tx.run(sql`update connections set refused = case when ${isOld} then 0 else refused end + ${refused.count},
      refused_since = case when ${isOld} then ${at(refused.first)} else refused_since end, refused_at = greatest(refused_at, ${at(refused.last)})
    where kind = 'institution'`);
}

export const readToken = (tx: Tx, institutionId: string): Promise<{ sealed: Uint8Array; expiresAt: Instant } | null> =>
  tx.one(
    (r) => ({ sealed: r.token_sealed, expiresAt: r.token_expires_at }),
    sql`select token_sealed, token_expires_at from connections where institution_id = ${institutionId} and kind = 'institution' and token_sealed is not null`,
  );

export const saveToken = (tx: Tx, institutionId: string, sealed: Uint8Array, expiresAt: Instant): Promise<number> =>
  tx.run(
    sql`update connections set token_sealed = ${sealed}, token_expires_at = ${at(expiresAt)} where institution_id = ${institutionId} and kind = 'institution'`,
  );
