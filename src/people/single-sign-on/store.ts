import { json, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Domain } from "./proof.ts";
import type { Endpoints } from "./provider.ts";

export type SingleSignOn = {
  institutionId: string;
  issuer: string;
  clientId: string;
  secretSealed: Uint8Array;
  endpoints: Endpoints;
  domains: Domain[];
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
    sql`select s.*, (select jsonb_agg(jsonb_build_object('domain', domain, 'token', token, 'isProven', proof is not null) order by domain)
        from single_sign_on_domains d where d.institution_id = s.institution_id) as domains
      from single_sign_ons s where institution_id = ${institutionId}`,
  );

/** Whose people sign in by this domain: it is proven. */
export const holderOf = (tx: Tx, domain: string): Promise<{ institutionId: string; institution: string } | null> =>
  tx.one(
    (r) => ({ institutionId: r.institution_id, institution: r.name }),
    sql`select institution_id, settings ->> 'name' as name from single_sign_on_domains join institutions using (institution_id)
      where domain = ${domain} and proof is not null`,
  );

/** Revision 0 is that of none. Domains that stay keep their token and proof; `tokens` are for those that are new. False: somebody else saved meanwhile. */
export async function saveSingleSignOn(tx: Tx, s: Omit<SingleSignOn, "domains">, tokens: ReadonlyMap<string, string>): Promise<boolean> {
  const saved =
    s.revision === 0
      ? await tx.run(sql`insert into single_sign_ons (institution_id, issuer, client_id, client_secret_sealed, endpoints, newcomers)
          values (${s.institutionId}, ${s.issuer}, ${s.clientId}, ${s.secretSealed}, ${json(s.endpoints)}, ${s.newcomers}) on conflict do nothing`)
      : await tx.run(sql`update single_sign_ons set issuer = ${s.issuer}, client_id = ${s.clientId}, client_secret_sealed = ${s.secretSealed},
          endpoints = ${json(s.endpoints)}, newcomers = ${s.newcomers}, revision = revision + 1 where institution_id = ${s.institutionId} and revision = ${s.revision}`);
  if (saved === 0) return false;
  await tx.run(sql`delete from single_sign_on_domains where institution_id = ${s.institutionId}
    and domain not in (select jsonb_array_elements_text(${json([...tokens.keys()])}::jsonb))`);
  for (const [domain, token] of tokens)
    await tx.run(sql`insert into single_sign_on_domains (institution_id, domain, token) values (${s.institutionId}, ${domain}, ${token})
      on conflict (institution_id, domain) do nothing`);
  return true;
}

export const domainIn = (tx: Tx, institutionId: string, domain: string): Promise<Domain | null> =>
  tx.one(
    (r) => ({ domain: r.domain, token: r.token, isProven: r.proof !== null }),
    sql`select domain, token, proof from single_sign_on_domains where institution_id = ${institutionId} and domain = ${domain}`,
  );

/** Of two institutions that prove one domain at once, one is first. */
export const lockDomain = (tx: Tx, domain: string): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${domain}, 20))`);

/** 0 rows: it is not there any more, or with another token. */
export const saveProof = (tx: Tx, institutionId: string, { domain, token }: Pick<Domain, "domain" | "token">, proof: "record" | "operator"): Promise<number> =>
  tx.run(sql`update single_sign_on_domains set proof = ${proof} where institution_id = ${institutionId} and domain = ${domain} and token = ${token}`);

export const saveUnproven = (tx: Tx, institutionId: string, domain: string): Promise<number> =>
  tx.run(sql`update single_sign_on_domains set proof = null where institution_id = ${institutionId} and domain = ${domain}`);

export const deleteSingleSignOn = (tx: Tx, institutionId: string, revision: number): Promise<number> =>
  tx.run(sql`delete from single_sign_ons where institution_id = ${institutionId} and revision = ${revision}`);

/** The institution has no provider any more, or another one: who came in by the former goes out. */
export const endSignInsBy = (tx: Tx, institutionId: string): Promise<number> => tx.run(sql`delete from sign_ins where "onlyInstitution" = ${institutionId}`);
