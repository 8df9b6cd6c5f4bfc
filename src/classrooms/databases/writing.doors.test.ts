import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aForeignDatabase, CLAVES, ESPACIOS, type Foreign } from "../../../test/external/foreign.ts";
import { TO_THE_END } from "../../platform/worker.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { askForRun, runById, type Wanted } from "../runs/actions.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import type { RowValues } from "../runs/facts.ts";
import { goOnWithRuns, type Performers } from "../runs/going-actions.ts";
import { done, type PerformStep } from "../runs/performer.ts";
import { PERFORMERS } from "../runs/performers-actions.ts";
import { about } from "./rows-actions.ts";
import { insertDatabase, insertTable } from "./store.ts";
import { writeRows } from "./writing-actions.ts";

const ID = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e01";
const UNDO = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e02";
const LINK = "https://us02web.zoom.us/j/84512345678?pwd=abc";
const ROWS = { link: { tableId: ESPACIOS.id, key: "101" }, passcode: { tableId: CLAVES.id, key: "A1" } };
const SEEN: RowValues = { link: "https://zoom.example/j/1?pwd=one", name: "Aula 1", code: "A1" };

const fine: PerformStep = async () => done();
const ONLY_ROWS = { ...(Object.fromEntries(Object.keys(PERFORMERS).map((name) => [name, fine])) as Performers), write_rows: writeRows };

type Scene = TestWorld & {
  f: Foreign;
  run(wanted?: Partial<Wanted>): Promise<unknown>;
  goOn(): Promise<unknown>;
  again(id?: string): Promise<unknown>;
  settled(id?: string): ReturnType<typeof stateOf>;
};

/** An institution that publishes in two tables of a database; the second may be somewhere else. */
async function aScene(db: Database, passcodesAt: Partial<Foreign["opened"]> = {}): Promise<Scene> {
  const [w, f] = [await aWorld(db, { rooms: 0 }), await aForeignDatabase()];
  const { institutionId } = w;
  for (const [id, more] of [[ESPACIOS.databaseId, {}], ["00000000-0000-4000-8000-0000000000d2", passcodesAt]] as const) {
    const { password, revision: _, ...database } = { ...f.opened, ...more, id };
    await insertDatabase(db, { ...database, institutionId, sealed: w.secrets.seal(password, about({ institutionId, id })) }, w.clock.now());
  }
  await insertTable(db, institutionId, ESPACIOS, [], w.clock.now());
  await insertTable(db, institutionId, { ...CLAVES, databaseId: "00000000-0000-4000-8000-0000000000d2" }, [], w.clock.now());
  const goOn = () => goOnWithRuns(w, w.process, TO_THE_END, ONLY_ROWS);
  const run = async (more: Partial<Wanted> = {}) => {
    const secrets = { link: LINK, passcode: "271828", before: { [`${ESPACIOS.id}/101`]: SEEN } };
    const wanted: Wanted = { id: ID, kind: "new classroom", asked: { name: "Aula 10", code: "A10", ...ROWS }, secrets, ...more };
    valueOf(await db.transaction((tx) => askForRun(tx, w, w.admin, wanted)));
    return goOn();
  };
  const again = async (id = ID) => (valueOf(await tryAgain(w, id)), goOn());
  return Object.assign(w, { f, run, goOn, again, settled: (id = ID) => stateOf(w, id) });
} // prettier-ignore

async function stateOf(w: TestWorld, id: string) {
  const run = (await runById(w.db, w.institutionId, id))!;
  const { state, because, values, retryAt } = run.steps.find(({ name }) => name === "write_rows")!;
  return { run: run.state, step: state, because, values, inMinutes: retryAt === null ? null : (retryAt - w.clock.now()) / minutes(1) };
}

eachDatabase((_, open) => {
  test("link, name and code are written in one row and the passcode in another, and undoing puts both back", async () => {
    await using s = await aScene(await open());
    await s.run({ kind: "replace classroom" });
    expect(await s.settled()).toMatchObject({ run: "done", step: "done" });
    expect(await s.f.row("101")).toMatchObject({ nombre: "Aula 10", codigo: "A10", link_clase_virtual: LINK });
    expect(await s.f.passcode("A1")).toBe("271828");
    await s.run({ id: UNDO, kind: "undo replacing", asked: { undoes: ID }, secrets: {} });
    expect(await s.settled(UNDO)).toMatchObject({ run: "done", step: "done" });
    expect(await s.f.row("101")).toMatchObject({ nombre: "Aula 1", codigo: "A1", link_clase_virtual: SEEN.link });
    expect(await s.f.passcode("A1")).toBe("111111");
  });

  test("nothing is written while a row is not as it was previewed; trying again writes over what is there then, and undoing puts that back", async () => {
    await using s = await aScene(await open());
    await s.f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    await s.run({ kind: "replace classroom" });
    expect(await s.settled()).toMatchObject({
      run: "failed",
      because: "row_changed",
      values: { table: "Espacios · Guaraní", key: "101", column: "nombre", half: 0 },
      inMinutes: null,
    });
    expect([(await s.f.row("101"))!["nombre"], await s.f.passcode("A1")]).toEqual(["Laboratorio", "111111"]);
    await s.again();
    expect([(await s.f.row("101"))!["nombre"], await s.f.passcode("A1")]).toEqual(["Aula 10", "271828"]);
    await s.run({ id: UNDO, kind: "undo replacing", asked: { undoes: ID }, secrets: {} });
    expect((await s.f.row("101"))!["nombre"]).toBe("Laboratorio");
  });

  test("undoing leaves a row alone that somebody has changed since", async () => {
    await using s = await aScene(await open());
    await s.run({ kind: "replace classroom" });
    await s.f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    await s.run({ id: UNDO, kind: "undo replacing", asked: { undoes: ID }, secrets: {} });
    expect(await s.settled(UNDO)).toMatchObject({ run: "failed", because: "row_changed" });
    expect([(await s.f.row("101"))!["link_clase_virtual"], await s.f.passcode("A1")]).toEqual([LINK, "271828"]);
  });

  test("a database that is away for a day is waited for, longer each time, and which half is done is told", async () => {
    await using s = await aScene(await open(), { port: 1 });
    await s.run({ kind: "change passcode", asked: ROWS });
    expect(await s.settled()).toMatchObject({
      run: "running",
      step: "waiting",
      because: "database_away",
      values: { table: "Claves · Guaraní", half: 1, done: "Espacios · Guaraní", found: "nobody_there" },
      inMinutes: 1,
    });
    expect(await s.f.row("101")).toMatchObject({ nombre: "Aula 1", link_clase_virtual: LINK });
    const pauses: unknown[] = [];
    for (let i = 0; i < 8; i += 1) {
      const { inMinutes } = await s.settled();
      s.clock.set({
        offset: s.clock.state().offset + minutes(inMinutes!),
        frozenAt: s.clock.state().frozenAt === null ? null : ((s.clock.state().frozenAt! + minutes(inMinutes!)) as never),
      });
      await s.goOn();
      pauses.push((await s.settled()).inMinutes);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    await s.db.run(sql`update external_databases set port = ${s.f.opened.port}`);
    await s.again();
    expect(await s.settled()).toMatchObject({ run: "done" });
    expect(await s.f.passcode("A1")).toBe("271828");
  });

  test("with one half done, and with the passcode changed in Zoom, a fault is tried again by itself", async () => {
    await using s = await aScene(await open());
    await s.f.run("alter table zoom.claves drop constraint claves_pkey; insert into zoom.claves values ('A1', '333333')");
    await s.run({ kind: "change passcode", asked: ROWS });
    expect(await s.settled()).toMatchObject({
      run: "running",
      step: "failed",
      because: "row_several",
      values: { half: 1, done: "Espacios · Guaraní" },
      inMinutes: 1,
    });
    expect((await s.f.row("101"))!["link_clase_virtual"]).toBe(LINK);
  });

  test.each([
    ["key that is nowhere", { link: { tableId: ESPACIOS.id, key: "999" } }, "row_none"],
    ["a mapping that is gone", { link: { tableId: "00000000-0000-4000-8000-00000000dead", key: "1" } }, "row_gone"],
    ["a code that is too long", { code: "x".repeat(30) }, "row_too_long"],
  ])("%s waits for somebody to say how it goes on, with nothing written", async (_name, asked, because) => {
    await using s = await aScene(await open());
    await s.run({ asked: { name: "Aula 10", code: "A10", link: ROWS.link, passcode: null, ...asked } });
    expect(await s.settled()).toMatchObject({ run: "failed", because, inMinutes: null });
    expect(await s.f.row("101")).toMatchObject({ nombre: "Aula 1", codigo: "A1" });
  });

  test("retiring takes link and passcode out and leaves the rest, and a classroom without rows has nothing to be written", async () => {
    await using s = await aScene(await open());
    await s.run({ kind: "retire classroom", asked: ROWS, secrets: {} });
    expect(await s.f.row("101")).toMatchObject({ nombre: "Aula 1", codigo: "A1", link_clase_virtual: null });
    expect(await s.f.passcode("A1")).toBe("");
    await s.run({ id: UNDO, kind: "new classroom", asked: { link: null, passcode: null } });
    expect(await s.settled(UNDO)).toMatchObject({ run: "done", step: "skipped", because: "no_row" });
  });
});
