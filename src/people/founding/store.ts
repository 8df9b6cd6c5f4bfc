import type { Instant } from "../../lib/time.ts";
import { at, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Beginning } from "./beginning.ts";

const toBeginning = (r: Row): Beginning => ({
  id: r.id,
  first: r.first,
  institution: r.institution_name,
  email: r.email,
  madeAt: r.made_at,
  expiresAt: r.expires_at,
  usedAt: r.used_at,
});

export const insertBeginning = (tx: Tx, one: Beginning, print: Uint8Array): Promise<number> =>
  tx.run(sql`insert into beginnings (id, first, institution_name, email, token_print, made_at, expires_at)
    values (${one.id}, ${one.first}, ${one.institution}, ${one.email}, ${print}, ${at(one.madeAt)}, ${at(one.expiresAt)})`);

export const beginningByPrint = (tx: Tx, print: Uint8Array): Promise<Beginning | null> =>
  tx.one(toBeginning, sql`select * from beginnings where token_print = ${print}`);

export const saveUsed = (tx: Tx, id: string, now: Instant): Promise<number> => tx.run(sql`update beginnings set used_at = ${at(now)} where id = ${id}`);

/** Whether this server has an institution that somebody is, or was, member of; the demo is nobody's. */
export const isOwned = async (tx: Tx): Promise<boolean> =>
  (await tx.one(
    (r) => r.owned as boolean,
    sql`select exists (select from members m join institutions i on i.institution_id = m.institution_id where i.zoom = 'real') as owned`,
  )) === true;

/** Left by a start that was killed before it had an owner. */
export const emptyInstitution = (tx: Tx): Promise<string | null> =>
  tx.one(
    (r) => r.institution_id as string,
    sql`select institution_id from institutions i where i.zoom = 'real' and not exists (select from members m where m.institution_id = i.institution_id) order by institution_id limit 1`,
  );

/** One founding at a time on the whole server: of two that come first, one is. */
export const lockFounding = (tx: Tx): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(7245)`);
