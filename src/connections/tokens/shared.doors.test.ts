import { expect, test } from "vitest";
import { DEFAULT_APP } from "../../../sandbox/university.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { sql } from "../../platform/database.ts";
import { aToken, sandboxLine } from "../../zoom/client/tokens.fixtures.ts";
import { connectionOf, openConnections } from "../actions.ts";
import { aConnection, another, HOST, secrets, told, zoomsBy } from "./tokens.fixtures.ts";

eachDatabase((_, open) => {
  test("institutions that live by the same Server-to-Server app share its one live token, and the next takes over when the first is disconnected", async () => {
    const db = await open();
    const { id, key, needs, pass } = await aConnection(db, "account");
    const other = await another(db);
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
    const other = await another(db);
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
    const other = await another(db);
    const { fetch, paths } = told(await sandboxLine());
    const zoomOf = openConnections({ ...(await needs()), process: null, clock }, zoomsBy(fetch));
    const all = Array.from({ length: 10 }, (_, i) => zoomOf(i % 2 === 0 ? id : other.institutionId).readUser(HOST));
    expect(new Set((await Promise.all(all)).map(({ hostId }) => hostId))).toEqual(new Set([HOST]));
    expect(paths.filter((path) => path === "/zoom/oauth/token")).toHaveLength(1);
  });

  test("a token that comes after the connection was disconnected is not kept", async () => {
    const db = await open();
    const { key, store } = await aConnection(db, "account");
    const lease = (await (await store(false)).take())!;
    await db.run(sql`update connections set state = 'disconnected', token_sealed = null, token_expires_at = null where id = ${key.id}`);
    expect(await lease.save(aToken("late", null))).toBe(false);
    expect(await db.one((r) => r["token_sealed"], sql`select token_sealed from connections where id = ${key.id}`)).toBeNull();
  });
});
