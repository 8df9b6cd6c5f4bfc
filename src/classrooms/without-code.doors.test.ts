import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { expectOpens, made, place, published, stepsOf, theClassroom } from "./classrooms.fixtures.ts";
import { apart } from "./drift/drift.fixtures.ts";
import { manyFrom } from "./many/actions.ts";
import { previewName, rename } from "./naming-actions.ts";
import { previewPublishing, publish } from "./publishing-actions.ts";
import { undoReplacing } from "./undoing-actions.ts";
import { undoingFor } from "./undoing-preview-actions.ts";

const NEXT = { name: "Aula 20", code: "", email: "aula.20@universidad.example", link: null, passcode: null };

const named = async (w: TestWorld, id: string, name: string): Promise<string> => {
  const [{ seen, rows }, runId] = [valueOf(await previewName(w, w.admin, id, { name, code: "" })), w.random.uuid()];
  expect(rows[0]!.columns.find(({ what }) => what === "code")).toMatchObject({ before: "A1", after: "A1" });
  valueOf(await rename(w, w.admin, id, { runId, name, code: "", seen }));
  await w.pass(minutes(5));
  return runId;
};

eachDatabase((_, open) => {
  test("a classroom without a code leaves the row's as it is: made, compared, called otherwise and published elsewhere", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w, { code: "" });
    await w.pass(minutes(5));
    expect([(await f.row("101"))!["codigo"], await apart(w)]).toEqual(["A1", []]);
    expect(await stepsOf(w, await named(w, id, "Aula Borges"))).toEqual(["write_rows done", "name_in_zoom done"]);
    expect([await f.row("101"), await apart(w)]).toMatchObject([{ nombre: "Aula Borges", codigo: "A1" }, []]);
    expect(await theClassroom(w, id)).toMatchObject({ name: "Aula Borges", code: "" });
    await expectOpens(w, f, id);

    const other = await made(w, { ...NEXT, email: "otra@universidad.example" });
    await w.pass(minutes(5));
    const rows = place("102");
    const { seen, rows: foreseen } = valueOf(await previewPublishing(w, w.admin, other.id, rows));
    expect(foreseen[0]!.columns.find(({ what }) => what === "code")).toMatchObject({ before: "A2", after: "A2" });
    valueOf(await publish(w, w.admin, other.id, { runId: w.random.uuid(), seen, ...rows }));
    await w.pass(minutes(5));
    expect([(await f.row("102"))!["codigo"], await apart(w)]).toEqual(["A2", []]);
  });

  test("a file without a column of codes leaves those of the rows", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const text = "email,name,key\na1@universidad.example,Aula 1,101\na2@universidad.example,Aula 2,102";
    const how = { preview: false, linkTableId: place("1").link.tableId, passcodeTableId: null, standing: "personal meeting", licence: false } as const;
    valueOf(await manyFrom(w, w.admin, { batchId: w.random.uuid(), what: "new classroom", text, ...how, farewell: "nothing", seen: {}, confirmed: [] }));
    await w.pass(minutes(5));
    expect([await f.row("101"), await f.row("102"), await apart(w)]).toMatchObject([{ codigo: "A1" }, { codigo: "A2" }, []]);
  });

  test("a column of codes that Bedel may not write hinders no classroom that has none", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await f.run(`revoke update (codigo) on negocio.sga_espacios from ${f.role}`);
    const { id } = await made(w, { code: "" });
    await w.pass(minutes(5));
    await named(w, id, "Aula Borges");
    expect([await f.row("101"), await apart(w)]).toMatchObject([{ nombre: "Aula Borges", codigo: "A1" }, []]);
  });

  test("a replacing without a code gives back none either: what somebody wrote there meanwhile is theirs", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w, { code: "" });
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, replaces: old.id });
    await w.pass(minutes(5));
    expect([await f.row("101"), await apart(w)]).toMatchObject([{ nombre: "Aula 20", codigo: "A1" }, []]);
    await f.run("update negocio.sga_espacios set codigo = 'LAB' where espacio = 101");
    const { rows } = valueOf(await undoingFor(w, w.institutionId, next.id));
    expect(rows[0]!.columns.map(({ what }) => what)).toEqual(["name", "link"]);
    valueOf(await undoReplacing(w, w.admin, next.id, w.random.uuid()));
    await w.pass(minutes(5));
    expect([await f.row("101"), await apart(w)]).toMatchObject([{ nombre: "Aula 10", codigo: "LAB" }, []]);
    await expectOpens(w, f, old.id);
  });
});
