import { ok, refuse, type Answer } from "../answer.ts";
import type { Authorization, Token } from "../account.ts";
import { rowOf } from "../call.ts";
import { account, toldAt, type World } from "../world.ts";
import { findApp, scopesAskedBy, type RegisteredApp } from "./apps.ts";
import { ACCESS_LIVES, accessToken, endAuthorization, isProvenBy, issue } from "./authorizations.ts";

type Grant = { kinds: RegisteredApp["kind"][]; answer: (world: World, app: RegisteredApp, form: URLSearchParams) => Answer };

const GRANTS: Record<string, Grant> = {
  account_credentials: { kinds: ["server-to-server"], answer: fromCredentials },
  authorization_code: { kinds: ["admin-managed", "user-managed"], answer: fromCode },
  refresh_token: { kinds: ["admin-managed", "user-managed"], answer: fromRefresh },
};

/** Secrets that must not stand in an address, where logs keep them. Zoom refuses tokens there since February 2023. */
const NEVER_IN_ADDRESS = ["access_token", "refresh_token", "token", "client_secret", "code", "code_verifier"];

const denied = (status: number, error: string, reason: string, errorCode: number): Answer => ({ status, body: { reason, error, errorCode } });

/** POST /oauth/token and /oauth/revoke. The app says who it is by Basic authorization or in the form. */
export function answerOAuth(world: World, request: Request, path: string, body: string): Answer {
  if (path !== "/oauth/token" && path !== "/oauth/revoke") return refuse(404, 2300, "This API endpoint is not recognized.");
  if (request.method !== "POST") return refuse(405, 2300, `Method not allowed: ${path}`);
  const inAddress = new URL(request.url).searchParams;
  if (NEVER_IN_ADDRESS.some((name) => inAddress.has(name))) return denied(400, "invalid_request", "Tokens in the address are not accepted.", 4700);
  const form = new URLSearchParams(body);
  for (const [name, value] of inAddress) if (!form.has(name)) form.set(name, value);
  const app = appOf(world, request.headers.get("authorization"), form);
  if (app === null) return denied(401, "invalid_client", "Invalid client_id or client_secret", 4702);
  if (app.switchedOff === "by its developer") return denied(400, "invalid_client", "The app has been disabled.", 4717);
  return path === "/oauth/revoke" ? revoke(world, app, form) : token(world, app, form);
}

type Credentials = [id: string, secret: string | null];

/** Only a public client comes without a secret. */
function appOf(world: World, authorization: string | null, form: URLSearchParams): RegisteredApp | null {
  const given: Credentials[] = authorization === null ? [[form.get("client_id") ?? "", form.get("client_secret")]] : fromBasic(authorization);
  for (const [id, secret] of given) {
    const app = findApp(world, id);
    if (app !== null && (secret === null ? app.publicClient : app.clientSecret === secret)) return app;
  }
  return null;
}

/** RFC 6749 (2.3.1) wants both written in percents first; most programs don't, and a secret may hold a percent sign of its own: either is right. */
function fromBasic(authorization: string): Credentials[] {
  const [scheme, credentials] = authorization.split(" ");
  const text = scheme?.toLowerCase() === "basic" ? Buffer.from(credentials ?? "", "base64").toString() : "";
  const at = text.indexOf(":");
  if (at < 0) return [];
  const [id, secret] = [text.slice(0, at), text.slice(at + 1)];
  return [
    [id, secret],
    [plain(id), plain(secret)],
  ];
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function token(world: World, app: RegisteredApp, form: URLSearchParams): Answer {
  const asked = form.get("grant_type") ?? "";
  if (asked === "") return denied(400, "invalid_request", "Missing grant type", 4706);
  const grant = rowOf(GRANTS, asked);
  if (grant === undefined || !grant.kinds.includes(app.kind)) return denied(400, "unsupported_grant_type", "unsupported grant type", 4705);
  return grant.answer(world, app, form);
}

/** A new token kills the app's older ones beyond the number that may live at once. */
function fromCredentials(world: World, app: RegisteredApp, form: URLSearchParams): Answer {
  if (form.get("account_id") !== app.accountId) return denied(400, "invalid_request", "Bad Request", 4706);
  if (app.switchedOff !== null) return denied(400, "invalid_grant", "Token disabled by admin.", 4738);
  const others = [...world.tokens.all()].filter((one) => one.clientId === app.clientId);
  const keep = account(world).liveTokens - 1;
  for (const old of others.slice(0, Math.max(0, others.length - keep))) world.tokens.drop(old.value);
  return ok(view(world, accessToken(world, app.clientId, scopesAskedBy(app))));
}

const view = (world: World, { value, scopes }: Token): Record<string, unknown> => ({
  access_token: value,
  token_type: "bearer",
  expires_in: ACCESS_LIVES / 1000,
  scope: scopes.join(" "),
  api_url: world.base,
});

function fromCode(world: World, app: RegisteredApp, form: URLSearchParams): Answer {
  const code = world.codes.get(form.get("code") ?? "");
  const authorization = code === undefined ? undefined : world.authorizations.get(code.authorizationId);
  const invalid = denied(400, "invalid_grant", "Invalid authorization code", 4734);
  if (code === undefined || code.clientId !== app.clientId || code.used || authorization === undefined || authorization.endedAt !== null) return invalid;
  if (code.expiresAt <= toldAt(world)) return denied(400, "invalid_grant", "Authorization code expired", 4733);
  if (form.get("redirect_uri") !== code.redirectUri) return denied(400, "invalid_request", "Redirect URI mismatch.", 4709);
  world.codes.put(code.value, { ...code, used: true });
  // A code is spent by a wrong verifier too: whoever guesses has one guess.
  if (!isProvenBy(code.challenge, form.get("code_verifier"))) return invalid;
  return whyNotServed(world, app, authorization) ?? pair(world, authorization);
}

/** For a token that was never given, or that is older than ninety days, Zoom was seen to answer without a number. */
const unknownToken: Answer = { status: 400, body: { reason: "Invalid Token!", error: "invalid_grant" } };

function fromRefresh(world: World, app: RegisteredApp, form: URLSearchParams): Answer {
  const refresh = world.refreshTokens.get(form.get("refresh_token") ?? "");
  const authorization = refresh === undefined ? undefined : world.authorizations.get(refresh.authorizationId);
  if (refresh === undefined || authorization === undefined || authorization.clientId !== app.clientId) return unknownToken;
  if (authorization.endedAt !== null) return denied(400, "invalid_grant", "Token has been revoked.", 4741);
  const refusal = whyNotServed(world, app, authorization);
  if (refusal !== null) return refusal;
  if (refresh.expiresAt <= toldAt(world)) return unknownToken;
  if (refresh.used && account(world).refreshGrace !== true) {
    return denied(400, "invalid_grant", "The refresh token was used before and is beyond its tolerance.", 4740);
  }
  return pair(world, authorization);
}

function whyNotServed(world: World, app: RegisteredApp, { userId }: Authorization): Answer | null {
  if (world.users.get(userId)?.status !== "active") return denied(400, "invalid_grant", "The owner of this token does not exist.", 4735);
  return app.switchedOff === null ? null : denied(400, "invalid_grant", "Token disabled by admin.", 4738);
}

function pair(world: World, authorization: Authorization): Answer {
  const { access, refresh } = issue(world, authorization);
  return ok({ ...view(world, access), refresh_token: refresh.value });
}

/** By its access token while that lives, and for all that was given with it. */
function revoke(world: World, app: RegisteredApp, form: URLSearchParams): Answer {
  const known = world.tokens.get(form.get("token") ?? "");
  const isOf = known?.clientId === app.clientId && known.expiresAt > toldAt(world);
  if (known === undefined || !isOf) return denied(400, "invalid_request", "Empty or invalid token.", 4700);
  const authorization = known.authorizationId === undefined ? undefined : world.authorizations.get(known.authorizationId);
  if (authorization === undefined) world.tokens.drop(known.value);
  else endAuthorization(world, authorization);
  return ok({ status: "success" });
}

/** The token of a request, if it still opens anything, and who stands behind it. */
export function tokenOf(world: World, headers: Headers): { token: Token; by: string | null } | null {
  const [scheme, value] = (headers.get("authorization") ?? "").split(" ");
  const token = scheme?.toLowerCase() === "bearer" ? world.tokens.get(value ?? "") : undefined;
  if (token === undefined || token.expiresAt <= toldAt(world)) return null;
  if ((findApp(world, token.clientId)?.switchedOff ?? null) !== null) return null;
  if (token.authorizationId === undefined) return { token, by: null };
  const by = world.users.get(world.authorizations.get(token.authorizationId)?.userId ?? "");
  return by?.status === "active" ? { token, by: by.id } : null;
}
