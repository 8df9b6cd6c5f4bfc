import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import { expectOpens, made, place, stepsOf, theClassroom, theRun } from "../classrooms.fixtures.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { compareDue } from "./actions.ts";
import { aClassroom, apart, ask, settle } from "./drift.fixtures.ts";
import { driftsFor, settleDrift, type Settle } from "./settling-actions.ts";

const MOVED = { refusal: { because: "drift_moved" } };
const shownIn = async (w: TestWorld) => (await driftsFor(w, w.institutionId)).drifts[0]!;
const settling = (w: TestWorld, drift: { id: string; seen: string }, way: Settle["way"]) =>
  settleDrift(w, w.admin, drift.id, { way, seen: drift.seen, runId: w.random.uuid() });

eachDatabase((_, open) => {
  test("a classroom whose link can't be read holds up no other: neither its comparing, nor its passcode that is due, nor anybody's runs", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id } = await aClassroom(w);
    const other = await made(w, { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", ...place("102") });
    await w.pass(minutes(5));
    await w.db.run(sql`update classrooms set standing_sealed = '\\x00', passcode_days = 30, passcode_due_at = ${at(w.clock.now())} where id = ${id}`);
    await f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 102");
    const late = await made(w, { name: "Aula 30", code: "A30", email: "aula.30@universidad.example", link: null, passcode: null });
    await w.pass(minutes(5));
    expect((await theRun(w, late.id)).state).toBe("done");
    await apart(w);
    expect((await driftsFor(w, w.institutionId)).drifts.map(({ what, classroom }) => [what, classroom])).toEqual([["name", "Aula 20"]]);
    const due = await w.db.list((r) => [r["id"], r["compare_at"] > w.clock.now()], sql`select id, compare_at from classrooms order by name`);
    expect(due).toEqual([[id, true], [other.id, true], [late.id, true]]); // prettier-ignore
    expect(w.surprises.splice(0)).toHaveLength(2);
  });

  test("a difference that says something else than was shown is not settled, in whichever way, until it was shown as it is", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id } = await aClassroom(w);
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    await apart(w);
    const shown = await shownIn(w);
    await f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 101");
    await apart(w);
    const now = await shownIn(w);
    expect([now.id === shown.id, now.seen === shown.seen]).toEqual([true, false]);
    for (const way of ["as it is there", "as Bedel has it", "published no more"] as const) expect(await settling(w, shown, way)).toMatchObject(MOVED);
    valueOf(await settling(w, now, "as it is there"));
    await w.settle();
    expect((await theClassroom(w, id)).name).toBe("Biblioteca");
  });

  test("what is taken over from a row or from Zoom is read anew, and left where somebody changed it since all was compared; it is compared again at once", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id, zoom, hostId } = await aClassroom(w);
    const passcodeInZoom = async () => (await zoom.personalMeeting(hostId)).passcode;
    await f.run("update zoom.claves set clave = 'Vieja-1' where aula = 'A1'");
    expect(await apart(w)).toEqual(["passcode"]);
    const before = await passcodeInZoom();
    await f.run("update zoom.claves set clave = 'Nueva-2' where aula = 'A1'");
    expect((await ask(w, "passcode", { way: "as it is there" })).outcome).toMatchObject(MOVED);
    expect([await passcodeInZoom(), await f.passcode("A1")]).toEqual([before, "Nueva-2"]);
    await compareDue(w);
    expect(await shownIn(w)).toMatchObject({ row: "Nueva-2" });
    valueOf((await ask(w, "passcode", { way: "as it is there" })).outcome);
    await w.settle();
    expect([await passcodeInZoom(), await apart(w)]).toEqual(["Nueva-2", []]);

    await zoom.setPersonalPasscode(hostId, "Otro-1");
    await apart(w);
    await zoom.setPersonalPasscode(hostId, "Otro-2");
    expect((await ask(w, "zoom passcode", { way: "as it is there" })).outcome).toMatchObject(MOVED);
    expect([await passcodeInZoom(), (await theClassroom(w, id)).state]).toEqual(["Otro-2", "in use"]);
  });

  test("link and passcode are put back over what was shown, and over nothing that somebody wrote into one of the rows since, before an administrator says so", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id } = await aClassroom(w);
    await f.run("update negocio.sga_espacios set link_clase_virtual = 'https://a.example' where espacio = 101");
    await apart(w);
    await f.run("update negocio.sga_espacios set link_clase_virtual = 'https://b.example' where espacio = 101");
    await f.run("update zoom.claves set clave = 'Nueva-1' where aula = 'A1'");
    const runId = await settle(w, "link", "as Bedel has it");
    const rows = async () => [(await f.row("101"))!["link_clase_virtual"], await f.passcode("A1")];
    expect([await rows(), (await stepsOf(w, runId)).at(-1)]).toEqual([["https://b.example", "Nueva-1"], "write_rows failed (row_changed)"]);
    valueOf(await tryAgain(w, runId)); // of the one row that is named
    await w.pass(minutes(5));
    expect([await f.passcode("A1"), (await stepsOf(w, runId)).at(-1)]).toEqual(["Nueva-1", "write_rows failed (row_changed)"]);
    valueOf(await tryAgain(w, runId));
    await w.pass(minutes(5));
    await expectOpens(w, f, id);

    await f.run("update negocio.sga_espacios set link_clase_virtual = 'https://c.example' where espacio = 101");
    await f.run("update zoom.claves set clave = 'Nueva-2' where aula = 'A1'");
    expect(await apart(w)).toEqual(["link", "passcode"]);
    await settle(w, "link", "as Bedel has it");
    await expectOpens(w, f, id);
  });
});
