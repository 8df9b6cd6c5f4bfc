import { bench, BASE, ROOM, type Bench } from "../../sandbox/testing.ts";
import { ADMIN_APP, ADMINISTRATOR, tokensFor } from "../../sandbox/oauth/testing.ts";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import { connectionOf, insertConnection, reconnected } from "../../src/connections/actions.ts";
import { storedToken } from "../../src/connections/tokens/actions.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { after, hours } from "../../src/lib/time.ts";
import { DEFAULT_SETTINGS } from "../../src/people/institution.ts";
import { insertInstitution } from "../../src/people/store.ts";
import type { Database } from "../../src/platform/database.ts";
import { secretsWith } from "../../src/platform/secrets.ts";
import { zoomClient, type ZoomClientOptions } from "../../src/zoom/client/client.ts";
import type { Token, TokenStore } from "../../src/zoom/client/tokens.ts";
import { ZoomError, type Zoom } from "../../src/zoom/port.ts";
import { aProcess } from "../support/outside.ts";

export type Grant = NonNullable<ZoomClientOptions["grant"]>;
export type Process = Pick<ZoomClientOptions, "fetch" | "pause" | "tokens">;

export type Two = {
  bench: Bench;
  /** The token that the connection began with. */
  first: Token | null;
  /** Another process of the same connection. `change` takes out of it what a test is about. */
  process(change?: (usual: Process) => Process): Promise<Zoom>;
  /** Where the token lies, as one more process sees it. */
  store(): Promise<TokenStore & { self: string }>;
  /** A person authorizes the app anew, which ends all that it had. */
  reconnect(): Promise<void>;
  state(): Promise<string | undefined>;
};

/** A connection, and processes that share it, with the sandbox at its strictest: a new token kills the one before. `machineRuns`: nothing is believed for long. */
export async function aConnection(db: Database, grant: Grant, { machineRuns = false } = {}): Promise<Two> {
  const b = await bench();
  const random = seededRandom(31);
  const secrets = secretsWith("a key for tests, long enough", random);
  let machine = 0;
  const clock = { now: () => b.now(), machine: () => (machineRuns ? (machine += 2000) : 0) };
  const id = random.uuid();
  const byPeople = grant === "refresh token";
  await insertInstitution(db, id, DEFAULT_SETTINGS);
  const key = { institutionId: id, id: random.uuid() };
  await insertConnection(db, { ...key, accountId: DEFAULT_APP.accountId, app: byPeople ? "admin" : "account", now: b.now() });
  const first = byPeople ? await usedUp(b) : null;
  if (first !== null) await reconnected({ db, clock, secrets }, key, first);
  const aStore = async () => {
    const self = await aProcess(db, random.uuid());
    return { ...storedToken({ db, clock, secrets, process: self }, key, byPeople), self };
  };
  const app = byPeople ? { clientId: ADMIN_APP.id, clientSecret: ADMIN_APP.secret! } : DEFAULT_APP;
  return {
    bench: b,
    first,
    process: async (change = (usual) => usual) => {
      const fetch: Process["fetch"] = (url, init) => b.sandbox.fetch(new Request(url, init));
      const its = change({ fetch, pause: async () => undefined, tokens: await aStore() });
      return zoomClient({ ...its, ...clock, ...app, grant, accountId: DEFAULT_APP.accountId, apiBase: `${BASE}/v2`, oauthBase: `${BASE}/oauth` }).at(0);
    },
    store: aStore,
    reconnect: async () => {
      const { access, refresh } = await tokensFor(b, ADMIN_APP, ADMINISTRATOR);
      await reconnected({ db, clock, secrets }, key, {
        accessToken: access,
        expiresAt: after(b.now(), hours(1)),
        refreshToken: refresh,
        refreshExpiresAt: null,
      });
    },
    state: async () => (await connectionOf(db, id))?.state,
  };
}

/** A person has authorized the app, more than an hour ago. */
async function usedUp(b: Bench): Promise<Token> {
  const { access, refresh } = await tokensFor(b, ADMIN_APP, ADMINISTRATOR);
  return { accessToken: access, expiresAt: b.now(), refreshToken: refresh, refreshExpiresAt: null };
}

/** `fine`, or what kind of trouble it was. */
export const outcomeOf = (zoom: Zoom): Promise<string> =>
  zoom.readUser(ROOM).then(
    () => "fine",
    (error: unknown) => (error instanceof ZoomError ? error.kind : String(error)),
  );

export type Told = { tokens: number; deadTokens: number };

/** How often a token was given, and how often a call came with one that was dead. */
export async function toldBy({ bench: b }: Two): Promise<Told> {
  const calls = (await b.control("GET", "/calls")).body["calls"] as { operation: string; status: number; code: number | null }[];
  return {
    tokens: calls.filter(({ operation, status }) => operation === "POST /oauth/token" && status === 200).length,
    deadTokens: calls.filter(({ code }) => code === 124).length,
  };
}

type Moment = { promise: Promise<void>; resolve(): void };
/** `waits`: the other one was told to wait, before or after this one came to ask. */
type Turn = { came: number; waits: boolean; both: Moment; answered: Moment; kept: Moment; overtaken: Moment };

/**
 * Lets two processes ask for a token at the same moment. Zoom answers them in turn; the answer to `late` is read only when the other has
 * kept its token, or has been refused one.
 */
export function atTheSameMoment(late: "first" | "second"): (usual: Process) => Process {
  const moment = (): Moment => Promise.withResolvers<void>();
  const turns: Turn[] = [];
  const turn = (n: number): Turn => (turns[n] ??= { came: 0, waits: false, both: moment(), answered: moment(), kept: moment(), overtaken: moment() });
  const come = (n: number): number => {
    const place = (turn(n).came += 1);
    if (place === 2 || turn(n).waits) turn(n).both.resolve();
    return place;
  };
  return ({ fetch, pause, tokens }) => {
    let asked = 0;
    return {
      pause: async (ms) => {
        turn(asked).waits = true;
        if (turn(asked).came > 0) turn(asked).both.resolve();
        turn(asked).overtaken.resolve();
        await turn(asked).kept.promise;
        await pause(ms);
      },
      tokens: watched(tokens, {
        kept: () => (turn(asked - 1).kept.resolve(), turn(asked - 1).overtaken.resolve()),
        refused: () => turn(asked - 1).overtaken.resolve(),
      }),
      fetch: async (url, init) => {
        if (!url.endsWith("/oauth/token")) return fetch(url, init);
        const mine = turn(asked);
        const place = come(asked);
        asked += 1;
        await mine.both.promise;
        if (place === 2) await mine.answered.promise;
        const answer = await fetch(url, init).finally(() => mine.answered.resolve());
        if (place === 1 && late === "first") await mine.overtaken.promise;
        if (place === 2 && late === "second") await mine.kept.promise;
        return answer;
      },
    };
  };
}

const watched = (store: TokenStore, { kept, refused }: { kept: () => void; refused: () => void }): TokenStore => ({
  ...store,
  take: async () => {
    const lease = await store.take();
    return lease && { ...lease, save: (token) => lease.save(token).finally(kept), refused: (error) => lease.refused(error).finally(refused) };
  },
});
