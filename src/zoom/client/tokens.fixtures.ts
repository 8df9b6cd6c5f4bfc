import { ADMIN_APP, ADMINISTRATOR, tokensFor } from "../../../sandbox/oauth/testing.ts";
import { BASE, bench, type Bench } from "../../../sandbox/testing.ts";
import { after, days, hours, instant, type Instant } from "../../lib/time.ts";
import type { App, Asking, Credentials, Token } from "./oauth.ts";
import { tokensInMemory, type TokenStore } from "./tokens.ts";

export const NOON = instant("2027-03-01T12:00:00Z");
export const APP = { oauthBase: "https://zoom.us/oauth", clientId: "client", clientSecret: "s3cret" };
export const BY_PEOPLE: Credentials = { ...APP, grant: "refresh token" };

/** The app as the sandbox knows it. */
export const SANDBOX_APP: App = { oauthBase: `${BASE}/oauth`, clientId: ADMIN_APP.id, clientSecret: ADMIN_APP.secret! };

export type TokenLine = Asking & { pause: () => Promise<void>; b: Bench; asked: Record<string, string>[]; fault(what: string, times?: number): Promise<void> };

/** The sandbox's token endpoint; what it was asked is kept. */
export async function sandboxLine(): Promise<TokenLine> {
  const b = await bench();
  const asked: Record<string, string>[] = [];
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    asked.push(Object.fromEntries(new URLSearchParams(String(init.body))));
    return b.sandbox.fetch(new Request(url, init));
  };
  const fault = async (what: string, times = 1): Promise<void> =>
    void (await b.control("POST", "/faults", { kind: "next", match: "POST /oauth/token", do: what, times }));
  return { transport: { fetch, timeoutMs: 1000, hosts: [new URL(BASE).host] }, now: () => b.now(), pause: async () => undefined, b, asked, fault };
}

export type Connected = TokenLine & { credentials: Credentials; store: TokenStore & { save(token: Token): Promise<void> }; first: Token };

/** An administrator has allowed the app in the sandbox more than an hour ago: the access token has run out, and there is a refresh token. */
export async function authorized(): Promise<Connected> {
  const zoom = await sandboxLine();
  const { access, refresh } = await tokensFor(zoom.b, ADMIN_APP, ADMINISTRATOR);
  const first: Token = { accessToken: access, expiresAt: zoom.b.now(), refreshToken: refresh, refreshExpiresAt: after(zoom.b.now(), days(90)) };
  const store = tokensInMemory();
  await store.save(first);
  return { ...zoom, credentials: { ...SANDBOX_APP, grant: "refresh token" }, store, first };
}

/** A token endpoint that answers in turn, as Zoom words it, for what the sandbox can't play; what it was asked is kept. An Error is thrown as `fetch` would. */
export function tokenEndpoint(...answers: (Response | Error)[]): Asking & { pause: () => Promise<void>; asked: Record<string, string>[]; paths: string[] } {
  const [asked, paths]: [Record<string, string>[], string[]] = [[], []];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    paths.push(new URL(url).pathname);
    asked.push(Object.fromEntries(new URLSearchParams(String(init.body))));
    const next = answers.shift();
    if (next instanceof Response) return next;
    throw next ?? new Error("nobody expected this question");
  };
  return { transport: { fetch, timeoutMs: 1000, hosts: ["zoom.us"] }, now: (): Instant => NOON, pause: async () => undefined, asked, paths };
}

export const given = (access: string, refresh: string | null): Response =>
  Response.json({
    access_token: access,
    token_type: "bearer",
    expires_in: 3600,
    scope: "meeting:read:admin user:read:admin",
    api_url: "https://api.zoom.us",
    ...(refresh === null ? {} : { refresh_token: refresh }),
  });

export const denied = (errorCode: number | null, reason: string, error = "invalid_grant"): Response =>
  Response.json({ reason, error, ...(errorCode === null ? {} : { errorCode }) }, { status: 400 });

/** The request went out, and nothing came back. */
export const lostAnswer = (): Error => new TypeError("fetch failed", { cause: Object.assign(new Error("cut"), { code: "UND_ERR_SOCKET" }) });
export const neverSent = (): Error => new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) });

export const aToken = (access: string, refresh: string | null, more: Partial<Token> = {}): Token => ({
  accessToken: access,
  expiresAt: after(NOON, hours(1)),
  refreshToken: refresh,
  refreshExpiresAt: refresh === null ? null : after(NOON, days(90)),
  ...more,
});
/** Still known, and of no use any more. */
export const usedUp = (access: string, refresh: string | null): Token => aToken(access, refresh, { expiresAt: NOON });
