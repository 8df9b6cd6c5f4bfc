import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, sql, type Sql, type Tx } from "../../platform/database.ts";
import { livesSoon } from "../../platform/due.ts";
import type { Connection } from "../connection.ts";
import { isIt, toConnection, type ConnectionKey } from "../store.ts";
import { OTHERWISE_EVERY, SEEN_EVERY } from "./when.ts";

/** Only a person mends an app that people authorize; where a server's own app is refused, somebody may mend it at Zoom without a word to us. */
const MAY_BE_ASKED = sql`leaving_at is null and (state in ('connected', 'unreachable') or (state = 'reconnect needed' and app = 'account'))`;

/** When it was last known to hold. One that was never called is looked at at once. */
const SEEN = sql`greatest(last_ok_at, probed_at, '-infinity'::timestamptz)`;

const everyMs = (now: Instant, looked: readonly string[]): Sql =>
  sql`case when institution_id = any(${looked}::uuid[]) or ${livesSoon(sql`connections.institution_id`, now)} then ${SEEN_EVERY}::bigint else ${OTHERWISE_EVERY}::bigint end`;

const dueAt = (now: Instant, looked: readonly string[]): Sql =>
  sql`case when probe_asked then '-infinity'::timestamptz else ${SEEN} + ${everyMs(now, looked)} * interval '1 millisecond' end`;

/** Those that are to be asked by now, the one unseen for longest first; whoever takes one asks. `looked`: institutions that somebody has on a screen. */
export const takeProbes = (tx: Tx, now: Instant, looked: readonly string[], most: number): Promise<Connection[]> =>
  tx.list(
    toConnection,
    sql`update connections set probed_at = ${at(now)}, probe_asked = false where (institution_id, id) in
      (select institution_id, id from connections where ${MAY_BE_ASKED} and ${dueAt(now, looked)} <= ${at(now)}
        order by probe_asked desc, ${SEEN}, id limit ${most} for update skip locked) returning *`,
  );

/** When the next one is to be asked, from what is known now. */
export const nextProbe = (tx: Tx, now: Instant, looked: readonly string[]): Promise<Instant | null> =>
  tx.one(
    (r) => r.due as Instant | null,
    sql`select case when min(due) <= ${at(now)} then ${at(now)}::timestamptz else min(due) end as due
      from (select ${dueAt(now, looked)} as due from connections where ${MAY_BE_ASKED}) d`,
  );

export const askForProbe = (tx: Tx, key: ConnectionKey): Promise<number> =>
  tx.run(sql`update connections set probe_asked = true where ${isIt(key)} and not probe_asked and state <> 'disconnected'`);

/** Whoever authorized it may not do any more what it is for, or has taken it back; who has authorized it since is not meant. `code`: the number by which Zoom says so. */
export const saveLost = (tx: Tx, c: Pick<Connection, "institutionId" | "id" | "authorizedAt">, code: number, now: Instant): Promise<number> =>
  tx.run(
    sql`update connections set state = 'reconnect needed', trouble_code = ${code}, since = ${at(now)} where ${isIt(c)} and state in ('connected', 'unreachable')
      and authorized_at is not distinct from ${atOrNull(c.authorizedAt)}`,
  );
