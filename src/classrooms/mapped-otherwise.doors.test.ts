import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import type { Foreign } from "../../test/external/foreign.ts";
import { CLAVES, ESPACIOS } from "../../test/external/foreign.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { hours, minutes } from "../lib/time.ts";
import { makeClassroom } from "./actions.ts";
import { listens, made, place, published, stepsOf, theClassroom, theRun, wanted } from "./classrooms.fixtures.ts";
import { changePasscode } from "./passcode-actions.ts";
import { newRowsNow, toHold } from "./previewing-actions.ts";
import type { ExternalTable } from "./databases/mapping.ts";
import { saveTable } from "./databases/table-actions.ts";
import { tableById } from "./databases/store.ts";
import { stopRun } from "./runs/actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";
import { undoReplacing } from "./undoing-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example" };
const ALONE = { link: place("101").link, passcode: null };
/** Somebody else's table, of the same shape, with a row of the same key. */
const AJENA = "create table negocio.ajena (like negocio.sga_espacios including all); insert into negocio.ajena values (101, 'Ajena', 'AJ', null)";

/** What another administrator makes of a mapping meanwhile. */
async function mapped(w: TestWorld, change: Partial<ExternalTable>): Promise<void> {
  const { classrooms: _, tried: __, triedAt: ___, id, ...table } = (await tableById(w.db, w.institutionId, ESPACIOS.id))!;
  valueOf(await saveTable(w, w.admin, id, { ...table, ...change, confirmed: true }));
}

const foreign = async (f: Foreign) => (await f.run("select nombre, codigo, link_clase_virtual from negocio.ajena"))[0];
const withAjena = (f: Foreign) => f.run(`${AJENA}; grant select, update on negocio.ajena to ${f.role}`);

/** A classroom in row 101, and one that has taken its place in row 102, whose undoing waits for the database. */
async function undoingWaits(w: TestWorld) {
  const f = await published(w);
  const old = await made(w, ALONE);
  await w.pass(minutes(5));
  const next = await made(w, { ...NEXT, link: null, passcode: { tableId: CLAVES.id, key: "A2" }, replaces: old.id });
  await w.pass(minutes(10));
  expect((await f.row("101"))!["link_clase_virtual"]).toBeNull();
  const port = await listens(w, f.opened.port);
  const undoing = w.random.uuid();
  valueOf(await undoReplacing(w, w.admin, next.id, undoing));
  await listens(w, 1);
  await w.pass(minutes(5));
  expect((await stepsOf(w, undoing))[3]).toBe("write_rows waiting (database_away)");
  return { f, old, undoing, back: () => listens(w, port) };
}

/* A mapping that is changed while something waits that is to write by it: what nobody was shown is not written over. */
eachDatabase((_, open) => {
  test("where the key means another row by now, nothing is written there, whatever waited for it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, undoing, back } = await undoingWaits(w);
    await withAjena(f);
    await back();
    await listens(w, 1);
    await mapped(w, { table: "ajena" });
    await back();
    await w.pass(hours(2));
    expect((await stepsOf(w, undoing))[3]).toBe("write_rows failed (row_meant_otherwise)");
    expect(await foreign(f)).toEqual({ nombre: "Ajena", codigo: "AJ", link_clase_virtual: null });
  });

  test("nor where it was stopped and is begun anew, or previewed before", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await withAjena(f);
    const form = wanted(w, { ...NEXT, ...ALONE });
    const { seen } = await newRowsNow(w, w.institutionId, form, toHold(form));
    const port = await listens(w, 1);
    const { id } = await made(w, { ...ALONE, seen: null }).catch(async () => ({ id: "" }));
    expect(id).toBe(""); // while the database is away nothing is asked for
    await listens(w, port);
    const asked = await made(w, ALONE);
    await listens(w, 1);
    await w.pass(minutes(10));
    expect((await stepsOf(w, asked.id)).at(-1)).toBe("write_rows waiting (database_away)");
    valueOf(await stopRun(w, w.admin, asked.id));
    await listens(w, port);
    await mapped(w, { table: "ajena" });
    expect(await makeClassroom(w, w.admin, { ...form, seen })).toMatchObject({ refusal: { because: "row_changed" } });
    valueOf(await tryAgain(w, asked.id));
    await w.pass(minutes(10));
    expect((await stepsOf(w, asked.id)).at(-1)).toBe("write_rows failed (row_meant_otherwise)");
    expect(await foreign(f)).toEqual({ nombre: "Ajena", codigo: "AJ", link_clase_virtual: null });
  });

  test("what stands in a column that was mapped since is asked about, and given back", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w, "invited");
    await mapped(w, { nameColumn: null, codeColumn: null });
    const { id } = await made(w, ALONE);
    await w.settle();
    await mapped(w, { nameColumn: "nombre", codeColumn: "codigo" });
    await w.control("accept-invitation", { email: "aula.10@universidad.example", password: "Typed-by-hand-7" });
    await w.pass(hours(1));
    expect(await stepsOf(w, id)).toContain("set_passcode failed (row_changed)"); // nor has Zoom changed
    expect(await f.row("101")).toMatchObject({ nombre: "Aula 1", codigo: "A1" });
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(5));
    expect(await f.row("101")).toMatchObject({ nombre: "Aula 10", codigo: "A10" });
  });

  test("what was mapped since a replacement shows the former's again once that is taken back", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await f.run(
      `alter table negocio.sga_espacios add clave varchar(10) not null default ''; grant select (clave), update (clave) on negocio.sga_espacios to ${f.role}`,
    );
    const old = await made(w, ALONE);
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, ...ALONE, replaces: old.id });
    await w.pass(minutes(10));
    await mapped(w, { passcodeColumn: "clave" });
    const runId = w.random.uuid();
    valueOf(await changePasscode(w, w.admin, next.id, { runId, passcode: "Otono-2027" }));
    await w.pass(minutes(5));
    valueOf(await tryAgain(w, runId)); // the column was empty, which is not what Bedel had set
    await w.pass(minutes(5));
    expect(await f.row("101")).toMatchObject({ clave: "Otono-2027" });
    const undoing = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, undoing));
    await w.pass(minutes(10));
    expect((await theRun(w, undoing)).state).toBe("done");
    const { link_clase_virtual: link, clave } = (await f.row("101"))!;
    expect(await w.control("join", { joinUrl: link, name: "Ada" })).toMatchObject({ ok: true });
    expect(await w.control("join", { meetingId: Number((await theClassroom(w, old.id)).meetingId), passcode: clave, name: "Eva" })).toMatchObject({ ok: true });
  });

  test("the name that somebody gave a row while it was to go back to its former classroom is asked about", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, undoing, back } = await undoingWaits(w);
    await f.run("update negocio.sga_espacios set nombre = 'Aula Magna', codigo = 'MAGNA' where espacio = 101");
    await back();
    await w.pass(hours(2));
    expect((await stepsOf(w, undoing))[3]).toBe("write_rows failed (row_changed)");
    expect(await f.row("101")).toMatchObject({ nombre: "Aula Magna", codigo: "MAGNA", link_clase_virtual: null });
    valueOf(await tryAgain(w, undoing));
    await w.pass(minutes(10));
    expect(await f.row("101")).toMatchObject({ nombre: "Aula 10", codigo: "A10" });
  });
});
