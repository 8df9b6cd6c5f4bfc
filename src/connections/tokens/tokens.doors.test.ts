import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, tokensFor } from "../../../sandbox/oauth/testing.ts";
import { BASE, ROOM } from "../../../sandbox/testing.ts";
import { DEFAULT_APP } from "../../../sandbox/university.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { beatAgain, holdForDead, killProcess } from "../../../test/support/outside.ts";
import { sql, type Database } from "../../platform/database.ts";
import { errorOf } from "../../zoom/client/client.fixtures.ts";
import { aToken, authorized, NOON, SANDBOX_APP, sandboxLine, usedUp } from "../../zoom/client/tokens.fixtures.ts";
import { revoke } from "../../zoom/client/oauth.ts";
import { tokenSource, type Credentials, type Lease, type TokenStore } from "../../zoom/client/tokens.ts";
import { ZoomError } from "../../zoom/port.ts";
import { connectionOf, openConnections, reconnected } from "../actions.ts";
import { aConnection, HOST, told, zoomsBy } from "./tokens.fixtures.ts";

const held = async (store: TokenStore): Promise<Lease> => {
  const lease = await store.take();
  if (lease === null) throw new Error("somebody else holds the lease");
  return lease;
};

const BY_ACCOUNT: Credentials = { ...DEFAULT_APP, oauthBase: `${BASE}/oauth`, grant: "account" };

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

  test("who took the lease and found another's token there asks for the lease no more", async () => {
    const { store } = await aConnection(await open());
    const [one, other] = [await store(), await store()];
    const first = await held(one);
    await first.save({ ...aToken("a1", "r1"), expiresAt: NOON });
    await first.release();
    expect(await other.read()).toMatchObject({ accessToken: "a1" });
    const next = await held(one);
    await next.save(aToken("a2", "r2"));
    await next.release();
    const late = await held(other);
    expect(late.token).toEqual(aToken("a2", "r2"));
    await late.release();
    expect(await other.read()).toEqual(aToken("a2", "r2"));
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

  test("a process that the others hold for dead renews no token until it has beaten again: they would renew the same", async () => {
    const db = await open();
    const { store } = await aConnection(db);
    const back = await store();
    await holdForDead(db, back.self);
    expect(await back.take()).toBeNull();
    await beatAgain(db, back.self);
    expect(await back.take()).not.toBeNull();
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
