import type { Instant } from "../../lib/time.ts";
import { at, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Connection } from "../connection.ts";
import { isIt, toConnection, type ConnectionKey } from "../store.ts";

/** Whose this Zoom user is among the members of an institution; null: nobody's. */
export const memberWithZoomUser = (tx: Tx, institutionId: string, hostId: string): Promise<string | null> =>
  tx.one(
    (r) => r.member_id as string,
    sql`select member_id from connections where institution_id = ${institutionId} and kind = 'personal' and zoom_user_id = ${hostId} and state <> 'disconnected'`,
  );

/** The row in which this Zoom user was connected before, so that what was made by it is reached again. */
export const formerRowOf = (tx: Tx, institutionId: string, memberId: string, hostId: string): Promise<string | null> =>
  tx.one(
    (r) => r.id as string,
    sql`select id from connections where institution_id = ${institutionId} and kind = 'personal' and member_id = ${memberId} and zoom_user_id = ${hostId}
      order by authorized_at desc nulls last, id limit 1`,
  );

/** Nothing is made by it from now on; what opens it is kept, sealed, until Zoom has confirmed that it is worth nothing. 0: it was so already. */
export const saveDisconnected = (tx: Tx, key: ConnectionKey, now: Instant): Promise<number> =>
  tx.run(sql`update connections set state = 'disconnected', since = ${at(now)}, trouble_code = null, ending_at = ${at(now)}, ending_tries = 0, ending_trouble = null
    where ${isIt(key)} and kind = 'personal' and state <> 'disconnected'`);

/** It is connected again: nothing of it is to be ended. */
export const keepAfterAll = (tx: Tx, key: ConnectionKey): Promise<number> =>
  tx.run(sql`update connections set ending_at = null, ending_tries = 0, ending_trouble = null where ${isIt(key)}`);

export type Ending = { connection: Connection; tries: number; askedAgainAt: Instant; trouble: string | null };

const toEnding = (r: Row): Ending => ({ connection: toConnection(r), tries: r.ending_tries, askedAgainAt: r.ending_at, trouble: r.ending_trouble });

/** Those that Zoom is to be told of by now; the next try is written down at once, so that nobody else tells it as well. */
export const takeEndings = (tx: Tx, now: Instant, next: Instant): Promise<Ending[]> =>
  tx.list(
    toEnding,
    sql`update connections set ending_at = ${at(next)}, ending_tries = ending_tries + 1 where (institution_id, id) in
      (select institution_id, id from connections where ending_at <= ${at(now)} and state = 'disconnected' order by ending_at, id limit 4 for update skip locked) returning *`,
  );

export const endingOf = (tx: Tx, key: ConnectionKey): Promise<Ending | null> =>
  tx.one(toEnding, sql`select * from connections where ${isIt(key)} and ending_at is not null and state = 'disconnected'`);

export const saveEndingTrouble = (tx: Tx, key: ConnectionKey, trouble: string, next: Instant): Promise<number> =>
  tx.run(sql`update connections set ending_trouble = ${trouble}, ending_at = ${at(next)} where ${isIt(key)} and ending_at is not null`);

/** Zoom has confirmed it: nothing that could open it is kept. 0: it was connected again meanwhile. */
export const saveEnded = (tx: Tx, key: ConnectionKey): Promise<number> =>
  tx.run(sql`update connections set token_sealed = null, token_expires_at = null, refresh_sealed = null, refresh_expires_at = null, scopes = null,
      token_generation = token_generation + 1, token_leased_by = null, token_leased_until = null, ending_at = null, ending_tries = 0, ending_trouble = null
    where ${isIt(key)} and ending_at is not null and state = 'disconnected'`);

/** What has become of a member's own Zoom, as far as it matters to the member and the member's sessions. */
export type Settled = "serves" | "reconnect needed" | "disconnected";

const NOW_IT = sql`case when state in ('connected', 'unreachable') then 'serves' else state end`;
const UNSETTLED = sql`kind = 'personal' and settled_as <> ${NOW_IT}`;

export const unsettled = (tx: Tx, most: number): Promise<{ connection: Connection; is: Settled }[]> =>
  tx.list(
    (r) => ({ connection: toConnection(r), is: r.now_it }),
    sql`select *, ${NOW_IT} as now_it from connections where ${UNSETTLED} order by since, id limit ${most}`,
  );

/** 0: it has changed again, or another process was quicker. */
export const saveSettled = (tx: Tx, key: ConnectionKey, is: Settled): Promise<number> =>
  tx.run(sql`update connections set settled_as = ${is} where ${isIt(key)} and settled_as <> ${is} and ${NOW_IT} = ${is}`);

const OF_WHO_LEFT = sql`kind = 'personal' and state <> 'disconnected' and exists
  (select from members m where m.institution_id = connections.institution_id and m.id = connections.member_id and m.left_at is not null)`;

export const ofWhoLeft = (tx: Tx): Promise<Connection[]> => tx.list(toConnection, sql`select * from connections where ${OF_WHO_LEFT} order by id`);

/** One cheap question instead of three transactions. */
export const isAnythingDue = async (tx: Tx, now: Instant): Promise<boolean> =>
  (await tx.one(
    (r) => r.due as boolean,
    sql`select exists (select from connections where (${UNSETTLED}) or (${OF_WHO_LEFT}) or (ending_at <= ${at(now)} and state = 'disconnected')) as due`,
  )) === true;

/** Of each member, by id: the own connection that is not disconnected. */
export const ownConnections = (tx: Tx, institutionId: string): Promise<Connection[]> =>
  tx.list(toConnection, sql`select * from connections where institution_id = ${institutionId} and kind = 'personal' and state <> 'disconnected'`);
