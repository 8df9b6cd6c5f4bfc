import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, tokensFor } from "../../../sandbox/oauth/testing.ts";
import { BASE, ROOM } from "../../../sandbox/testing.ts";
import { DEFAULT_APP } from "../../../sandbox/university.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aProcess, killProcess } from "../../../test/support/outside.ts";
import { seededRandom } from "../../lib/random.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import { insertInstitution } from "../../people/store.ts";
import type { Clock } from "../../platform/clock.ts";
import { sql, type Database } from "../../platform/database.ts";
import { secretsWith } from "../../platform/secrets.ts";
import { errorOf } from "../../zoom/client/client.fixtures.ts";
import { aToken, authorized, NOON, SANDBOX_APP, sandboxLine, usedUp, type TokenLine } from "../../zoom/client/tokens.fixtures.ts";
import { revoke } from "../../zoom/client/oauth.ts";
import { tokenSource, type Credentials, type Lease, type TokenStore } from "../../zoom/client/tokens.ts";
import { ZoomError } from "../../zoom/port.ts";
import { connectionOf, insertConnection, openConnections, reconnected, type Zooms } from "../actions.ts";
import { storedToken } from "./actions.ts";

const random = seededRandom(21);
const secrets = secretsWith("a key for tests, long enough", random);

/** An institution with its connection, and processes that share it. */
async function aConnection(db: Database, app: "admin" | "account" = "admin") {
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
const held = async (store: TokenStore): Promise<Lease> => {
  const lease = await store.take();
  if (lease === null) throw new Error("somebody else holds the lease");
  return lease;
};

const HOST = "uRoom0100000000000000A";
const LIMITS = { plan: "business", leftToOthers: 0 } as const;
const BY_ACCOUNT: Credentials = { ...DEFAULT_APP, oauthBase: `${BASE}/oauth`, grant: "account" };

const zoomsBy = (fetch: TokenLine["transport"]["fetch"]): Zooms => ({
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

/** Where Zoom was asked. */
function told({ transport }: TokenLine): { fetch: TokenLine["transport"]["fetch"]; paths: string[] } {
  const paths: string[] = [];
  return { paths, fetch: (url, init) => (paths.push(new URL(url).pathname), transport.fetch(url, init)) };
}

eachDatabase((_, open) => {
  test("of twenty askers in two processes one asks Zoom, and all get its token", async () => {
    const { store } = await aConnection(await open());
    const [waiting, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const zoom = await sandboxLine();
    const fetch = (url: string, init: RequestInit) => waiting.promise.then(() => zoom.transport.fetch(url, init)); // until the other process has to wait
    const pause = () => (waiting.resolve(), released.promise);
    const aSource = async () => {
      const its = await store(false);
      const take = async () => {
        const lease = await its.take();
        return lease && { ...lease, release: () => lease.release().then(released.resolve) };
      };
      return tokenSource({ ...zoom, transport: { ...zoom.transport, fetch }, credentials: BY_ACCOUNT, pause }, { ...its, take });
    };
    const [one, other] = [await aSource(), await aSource()];
    const given = await Promise.all(Array.from({ length: 10 }, () => [one.current(), other.current()]).flat());

    expect(new Set(given).size).toBe(1);
    expect(zoom.asked).toHaveLength(1);
  });

  test("what a killed process held, and what one that hangs holds for too long, is taken over", async () => {
    const db = await open();
    const { store, id } = await aConnection(db);
    const [first, second, third] = [await store(), await store(), await store()];
    await held(first);
    expect(await second.take()).toBeNull();
    await killProcess(db, first.self);
    await held(second);
    expect(await third.take()).toBeNull();
    await db.run(sql`update connections set token_leased_until = clock_timestamp() - interval '1 second' where institution_id = ${id}`);
    expect(await third.take()).not.toBeNull();
  });

  test("who was overtaken releases nobody else's lease, and keeps a token only while no newer one is there", async () => {
    const db = await open();
    const { store } = await aConnection(db);
    const [late, second, reader] = [await store(), await store(), await store()];
    const lost = await held(late);
    await killProcess(db, late.self);
    const holds = await held(second);
    await lost.release();
    expect(await reader.take()).toBeNull();

    expect(await holds.save(aToken("a2", "r2"))).toBe(true);
    expect(await lost.save(aToken("late", "late"))).toBe(false);
    await lost.refused(new ZoomError("reconnect", "used twice", { code: 4740 }));
    expect(await reader.read()).toEqual(aToken("a2", "r2"));
    await holds.release();
    expect((await held(reader)).token).toEqual(aToken("a2", "r2"));
  });

  test("a refresh token that came late is kept where nobody has kept another: it is the only one that still works", async () => {
    const db = await open();
    const { store } = await aConnection(db);
    const [late, second] = [await store(), await store()];
    const lost = await held(late);
    await killProcess(db, late.self);
    const holds = await held(second);

    expect(await lost.save(aToken("a2", "r2"))).toBe(true);
    await holds.refused(new ZoomError("reconnect", "used twice", { code: 4740 }));
    expect(await second.readNow()).toEqual(aToken("a2", "r2"));
  });

  test("a token that comes after a refusal, and is kept, connects again: nobody has to authorize the app anew", async () => {
    const db = await open();
    const { store, id, key, needs } = await aConnection(db);
    await reconnected(await needs(), key, usedUp("a1", "r1"));
    const [late, second] = [await store(), await store()];
    const lost = await held(late);
    await killProcess(db, late.self);
    await (await held(second)).refused(new ZoomError("reconnect", "used twice", { code: 4740 }));
    expect(await connectionOf(db, id)).toMatchObject({ state: "reconnect needed" });

    expect(await lost.save(aToken("a2", "r2"))).toBe(true);
    expect(await second.read()).toEqual(aToken("a2", "r2"));
    expect(await connectionOf(db, id)).toMatchObject({ state: "connected", because: null });
  });

  test("neither token can be read in the database, and each opens in its own place only", async () => {
    const db = await open();
    const { store, id } = await aConnection(db);
    await (await held(await store())).save(aToken("access-in-clear", "refresh-in-clear"));
    const row = (await db.one(
      (r) => ({ access: r["token_sealed"], refresh: r["refresh_sealed"] }),
      sql`select * from connections where institution_id = ${id}`,
    ))!;

    expect(Buffer.concat([row.access, row.refresh]).toString("latin1")).not.toMatch(/in-clear/);
    await db.run(sql`update connections set token_sealed = refresh_sealed where institution_id = ${id}`);
    expect(await (await store()).readNow()).toMatchObject({ accessToken: "", expiresAt: 0, refreshToken: "refresh-in-clear" });
  });

  test("an app that Zoom refuses is not asked again until a person has authorized it, and the page can tell why", async () => {
    const db = await open();
    const { id, key, needs, pass } = await aConnection(db);
    const zoom = await authorized();
    await reconnected(await needs(), key, zoom.first);
    const { fetch, paths } = told(zoom);
    const app = zoomsBy(fetch);
    const [here, there] = [openConnections(await needs(), app)(id), openConnections(await needs(), app)(id)];
    await revoke(zoom, SANDBOX_APP, zoom.first.accessToken);

    for (const one of [here, here, there, here]) expect(await errorOf(one.readUser(ROOM))).toMatchObject({ kind: "reconnect", code: 4741 });
    expect(paths).toEqual(["/zoom/oauth/token"]);
    expect(await connectionOf(db, id)).toMatchObject({ state: "reconnect needed", because: "revoked" });

    const { access, refresh } = await tokensFor(zoom.b, ADMIN_APP, ADMINISTRATOR);
    await reconnected(await needs(), key, aToken(access, refresh));
    expect(await connectionOf(db, id)).toMatchObject({ state: "connected", because: null });
    pass(1000);
    expect(await there.readUser(ROOM)).toMatchObject({ email: ROOM });
    expect(paths.filter((path) => path === "/zoom/oauth/token")).toHaveLength(1);
  });

  test("a refusal that is written late does not end what a person has connected meanwhile", async () => {
    const db = await open();
    const { id, key, needs } = await aConnection(db);
    const zoom = await authorized();
    await reconnected(await needs(), key, zoom.first);
    await revoke(zoom, SANDBOX_APP, zoom.first.accessToken);
    const [meanwhile, late]: [PromiseWithResolvers<void>, Promise<number>[]] = [Promise.withResolvers(), []];
    let writes = 0;
    const slow: Database = {
      ...db,
      run: (statement) => {
        if (++writes <= 2) return db.run(statement); // that it was refused, and that the lease is free
        late.push(meanwhile.promise.then(() => db.run(statement)));
        return late.at(-1)!;
      },
    };
    const app = zoomsBy(zoom.transport.fetch);
    expect((await errorOf(openConnections({ ...(await needs()), db: slow }, app)(id).readUser(ROOM))).kind).toBe("reconnect");

    await reconnected(await needs(), key, aToken("a2", "r2"));
    meanwhile.resolve();
    await Promise.all(late);
    expect(await connectionOf(db, id)).toMatchObject({ state: "connected" });
  });

  test("institutions that live by the same Server-to-Server app share its one live token, and the next takes over when the first is disconnected", async () => {
    const db = await open();
    const { id, key, needs, pass } = await aConnection(db, "account");
    const other = { institutionId: random.uuid(), id: random.uuid() };
    await insertInstitution(db, other.institutionId, DEFAULT_SETTINGS);
    await insertConnection(db, { ...other, accountId: "sandbox-account", app: "account", now: NOON });
    const { fetch, paths } = told(await sandboxLine());
    const zoomOf = openConnections(await needs(), zoomsBy(fetch));
    const asked = (): number => paths.filter((path) => path === "/zoom/oauth/token").length;

    for (let i = 0; i < 3; i++) for (const one of [id, other.institutionId]) expect(await zoomOf(one).readUser(HOST)).toMatchObject({ hostId: HOST });
    expect(asked()).toBe(1);
    const first = [key, other].toSorted((a, b) => (a.institutionId < b.institutionId ? -1 : 1))[0]!;
    await db.run(sql`update connections set state = 'disconnected', token_sealed = null, token_expires_at = null where id = ${first.id}`);
    pass(1000);
    const left = first === key ? other.institutionId : id;
    for (let i = 0; i < 2; i++) expect(await zoomOf(left).readUser(HOST)).toMatchObject({ hostId: HOST });
    expect(asked()).toBe(2);
  });

  test("who has only a former secret of the app gets nobody else's token, and ends nobody's", async () => {
    const db = await open();
    const { id, needs, pass } = await aConnection(db, "account");
    const other = { institutionId: random.uuid(), id: random.uuid() };
    await insertInstitution(db, other.institutionId, DEFAULT_SETTINGS);
    await insertConnection(db, { ...other, accountId: "sandbox-account", app: "account", now: NOON });
    const former = secrets.seal(JSON.stringify({ ...DEFAULT_APP, clientSecret: "a former secret" }), `zoom app ${other.id}`);
    await db.run(sql`update connections set own_app_sealed = ${former} where id = ${other.id}`);
    const zoomOf = openConnections(await needs(), zoomsBy((await sandboxLine()).transport.fetch));

    await expect(zoomOf(other.institutionId).readUser(HOST)).rejects.toMatchObject({ kind: "reconnect" });
    expect(await zoomOf(id).readUser(HOST)).toMatchObject({ hostId: HOST });
    await expect(zoomOf(other.institutionId).readUser(HOST)).rejects.toMatchObject({ kind: "reconnect" });
    expect(await connectionOf(db, id)).toMatchObject({ state: "connected" });

    const right = secrets.seal(JSON.stringify(DEFAULT_APP), `zoom app ${other.id}`);
    await db.run(sql`update connections set own_app_sealed = ${right} where id = ${other.id}`);
    pass(1000);
    expect(await zoomOf(other.institutionId).readUser(HOST), "what the former secret was told is nothing to the right one").toMatchObject({ hostId: HOST });
  });

  test("where several of them ask at once for the next token, one asks Zoom, also where no other process is there to be told apart from", async () => {
    const db = await open();
    const { id, clock, needs } = await aConnection(db, "account");
    const other = { institutionId: random.uuid(), id: random.uuid() };
    await insertInstitution(db, other.institutionId, DEFAULT_SETTINGS);
    await insertConnection(db, { ...other, accountId: "sandbox-account", app: "account", now: NOON });
    const { fetch, paths } = told(await sandboxLine());
    const zoomOf = openConnections({ ...(await needs()), process: null, clock }, zoomsBy(fetch));
    const all = Array.from({ length: 10 }, (_, i) => zoomOf(i % 2 === 0 ? id : other.institutionId).readUser(HOST));
    expect(new Set((await Promise.all(all)).map(({ hostId }) => hostId))).toEqual(new Set([HOST]));
    expect(paths.filter((path) => path === "/zoom/oauth/token")).toHaveLength(1);
  });

  test("a Server-to-Server app that is refused is asked again a minute later, because nobody tells us when it is mended", async () => {
    const db = await open();
    const { id, needs, pass } = await aConnection(db, "account");
    const zoom = await sandboxLine();
    const switched = (switchedOff: string | null) => zoom.b.control("POST", "/apps", { clientId: DEFAULT_APP.clientId, switchedOff });
    const { fetch, paths } = told(zoom);
    const here = openConnections(await needs(), zoomsBy(fetch))(id);
    await switched("by its developer");

    for (let i = 0; i < 5; i++) expect(await errorOf(here.readUser(HOST))).toMatchObject({ kind: "reconnect", code: 4717 });
    expect(paths).toEqual(["/zoom/oauth/token"]);
    expect(await connectionOf(db, id)).toMatchObject({ state: "reconnect needed", because: "app_switched_off" });
    await switched(null);
    pass(60_000);
    expect(await here.readUser(HOST)).toMatchObject({ hostId: HOST });
    expect(paths).toEqual(["/zoom/oauth/token", "/zoom/oauth/token", `/zoom/v2/users/${HOST}`, `/zoom/v2/users/${HOST}/settings`]);
  });
});
