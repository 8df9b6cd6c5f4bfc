import { z } from "zod";
import { revision } from "../../lib/shapes.ts";

export const domain = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^@/, ""))
  .pipe(
    z
      .string()
      .max(253)
      .regex(/^(?=.{3,})([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/),
  );

/** Nobody comes in by a domain that is not proven yet: this text record is to be published for it. */
const domainView = z.object({ domain: z.string(), isProven: z.boolean(), record: z.object({ name: z.string(), value: z.string() }) });
export type DomainView = z.infer<typeof domainView>;

/** GET /api/single-sign-on; the client secret is never told again. */
export const singleSignOnView = z.object({
  singleSignOn: z.object({ issuer: z.string(), clientId: z.string(), domains: z.array(domainView), newcomers: z.boolean(), revision: z.number() }).nullable(),
  /** To be registered at the provider. */
  redirectAddress: z.string(),
});
export type SingleSignOnView = z.infer<typeof singleSignOnView>;

/** PUT /api/single-sign-on. An empty secret keeps the one there is; revision 0: there is none yet. */
export const changeSingleSignOn = z.object({
  issuer: z.string().trim().min(1).max(500),
  clientId: z.string().trim().min(1).max(300),
  clientSecret: z.string().trim().max(500),
  domains: z.array(domain).min(1).max(20),
  newcomers: z.boolean(),
  revision: revision.or(z.literal(0)),
});
export type ChangeSingleSignOn = z.infer<typeof changeSingleSignOn>;

/** POST /api/single-sign-on/domains/:domain/check : looks for its record now. */
export const checkDomain = z.object({ domain: z.string().max(253) });

export const removeSingleSignOn = z.object({ revision: z.coerce.number().int() });

/** POST /api/auth/single-sign-on: where the browser is to go; `to` is the page it was on its way to. */
export const beginSingleSignOn = z.object({ institutionId: z.uuid(), email: z.email().max(254).optional(), to: z.string().max(500).optional() });
export const singleSignOnBegun = z.object({ address: z.string() });

/** What a provider sends back; read leniently, for every fault in it gets a page. */
export const comeBack = z.object({
  state: z.string().max(200).catch(""),
  code: z.string().max(4000).optional().catch(undefined),
  error: z.string().max(200).optional().catch(undefined),
  iss: z.string().max(500).optional().catch(undefined),
});
export type ComeBack = z.infer<typeof comeBack>;

/** Why nobody was signed in: `/sign-in?trouble=…`, words under `signIn.trouble`. */
export const TROUBLES = [
  "state_lost",
  "refused_there",
  "provider_down",
  "not_proven",
  "email_unverified",
  "foreign_domain",
  "not_member",
  "of_demo",
  "switched_off",
] as const;
export type SingleSignOnTrouble = (typeof TROUBLES)[number];
