import { createHash } from "node:crypto";
import type { Random } from "../../lib/random.ts";
import { after, days, seconds, type Instant } from "../../lib/time.ts";
import { ZoomError } from "../port.ts";
import { tokenWire } from "../wire.ts";
import { complaintOf, errorOf, type Answer } from "./errors.ts";
import { send, type Transport } from "./transport.ts";

/** What opens the account's API for an hour. `refreshToken` is null where the grant has none (Server-to-Server). */
export type Token = {
  accessToken: string;
  expiresAt: Instant;
  refreshToken: string | null;
  refreshExpiresAt: Instant | null;
  /** What it may do, as Zoom says with it; absent where nobody knows. */
  scopes?: readonly string[];
};

/** The app as Zoom's Marketplace knows it. `oauthBase`: `https://zoom.us/oauth`. */
export type App = { oauthBase: string; clientId: string; clientSecret: string };

/** Server-to-Server asks by the account; all other apps by the refresh token that came with the last token. */
export type Credentials = App & ({ grant: "account"; accountId: string } | { grant: "refresh token" });

export type Asking = { transport: Transport; now: () => Instant };

/** Zoom says so: a refresh token dies when it is used, or after 90 days (marketplace docs, OAuth; read 2026-11). */
const REFRESH_LIVES = days(90);
const TOKEN_CALL = { method: "POST", path: "/token", label: "light" } as const;
const REVOKE_CALL = { method: "POST", path: "/revoke", label: "light" } as const;

/** A token by the account's id. One that was lost on the way does no harm: the next question gets another. */
export async function accountToken(asking: Asking, app: App, accountId: string): Promise<Token> {
  try {
    return await tokenFrom(asking, app, { grant_type: "account_credentials", account_id: accountId });
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "unanswered") throw new ZoomError("unreachable", error.message, error);
    throw error;
  }
}

/** The next token. `unanswered`: it may have been made, and `refreshToken` be used up. */
export async function refreshed(asking: Asking, app: App, refreshToken: string): Promise<Token> {
  const token = await tokenFrom(asking, app, { grant_type: "refresh_token", refresh_token: refreshToken });
  return token.refreshToken !== null ? token : { ...token, refreshToken, refreshExpiresAt: null };
}

/** What the person brought back from Zoom, for a first token. Works once, within 5 minutes; `redirectUri` as it was sent, to the letter. */
export async function exchangeCode(
  asking: Asking,
  app: App,
  { code, redirectUri, verifier }: { code: string; redirectUri: string; verifier: string },
): Promise<Token> {
  return tokenFrom(asking, app, { grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier });
}

/** Ends a token and its refresh token. One that Zoom does not accept any more counts as ended. */
export async function revoke(asking: Asking, app: App, accessToken: string): Promise<void> {
  const answer = await ask(asking, app, REVOKE_CALL, { token: accessToken });
  const complaint = complaintOf(answer);
  if (complaint === null) return;
  const error = errorOf(REVOKE_CALL, answer, complaint, asking.now());
  const isDead = complaint.code === 124 || complaint.code === 4741 || /invalid.?(token|grant)/i.test(complaint.message);
  if (answer.http >= 500 || !isDead) throw error;
}

/** Proves that who brings the code is who asked for it: the challenge goes ahead, the verifier is told with the code. */
export function pkce(random: Random): { verifier: string; challenge: string } {
  const verifier = Buffer.from(random.bytes(32)).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

async function tokenFrom(asking: Asking, app: App, form: Record<string, string>): Promise<Token> {
  const answer = await ask(asking, app, TOKEN_CALL, form);
  const complaint = complaintOf(answer);
  const now = asking.now();
  if (complaint !== null) throw refusal(answer, errorOf(TOKEN_CALL, answer, complaint, now));
  const read = tokenWire.safeParse(answer.body);
  if (!read.success) throw new ZoomError("unanswered", "the token answer was not understood", { http: answer.http });
  const { access_token: accessToken, expires_in: lives, refresh_token: refreshToken, scope: scopes } = read.data;
  const refreshExpiresAt = refreshToken === null ? null : after(now, REFRESH_LIVES);
  return { accessToken, expiresAt: after(now, seconds(lives)), refreshToken, refreshExpiresAt, scopes };
}

/** What the token endpoint refuses (unknown app, wrong secret, switched off, revoked) is mended by connecting anew only; what it is too busy for is not refused. */
function refusal(answer: Answer, error: ZoomError): ZoomError {
  const isRefusal = answer.http < 500 && answer.body !== null && error.kind !== "busy" && error.kind !== "spent";
  return isRefusal ? new ZoomError("reconnect", error.message, error) : error;
}

const ask = ({ transport }: Asking, { oauthBase, clientId, clientSecret }: App, call: typeof TOKEN_CALL | typeof REVOKE_CALL, form: Record<string, string>) =>
  send(transport, call, `${oauthBase}${call.path}`, {
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`, "utf8").toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams(form).toString(),
  });
