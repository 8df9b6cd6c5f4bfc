import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { retireClassroom } from "./actions.ts";
import { expectOpens, made, place, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { letRowGo } from "./letting-go-actions.ts";
import { runFor } from "./runs/showing-actions.ts";
import { undoReplacing } from "./undoing-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example" };
const undone = async (w: TestWorld, id: string): Promise<string> => {
  const undoing = w.random.uuid();
  valueOf(await undoReplacing(w, w.admin, id, undoing));
  await w.pass(minutes(10));
  return (await theRun(w, undoing)).state;
};

/** A classroom in row 101, and another one that has taken its place in row 102. */
async function replacedElsewhere(w: TestWorld, former: { code?: string } = {}) {
  const f = await published(w);
  const old = await made(w, former);
  await w.pass(minutes(5));
  const next = await made(w, { ...NEXT, ...place("102"), replaces: old.id });
  await w.pass(minutes(10));
  return { f, old, next };
}

/* Whoever takes the place of a classroom in a row of its own leaves nothing of the former in the row that was published before. */
eachDatabase((_, open) => {
  test("the row that is not taken over is emptied of what Bedel wrote, and has it again once that is taken back, in the former's own row", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, old, next } = await replacedElsewhere(w);
    expect((await theRun(w, next.id)).state).toBe("done");
    await expectOpens(w, f, next.id, "102");
    expect(await f.row("101")).toMatchObject({ link_clase_virtual: null, nombre: "Aula 10", codigo: "A10" }); // what it is called is nobody's business any more
    expect(await f.passcode("A1")).toBe("");
    expect(await undone(w, next.id)).toBe("done");
    await expectOpens(w, f, old.id, "101");
    expect(await theClassroom(w, old.id)).toMatchObject({ state: "in use", ...place("101") });
    expect(await f.row("102")).toMatchObject({ nombre: "Aula 2" });
    expect((await theClassroom(w, next.id)).state).toBe("retired");
  });

  test("given back to the former, a row does not keep the name of another classroom that stood there meanwhile", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, old, next } = await replacedElsewhere(w);
    const between = await made(w, { name: "Aula 30", code: "A30", email: "aula.30@universidad.example" });
    await w.pass(minutes(10));
    expect(await f.row("101")).toMatchObject({ nombre: "Aula 30" });
    valueOf(await retireClassroom(w, w.admin, between.id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(10));
    expect(await undone(w, next.id)).toBe("done");
    await expectOpens(w, f, old.id, "101");
    expect(await f.row("101")).toMatchObject({ nombre: "Aula 10", codigo: "A10" });
  });

  test("nor does one without a code lose the code that somebody else gave its row", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, next } = await replacedElsewhere(w, { code: "" });
    await f.run("update negocio.sga_espacios set codigo = 'X-77' where espacio = 101");
    expect(await undone(w, next.id)).toBe("done");
    expect(await f.row("101")).toMatchObject({ nombre: "Aula 10", codigo: "X-77" });
  });

  test("where only the row of the link is another one, the passcode of the former does not stay beside it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, link: place("102").link, passcode: null, replaces: old.id });
    await w.pass(minutes(10));
    expect([(await theRun(w, next.id)).state, await f.passcode("A1"), (await f.row("101"))!["link_clase_virtual"]]).toEqual(["done", "", null]);
    expect(await undone(w, next.id)).toBe("done");
    await expectOpens(w, f, old.id, "101");
  });

  test("what somebody wrote into the former's row meanwhile stays, and holds up nothing; a row that is another's by then can't be taken back", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    await f.run("update negocio.sga_espacios set link_clase_virtual = 'https://elsewhere.example/' where espacio = 101");
    const next = await made(w, { ...NEXT, ...place("102"), replaces: old.id });
    await w.pass(minutes(10));
    expect(await f.row("101")).toMatchObject({ link_clase_virtual: "https://elsewhere.example/" });
    expect((await stepsOf(w, next.id)).find((step) => step.startsWith("write_rows"))).toBe("write_rows skipped (rows_left)");
    await expectOpens(w, f, next.id, "102");

    const [third, fourth] = [{ ...NEXT, name: "Aula 30", code: "A30", email: "aula.30@universidad.example" }, { ...NEXT, name: "Aula 40", code: "A40", email: "aula.40@universidad.example" }]; // prettier-ignore
    const moved = await made(w, { ...third, link: place("103").link, passcode: null, replaces: next.id });
    await w.pass(minutes(10));
    await made(w, { ...fourth, ...place("102") });
    await w.pass(minutes(10));
    expect((await runFor(w, w.institutionId, moved.id))!.whyNot.undo).toBe("undo_row_moved");
  });

  test("a former's row that holds nothing already makes no half of it: a fault of the new row leaves all as it is, and it can be stopped", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    await f.run("update zoom.claves set clave = '' where aula = 'A1'");
    const next = await made(w, { ...NEXT, ...place("102"), replaces: old.id });
    await f.run("update negocio.sga_espacios set link_clase_virtual = 'https://elsewhere.example/' where espacio = 102");
    const before = await f.passcode("A2");
    await w.pass(minutes(10));
    const run = (await runFor(w, w.institutionId, next.id))!;
    expect([run.state, run.whyNot.stop, await f.passcode("A2")]).toEqual(["failed", null, before]);
    expect((await f.row("101"))!["link_clase_virtual"]).not.toBeNull();
  });

  test("taken back, the former is published in no row that somebody else has written into since", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    await f.run("update negocio.sga_espacios set link_clase_virtual = 'https://elsewhere.example/' where espacio = 101");
    const next = await made(w, { ...NEXT, ...place("102"), replaces: old.id });
    await w.pass(minutes(10));
    expect(await undone(w, next.id)).toBe("done");
    expect(await theClassroom(w, old.id)).toMatchObject({ state: "in use", link: null, passcode: place("101").passcode });
    expect(await f.row("101")).toMatchObject({ link_clase_virtual: "https://elsewhere.example/" });
  });

  test("one whose table is gone for good can be retired without its row", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    await f.run("drop table negocio.sga_espacios");
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, old.id, { runId, farewell: "nothing" }));
    await w.pass(minutes(10));
    const { facts } = await theRun(w, runId);
    expect((await runFor(w, w.institutionId, runId))!.whyNot.letGo).toBeNull();
    valueOf(await letRowGo(w, w.admin, runId, { place: facts.hinderedBy!, because: "row_gone" }));
    await w.pass(minutes(10));
    expect([(await theRun(w, runId)).state, (await theClassroom(w, old.id)).state, await f.passcode("A1")]).toEqual(["done", "retired", ""]);
  });
});
