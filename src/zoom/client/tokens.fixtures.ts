import { after, days, hours, instant, type Instant } from "../../lib/time.ts";
import type { Asking, Credentials, Token } from "./oauth.ts";

export const NOON = instant("2027-03-01T12:00:00Z");
export const APP = { oauthBase: "https://zoom.us/oauth", clientId: "client", clientSecret: "s3cret" };
export const BY_PEOPLE: Credentials = { ...APP, grant: "refresh token" };

/** A token endpoint that answers in turn, as Zoom words it; what it was asked is kept. An Error is thrown as `fetch` would. */
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
