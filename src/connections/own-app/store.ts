import { sql, type Tx } from "../../platform/database.ts";

/** Of every institution: an event says by its account only whom it concerns, and that is believed only once its secret is known. */
export const ownAppsSealed = (tx: Tx): Promise<{ id: string; accountId: string; sealed: Uint8Array }[]> =>
  tx.list(
    (r) => ({ id: r.id, accountId: r.account_id, sealed: r.own_app_sealed }),
    sql`select id, account_id, own_app_sealed from connections where own_app_sealed is not null and state <> 'disconnected'`,
  );
