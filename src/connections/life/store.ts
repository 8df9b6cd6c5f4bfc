import type { Instant } from "../../lib/time.ts";
import { at, sql, type Tx } from "../../platform/database.ts";
import type { Connection, Service } from "../connection.ts";
import { isIt, toConnection, type ConnectionKey } from "../store.ts";

/** Whose sessions have not been told yet what it does for them now. Nobody waits for one that another process tells. */
export const untold = (tx: Tx, most: number): Promise<{ connection: Connection; knownAs: Service; service: Service }[]> =>
  tx.list(
    (r) => ({ connection: toConnection(r), knownAs: r.known_as, service: r.service }),
    sql`select * from connections where service <> known_as order by since, id limit ${most} for update skip locked`,
  );

export const saveTold = (tx: Tx, key: ConnectionKey, service: Service): Promise<number> =>
  tx.run(sql`update connections set known_as = ${service} where ${isIt(key)}`);

/** 0 rows: it was so already, or there is no connection. */
export const savePaused = (tx: Tx, key: ConnectionKey, pausedAt: Instant | null): Promise<number> =>
  tx.run(sql`update connections set paused_at = ${pausedAt === null ? null : at(pausedAt)} where ${isIt(key)} and (paused_at is null) = ${pausedAt !== null}`);

/** One cheap question instead of three transactions. */
export const isAnythingDue = async (tx: Tx, now: Instant): Promise<boolean> =>
  (await tx.one(
    (r) => r.due as boolean,
    sql`select exists (select from connections where service <> known_as or revoke_at <= ${at(now)} or (leaving -> 'closing' ->> 'until')::bigint <= ${now}::bigint or (probe_asked and leaving_at is null and state in ('connected', 'unreachable')))
      or exists (select from zoom_erasures where due_at <= ${at(now)} and stopped_at is null and erased_at is null)
      or exists (select from authorizations where go_on_at <= ${at(now)}) or exists (select from grants_given_up where tell_at <= ${at(now)}) as due`,
  )) === true;

/** 0 rows: it was so already. */
export const saveDefaultHost = (tx: Tx, key: ConnectionKey, hostId: string | null): Promise<number> =>
  tx.run(sql`update connections set default_host_id = ${hostId} where ${isIt(key)} and default_host_id is distinct from ${hostId}`);
