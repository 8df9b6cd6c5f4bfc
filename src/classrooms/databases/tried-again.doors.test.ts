import { expect, test } from "vitest";
import { aForeignDatabase, CLAVES, ESPACIOS } from "../../../test/external/foreign.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { sql } from "../../platform/database.ts";
import { makeClassroom } from "../actions.ts";
import { listens, published, wanted } from "../classrooms.fixtures.ts";
import { databasesFor, makeDatabase, saveDatabase, tryDatabase } from "./actions.ts";
import { saveTried } from "./store.ts";
import { makeTable, removeTable, rowsIn, saveTable } from "./table-actions.ts";

const foundIn = async (w: TestWorld): Promise<string[][]> =>
  (await databasesFor(w, w.admin))[0]!.tables.map(({ tried }) => tried.filter(({ is }) => is === "fault").map(({ because }) => because));

eachDatabase((_, open) => {
  test("whoever changes a connection, or tries it again, is told of its tables as they are there, and nothing of how they were elsewhere", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    expect(await foundIn(w)).toEqual([[], []]);
    const { id, ...fields } = f.opened;
    const goTo = async (port: number) => {
      const { revision } = (await databasesFor(w, w.admin))[0]!;
      valueOf(await saveDatabase(w, w.admin, id, { ...fields, port, revision, confirmed: true }));
    };
    await goTo(1);
    expect(await foundIn(w)).toEqual([["nobody_there"], ["nobody_there"]]);
    expect(await makeClassroom(w, w.admin, wanted(w))).toMatchObject({ ok: false, refusal: { because: "row_unreachable" } });
    await goTo(fields.port);
    expect(await foundIn(w)).toEqual([[], []]);
    await f.run("drop table zoom.claves");
    valueOf(await tryDatabase(w, w.admin, id));
    expect((await foundIn(w)).flat()).toEqual(["table_missing"]);
  });

  test("that a database was away when a mapping was tried keeps nobody from publishing by it later: it is tried then, and a fault that is found keeps it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await w.db.run(sql`update external_databases set port = 1`);
    valueOf(await tryDatabase(w, w.admin, f.opened.id));
    await w.db.run(sql`update external_databases set port = ${f.opened.port}`);
    await f.run("alter table negocio.sga_espacios rename column nombre to denominacion");
    const inLink = (key: string) => wanted(w, { link: { tableId: ESPACIOS.id, key }, passcode: null, email: `aula.${key}@universidad.example` });
    expect(await makeClassroom(w, w.admin, inLink("101"))).toMatchObject({ ok: false });
    await f.run("alter table negocio.sga_espacios rename column denominacion to nombre");
    await w.db.run(sql`update external_tables set tried = '[{"is": "fault", "because": "nobody_there", "values": {}, "isAway": true}]'`);
    valueOf(await makeClassroom(w, w.admin, inLink("101")));
    expect((await foundIn(w)).flat()).toEqual(["nobody_there"]); // of the other table, by which nobody asked for anything yet
  });

  test("whoever maps a second table, or gives it up, finds the first one told of as it is by then", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await aForeignDatabase();
    const bare = <T extends { revision: number }>({ revision: _, ...rest }: T): Omit<T, "revision"> => rest;
    valueOf(await makeDatabase(w, w.admin, bare(f.opened)));
    valueOf(await makeTable(w, w.admin, bare(ESPACIOS)));
    const warned = async () => (await databasesFor(w, w.admin))[0]!.tables.find(({ id }) => id === ESPACIOS.id)!.tried.filter(({ is }) => is === "warning").map(({ because }) => because); // prettier-ignore
    expect(await warned()).toContain("writes_elsewhere");
    valueOf(await makeTable(w, w.admin, bare(CLAVES)));
    expect(await warned()).toEqual([]);
    valueOf(await removeTable(w, w.admin, CLAVES.id));
    expect(await warned()).toContain("writes_elsewhere");
  });

  test("where the rows can be read again, nothing beside them says that the database does not answer", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    await w.db.run(sql`update external_tables set tried = '[{"is": "fault", "because": "silent", "values": {}, "isAway": true}]'`);
    valueOf(await rowsIn(w, w.admin, ESPACIOS.id, ""));
    expect(await foundIn(w)).toEqual([[], []]);
  });

  test("where the rows are read again, nothing above them says that the database does not answer", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const port = await listens(w, 1);
    valueOf(await tryDatabase(w, w.admin, f.opened.id));
    await listens(w, port);
    expect(valueOf(await rowsIn(w, w.admin, ESPACIOS.id, "")).rows.length).toBeGreaterThan(0);
    const [database] = await databasesFor(w, w.admin);
    expect([database!.trouble, database!.tables.map(({ tried }) => tried.filter(({ is }) => is === "fault").map(({ because }) => because))]).toEqual([
      null,
      [[], []],
    ]);
  });

  test("a mapping that goes to another database leaves none of the former one told of as it was", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const id = w.random.uuid();
    const { revision: _r, ...database } = f.opened;
    valueOf(await makeDatabase(w, w.admin, { ...database, id, name: "Another" }));
    const warned = async () =>
      (await databasesFor(w, w.admin))
        .flatMap(({ tables }) => tables)
        .find((one) => one.id === ESPACIOS.id)!
        .tried.filter(({ is }) => is === "warning")
        .map(({ because }) => because);
    expect(await warned()).toEqual([]);
    const [row] = await w.db.list((r) => Number(r["revision"]), sql`select revision from external_tables where id = ${CLAVES.id}`);
    const { id: __, ...claves } = CLAVES;
    valueOf(await saveTable(w, w.admin, CLAVES.id, { ...claves, databaseId: id, revision: row!, confirmed: true }));
    expect(await warned()).toContain("writes_elsewhere");
  });

  test("what was found of a mapping is not kept for another that it has become meanwhile", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id, revision } = (await databasesFor(w, w.admin))[0]!.tables[0]!;
    expect(await saveTried(w.db, w.institutionId, { id, revision: revision + 1 }, [], w.clock.now())).toBe(0);
    expect(await saveTried(w.db, w.institutionId, { id, revision }, [], w.clock.now())).toBe(1);
  });
});
