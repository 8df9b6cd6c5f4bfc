import { expect, test } from "vitest";
import { ESPACIOS } from "../../test/external/foreign.ts";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { makeClassroom } from "./actions.ts";
import { expectOpens, made, place, published, theRun, wanted } from "./classrooms.fixtures.ts";
import { makeDatabase } from "./databases/actions.ts";
import { isAnothersRow } from "./databases/store.ts";
import { makeTable, rowsIn, saveTable } from "./databases/table-actions.ts";
import { manyFrom } from "./many/actions.ts";
import { previewPublishing, publish } from "./publishing-actions.ts";
import { runFor } from "./runs/showing-actions.ts";
import { classroomsFor } from "./showing-actions.ts";
import type { Foreign } from "../../test/external/foreign.ts";

const OTHER = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example" };

/** The table of the rooms once more: in the same database, or in one that is connected a second time. */
async function mappedAgain(w: TestWorld, f: Foreign, how: "mapped" | "connected"): Promise<string> {
  const { revision: _, ...table } = ESPACIOS;
  const [id, databaseId] = [w.random.uuid(), how === "mapped" ? table.databaseId : w.random.uuid()];
  const { revision: __, ...database } = f.opened;
  if (how === "connected") valueOf(await makeDatabase(w, w.admin, { ...database, id: databaseId, name: "Otra vez" }));
  valueOf(await makeTable(w, w.admin, { ...table, id, databaseId, name: "Otra vez" }));
  return id;
}

const fileOf = (w: TestWorld, text: string, more: { linkTableId: string; passcodeTableId: string | null; preview: boolean }) =>
  manyFrom(w, w.admin, {
    ...{ batchId: w.random.uuid(), what: "new classroom", text, standing: "personal meeting", licence: false, farewell: "nothing", seen: {}, confirmed: [] },
    ...more,
  });

eachDatabase((_, open) => {
  test.each(["mapped", "connected"] as const)("a row is one classroom's, also where its table is %s twice", async (how) => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const again = await mappedAgain(w, f, how);
    const there = { tableId: again, key: "101" };
    const taken = { because: "classroom_row_taken", field: "link.key" };
    expect(await makeClassroom(w, w.admin, wanted(w, { ...OTHER, link: there, passcode: null }))).toMatchObject({ ok: false, refusal: taken });
    for (const preview of [true, false]) {
      const { lines } = valueOf(await fileOf(w, `email,name,key\n${OTHER.email},Aula 20,101`, { linkTableId: again, passcodeTableId: null, preview }));
      expect(lines).toMatchObject([{ because: "classroom_row_taken" }]);
    }
    const bare = await made(w, { ...OTHER, link: null, passcode: null });
    await w.pass(minutes(5));
    expect(await publish(w, w.admin, bare.id, { runId: w.random.uuid(), link: there, passcode: null, seen: null })).toMatchObject({ refusal: taken });
    expect(await isAnothersRow(w.db, w.institutionId, there, [bare.id])).toBe(true);
    expect(valueOf(await rowsIn(w, w.admin, again, "101")).rows).toMatchObject([{ key: "101", classroom: "Aula 10" }]);
    await expectOpens(w, f, id);
  });

  test("no two mappings have one name, and where they are in several databases each is told with its own", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const tablesTold = async () => {
      const [preview, run] = [await previewPublishing(w, w.admin, id, place("102")), await runFor(w, w.institutionId, id)];
      const { linkRow } = (await classroomsFor(w, w.institutionId)).classrooms[0]!;
      return [linkRow?.table, run!.asked.rows[0]!.table, valueOf(preview).rows[0]!.table];
    };
    expect(await tablesTold()).toEqual(["Espacios", "Espacios", "Espacios"]);
    const again = await mappedAgain(w, f, "connected");
    expect(await tablesTold()).toEqual(["Espacios · Guaraní", "Espacios · Guaraní", "Espacios · Guaraní"]);
    const { revision: _, ...table } = ESPACIOS;
    const taken = { refusal: { because: "external_name_taken", field: "name" } };
    expect(await makeTable(w, w.admin, { ...table, id: w.random.uuid(), name: "espacios" })).toMatchObject(taken);
    expect(await saveTable(w, w.admin, again, { ...table, revision: 1, confirmed: true })).toMatchObject(taken);
    expect(await saveTable(w, w.admin, table.id, { ...table, revision: 1, confirmed: true })).toMatchObject({ ok: true });
  });

  test("of two lines that take one row by two mappings the second is left out; and whoever replaces may name the old row by the other mapping", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const again = await mappedAgain(w, f, "mapped");
    const text = "email,name,key,passcode key\na@universidad.example,A,102,103\nb@universidad.example,B,103,102";
    const { lines } = valueOf(await fileOf(w, text, { linkTableId: ESPACIOS.id, passcodeTableId: again, preview: true }));
    expect(lines.map(({ because }) => because)).toEqual([null, "line_row_twice"]);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...OTHER, link: { tableId: again, key: "101" }, passcode: place("101").passcode, replaces: old.id });
    await w.pass(minutes(10));
    expect((await theRun(w, next.id)).state).toBe("done");
    await expectOpens(w, f, next.id);
  });
});
