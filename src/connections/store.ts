import type { Instant } from "../lib/time.ts";
import { at, atOrNull, sql, type Row, type Sql, type Tx } from "../platform/database.ts";
import { isFree, isHeldForDead } from "../platform/processes.ts";
import { causeOf } from "../zoom/client/codes.ts";
import type { AppKind, Connection, ConnectionState } from "./connection.ts";
import type { Heard } from "./hearing.ts";

/** Zoom's id of the role of an account's owner. */
const OWNER = "0";

/** Which of an institution's connections. */
export type ConnectionKey = { institutionId: string; id: string };
export const isIt = ({ institutionId, id }: ConnectionKey): Sql => sql`institution_id = ${institutionId} and id = ${id}`;

export const toConnection = (r: Row): Connection => ({
  id: r.id,
  institutionId: r.institution_id,
  kind: r.kind,
  memberId: r.member_id,
  app: r.app,
  ownAppSealed: r.own_app_sealed,
  accountId: r.account_id,
  accountName: r.account_name,
  authorizedBy:
    r.zoom_user_id === null
      ? null
      : {
          hostId: r.zoom_user_id,
          email: r.zoom_user_email,
          name: r.zoom_user_name,
          role: r.zoom_role,
          licensed: r.zoom_user_licensed ?? false,
          isOwner: r.zoom_role_id === OWNER,
        },
  authorizedAt: r.authorized_at,
  number: r.authorization_number,
  scopes: r.scopes,
  defaultHostId: r.default_host_id,
  pausedAt: r.paused_at,
  leavingAt: r.leaving_at,
  state: r.state,
  since: r.since,
  lastOkAt: r.last_ok_at,
  probedAt: r.probed_at,
  because: r.state === "reconnect needed" ? causeOf(r.trouble_code) : null,
  syncedAt: r.synced_at,
  syncTrouble: r.sync_trouble,
  heardAt: r.heard_at,
  validatedAt: r.validated_at,
  refused: r.refused,
  refusedSince: r.refused_since,
  refusedAt: r.refused_at,
});

export const connectionOf = (tx: Tx, institutionId: string): Promise<Connection | null> =>
  tx.one(toConnection, sql`select * from connections where institution_id = ${institutionId} and kind = 'institution'`);

export const connectionById = (tx: Tx, key: ConnectionKey): Promise<Connection | null> =>
  tx.one(toConnection, sql`select * from connections where ${isIt(key)}`);

/** The one that is connected, or has to be connected anew; otherwise the last one that was disconnected. */
export const personalConnectionOf = (tx: Tx, institutionId: string, memberId: string): Promise<Connection | null> =>
  tx.one(
    toConnection,
    sql`select * from connections where institution_id = ${institutionId} and kind = 'personal' and member_id = ${memberId}
      order by state = 'disconnected', authorized_at desc nulls last, id limit 1`,
  );

/** The same of many members at once. */
export const personalConnectionsOf = (tx: Tx, institutionId: string, memberIds: readonly string[]): Promise<Connection[]> =>
  tx.list(
    toConnection,
    sql`select distinct on (member_id) * from connections where institution_id = ${institutionId} and kind = 'personal' and member_id = any(${memberIds}::uuid[])
      order by member_id, state = 'disconnected', authorized_at desc nulls last, id`,
  );

/** The institution's first, then its members' own. */
export const connectionsOf = (tx: Tx, institutionId: string): Promise<Connection[]> =>
  tx.list(toConnection, sql`select * from connections where institution_id = ${institutionId} order by kind, id`);

/** All that live by Server-to-Server with one account of one Zoom, whichever institution's, always in the same order. */
export const accountConnections = (tx: Tx, accountId: string, zoom: "sandbox" | "real"): Promise<Connection[]> =>
  tx.list(
    toConnection,
    sql`select c.* from connections c join institutions i on i.institution_id = c.institution_id
      where c.app = 'account' and c.account_id = ${accountId} and c.state <> 'disconnected' and i.zoom = ${zoom} order by c.institution_id, c.id`,
  );

/** Which Zoom an institution lives with: the sandbox of the demo, or the real one. */
export const zoomKindOf = (tx: Tx, institutionId: string): Promise<"sandbox" | "real" | null> =>
  tx.one((r) => r.zoom as "sandbox" | "real", sql`select zoom from institutions where institution_id = ${institutionId}`);

type NewConnection = ConnectionKey & { accountId: string; app?: AppKind; now: Instant };

export const insertConnection = (tx: Tx, { institutionId, id, accountId, app = "account", now }: NewConnection): Promise<number> =>
  tx.run(
    sql`insert into connections (institution_id, id, kind, app, account_id, since) values (${institutionId}, ${id}, 'institution', ${app}, ${accountId}, ${at(now)})`,
  );

/** Only a change of state is written; calls are many. `untilReconnected`: what has to be reconnected stays so, whatever a call with an old token says. */
export const saveState = (tx: Tx, key: ConnectionKey, state: ConnectionState, now: Instant, untilReconnected: boolean): Promise<number> =>
  tx.run(
    sql`update connections set state = ${state}, since = ${at(now)}, trouble_code = null where ${isIt(key)} and state <> ${state} and state <> 'disconnected'
      and not (${untilReconnected} and state = 'reconnect needed')`,
  );

export const saveSync = (tx: Tx, institutionId: string, now: Instant, trouble: string | null): Promise<number> =>
  tx.run(
    sql`update connections set synced_at = case when ${trouble === null} then ${at(now)}::timestamptz else synced_at end, sync_trouble = ${trouble} where institution_id = ${institutionId} and kind = 'institution'`,
  );

type News = Pick<Heard, "validatedAt"> & {
  heardAt: ReadonlyMap<string, Instant>;
  refused: { count: number; first: Instant; last: Instant } | null;
  countsAnewBefore: Instant | null;
};

/** Several processes hear, each a part: the latest moments stand, and refusals are added up. */
export async function saveHeard(tx: Tx, { heardAt, validatedAt, refused, countsAnewBefore }: News): Promise<void> {
  for (const [accountId, moment] of heardAt)
    await tx.run(sql`update connections set heard_at = greatest(heard_at, ${at(moment)}) where kind = 'institution' and account_id = ${accountId}`);
  if (validatedAt !== null) await tx.run(sql`update connections set validated_at = greatest(validated_at, ${at(validatedAt)}) where kind = 'institution'`);
  if (refused === null) return;
  const isOld = sql`refused_at is null or refused_at <= ${atOrNull(countsAnewBefore)}`;
  await tx.run(sql`update connections set refused = case when ${isOld} then 0 else refused end + ${refused.count},
      refused_since = case when ${isOld} then ${at(refused.first)} else refused_since end, refused_at = greatest(refused_at, ${at(refused.last)})
    where kind = 'institution'`);
}

/** The token as it is kept, with the generation that a later one has to follow. */
export type KeptToken = {
  sealed: Uint8Array | null;
  expiresAt: Instant;
  refreshSealed: Uint8Array | null;
  refreshExpiresAt: Instant | null;
  generation: number;
  scopes: readonly string[] | null;
  state: ConnectionState;
  troubleCode: number | null;
};

const toToken = (r: Row): KeptToken => ({
  sealed: r.token_sealed,
  expiresAt: r.token_expires_at,
  refreshSealed: r.refresh_sealed,
  refreshExpiresAt: r.refresh_expires_at,
  generation: r.token_generation,
  scopes: r.scopes,
  state: r.state,
  troubleCode: r.trouble_code,
});

/** The token of an authorization that waits for a yes: the first of what may become a connection. */
export const waitingToken = (r: Row): KeptToken => toToken({ ...r, token_generation: 0, state: "connected", trouble_code: null });

const TOKEN_COLUMNS = sql`token_sealed, token_expires_at, refresh_sealed, refresh_expires_at, token_generation, scopes, state, trouble_code`;

export const readToken = (tx: Tx, key: ConnectionKey): Promise<KeptToken | null> =>
  tx.one(toToken, sql`select ${TOKEN_COLUMNS} from connections where ${isIt(key)}`);

/** Longer than two answers from Zoom may take (each 15 s), and the pause between them and what is done around them. */
const LEASE = "45 seconds";

/** The lease for this process, with the token as it is at that moment; null while a living process holds it, and not for too long. */
export const takeLease = (tx: Tx, key: ConnectionKey, self: string): Promise<KeptToken | null> =>
  tx.one(
    toToken,
    sql`update connections set token_leased_by = ${self}, token_leased_until = clock_timestamp() + ${LEASE}::interval
      where ${isIt(key)} and not ${isHeldForDead(self)} and (token_leased_until < clock_timestamp() or ${isFree(sql`token_leased_by`)})
      returning ${TOKEN_COLUMNS}`,
  );

export const releaseLease = (tx: Tx, key: ConnectionKey, self: string): Promise<number> =>
  tx.run(sql`update connections set token_leased_by = null, token_leased_until = null where ${isIt(key)} and token_leased_by = ${self}`);

export type SealedToken = {
  sealed: Uint8Array;
  expiresAt: Instant;
  refreshSealed: Uint8Array | null;
  refreshExpiresAt: Instant | null;
  scopes: readonly string[] | null;
};

export const setToken = (t: SealedToken) => sql`${setGranted(t)}, token_generation = token_generation + 1`;

/** The same where nothing counts the tokens yet. */
export const setGranted = (t: SealedToken) => sql`token_sealed = ${t.sealed}, token_expires_at = ${at(t.expiresAt)},
  refresh_sealed = ${t.refreshSealed}, refresh_expires_at = ${atOrNull(t.refreshExpiresAt)}, scopes = coalesce(${t.scopes}::text[], scopes)`;

/** Follows the token of `generation` and no later one: 0 when somebody else has kept one since. Whoever was refused meanwhile was refused too early: Zoom gave this one. */
export const saveToken = (tx: Tx, key: ConnectionKey, generation: number, token: SealedToken, now: Instant): Promise<number> =>
  tx.run(
    sql`update connections set ${setToken(token)}, trouble_code = null,
      since = case when state = 'reconnect needed' then ${at(now)}::timestamptz else since end, state = case when state = 'reconnect needed' then 'connected' else state end
      where ${isIt(key)} and token_generation = ${generation} and not (app = 'account' and state = 'disconnected')`, // what ended keeps none, whoever shared it
  );

/** The first token of a connection made anew, which ends whatever was wrong with the last one. */
export const saveReconnected = (tx: Tx, key: ConnectionKey, token: SealedToken, now: Instant): Promise<number> =>
  tx.run(
    sql`update connections set ${setToken(token)}, token_leased_by = null, token_leased_until = null, trouble_code = null,
      since = case when state = 'connected' then since else ${at(now)}::timestamptz end, state = 'connected' where ${isIt(key)}`,
  );

/** Zoom gives no token any more, said of the token of `generation`. What was disconnected stays so. */
export const saveRefused = (tx: Tx, key: ConnectionKey, generation: number, code: number | null, now: Instant): Promise<number> =>
  tx.run(
    sql`update connections set since = case when state = 'reconnect needed' then since else ${at(now)}::timestamptz end, state = 'reconnect needed', trouble_code = ${code}
      where ${isIt(key)} and token_generation = ${generation} and state <> 'disconnected'`,
  );
