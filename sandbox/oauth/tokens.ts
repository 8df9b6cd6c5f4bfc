import { hours, type Instant } from "../../src/lib/time.ts";
import { ok, type Answer } from "../answer.ts";
import type { App, Token } from "../account.ts";
import { secret } from "../ids.ts";
import { ALL_SCOPES } from "../routes.ts";
import { account, toldAt, type World } from "../world.ts";

const TOKEN_LIVES = hours(1);

type Grant = (world: World, app: App, form: URLSearchParams) => Answer;

/** One row a grant; authorization codes and refresh tokens find their place here. */
const GRANTS: Record<string, Grant> = {
  account_credentials: (world, app, form) =>
    form.get("account_id") === app.accountId ? tokenFor(world, app) : denied(400, "invalid_request", "Bad Request", 4706),
};

/** POST /oauth/token: the app says who it is by Basic authorization. */
export function answerToken(world: World, headers: Headers, form: URLSearchParams): Answer {
  const app = appOf(world, headers.get("authorization") ?? "");
  if (app === null) return denied(401, "invalid_client", "Invalid client_id or client_secret", 4702);
  const grant = GRANTS[form.get("grant_type") ?? ""];
  return grant === undefined ? denied(400, "unsupported_grant_type", "unsupported grant type", 4705) : grant(world, app, form);
}

const denied = (status: number, error: string, reason: string, errorCode: number): Answer => ({ status, body: { reason, error, errorCode } });

function appOf(world: World, authorization: string): App | null {
  const [scheme, credentials] = authorization.split(" ");
  if (scheme?.toLowerCase() !== "basic" || credentials === undefined) return null;
  const text = Buffer.from(credentials, "base64").toString();
  const at = text.indexOf(":");
  const app = world.apps.get(text.slice(0, at));
  return app !== undefined && app.clientSecret === text.slice(at + 1) ? app : null;
}

const scopesOf = (app: App): string[] => (app.scopes === "every" ? ALL_SCOPES : app.scopes);

/** A new token kills the app's older ones beyond the number that may live at once. */
function tokenFor(world: World, app: App): Answer {
  const value = secret(world, 32);
  const token: Token = { value, clientId: app.clientId, scopes: scopesOf(app), madeAt: world.at, expiresAt: (world.at + TOKEN_LIVES) as Instant };
  const others = [...world.tokens.all()].filter((t) => t.clientId === app.clientId);
  const keep = account(world).liveTokens - 1;
  for (const old of others.slice(0, Math.max(0, others.length - keep))) world.tokens.drop(old.value);
  world.tokens.put(value, token);
  return ok({ access_token: value, token_type: "bearer", expires_in: TOKEN_LIVES / 1000, scope: token.scopes.join(" "), api_url: world.base });
}

/** The token of a request, if it still opens anything. */
export function tokenOf(world: World, headers: Headers): Token | null {
  const [scheme, value] = (headers.get("authorization") ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || value === undefined) return null;
  const token = world.tokens.get(value);
  return token !== undefined && token.expiresAt > toldAt(world) ? token : null;
}
