import { at, sql, type Tx } from "../../platform/database.ts";
import type { Connection } from "../connection.ts";
import { isIt, setToken, toConnection, type ConnectionKey, type SealedToken } from "../store.ts";

/** One Zoom user's authorization of one of this server's apps: at Zoom it is one, for how many institutions it ever stands. */
export type GrantAt = { app: Connection["app"]; accountId: string; hostId: string | null; zoom: "sandbox" | "real" };

const LIVES = sql`state in ('connected', 'unreachable')`;

/** All that live by it, whichever institution's, always in the same order. What has to be connected anew lives by nothing: only a person's yes brings it back. */
export const livingBy = (tx: Tx, { app, accountId, hostId, zoom }: GrantAt): Promise<Connection[]> =>
  tx.list(
    toConnection,
    sql`select c.* from connections c join institutions i on i.institution_id = c.institution_id
      where c.app = ${app} and c.app <> 'account' and c.own_app_sealed is null and c.account_id = ${accountId} and c.zoom_user_id = ${hostId}
        and c.${LIVES} and i.zoom = ${zoom} order by c.institution_id, c.id`,
  );

/** One after the other: who keeps a token of it, keeps it for all. */
export const lockGrant = (tx: Tx, { app, accountId, hostId }: GrantAt): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`${app} ${accountId} ${hostId}`}, 21))`);

/** Unless it has a later one already. */
export const saveShared = (tx: Tx, key: ConnectionKey, token: SealedToken): Promise<number> =>
  tx.run(sql`update connections set ${setToken(token)}, token_leased_by = null, token_leased_until = null
    where ${isIt(key)} and ${LIVES} and (token_expires_at is null or token_expires_at <= ${at(token.expiresAt)}::timestamptz)`);
