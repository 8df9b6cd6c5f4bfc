import { createHash } from "node:crypto";
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTPayload } from "jose";
import { z } from "zod";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { plainText } from "../../lib/text.ts";
import type { SingleSignOnTrouble } from "./contract.ts";

/** What we use of a provider's discovery document (OpenID Connect Discovery 1.0, section 3). */
export type Endpoints = { authorization: string; token: string; keys: string; userInfo: string | null; secretIn: "header" | "body" };

const documentWire = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url({ protocol: /^https?$/ }),
  token_endpoint: z.url({ protocol: /^https?$/ }),
  jwks_uri: z.url({ protocol: /^https?$/ }),
  userinfo_endpoint: z.url({ protocol: /^https?$/ }).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});

const bare = (issuer: string): string => issuer.replace(/\/+$/, "");

export const discoveryAddress = (issuer: string): string => `${bare(issuer)}/.well-known/openid-configuration`;

/** Refuses what is no discovery document, and one of another issuer. The issuer comes back as the provider itself writes it: its tokens do. */
export function readDiscovery(document: unknown, issuer: string): Outcome<{ issuer: string; endpoints: Endpoints }> {
  const read = documentWire.safeParse(document);
  if (!read.success) return refused("issuer_incomplete", { field: "issuer" });
  const d = read.data;
  if (bare(d.issuer) !== bare(issuer)) return refused("issuer_other", { field: "issuer", values: { issuer: d.issuer.slice(0, 200) } });
  const methods = d.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const secretIn = methods.includes("client_secret_basic") ? "header" : "body";
  const endpoints = {
    authorization: d.authorization_endpoint,
    token: d.token_endpoint,
    keys: d.jwks_uri,
    userInfo: d.userinfo_endpoint ?? null,
    secretIn,
  } as const;
  return fine({ issuer: d.issuer, endpoints });
}

/** What the browser that set out must bring back. */
export type Journey = { institutionId: string; state: string; nonce: string; verifier: string; to: string; until: number };

export function authorizationAddress(
  authorization: string,
  { clientId, redirectAddress, email, journey }: { clientId: string; redirectAddress: string; email: string | undefined; journey: Journey },
): string {
  const address = new URL(authorization);
  const asked = {
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectAddress,
    scope: "openid email profile",
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: createHash("sha256").update(journey.verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...(email === undefined ? {} : { login_hint: email }),
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  return address.href;
}

/** How the code is exchanged (RFC 6749, sections 2.3.1 and 4.1.3; RFC 7636). */
export function codeRequest(
  { secretIn }: Pick<Endpoints, "secretIn">,
  {
    clientId,
    clientSecret,
    code,
    verifier,
    redirectAddress,
  }: { clientId: string; clientSecret: string; code: string; verifier: string; redirectAddress: string },
): { headers: Record<string, string>; body: string } {
  const body = new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: redirectAddress, code_verifier: verifier });
  const headers: Record<string, string> = { "content-type": "application/x-www-form-urlencoded" };
  const formed = (text: string): string => new URLSearchParams({ _: text }).toString().slice(2);
  if (secretIn === "header") headers["authorization"] = `Basic ${Buffer.from(`${formed(clientId)}:${formed(clientSecret)}`).toString("base64")}`;
  else {
    body.set("client_id", clientId);
    body.set("client_secret", clientSecret);
  }
  return { headers, body: body.toString() };
}

/** Only signatures that a provider alone can make: with HS256 everybody who knows the client secret could. */
const SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

/** The claims of an ID token that was made by this provider, for us, in answer to this question (OpenID Connect Core 1.0, section 3.1.3.7); null for any other. */
export async function claimsIn(idToken: string, keys: unknown, about: { issuer: string; clientId: string; nonce: string }): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys as JSONWebKeySet), {
      issuer: about.issuer,
      audience: about.clientId,
      algorithms: SIGNATURES,
      requiredClaims: ["sub", "exp", "iat"],
      clockTolerance: 60,
    });
    const toUs = payload["azp"] === undefined ? [payload.aud].flat().length === 1 : payload["azp"] === about.clientId;
    return toUs && payload["nonce"] === about.nonce ? payload : null;
  } catch {
    return null;
  }
}

export type Newcomer = { email: string; name: string };

/** Whom the provider vouches for. Refuses an address that it has not verified, and one that is not the institution's: nobody else's people are let in by it. */
export function personIn(
  claims: Record<string, unknown>,
  domains: readonly string[],
): { ok: true; value: Newcomer } | { ok: false; trouble: SingleSignOnTrouble } {
  const email = z.string().trim().toLowerCase().pipe(z.email().max(254)).safeParse(claims["email"]);
  if (!email.success) return { ok: false, trouble: "email_unverified" };
  if (claims["email_verified"] !== true && claims["email_verified"] !== "true") return { ok: false, trouble: "email_unverified" };
  if (!domains.includes(domainOf(email.data))) return { ok: false, trouble: "foreign_domain" };
  const name = typeof claims["name"] === "string" ? plainText(claims["name"].slice(0, 120).toWellFormed()) : "";
  return { ok: true, value: { email: email.data, name: name === "" ? email.data : name } };
}

export const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1).toLowerCase();

/** Only pages of our own are gone on to. */
export const ownPage = (to: string | undefined): string => (to !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(to) && !to.startsWith("/sign-in") ? to : "/");
