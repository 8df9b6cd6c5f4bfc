import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { aboutOwnApp } from "../../src/connections/actions.ts";
import type { linkMade } from "../../src/connections/authorizing/contract.ts";
import { insertCandidate } from "../../src/connections/authorizing/grant-store.ts";
import { sealedToken } from "../../src/connections/tokens/actions.ts";
import { instant } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import type { House } from "./house.ts";
import { done, post } from "./people.ts";
import type { Server } from "./server.ts";

/** A provider of its own, and what its organizer was mailed. */
export async function waysIn(
  server: Server,
  { institutionId, name, organizer }: Pick<House, "institutionId" | "name" | "organizer" | "admin">,
): Promise<Pick<House, "signInToken" | "resetToken" | "signInId" | "domain">> {
  const { db, secrets } = server.world;
  const domain = `people-of-${name}.example`.toLowerCase();
  const endpoints = JSON.stringify(endpointsAt(`https://login.${domain}`));
  await db.run(sql`insert into single_sign_ons (institution_id, issuer, client_id, client_secret_sealed, endpoints)
    values (${institutionId}, ${`https://login.${domain}`}, ${`bedel of ${name}`}, ${secrets.seal(`secret of ${name}`, "test")}, ${endpoints})`);
  await db.run(
    sql`insert into single_sign_on_domains (institution_id, domain, token, proof) values (${institutionId}, ${domain}, ${`token of ${name}`}, 'record')`,
  );
  const mailed = async (kind: string, url: string): Promise<string> => {
    await post(server, url, { email: organizer.email });
    const key = await db.one((r) => String(r["key"]), sql`select key from deliveries where kind = ${kind} and to_email = ${organizer.email}`);
    return secrets.tokenFor(key!);
  };
  const known = {
    domain,
    signInToken: await mailed("magic_link", "/api/auth/sign-in/link"),
    resetToken: await mailed("forgotten_password", "/api/auth/forgotten-password"),
    signInId: (await db.one((r) => String(r["id"]), sql`select id from sign_ins where "userId" = ${organizer.personId}`))!,
  };
  await server.worker.round(["mails"]);
  return known;
}

/** A link for its Zoom administrator, and an own app that Zoom knows and that waits for a yes. */
export async function toBeConnected(
  server: Server,
  { institutionId, name, admin }: Pick<House, "institutionId" | "name" | "organizer" | "admin">,
  now: string,
): Promise<Pick<House, "linkId" | "linkToken" | "candidateId">> {
  const { db, secrets } = server.world;
  const body = { email: null, language: "en" };
  const { link, address } = await done<LinkMade>(server, { method: "POST", url: "/api/connection/links", body }, admin);
  const candidate = { institutionId, id: randomUUID() };
  const given = { accessToken: `access of ${name}`, expiresAt: instant("2027-03-02T10:00:00Z"), refreshToken: null, refreshExpiresAt: null };
  const app = { clientId: `app of ${name}`, clientSecret: `secret of ${name}`, webhookSecret: `token of ${name}` };
  const { clientId, clientSecret } = app;
  await post(server, "/zoom/control/apps", { clientId, clientSecret, kind: "server-to-server", scopes: "every" });
  const ownAppSealed = secrets.seal(JSON.stringify(app), aboutOwnApp(candidate));
  const token = sealedToken(secrets, candidate, given);
  const grant = { app: "account" as const, ownAppSealed, accountId: "sandbox-account", by: null, number: 1, token };
  await insertCandidate(db, candidate, grant, null, instant(now));
  return { linkId: link.id, linkToken: address!.split("/").at(-1)!, candidateId: candidate.id };
}

type LinkMade = z.infer<typeof linkMade>;

const endpointsAt = (issuer: string): object => ({ authorization: `${issuer}/auth`, token: `${issuer}/token`, keys: `${issuer}/keys`, userInfo: null });
