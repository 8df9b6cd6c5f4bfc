import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import { zoomClient, type ZoomClientOptions } from "../zoom/client/client.ts";
import type { Token, TokenStore } from "../zoom/client/tokens.ts";
import type { Zoom } from "../zoom/port.ts";
import { readToken, saveState, saveToken, type ConnectionState } from "./store.ts";

export { refusals } from "./hearing.ts";
export { connectionOf, insertConnection, saveSync, type Connection } from "./store.ts";

/** The Zoom app that this server was given: Server-to-Server, for the one institution. */
export type ZoomApp = { apiBase: string; oauthBase: string; accountId: string; clientId: string; clientSecret: string; fetch: ZoomClientOptions["fetch"] };

type Needs = { db: Database; clock: Clock; secrets: Secrets; pause: (ms: number) => Promise<void> };

/** One client for each institution, with its token sealed in the database and its state told by the calls themselves. */
export function openConnections(world: Needs, app: ZoomApp): (institutionId: string) => Zoom {
  const clients = new Map<string, Zoom>();
  return (institutionId) => {
    const known = clients.get(institutionId);
    if (known !== undefined) return known;
    const health = healthOf(world, institutionId);
    const client = zoomClient({
      ...app,
      tokens: storedToken(world, institutionId),
      now: () => world.clock.now(),
      machine: () => world.clock.machine(),
      pause: world.pause,
      record: ({ outcome }) => health(outcome),
    });
    clients.set(institutionId, client);
    return client;
  };
}

function storedToken({ db, secrets, clock }: Needs, institutionId: string): TokenStore {
  const about = `zoom token ${institutionId}`;
  let lastRead = Number.NEGATIVE_INFINITY;
  let known: Token | null = null;
  return {
    // Many calls, one token: what was read is believed for a second. An older one is refused by Zoom, and then read again.
    read: async () => {
      if (known !== null && clock.machine() - lastRead < 1000) return known;
      const kept = await readToken(db, institutionId);
      lastRead = clock.machine();
      known = kept === null ? null : { accessToken: secrets.open(kept.sealed, about), expiresAt: kept.expiresAt };
      return known;
    },
    save: async (token) => {
      await saveToken(db, institutionId, secrets.seal(token.accessToken, about), token.expiresAt);
      [known, lastRead] = [token, clock.machine()];
    },
    lease: (work) => work(),
  };
}

/** What the calls say about the connection, written down only when it changes. */
function healthOf({ db, clock }: Needs, institutionId: string): (outcome: string) => void {
  let known: ConnectionState | null = null;
  return (outcome) => {
    const state: ConnectionState =
      outcome === "reconnect" ? "reconnect needed" : outcome === "unreachable" || outcome === "unanswered" ? "unreachable" : "connected";
    if (state === known) return;
    known = state;
    saveState(db, institutionId, state, clock.now()).catch(() => (known = null)); // told again by the next call
  };
}
