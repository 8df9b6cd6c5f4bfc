import { after, minutes, seconds, type Instant } from "../../lib/time.ts";
import { ZoomError } from "../port.ts";
import { tokenWire } from "../wire.ts";
import { complaintOf, errorOf, type Answer } from "./errors.ts";
import { send, type Transport } from "./transport.ts";

export type Token = { accessToken: string; expiresAt: Instant };

/**
 * Where the one token of the connection lives, for all processes. Zoom may end the previous token when a new one is
 * asked for, so `lease` lets one process at a time ask; where there is only one process it just does the work.
 */
export type TokenStore = {
  read(): Promise<Token | null>;
  save(token: Token): Promise<void>;
  lease<T>(work: () => Promise<T>): Promise<T>;
};

export function tokensInMemory(): TokenStore {
  let kept: Token | null = null;
  return {
    read: async () => kept,
    save: async (token) => {
      kept = token;
    },
    lease: (work) => work(),
  };
}

export type TokenSource = {
  /** A token that should still be accepted. */
  current(): Promise<string>;
  /** Another one than `refused`: what someone else fetched meanwhile, or a new one. */
  insteadOf(refused: string): Promise<string>;
};

/** A token about to run out could die on its way to Zoom. */
const SPARE = minutes(5);

export type Credentials = { oauthBase: string; accountId: string; clientId: string; clientSecret: string };

/** Whoever asks while a token is being fetched waits for that one. */
export function tokenSource(transport: Transport, credentials: Credentials, tokens: TokenStore, now: () => Instant): TokenSource {
  let underWay: Promise<string> | null = null;
  const isGood = (token: Token | null): token is Token => token !== null && token.expiresAt > after(now(), SPARE);
  const replace = (refused: string | null): Promise<string> =>
    tokens.lease(async () => {
      const stored = await tokens.read();
      if (isGood(stored) && stored.accessToken !== refused) return stored.accessToken;
      const fresh = await fetchToken(transport, credentials, now());
      await tokens.save(fresh);
      return fresh.accessToken;
    });
  const once = (refused: string | null): Promise<string> => {
    underWay ??= replace(refused).finally(() => {
      underWay = null;
    });
    return underWay;
  };
  return {
    current: async () => {
      const stored = await tokens.read();
      return isGood(stored) ? stored.accessToken : once(null);
    },
    insteadOf: (refused) => once(refused),
  };
}

const TOKEN_CALL = { method: "POST", path: "/token", label: "light" } as const;

async function fetchToken(transport: Transport, credentials: Credentials, now: Instant): Promise<Token> {
  const answer = await askForToken(transport, credentials);
  const complaint = complaintOf(answer);
  const read = tokenWire.safeParse(answer.body);
  if (complaint === null && read.success) return { accessToken: read.data.access_token, expiresAt: after(now, seconds(read.data.expires_in)) };
  if (complaint === null) throw new ZoomError("unreachable", "the token answer was not understood", { http: answer.http });
  const error = errorOf(TOKEN_CALL, answer, complaint, now);
  // What else the token endpoint refuses (unknown app, wrong secret, switched off) is mended by connecting anew only.
  const isRefusal = answer.http < 500 && answer.body !== null && error.kind !== "busy" && error.kind !== "spent";
  throw isRefusal ? new ZoomError("reconnect", error.message, error) : error;
}

async function askForToken(transport: Transport, { oauthBase, accountId, clientId, clientSecret }: Credentials): Promise<Answer> {
  try {
    return await send(transport, TOKEN_CALL, `${oauthBase}/token`, {
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`, "utf8").toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ grant_type: "account_credentials", account_id: accountId }).toString(),
    });
  } catch (error) {
    // A lost token does no harm, and what it was wanted for has not been sent.
    if (error instanceof ZoomError && error.kind === "unanswered") throw new ZoomError("unreachable", error.message, error);
    throw error;
  }
}
