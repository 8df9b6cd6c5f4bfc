import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, sql, type Row, type Tx } from "../../platform/database.ts";
import { isIt, waitingToken, type ConnectionKey, type KeptToken, type SealedToken } from "../store.ts";

/** What an app was allowed at Zoom, and nobody uses. `hostId` null: nobody has asked yet who allowed it. */
export type GivenUp = ConnectionKey & {
  app: "admin" | "personal";
  clientId: string | null;
  accountId: string | null;
  hostId: string | null;
  email: string | null;
  memberId: string | null;
  kept: KeptToken;
  givenUpAt: Instant;
  tellAt: Instant;
  tries: number;
  trouble: string | null;
};

const toGivenUp = (r: Row): GivenUp => ({
  institutionId: r.institution_id,
  id: r.id,
  app: r.app,
  clientId: r.client_id,
  accountId: r.account_id,
  hostId: r.zoom_user_id,
  email: r.zoom_user_email,
  memberId: r.member_id,
  kept: waitingToken(r),
  givenUpAt: r.given_up_at,
  tellAt: r.tell_at,
  tries: r.tries,
  trouble: r.trouble,
});

export type NewlyGivenUp = Omit<GivenUp, "kept" | "givenUpAt" | "tellAt" | "tries" | "trouble"> & { token: SealedToken };

export const insertGivenUp = (tx: Tx, g: NewlyGivenUp, now: Instant): Promise<number> =>
  tx.run(sql`insert into grants_given_up (institution_id, id, app, client_id, account_id, zoom_user_id, zoom_user_email, member_id,
      token_sealed, token_expires_at, refresh_sealed, refresh_expires_at, scopes, given_up_at, tell_at)
    values (${g.institutionId}, ${g.id}, ${g.app}, ${g.clientId}, ${g.accountId}, ${g.hostId}, ${g.email}, ${g.memberId},
      ${g.token.sealed}, ${at(g.token.expiresAt)}, ${g.token.refreshSealed}, ${atOrNull(g.token.refreshExpiresAt)}, ${g.token.scopes}::text[], ${at(now)}, ${at(now)})`);

/** Those that Zoom is to be told of by now; the next try is written down at once, so that nobody else tells it as well. */
export const takeGivenUp = (tx: Tx, now: Instant, next: Instant): Promise<GivenUp[]> =>
  tx.list(
    toGivenUp,
    sql`update grants_given_up set tell_at = ${at(next)}, tries = tries + 1 where (institution_id, id) in
      (select institution_id, id from grants_given_up where tell_at <= ${at(now)} order by tell_at, id limit 4 for update skip locked) returning *`,
  );

/** Of the institution's own, or of a member's. */
export const givenUpOf = (tx: Tx, institutionId: string, memberId: string | null): Promise<GivenUp[]> =>
  tx.list(
    toGivenUp,
    sql`select * from grants_given_up where institution_id = ${institutionId} and member_id is not distinct from ${memberId} order by given_up_at, id`,
  );

/** What follows the token that was kept: before it is used. */
export const saveRenewed = (tx: Tx, key: ConnectionKey, next: SealedToken): Promise<number> =>
  tx.run(sql`update grants_given_up set token_sealed = ${next.sealed}, token_expires_at = ${at(next.expiresAt)}, refresh_sealed = ${next.refreshSealed},
    refresh_expires_at = ${atOrNull(next.refreshExpiresAt)} where ${isIt(key)}`);

export const saveTrouble = (tx: Tx, key: ConnectionKey, trouble: string, tellAt: Instant): Promise<number> =>
  tx.run(sql`update grants_given_up set trouble = ${trouble}, tell_at = ${at(tellAt)} where ${isIt(key)}`);

export const dropGivenUp = (tx: Tx, key: ConnectionKey): Promise<number> => tx.run(sql`delete from grants_given_up where ${isIt(key)}`);

/** What is known of people of an account whose data is to be deleted. What ends it at Zoom stays until it is ended. */
export const forgetWho = (tx: Tx, institutionId: string, accountId: string): Promise<number> =>
  tx.run(sql`update grants_given_up set zoom_user_email = null where institution_id = ${institutionId} and account_id = ${accountId}`);

/** The same person has authorized the app again since, and that waits for a yes: at Zoom the later one has ended this one. */
export const hasFollower = async (tx: Tx, { app, accountId, hostId, givenUpAt }: GivenUp, zoom: "sandbox" | "real"): Promise<boolean> =>
  (await tx.one(
    (r) => r.follows as boolean,
    sql`select exists (select from connection_candidates c join institutions i on i.institution_id = c.institution_id
          where c.app = ${app} and c.account_id = ${accountId} and c.zoom_user_id = ${hostId} and c.made_at >= ${at(givenUpAt)} and i.zoom = ${zoom})
        or exists (select from personal_candidates c join institutions i on i.institution_id = c.institution_id
          where ${app} = 'personal' and c.account_id = ${accountId} and c.zoom_user_id = ${hostId} and c.made_at >= ${at(givenUpAt)} and i.zoom = ${zoom}) as follows`,
  )) === true;
