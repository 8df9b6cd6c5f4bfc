import { createHash } from "node:crypto";
import { after, days, hours, minutes } from "../../src/lib/time.ts";
import type { Authorization, Challenge, Code, RefreshToken, Token } from "../account.ts";
import { secret } from "../ids.ts";
import { account, type World } from "../world.ts";
import { scopesAskedBy, type RegisteredApp } from "./apps.ts";

const CODE_LIVES = minutes(5);
const CODE_REMEMBERED = hours(1);
export const ACCESS_LIVES = hours(1);
const REFRESH_LIVES = days(90);

export const authorizationOf = (world: World, clientId: string, userId: string): Authorization | null =>
  [...world.authorizations.all()].find((one) => one.clientId === clientId && one.userId === userId && one.endedAt === null) ?? null;

/** A person pressed *Allow*. Whatever the app had of this person before ends now. */
export function allow(world: World, app: RegisteredApp, userId: string, asked: { redirectUri: string; challenge: Challenge | null }): Code {
  const before = authorizationOf(world, app.clientId, userId);
  if (before !== null) endAuthorization(world, before);
  forgetCodes(world);
  const id = secret(world, 16);
  world.authorizations.put(id, { id, clientId: app.clientId, userId, scopes: scopesAskedBy(app), madeAt: world.at, endedAt: null });
  const value = secret(world, 32);
  const expiresAt = after(world.at, CODE_LIVES);
  return world.codes.put(value, { value, authorizationId: id, clientId: app.clientId, ...asked, expiresAt, used: false });
}

function forgetCodes(world: World): void {
  for (const code of world.codes.all()) if (after(code.expiresAt, CODE_REMEMBERED) < world.at) world.codes.drop(code.value);
}

/** Its access tokens open nothing from now on, and its refresh tokens are refused as revoked. */
export function endAuthorization(world: World, authorization: Authorization): void {
  world.authorizations.put(authorization.id, { ...authorization, endedAt: world.at });
  dropAccess(world, authorization.id);
}

function dropAccess(world: World, authorizationId: string): void {
  for (const token of world.tokens.all()) if (token.authorizationId === authorizationId) world.tokens.drop(token.value);
}

export type Pair = { access: Token; refresh: RefreshToken };

/** Another pair for an authorization. Unless the account has grace, what came before it is dead. */
export function issue(world: World, authorization: Authorization): Pair {
  const { refreshGrace } = account(world);
  if (refreshGrace !== true) dropAccess(world, authorization.id);
  for (const old of world.refreshTokens.by(authorization.id)) {
    if (old.expiresAt <= world.at) world.refreshTokens.drop(old.value);
    else if (refreshGrace !== true && !old.used) world.refreshTokens.put(old.value, { ...old, used: true });
  }
  return { access: accessToken(world, authorization.clientId, authorization.scopes, authorization.id), refresh: refreshToken(world, authorization.id) };
}

function refreshToken(world: World, authorizationId: string): RefreshToken {
  const value = secret(world, 32);
  return world.refreshTokens.put(value, { value, authorizationId, expiresAt: after(world.at, REFRESH_LIVES), used: false });
}

export function accessToken(world: World, clientId: string, scopes: string[], authorizationId?: string): Token {
  for (const old of world.tokens.all()) if (old.expiresAt <= world.at) world.tokens.drop(old.value);
  const value = secret(world, 32);
  const person = authorizationId === undefined ? {} : { authorizationId };
  return world.tokens.put(value, { value, clientId, scopes, madeAt: world.at, expiresAt: after(world.at, ACCESS_LIVES), ...person });
}

/** Whether the one who brings the code is the one who asked for it. A verifier that nobody announced is no proof either. */
export function isProvenBy(challenge: Challenge | null, verifier: string | null): boolean {
  if (challenge === null || verifier === null) return challenge === null && verifier === null;
  const shown = challenge.method === "plain" ? verifier : createHash("sha256").update(verifier, "ascii").digest("base64url");
  return shown === challenge.challenge;
}
