import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { Myself } from "../../zoom/port.ts";
import type { AppKind } from "../connection.ts";
import { waitingToken, setToken, type ConnectionKey, type KeptToken, type SealedToken } from "../store.ts";

/** An app that may speak for an account, with its token sealed for the row that it stands in. */
export type Grant = {
  app: AppKind;
  ownAppSealed: Uint8Array | null;
  accountId: string;
  by: Myself | null;
  number: number;
  token: SealedToken;
};

const isIt = ({ institutionId, id }: ConnectionKey): Sql => sql`institution_id = ${institutionId} and id = ${id}`;

/** One after the other: who connects sees what whoever was quicker has done. */
export const lockConnecting = (tx: Tx, institutionId: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${institutionId}, 14))`);

/** From now on all processes go by it. Who hosts where no room does is, unless somebody said otherwise, whoever authorized, as long as that is no room. */
export async function putInPlace(tx: Tx, key: ConnectionKey, g: Grant, now: Instant): Promise<void> {
  const hostId = g.by?.hostId ?? null;
  const isRoom = sql`exists (select 1 from rooms where institution_id = ${key.institutionId} and host_id = ${hostId} and active)`;
  await tx.run(sql`insert into connections (institution_id, id, kind, account_id, since) values (${key.institutionId}, ${key.id}, 'institution', ${g.accountId}, ${at(now)})
    on conflict (institution_id, id) do nothing`);
  const isSame = sql`account_id = ${g.accountId}`;
  await tx.run(sql`update connections set ${asItIs(g, now)},
      default_host_id = case when ${hostId}::text is null or ${isRoom} then case when ${isSame} then default_host_id end
        when ${isSame} then coalesce(default_host_id, ${hostId}::text) else ${hostId}::text end
    where ${isIt(key)}`);
}

/** The same for a member's own. */
export async function putPersonalInPlace(tx: Tx, key: ConnectionKey, memberId: string, g: Grant, now: Instant): Promise<void> {
  await tx.run(sql`insert into connections (institution_id, id, kind, member_id, account_id, since) values (${key.institutionId}, ${key.id}, 'personal', ${memberId}, ${g.accountId}, ${at(now)})
    on conflict (institution_id, id) do nothing`);
  await tx.run(sql`update connections set ${asItIs(g, now)} where ${isIt(key)}`);
}

/** Whatever was wrong with what stood there before is over. */
function asItIs(g: Grant, now: Instant): Sql {
  const { hostId = null, email = null, name = null, role = null, licensed = null } = g.by ?? {};
  return sql`${setToken(g.token)}, token_leased_by = null, token_leased_until = null, trouble_code = null,
    leaving_at = null, leaving = null, revoke_at = null, revoke_tries = 0, revoke_trouble = null,
    since = case when state = 'connected' and account_id = ${g.accountId} then since else ${at(now)}::timestamptz end, state = 'connected',
    account_name = case when account_id = ${g.accountId} then account_name end,
    app = ${g.app}, own_app_sealed = ${g.ownAppSealed}, account_id = ${g.accountId}, authorization_number = ${g.number}, authorized_at = ${at(now)},
    zoom_user_id = ${hostId}, zoom_user_email = ${email}, zoom_user_name = ${name}, zoom_role = ${role?.name ?? null}, zoom_role_id = ${role?.id ?? null}, zoom_user_licensed = ${licensed}`;
}

/** Authorized, and waiting for an administrator's yes. */
export type Candidate = ConnectionKey & Omit<Grant, "token"> & { linkId: string | null; kept: KeptToken; madeAt: Instant };

const byIn = (r: Row): Grant["by"] =>
  r.zoom_user_id === null
    ? null
    : {
        hostId: r.zoom_user_id,
        email: r.zoom_user_email,
        name: r.zoom_user_name,
        accountId: r.account_id,
        role: { id: r.zoom_role_id, name: r.zoom_role },
        licensed: r.zoom_user_licensed,
      };

const toCandidate = (r: Row): Candidate => ({
  institutionId: r.institution_id,
  id: r.id,
  linkId: r.link_id,
  app: r.app,
  ownAppSealed: r.own_app_sealed,
  accountId: r.account_id,
  by: byIn(r),
  number: r.number,
  kept: waitingToken(r),
  madeAt: r.made_at,
});

/** A person's older candidate is dead at Zoom as soon as there is a newer one by the same person; of the institution's own apps, the one that was typed last is meant. */
export async function insertCandidate(tx: Tx, key: ConnectionKey, g: Grant, linkId: string | null, now: Instant): Promise<void> {
  const { hostId = null, email = null, name = null, role = null, licensed = null } = g.by ?? {};
  const { token } = g;
  await dropCandidatesOf(tx, key.institutionId, g);
  await tx.run(sql`insert into connection_candidates (institution_id, id, link_id, app, own_app_sealed, account_id, zoom_user_id, zoom_user_email, zoom_user_name, zoom_role, zoom_role_id, zoom_user_licensed,
      number, token_sealed, token_expires_at, refresh_sealed, refresh_expires_at, scopes, made_at)
    values (${key.institutionId}, ${key.id}, ${linkId}, ${g.app}, ${g.ownAppSealed}, ${g.accountId}, ${hostId}, ${email}, ${name}, ${role?.name ?? null}, ${role?.id ?? null}, ${licensed},
      ${g.number}, ${token.sealed}, ${at(token.expiresAt)}, ${token.refreshSealed}, ${atOrNull(token.refreshExpiresAt)}, ${token.scopes}::text[], ${at(now)})`);
}

export const candidatesOf = (tx: Tx, institutionId: string): Promise<Candidate[]> =>
  tx.list(toCandidate, sql`select * from connection_candidates where institution_id = ${institutionId} order by made_at desc, id`);

export const candidateById = (tx: Tx, key: ConnectionKey): Promise<Candidate | null> =>
  tx.one(toCandidate, sql`select * from connection_candidates where ${isIt(key)}`);

/** Only over the one that was renewed. */
export const saveCandidateToken = (tx: Tx, key: ConnectionKey, { sealed }: KeptToken, next: SealedToken): Promise<number> =>
  tx.run(sql`update connection_candidates set token_sealed = ${next.sealed}, token_expires_at = ${at(next.expiresAt)}, refresh_sealed = ${next.refreshSealed},
    refresh_expires_at = ${atOrNull(next.refreshExpiresAt)} where ${isIt(key)} and token_sealed = ${sealed}`);

/** Unless somebody has renewed it meanwhile. */
export const dropDeadCandidate = (tx: Tx, key: ConnectionKey, { sealed }: KeptToken): Promise<number> =>
  tx.run(sql`delete from connection_candidates where ${isIt(key)} and token_sealed = ${sealed}`);

/** Whoever takes it is the only one to do something with it. */
export const takeCandidate = (tx: Tx, key: ConnectionKey): Promise<Candidate | null> =>
  tx.one(toCandidate, sql`delete from connection_candidates where ${isIt(key)} returning *`);

/** A candidate of the same person is dead at Zoom when there is a later authorization by that person; an own app was typed in the place of another one. */
export const dropCandidatesOf = (tx: Tx, institutionId: string, { app, by }: Pick<Grant, "app" | "by">): Promise<number> =>
  tx.run(sql`delete from connection_candidates where institution_id = ${institutionId}
    and case when ${app} = 'account' then app = 'account' else zoom_user_id = ${by?.hostId ?? null} end`);

/** What is known of people of an account whose data is to be deleted. */
export const dropCandidatesOfAccount = (tx: Tx, institutionId: string, accountId: string): Promise<number> =>
  tx.run(sql`delete from connection_candidates where institution_id = ${institutionId} and account_id = ${accountId}`);
