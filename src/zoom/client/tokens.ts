import { after, minutes, seconds } from "../../lib/time.ts";
import { ZoomError } from "../port.ts";
import { accountToken, refreshed, type Asking, type Credentials, type Token } from "./oauth.ts";

export type { Credentials, Token } from "./oauth.ts";

/**
 * Where the one token of the connection lives, for all processes. Zoom may end the previous token when a new one is asked for,
 * and a refresh token works once, so one process at a time asks: it takes the lease. Whoever was overtaken saves nothing over a newer token.
 */
export type TokenStore = {
  /** May be a second old. Throws `reconnect` where the connection is known to be refused: nothing is asked of Zoom then. */
  read(): Promise<Token | null>;
  readNow(): Promise<Token | null>;
  /** Null: somebody else holds it. It ends by itself, later than any answer from Zoom can come. */
  take(): Promise<Lease | null>;
};

export type Lease = {
  /** As it was when the lease was taken. */
  token: Token | null;
  /** False: a newer token is there. */
  save(token: Token): Promise<boolean>;
  /** Zoom refuses to give another one. */
  refused(error: ZoomError): Promise<void>;
  release(): Promise<void>;
};

export function tokensInMemory(): TokenStore & { save(token: Token): Promise<void> } {
  let [kept, generation, leased]: [Token | null, number, boolean] = [null, 0, false];
  const save = async (token: Token): Promise<void> => {
    kept = token;
    generation += 1;
  };
  const take = async (): Promise<Lease | null> => {
    if (leased) return null;
    leased = true;
    const held = generation;
    const release = async (): Promise<void> => void (leased = false);
    return { token: kept, save: async (token) => generation === held && (await save(token), true), refused: async () => undefined, release };
  };
  return { read: async () => kept, readNow: async () => kept, save, take };
}

export type TokenSource = {
  /** A token that should still be accepted. */
  current(): Promise<string>;
  /** Another one than `refused`: what someone else fetched meanwhile, or a new one. */
  insteadOf(refused: string): Promise<string>;
};

/** A token about to run out could die on its way to Zoom. */
const SPARE = minutes(5);
/** How long one waits for another process's token: longer than Zoom usually takes, shorter than people wait. Some 20 s in all. */
const WAITS = [50, 100, 200, 400, 800, ...Array.from({ length: 12 }, () => 1500)];
/** A token that was given and can't be kept would be lost. */
const SAVES_AGAIN_AFTER = [200, 1000, 3000];

/** Whatever cut off an answer may take a moment to mend. Both tries and this fit into the lease. */
const REFRESHES_AGAIN_AFTER = seconds(5);

type Source = Asking & { credentials: Credentials; pause: (ms: number) => Promise<void> };

/** Whoever asks while a token is being fetched waits for that one. */
export function tokenSource(source: Source, store: TokenStore): TokenSource {
  let underWay: Promise<string> | null = null;
  const isGood = (token: Token | null): token is Token => token !== null && token.expiresAt > after(source.now(), SPARE);
  const next = renewal(source);
  const replaceHeld = async (lease: Lease, refused: string | null): Promise<string> => {
    if (isGood(lease.token) && lease.token.accessToken !== refused) return lease.token.accessToken;
    try {
      const fresh = await next(lease.token);
      if (await kept(source, lease, fresh)) return fresh.accessToken;
      return (await store.readNow())?.accessToken ?? fresh.accessToken;
    } catch (error) {
      if (!(error instanceof ZoomError) || error.kind !== "reconnect") throw error;
      const newer = await store.readNow(); // the token was used up by whoever was overtaken, and came back to it after all
      if (isGood(newer) && newer.accessToken !== lease.token?.accessToken) return newer.accessToken;
      await lease.refused(error);
      throw error;
    }
  };
  const replace = async (refused: string | null): Promise<string> => {
    for (const wait of WAITS) {
      const lease = await store.take();
      if (lease !== null) return replaceHeld(lease, refused).finally(() => lease.release());
      await source.pause(wait);
      const stored = await store.readNow();
      if (isGood(stored) && stored.accessToken !== refused) return stored.accessToken;
    }
    throw new ZoomError("unreachable", "another process has been asking Zoom for a token for too long");
  };
  const once = (refused: string | null): Promise<string> => {
    underWay ??= replace(refused).finally(() => {
      underWay = null;
    });
    return underWay;
  };
  return {
    current: async () => {
      const stored = await store.read();
      return isGood(stored) ? stored.accessToken : once(null);
    },
    insteadOf: async (refused) => {
      const other = await once(refused); // for another token, perhaps, or for none
      return other === refused ? once(refused) : other;
    },
  };
}

/** The next token by the grant. When the answer to a refresh is lost, Zoom may know another refresh token by now: the old one is tried once more, and then a person is needed. A try that never left is none. */
function renewal(source: Source): (from: Token | null) => Promise<Token> {
  const { credentials } = source;
  if (credentials.grant === "account") return () => accountToken(source, credentials, credentials.accountId);
  let lost: string | null = null;
  return async (from) => {
    const old = from?.refreshToken ?? null;
    if (old === null) throw new ZoomError("reconnect", "nobody has connected this account yet");
    for (;;) {
      try {
        return await refreshed(source, credentials, old);
      } catch (error) {
        if (!(error instanceof ZoomError)) throw error;
        if (error.kind === "unreachable" && error.http === null) lost = null;
        if (error.kind !== "unanswered") throw error;
        if (lost === old) throw new ZoomError("reconnect", `Zoom's answer to a refresh was lost twice: ${error.message}`, error);
        lost = old;
        await source.pause(REFRESHES_AGAIN_AFTER);
      }
    }
  };
}

/** Saved before it is used: whoever uses it first and dies leaves a refresh token behind that nobody knows. */
async function kept(source: Source, lease: Lease, token: Token): Promise<boolean> {
  for (const wait of SAVES_AGAIN_AFTER) {
    try {
      return await lease.save(token);
    } catch {
      await source.pause(wait); // the database is away for a moment; the last try tells why
    }
  }
  return lease.save(token);
}
