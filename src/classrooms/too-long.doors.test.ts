import { expect, test } from "vitest";
import { ESPACIOS } from "../../test/external/foreign.ts";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { after, days, hours, minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { makeClassroom } from "./actions.ts";
import { expectOpens, made, place, published, stepsOf, theClassroom, theRun, wanted } from "./classrooms.fixtures.ts";
import type { NewClassroom } from "./contract.ts";
import { manyFrom } from "./many/actions.ts";
import { previewName, rename } from "./naming-actions.ts";
import { newRowsNow, previewed, toHold } from "./previewing-actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";

const LONG = "Aula ".padEnd(110, "x");
const NEXT = { email: "aula.20@universidad.example", link: null, passcode: null };
const tooShort = (field: string, column: string, most: number) => ({
  ok: false,
  refusal: { because: "row_column_too_short", field, values: { column, most } },
});

async function foreseen(w: TestWorld, asked: NewClassroom): Promise<(string | null)[]> {
  return (await previewed(w, w.institutionId, await newRowsNow(w, w.institutionId, asked, toHold(asked)), asked)).map(({ trouble }) => trouble);
}

eachDatabase((_, open) => {
  test("a name or code that its column can't hold, and a row that may not be written, are refused before anything is done: alone, replacing, from a file and as another name", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const asked = wanted(w, { ...place("102"), email: "aula.11@universidad.example", name: LONG });
    expect(await foreseen(w, asked)).toEqual(["row_column_too_short", null]);
    expect(await makeClassroom(w, w.admin, asked)).toMatchObject(tooShort("name", "nombre", 100));
    expect(await makeClassroom(w, w.admin, { ...asked, name: "Aula 11", code: "A".repeat(40) })).toMatchObject(tooShort("code", "codigo", 20));
    expect(await makeClassroom(w, w.admin, wanted(w, { ...NEXT, replaces: old.id, name: LONG }))).toMatchObject(tooShort("name", "nombre", 100));
    expect(valueOf(await previewName(w, w.admin, old.id, { name: LONG, code: "" })).rows[0]).toMatchObject({ trouble: "row_column_too_short", values: { most: 100 } });
    expect(await rename(w, w.admin, old.id, { runId: w.random.uuid(), name: LONG, code: "", seen: null })).toMatchObject(tooShort("name", "nombre", 100));
    const form = { what: "new classroom" as const, text: `email,name,key\na13@universidad.example,${LONG},103`, standing: "personal meeting" as const };
    const more = { licence: false, farewell: "nothing" as const, seen: {}, confirmed: [], linkTableId: ESPACIOS.id, passcodeTableId: null };
    for (const preview of [true, false]) {
      const [line] = valueOf(await manyFrom(w, w.admin, { ...form, ...more, preview, batchId: w.random.uuid() })).lines;
      expect(line).toMatchObject({ because: "row_column_too_short", values: { column: "nombre", most: 100 } });
    }
    expect(await f.row("102")).toMatchObject({ nombre: "Aula 2" });

    await f.run(`revoke update on zoom.claves from ${f.role}; revoke update (clave) on zoom.claves from ${f.role}`);
    expect(await makeClassroom(w, w.admin, { ...asked, name: "Aula 11" })).toMatchObject({ ok: false, refusal: { because: "row_without_right", field: "passcode.key" } });
  }); // prettier-ignore

  test.each(["personal meeting", "meeting without fixed time"] as const)(
    "with a %s, what comes to be too long while a run waits is told before the passcode is set or a session moved, and it goes on once that is mended",
    async (standing) => {
      await using w = await aWorld(await open(), { rooms: 1 });
      const f = await published(w);
      const room = w.rooms[0]!;
      const session = await w.ask({ start: after(w.clock.now(), days(2)) });
      const old = await made(w, { email: room.email, ...place("102"), name: "Aula 2" });
      await w.pass(minutes(5));
      await w.control("account", { seats: { paid: 1 } });
      const next = await made(w, { ...NEXT, standing, name: "Aula de doctorado", replaces: old.id });
      await w.pass(minutes(5));
      await f.run("alter table negocio.sga_espacios alter column nombre type varchar(10)");
      await w.control("account", { seats: { paid: 9 } });
      await w.pass(minutes(70));
      const steps = await stepsOf(w, next.id);
      expect(steps.slice(-4)).toEqual(["set_passcode failed (row_too_long)", "move_sessions to come", "write_rows to come", "retire_user to come"]);
      expect([(await w.session(session)).roomId, (await theClassroom(w, old.id)).state]).toEqual([room.id, "in use"]);
      await expectOpens(w, f, old.id, "102");
      await f.run("alter table negocio.sga_espacios alter column nombre type varchar(100)");
      expect((await tryAgain(w, next.id)).ok).toBe(true);
      await w.pass(minutes(5));
      expect((await theRun(w, next.id)).state).toBe("done");
      await expectOpens(w, f, next.id, "102");
    },
  );

  test("of two rows none is written while the other could not be", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await w.control("account", { seats: { paid: 1 } });
    const { id } = await made(w, { ...place("101"), name: "Aula de doctorado" });
    await w.db.run(sql`update external_databases set port = 1`);
    await w.control("account", { seats: { paid: 9 } });
    await w.pass(minutes(70));
    expect((await stepsOf(w, id)).at(-1)).toBe("write_rows waiting (database_away)");
    await f.run("alter table negocio.sga_espacios alter column nombre type varchar(10)");
    await w.db.run(sql`update external_databases set port = ${f.opened.port}`);
    await w.pass(hours(3));
    expect((await stepsOf(w, id)).at(-1)).toBe("write_rows failed (row_too_long)");
    expect([await f.passcode("A1"), (await f.row("101"))!["nombre"]]).toEqual(["111111", "Aula 1"]);
    await f.run("alter table negocio.sga_espacios alter column nombre type varchar(100)");
    expect((await tryAgain(w, id)).ok).toBe(true);
    await w.pass(minutes(5));
    await expectOpens(w, f, id);
  });
});
