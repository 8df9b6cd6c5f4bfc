import type { Instant } from "../../lib/time.ts";
import { at, sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { Link } from "./link.ts";

export type LinkKey = { institutionId: string; id: string };

const toLink = (r: Row): Link => ({
  institutionId: r.institution_id,
  id: r.id,
  madeBy: r.made_by,
  email: r.email,
  language: r.language,
  madeAt: r.made_at,
  expiresAt: r.expires_at,
  openedAt: r.opened_at,
  authorizedAt: r.authorized_at,
  revokedAt: r.revoked_at,
});

const isIt = ({ institutionId, id }: LinkKey): Sql => sql`institution_id = ${institutionId} and id = ${id}`;

export const insertLink = (tx: Tx, l: Link, tokenPrint: Uint8Array): Promise<number> =>
  tx.run(sql`insert into connection_links (institution_id, id, token_print, made_by, email, language, made_at, expires_at)
    values (${l.institutionId}, ${l.id}, ${tokenPrint}, ${l.madeBy}, ${l.email}, ${l.language}, ${at(l.madeAt)}, ${at(l.expiresAt)})`);

/** The latest first; older ones than these tell nobody anything. */
export const linksOf = (tx: Tx, institutionId: string): Promise<Link[]> =>
  tx.list(toLink, sql`select * from connection_links where institution_id = ${institutionId} order by made_at desc, id limit 20`);

export const linkById = (tx: Tx, key: LinkKey): Promise<Link | null> => tx.one(toLink, sql`select * from connection_links where ${isIt(key)}`);

/** By the token in the address, which nobody can guess: whose it is, only this tells. */
export const linkByToken = (tx: Tx, tokenPrint: Uint8Array): Promise<Link | null> =>
  tx.one(toLink, sql`select * from connection_links where token_print = ${tokenPrint}`);

export const markOpened = (tx: Tx, key: LinkKey, now: Instant): Promise<number> =>
  tx.run(sql`update connection_links set opened_at = ${at(now)} where ${isIt(key)} and opened_at is null`);

export const markAuthorized = (tx: Tx, key: LinkKey, now: Instant): Promise<number> =>
  tx.run(sql`update connection_links set authorized_at = ${at(now)} where ${isIt(key)} and authorized_at is null`);

/** 0: there is none, or nothing is left to revoke. */
export const markRevoked = (tx: Tx, key: LinkKey, now: Instant): Promise<number> =>
  tx.run(sql`update connection_links set revoked_at = ${at(now)} where ${isIt(key)} and revoked_at is null and authorized_at is null`);
