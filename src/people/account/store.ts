import type { Instant } from "../../lib/time.ts";
import { sql, type Tx } from "../../platform/database.ts";
import type { KnownSignIn } from "../signing-in/signed-in.ts";

export type SignInRow = { id: string; userAgent: string | null; address: string | null; since: Instant; lastSeen: Instant };

/** Those that a sign-in may know of: one by single sign-on only those of the same institution, for the institution's provider is not the person. */
const visibleTo = ({ personId, onlyInstitution }: KnownSignIn) =>
  sql`"userId" = ${personId} and (${onlyInstitution}::uuid is null or "onlyInstitution" = ${onlyInstitution}::uuid)`;

/** Sign-ins expire by the computer's time, as the library writes them. */
export const signInsOf = (tx: Tx, known: KnownSignIn): Promise<SignInRow[]> =>
  tx.list(
    (r) => ({ id: r.id, userAgent: r.userAgent, address: r.ipAddress, since: r.createdAt, lastSeen: r.updatedAt }),
    sql`select * from sign_ins where ${visibleTo(known)} and "expiresAt" > clock_timestamp() order by "updatedAt" desc, id limit 100`,
  );

export const endSignIn = (tx: Tx, known: KnownSignIn, id: string): Promise<number> =>
  tx.run(sql`delete from sign_ins where ${visibleTo(known)} and id = ${id}`);

export const endOtherSignIns = (tx: Tx, known: KnownSignIn): Promise<number> =>
  tx.run(sql`delete from sign_ins where ${visibleTo(known)} and id <> ${known.id}`);

export const personOf = (tx: Tx, id: string): Promise<{ email: string; hasPassword: boolean } | null> =>
  tx.one(
    (r) => ({ email: r.email, hasPassword: r.has_password }),
    sql`select email, exists (select from sign_in_methods m where m."userId" = p.id and m."providerId" = 'credential' and m.password is not null) as has_password
      from people p where id = ${id}`,
  );
