import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { expectOpens, made, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { previewName, rename } from "./naming-actions.ts";
import { stopRun } from "./runs/actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";
import { changeProvisioningOf, provisioningOf } from "./zoom-users/settings/actions.ts";

const asked = async (w: TestWorld, id: string, name: string, code: string): Promise<string> => {
  const [{ seen }, runId] = [valueOf(await previewName(w, w.admin, id, { name, code })), w.random.uuid()];
  valueOf(await rename(w, w.admin, id, { runId, name, code, seen }));
  await w.pass(minutes(5));
  return runId;
};
const nameInZoom = async (w: TestWorld, id: string): Promise<string> => (await w.zoomOf(w.institutionId).readUser((await theClassroom(w, id)).hostId!)).name;

eachDatabase((_, open) => {
  test("another name and code: in the row, in Bedel and its room, and in Zoom; link and passcode stay", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w, { standing: "meeting without fixed time" });
    await w.pass(minutes(5));
    const before = (await f.row("101"))!;
    const { rows } = valueOf(await previewName(w, w.admin, id, { name: "Aula Borges", code: "" }));
    expect(rows[0]!.columns.map(({ what, before: was, after }) => [what, was, after])).toEqual([["name", "Aula 10", "Aula Borges"], ["code", "A10", ""]]); // prettier-ignore
    const runId = await asked(w, id, "Aula Borges", "");
    expect(await stepsOf(w, runId)).toEqual(["write_rows done", "name_in_zoom done"]);
    expect(await f.row("101")).toMatchObject({ ...before, nombre: "Aula Borges", codigo: null });
    const classroom = await theClassroom(w, id);
    expect(classroom).toMatchObject({ name: "Aula Borges", code: "" });
    expect(await w.room(classroom.roomId)).toMatchObject({ name: "Aula Borges", code: "" });
    expect(await nameInZoom(w, id)).toBe("Aula Borges");
    expect((await w.meetings()).map(({ topic }) => topic)).toEqual(["Aula Borges"]);
    await expectOpens(w, f, id);
  });

  test("what the row does not take changes nothing: too long for its column, or changed since it was shown", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const tooLong = w.random.uuid();
    valueOf(await rename(w, w.admin, id, { runId: tooLong, name: "Aula Borges", code: "BORGES-1", seen: null }));
    await f.run("alter table negocio.sga_espacios alter column codigo type varchar(4)");
    await w.pass(minutes(5));
    expect(await stepsOf(w, tooLong)).toEqual(["write_rows failed (row_too_long)", "name_in_zoom to come"]);
    expect([await f.row("101"), await theClassroom(w, id)]).toMatchObject([
      { nombre: "Aula 10", codigo: "A10" },
      { name: "Aula 10", code: "A10" },
    ]);
    const again = { runId: w.random.uuid(), name: "Aula Borges", code: "B" };
    expect(await rename(w, w.admin, id, { ...again, seen: null })).toMatchObject({ refusal: { because: "run_under_way" } });
    valueOf(await stopRun(w, w.admin, tooLong));

    const { seen } = valueOf(await previewName(w, w.admin, id, again));
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    expect(await rename(w, w.admin, id, { ...again, seen })).toMatchObject({ refusal: { because: "row_changed" } });
    valueOf(await rename(w, w.admin, id, { ...again, seen: null }));
    await f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 101");
    await w.pass(minutes(5));
    expect(await stepsOf(w, again.runId)).toEqual(["write_rows failed (row_changed)", "name_in_zoom to come"]);
    expect([await f.row("101"), await theClassroom(w, id)]).toMatchObject([{ nombre: "Biblioteca" }, { name: "Aula 10" }]);
    valueOf(await tryAgain(w, again.runId));
    await w.pass(minutes(5));
    await expectOpens(w, f, id);
    expect(await theClassroom(w, id)).toMatchObject({ name: "Aula Borges", code: "B" });
  });

  test("while Bedel may not make, license or deactivate Zoom users a classroom is called otherwise all the same, and the same wish sent twice is one", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const provisioning = await provisioningOf(w.db, w.institutionId);
    valueOf(await changeProvisioningOf(w, w.admin, { ...provisioning, on: false }));
    const runId = await asked(w, id, "Aula Borges", "B");
    valueOf(await rename(w, w.admin, id, { runId, name: "Aula Borges", code: "B", seen: null }));
    expect(await stepsOf(w, runId)).toEqual(["write_rows done", "name_in_zoom done"]);
    expect([(await theClassroom(w, id)).name, await nameInZoom(w, id)]).toEqual(["Aula Borges", "Aula Borges"]);
    expect((await theRun(w, runId)).state).toBe("done");
    expect(await rename(w, w.admin, w.random.uuid(), { runId: w.random.uuid(), name: "x", code: "", seen: null })).toMatchObject({ refusal: { because: "not_found" } });
  }); // prettier-ignore
});
