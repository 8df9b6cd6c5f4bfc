import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import { zoomClient, type ZoomClient, type ZoomClientOptions } from "../zoom/client/client.ts";
import { permitsInMemory, type Permits } from "../zoom/client/permits.ts";
import { quotaOf } from "../zoom/client/quota.ts";
import type { Token, TokenStore } from "../zoom/client/tokens.ts";
import { deferred, ZoomError, type Zoom } from "../zoom/port.ts";
import type { AppKeys, ZoomApps, Zooms } from "./apps.ts";
import type { Connection } from "./connection.ts";
import { openHealth } from "./health/actions.ts";
import { openTally } from "./health/tally-actions.ts";
import { changeCounter } from "./limits/actions.ts";
import { daysInDatabase, permitsInDatabase } from "./limits/store.ts";
import { accountConnections, connectionById, connectionOf, saveReconnected, saveState, zoomKindOf, type ConnectionKey } from "./store.ts";
import { openDoubt } from "./probing/actions.ts";
import { grantBehind, livingBy } from "./sharing/actions.ts";
import { sealedToken, sharedHere, storedToken } from "./tokens/actions.ts";

export { refusals } from "./hearing.ts";
export { keepChange, type KeptChange } from "./limits/actions.ts";
export { connectionById, connectionOf, connectionsOf, insertConnection, personalConnectionOf, saveSync, zoomKindOf, type ConnectionKey } from "./store.ts";
export type { AppKeys, ZoomApps, Zooms } from "./apps.ts";
export type { Connection } from "./connection.ts";

/** `process`: this one of those that share the database, or null when it is alone with it. */
type Needs = { db: Database; clock: Clock; secrets: Secrets; pause: (ms: number) => Promise<void>; process: string | null };

export type ZoomOf = (institutionId: string, urgency?: number, connectionId?: string | null) => Zoom;

/** So long a process believes that a connection is as it was. */
const BELIEVED_MS = 1000;

/**
 * One client for each connection, with its token sealed in the database and its state told by the calls themselves. Which connection
 * that is, is read when something is asked of it. Throws `disconnected` where there is none, or none any more.
 */
export function openConnections(world: Needs, zooms: Zooms): ZoomOf {
  const clients = new Map<string, ZoomClient>();
  const permitsOf = new Map<string, Permits>(); // of an account, whichever of its connections asks
  const believed = new Map<string, { client: ZoomClient; until: number }>();
  const stores = new Map<string, TokenStore>();
  const tokensOf = (home: ConnectionKey, byPeople: boolean, keys: AppKeys): TokenStore => {
    const name = `${home.id} ${byPeople} ${keys.clientId} ${keys.clientSecret}`; // a refusal of other keys is nothing to these
    if (!stores.has(name)) stores.set(name, sharedHere(storedToken(world, home, byPeople)));
    return stores.get(name)!;
  };
  const clientOf = async (institutionId: string, connectionId: string | null): Promise<ZoomClient> => {
    const name = `${institutionId} ${connectionId ?? ""}`;
    const known = believed.get(name);
    if (known !== undefined && world.clock.machine() < known.until) return known.client;
    const found = await (connectionId === null ? connectionOf(world.db, institutionId) : connectionById(world.db, { institutionId, id: connectionId }));
    if (found === null || found.state === "disconnected") throw new ZoomError("disconnected", "no Zoom account is connected");
    const kind = (await zoomKindOf(world.db, institutionId)) ?? "real";
    const zoom = zooms[kind];
    const keys = zoom === null ? null : await readableKeys(world, zoom, found);
    if (zoom === null || keys === null) throw new ZoomError("disconnected", "this server has no app at Zoom for this connection");
    const home = await tokenHome(world, zoom, kind, found, keys);
    const version = `${found.id} ${home.id} ${found.app} ${found.accountId} ${keys.clientId} ${keys.clientSecret}`;
    const client = clients.get(version) ?? openClient(world, permitsOf, zoom, found, keys, tokensOf(home, found.app !== "account", keys));
    clients.set(version, client);
    believed.set(name, { client, until: world.clock.machine() + BELIEVED_MS });
    return client;
  };
  return (institutionId, urgency = 0, connectionId = null) => deferred(async () => (await clientOf(institutionId, connectionId)).at(urgency));
}

/**
 * Whose row keeps the token. A Server-to-Server app has one live token at Zoom: where several institutions live by the same app and account, each
 * asking for one of its own would end the others'. So they share that of the first. Who has only a former secret of the app gets nothing by it, as at
 * Zoom. An app that people authorize has one for each of them, and it is the same for all institutions for which one of them has authorized it.
 */
async function tokenHome({ db, secrets }: Needs, zoom: ZoomApps, kind: "sandbox" | "real", c: Connection, keys: AppKeys): Promise<ConnectionKey> {
  if (c.app !== "account") return homeOfGrant(db, c);
  const isOfThisApp = (other: Connection): boolean => {
    const its = readableKeysOf(secrets, zoom, other);
    return its?.clientId === keys.clientId && its.clientSecret === keys.clientSecret;
  };
  return (await accountConnections(db, c.accountId, kind)).find(isOfThisApp) ?? c;
}

/** Each of them has a copy; that of the first is the one that is exchanged. What does not live shares nothing. */
async function homeOfGrant(db: Database, c: Connection): Promise<ConnectionKey> {
  const grant = await grantBehind(db, c);
  const all = grant === null ? [] : await livingBy(db, grant);
  return all.some(({ id }) => id === c.id) ? all[0]! : c;
}

/** The institution's own app may be sealed with a key that is no more: then it has to be entered anew, and the page says so. */
async function readableKeys({ db, clock, secrets }: Needs, zoom: ZoomApps, c: Connection): Promise<AppKeys | null> {
  try {
    return keysOf(secrets, zoom, c);
  } catch {
    await saveState(db, c, "reconnect needed", clock.now(), true);
    throw new ZoomError("reconnect", "the institution's own app can't be opened with the key that this server has now");
  }
}

/** By which app it was made: the institution's own, or the server's of that kind; null where the server has it no more. */
export function keysOf(secrets: Secrets, zoom: ZoomApps, c: Connection): AppKeys | null {
  if (c.ownAppSealed === null) return zoom[c.app];
  return JSON.parse(secrets.open(c.ownAppSealed, aboutOwnApp(c))) as AppKeys;
}

/** Null too where its own app was sealed with a key that is no more. */
export function readableKeysOf(secrets: Secrets, zoom: ZoomApps, c: Connection): AppKeys | null {
  try {
    return keysOf(secrets, zoom, c);
  } catch {
    return null;
  }
}

export const aboutOwnApp = ({ id }: Pick<ConnectionKey, "id">): string => `zoom app ${id}`;

function openClient(world: Needs, permitsOf: Map<string, Permits>, zoom: ZoomApps, c: Connection, keys: AppKeys, tokens: TokenStore): ZoomClient {
  const byPeople = c.app !== "account";
  const health = openHealth(world, c, byPeople);
  const tally = openTally(world, c);
  const doubt = openDoubt(world, c);
  return zoomClient({
    apiBase: zoom.apiBase,
    oauthBase: zoom.oauthBase,
    fetch: zoom.fetch,
    limits: zoom.limits,
    ...keys,
    accountId: c.accountId,
    grant: byPeople ? "refresh token" : "account",
    ...limitsOf(world, permitsOf, zoom, c.accountId),
    changed: changeCounter(world, c.institutionId),
    tokens,
    now: () => world.clock.now(),
    machine: () => world.clock.machine(),
    pause: world.pause,
    record: (told) => {
      const { operation, outcome } = told;
      void tally(told);
      if (outcome === "permission") void doubt();
      const isWritten = byPeople && operation === "token" && outcome === "reconnect"; // with the number of its token, so that it can't come too late
      if (!isWritten) void health(outcome);
    },
  });
}

/** Zoom counts by its account. A process alone with its database need not ask it for every call. */
function limitsOf(
  world: Needs,
  permitsOf: Map<string, Permits>,
  { limits }: ZoomApps,
  accountId: string,
): Required<Pick<ZoomClientOptions, "permits" | "days">> {
  const { db, clock, process, pause } = world;
  const quota = quotaOf(limits.plan, limits.leftToOthers);
  const needs = { db, pause, machine: () => clock.machine() };
  const open = (): Permits => (process === null ? permitsInMemory(quota, needs.machine) : permitsInDatabase({ ...needs, process }, accountId, quota));
  const permits = permitsOf.get(accountId) ?? open();
  permitsOf.set(accountId, permits);
  return { days: daysInDatabase(db, accountId, () => clock.now()), permits };
}

/** A person has authorized the app (again): from now on all processes go by this token. */
export async function reconnected({ db, clock, secrets }: Pick<Needs, "db" | "clock" | "secrets">, key: ConnectionKey, token: Token): Promise<void> {
  await saveReconnected(db, key, sealedToken(secrets, key, token), clock.now());
}
