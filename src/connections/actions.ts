import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import { zoomClient, type ZoomClient, type ZoomClientOptions } from "../zoom/client/client.ts";
import { quotaOf, type Plan } from "../zoom/client/quota.ts";
import type { Token } from "../zoom/client/tokens.ts";
import type { Zoom } from "../zoom/port.ts";
import { openHealth } from "./health/actions.ts";
import { changeCounter } from "./limits/actions.ts";
import { daysInDatabase, permitsInDatabase } from "./limits/store.ts";
import { saveReconnected } from "./store.ts";
import { sealedToken, storedToken } from "./tokens/actions.ts";

export { refusals } from "./hearing.ts";
export { keepChange, type KeptChange } from "./limits/actions.ts";
export { connectionOf, insertConnection, saveSync, type Connection } from "./store.ts";

/** The Zoom app that this server was given, for the one institution: Server-to-Server, unless `grant` says that people authorize it. */
export type ZoomApp = {
  apiBase: string;
  oauthBase: string;
  accountId: string;
  clientId: string;
  clientSecret: string;
  grant?: "account" | "refresh token";
  fetch: ZoomClientOptions["fetch"];
  /** What the account's plan allows, and how much of it (0 to 1) is left to its other apps. */
  limits: { plan: Plan; leftToOthers: number };
};

/** `process`: this one of those that share the database, or null when it is alone with it. */
type Needs = { db: Database; clock: Clock; secrets: Secrets; pause: (ms: number) => Promise<void>; process: string | null };

/** One client for each institution, with its token sealed in the database and its state told by the calls themselves. */
export function openConnections(world: Needs, app: ZoomApp): (institutionId: string, urgency?: number) => Zoom {
  const clients = new Map<string, ZoomClient>();
  const shared = limitsOf(world, app);
  return (institutionId, urgency = 0) => {
    const known = clients.get(institutionId);
    if (known !== undefined) return known.at(urgency);
    const byPeople = app.grant === "refresh token";
    const health = openHealth(world, institutionId, byPeople);
    const client = zoomClient({
      ...app,
      ...shared,
      changed: changeCounter(world, institutionId),
      tokens: storedToken(world, institutionId, byPeople),
      now: () => world.clock.now(),
      machine: () => world.clock.machine(),
      pause: world.pause,
      record: ({ operation, outcome }) => {
        const isWritten = byPeople && operation === "token" && outcome === "reconnect"; // with the number of its token, so that it can't come too late
        if (!isWritten) void health(outcome);
      },
    });
    clients.set(institutionId, client);
    return client.at(urgency);
  };
}

/** Zoom counts by its account. A process alone with its database need not ask it for every call. */
function limitsOf(world: Needs, { accountId, limits }: ZoomApp): Pick<ZoomClientOptions, "permits" | "days"> {
  const { db, clock, process, pause } = world;
  const needs = { db, pause, machine: () => clock.machine() };
  return {
    days: daysInDatabase(db, accountId, () => clock.now()),
    ...(process === null ? {} : { permits: permitsInDatabase({ ...needs, process }, accountId, quotaOf(limits.plan, limits.leftToOthers)) }),
  };
}

/** A person has authorized the app (again): from now on all processes go by this token. */
export async function reconnected({ db, clock, secrets }: Pick<Needs, "db" | "clock" | "secrets">, institutionId: string, token: Token): Promise<void> {
  await saveReconnected(db, institutionId, sealedToken(secrets, institutionId, token), clock.now());
}
