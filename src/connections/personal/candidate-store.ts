import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Myself } from "../../zoom/port.ts";
import { isIt, waitingToken, type ConnectionKey, type KeptToken, type SealedToken } from "../store.ts";

/** Another Zoom user than the one that a member has connected, authorized and waiting for the member's yes. */
export type PersonalCandidate = ConnectionKey & { memberId: string; by: Myself; number: number; kept: KeptToken; madeAt: Instant };

const toCandidate = (r: Row): PersonalCandidate => ({
  institutionId: r.institution_id,
  id: r.id,
  memberId: r.member_id,
  by: {
    hostId: r.zoom_user_id,
    email: r.zoom_user_email,
    name: r.zoom_user_name,
    accountId: r.account_id,
    role: { id: r.zoom_role_id, name: r.zoom_role },
    licensed: r.zoom_user_licensed,
  },
  number: Number(r.number),
  kept: waitingToken(r),
  madeAt: r.made_at,
});

/** Returns the one that it takes the place of. */
export async function replaceCandidate(
  tx: Tx,
  key: ConnectionKey,
  c: { memberId: string; by: Myself; number: number; token: SealedToken },
  now: Instant,
): Promise<PersonalCandidate | null> {
  const { by, token } = c;
  const before = await takeCandidate(tx, key.institutionId, c.memberId);
  await tx.run(sql`insert into personal_candidates (institution_id, id, member_id, account_id, zoom_user_id, zoom_user_email, zoom_user_name, zoom_role, zoom_role_id, zoom_user_licensed,
      number, token_sealed, token_expires_at, refresh_sealed, refresh_expires_at, scopes, made_at)
    values (${key.institutionId}, ${key.id}, ${c.memberId}, ${by.accountId}, ${by.hostId}, ${by.email}, ${by.name}, ${by.role.name}, ${by.role.id}, ${by.licensed},
      ${c.number}, ${token.sealed}, ${at(token.expiresAt)}, ${token.refreshSealed}, ${atOrNull(token.refreshExpiresAt)}, ${token.scopes}::text[], ${at(now)})`);
  return before;
}

export const candidateOf = (tx: Tx, institutionId: string, memberId: string): Promise<PersonalCandidate | null> =>
  tx.one(toCandidate, sql`select * from personal_candidates where institution_id = ${institutionId} and member_id = ${memberId}`);

/** Whoever takes it is the only one to do something with it. */
export const takeCandidate = (tx: Tx, institutionId: string, memberId: string, id: string | null = null): Promise<PersonalCandidate | null> =>
  tx.one(
    toCandidate,
    sql`delete from personal_candidates where institution_id = ${institutionId} and member_id = ${memberId} and (${id}::uuid is null or id = ${id}) returning *`,
  );

/** Only over the one that was renewed. */
export const saveCandidateToken = (tx: Tx, key: ConnectionKey, { sealed }: KeptToken, next: SealedToken): Promise<number> =>
  tx.run(sql`update personal_candidates set token_sealed = ${next.sealed}, token_expires_at = ${at(next.expiresAt)}, refresh_sealed = ${next.refreshSealed},
    refresh_expires_at = ${atOrNull(next.refreshExpiresAt)} where ${isIt(key)} and token_sealed = ${sealed}`);

export const dropDeadCandidate = (tx: Tx, key: ConnectionKey): Promise<number> => tx.run(sql`delete from personal_candidates where ${isIt(key)}`);
