import { BASE } from "../../../sandbox/testing.ts";
import { DEFAULT_APP } from "../../../sandbox/university.ts";
import { aProcess } from "../../../test/support/outside.ts";
import { seededRandom } from "../../lib/random.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import { insertInstitution } from "../../people/store.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import { secretsWith } from "../../platform/secrets.ts";
import { NOON, SANDBOX_APP, type TokenLine } from "../../zoom/client/tokens.fixtures.ts";
import { insertConnection, type ConnectionKey, type Zooms } from "../actions.ts";
import { storedToken } from "./actions.ts";

export const random = seededRandom(21);
export const secrets = secretsWith("a key for tests, long enough", random);

/** An institution with its connection, and processes that share it. */
export async function aConnection(db: Database, app: "admin" | "account" = "admin") {
  let machine = 0;
  const clock: Clock = { now: () => NOON, machine: () => machine };
  const id = random.uuid();
  const key = { institutionId: id, id: random.uuid() };
  await insertInstitution(db, id, DEFAULT_SETTINGS);
  await insertConnection(db, { ...key, accountId: "sandbox-account", app, now: NOON });
  const needs = async () => ({ db, clock, secrets, pause: async () => undefined, process: await aProcess(db, random.uuid()) });
  const store = async (byPeople = true) => {
    const its = await needs();
    return { ...storedToken(its, key, byPeople), self: its.process };
  };
  return { id, key, clock, needs, store, pass: (ms: number) => void (machine += ms) };
}
export const HOST = "uRoom0100000000000000A";
const LIMITS = { plan: "business", leftToOthers: 0 } as const;

export const zoomsBy = (fetch: TokenLine["transport"]["fetch"]): Zooms => ({
  real: {
    apiBase: `${BASE}/v2`,
    signIn: `${BASE}/signin`,
    oauthBase: `${BASE}/oauth`,
    account: DEFAULT_APP,
    admin: SANDBOX_APP,
    personal: null,
    limits: LIMITS,
    fetch,
  },
  sandbox: null,
});

/** A second institution that lives by the same Server-to-Server app and account. */
export async function another(db: Database): Promise<ConnectionKey> {
  const key = { institutionId: random.uuid(), id: random.uuid() };
  await insertInstitution(db, key.institutionId, DEFAULT_SETTINGS);
  await insertConnection(db, { ...key, accountId: "sandbox-account", app: "account", now: NOON });
  return key;
}

/** Where Zoom was asked. */
export function told({ transport }: TokenLine): { fetch: TokenLine["transport"]["fetch"]; paths: string[] } {
  const paths: string[] = [];
  return { paths, fetch: (url, init) => (paths.push(new URL(url).pathname), transport.fetch(url, init)) };
}
