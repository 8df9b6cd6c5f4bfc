import { json, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Endpoints } from "./provider.ts";

export type SingleSignOn = {
  institutionId: string;
  issuer: string;
  clientId: string;
  secretSealed: Uint8Array;
  endpoints: Endpoints;
  domains: string[];
  newcomers: boolean;
  revision: number;
};

const toSingleSignOn = (r: Row): SingleSignOn => ({
  institutionId: r.institution_id,
  issuer: r.issuer,
  clientId: r.client_id,
  secretSealed: r.client_secret_sealed,
  endpoints: r.endpoints,
  domains: r.domains,
  newcomers: r.newcomers,
  revision: r.revision,
});

export const singleSignOnOf = (tx: Tx, institutionId: string): Promise<SingleSignOn | null> =>
  tx.one(
    toSingleSignOn,
    sql`select s.*, (select array_agg(domain order by domain) from single_sign_on_domains d where d.institution_id = s.institution_id) as domains
      from single_sign_ons s where institution_id = ${institutionId}`,
  );

/** Whose people sign in by this domain. */
export const singleSignOnBy = (tx: Tx, domain: string): Promise<{ institutionId: string; institution: string } | null> =>
  tx.one(
    (r) => ({ institutionId: r.institution_id, institution: r.name }),
    sql`select institution_id, settings ->> 'name' as name from single_sign_on_domains join institutions using (institution_id) where domain = ${domain}`,
  );

/** Revision 0 is that of none. "conflict": somebody else saved meanwhile; else the domain that another institution has, or null. */
export async function saveSingleSignOn(tx: Tx, s: SingleSignOn): Promise<"conflict" | { taken: string } | null> {
  const saved =
    s.revision === 0
      ? await tx.run(sql`insert into single_sign_ons (institution_id, issuer, client_id, client_secret_sealed, endpoints, newcomers)
          values (${s.institutionId}, ${s.issuer}, ${s.clientId}, ${s.secretSealed}, ${json(s.endpoints)}, ${s.newcomers}) on conflict do nothing`)
      : await tx.run(sql`update single_sign_ons set issuer = ${s.issuer}, client_id = ${s.clientId}, client_secret_sealed = ${s.secretSealed},
          endpoints = ${json(s.endpoints)}, newcomers = ${s.newcomers}, revision = revision + 1 where institution_id = ${s.institutionId} and revision = ${s.revision}`);
  if (saved === 0) return "conflict";
  await tx.run(sql`delete from single_sign_on_domains where institution_id = ${s.institutionId}`);
  for (const domain of s.domains) {
    const added = await tx.run(sql`insert into single_sign_on_domains (institution_id, domain) values (${s.institutionId}, ${domain}) on conflict do nothing`);
    if (added === 0) return { taken: domain };
  }
  return null;
}

export const deleteSingleSignOn = (tx: Tx, institutionId: string, revision: number): Promise<number> =>
  tx.run(sql`delete from single_sign_ons where institution_id = ${institutionId} and revision = ${revision}`);

/** The institution has no provider any more, or another one: who came in by the former goes out. */
export const endSignInsBy = (tx: Tx, institutionId: string): Promise<number> => tx.run(sql`delete from sign_ins where "onlyInstitution" = ${institutionId}`);
