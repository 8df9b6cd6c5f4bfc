import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { ESPACIOS } from "../../../test/external/foreign.ts";
import { minutes } from "../../lib/time.ts";
import { retireClassroom } from "../actions.ts";
import { expectOpens, made, stepsOf, theClassroom } from "../classrooms.fixtures.ts";
import { runsOf } from "../runs/actions.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { openingOf } from "../store.ts";
import { aClassroom, apart, ask, settle } from "./drift.fixtures.ts";
import { previewOther } from "./placing-actions.ts";
import { driftsFor, settleDrift, type Settle } from "./settling-actions.ts";

eachDatabase((_, open) => {
  test("names that somebody changed in Zoom are told, and put back there: the rows stay as they are", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, zoom, hostId, inZoom } = await aClassroom(w);
    expect(await apart(w)).toEqual([]);
    await zoom.changeUser(hostId, { displayName: "Aula de Pepe", firstName: "Pepe" });
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    expect(await apart(w)).toEqual(["name", "zoom name", "zoom person"]);
    expect(await stepsOf(w, await settle(w, "zoom name", "as Bedel has it"))).toEqual(["write_rows skipped (rows_stay)", "name_in_zoom done"]);
    expect(await inZoom()).toEqual({ name: "Aula 10", firstName: "Pepe", lastName: "Diez" });
    expect([(await f.row("101"))!["nombre"], await apart(w)]).toEqual(["Laboratorio", ["name", "zoom person"]]);
    await settle(w, "zoom person", "as Bedel has it");
    expect(await inZoom()).toEqual({ name: "Aula 10", firstName: "Aula", lastName: "Diez" });
    expect(await apart(w)).toEqual(["name"]);
  });

  test("a name of Zoom's that is taken over is the classroom's, its room's and its row's; first and last name are only expected from then on", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id, zoom, hostId, inZoom } = await aClassroom(w, { standing: "meeting without fixed time" });
    await zoom.changeUser(hostId, { displayName: "Aula  Borges", firstName: "Jorge Luis", lastName: "" });
    expect(await apart(w)).toEqual(["zoom name", "zoom person"]);
    await settle(w, "zoom person", "as it is there");
    expect(await apart(w)).toEqual(["zoom name"]);
    await settle(w, "zoom name", "as it is there");
    const classroom = await theClassroom(w, id);
    expect([classroom.name, (await w.room(classroom.roomId)).name, (await f.row("101"))!["nombre"]]).toEqual(["Aula Borges", "Aula Borges", "Aula Borges"]);
    expect([await inZoom(), (await w.meetings()).map(({ topic }) => topic)]).toEqual([{ name: "Aula Borges", firstName: "Jorge Luis", lastName: "" }, ["Aula Borges"]]); // prettier-ignore
    expect(await apart(w)).toEqual([]);
    await expectOpens(w, f, id);
  });

  test("a row's name that is taken over is Zoom's too; put back, Zoom stays as it is, and so does every other column of the row", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id, inZoom, zoom, hostId } = await aClassroom(w);
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio', codigo = 'LAB' where espacio = 101");
    await apart(w);
    await settle(w, "name", "as it is there");
    expect([(await theClassroom(w, id)).name, (await inZoom()).name, (await f.row("101"))!["codigo"]]).toEqual(["Laboratorio", "Laboratorio", "LAB"]);
    expect(await apart(w)).toEqual(["code"]);
    await settle(w, "code", "as Bedel has it");
    expect((await f.row("101"))!["codigo"]).toBe("A10");
    await zoom.changeUser(hostId, { displayName: "Aula de Pepe" });
    await f.run("update negocio.sga_espacios set nombre = 'Otra' where espacio = 101");
    await apart(w);
    expect(await stepsOf(w, await settle(w, "name", "as Bedel has it"))).toEqual(["write_rows done", "name_in_zoom skipped (zoom_stays)"]);
    expect([(await f.row("101"))!["nombre"], await inZoom()]).toMatchObject(["Laboratorio", { name: "Aula de Pepe" }]);
  });

  test("what somebody wrote into the row after it was shown is written over only after a yes, and until then the difference is shown with its run", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id } = await aClassroom(w);
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    await apart(w);
    await f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 101");
    const runId = await settle(w, "name", "as Bedel has it");
    expect((await driftsFor(w, w.institutionId)).drifts).toMatchObject([{ what: "name", settledBy: { runId, state: "failed" }, whyNot: "run_under_way" }]);
    expect((await f.row("101"))!["nombre"]).toBe("Biblioteca");
    valueOf(await tryAgain(w, runId));
    await w.pass(minutes(5));
    expect([(await f.row("101"))!["nombre"], await apart(w)]).toEqual(["Aula 10", []]);
    await expectOpens(w, f, id);
  });

  test("a standing meeting that is gone is made anew, with the passcode that people know, and its link is written", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id, zoom, meeting } = await aClassroom(w, { standing: "meeting without fixed time" });
    const before = openingOf(w.secrets, await theClassroom(w, id))!;
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    await zoom.removeMeeting(meeting);
    expect(await apart(w)).toEqual(["name", "zoom link"]);
    expect((await driftsFor(w, w.institutionId)).drifts[1]).toMatchObject({ zoom: null, ways: ["as Bedel has it"], leads: ["retire"] });
    expect(await stepsOf(w, await settle(w, "zoom link", "as Bedel has it"))).toEqual(["standing_link done", "set_passcode done", "write_rows done"]);
    const now = await theClassroom(w, id);
    expect(now).toMatchObject({ meetingId: expect.not.stringMatching(meeting.id), meetingIsPersonal: false });
    expect(openingOf(w.secrets, now)).toEqual({ link: expect.not.stringMatching(before.link), passcode: before.passcode });
    expect((await w.meetings()).map(({ topic }) => topic)).toEqual(["Aula 10"]);
    expect([(await f.row("101"))!["nombre"], await apart(w)]).toEqual(["Laboratorio", ["name"]]);
    await settle(w, "name", "as Bedel has it");
    await expectOpens(w, f, id);
  });

  test("two rows that are gone are two differences, each settled by itself: one in another row, one published no more", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id } = await aClassroom(w);
    await f.run("delete from negocio.sga_espacios where espacio = 101; delete from zoom.claves where aula = 'A1'");
    expect(await apart(w)).toEqual(["row gone", "row gone"]);
    const { drifts } = await driftsFor(w, w.institutionId);
    expect(drifts.map(({ place }) => place)).toMatchObject([{ table: "Espacios", key: "101" }, { table: "Claves", key: "A1" }]); // prettier-ignore
    const settling = (how: Partial<Settle>) =>
      settleDrift(w, w.admin, drifts[0]!.id, { way: "in another row", seen: drifts[0]!.seen, runId: w.random.uuid(), ...how });
    expect(await settling({ key: "999" })).toMatchObject({ refusal: { because: "row_not_found" } });
    expect(await settling({})).toMatchObject({ refusal: { because: "drift_way" } });
    expect(await settling({ way: "as Bedel has it" })).toMatchObject({ refusal: { because: "drift_way" } });
    valueOf(await settleDrift(w, w.admin, drifts[1]!.id, { way: "published no more", seen: drifts[1]!.seen, runId: w.random.uuid() }));
    valueOf(await settling({ key: "102" }));
    await w.pass(minutes(5));
    const { link, passcode, sealed } = await theClassroom(w, id);
    expect([link, passcode, sealed === null]).toEqual([{ tableId: ESPACIOS.id, key: "102" }, null, false]);
    expect(await f.row("102")).toMatchObject({ nombre: "Aula 10", codigo: "A10", link_clase_virtual: openingOf(w.secrets, await theClassroom(w, id))!.link });
    expect(await apart(w)).toEqual([]);
  });

  test("what stands in the other row is shown before it is written, and what somebody wrote there since is not written over", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id } = await aClassroom(w);
    await f.run("delete from negocio.sga_espacios where espacio = 101; update negocio.sga_espacios set link_clase_virtual = null where espacio = 103");
    await apart(w);
    const [gone] = (await driftsFor(w, w.institutionId)).drifts;
    const { link } = openingOf(w.secrets, await theClassroom(w, id))!;
    const shown = valueOf(await previewOther(w, w.admin, gone!.id, "103"));
    expect(shown.rows).toMatchObject([
      {
        ...{ table: "Espacios", key: "103", trouble: null },
        columns: [{ what: "link", before: null, after: link }, { what: "name", before: "Aula 3", after: "Aula 10" }, { what: "code", before: "A3", after: "A10" }],
      },
    ]); // prettier-ignore
    expect(valueOf(await previewOther(w, w.admin, gone!.id, "999")).rows).toMatchObject([{ trouble: "row_not_found" }]);
    await f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 103");
    expect(await ask(w, "row gone", { way: "in another row", key: "103", rowSeen: shown.seen })).toMatchObject({
      outcome: { refusal: { because: "row_changed" } },
    });
    expect((await f.row("103"))!["nombre"]).toBe("Biblioteca");
    const { seen } = valueOf(await previewOther(w, w.admin, gone!.id, "103"));
    valueOf((await ask(w, "row gone", { way: "in another row", key: "103", rowSeen: seen })).outcome);
    await w.pass(minutes(5));
    expect(await f.row("103")).toMatchObject({ nombre: "Aula 10", link_clase_virtual: link });
    expect(await previewOther(w, w.admin, gone!.id, "103")).toMatchObject({ refusal: { because: "drift_settled" } });
  });

  test("what is apart in the other row stays so when one gets another place", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id } = await aClassroom(w);
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio', link_clase_virtual = 'https://elsewhere.example' where espacio = 101; delete from zoom.claves where aula = 'A1'"); // prettier-ignore
    expect(await apart(w)).toEqual(["link", "name", "row gone"]);
    await settle(w, "row gone", "in another row", "A2");
    expect([await f.passcode("A2"), (await theClassroom(w, id)).passcode]).toMatchObject([
      openingOf(w.secrets, await theClassroom(w, id))!.passcode,
      { key: "A2" },
    ]);
    expect(await apart(w)).toEqual(["link", "name"]);
  });

  test("a row in which another classroom is published is not taken", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f } = await aClassroom(w);
    const place = { tableId: ESPACIOS.id, key: "102" };
    await made(w, { email: "otra@universidad.example", name: "Otra", link: place, passcode: null });
    await w.pass(minutes(5));
    await f.run("delete from negocio.sga_espacios where espacio = 101");
    await apart(w);
    expect(await ask(w, "row gone", { way: "in another row", key: "102" })).toMatchObject({ outcome: { refusal: { because: "classroom_row_taken" } } });
    expect((await f.row("102"))!["nombre"]).toBe("Otra");
  });

  test("published there no more: the row goes on showing what it shows, and nothing is said of it any more", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id } = await aClassroom(w);
    await f.run("update negocio.sga_espacios set nombre = '', link_clase_virtual = 'https://elsewhere.example' where espacio = 101");
    expect(await apart(w)).toEqual(["link", "name"]);
    const runs = (await runsOf(w.db, w.institutionId, { most: 9 })).length;
    await settle(w, "link", "published no more");
    expect((await driftsFor(w, w.institutionId)).drifts).toEqual([]);
    expect([(await theClassroom(w, id)).link, (await f.row("101"))!["link_clase_virtual"], await apart(w)]).toEqual([null, "https://elsewhere.example", []]);
    expect((await runsOf(w.db, w.institutionId, { most: 9 })).length).toBe(runs);
  });

  test("a Zoom user who is not active any more is told alone, and the classroom can be retired", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id, zoom, hostId } = await aClassroom(w);
    await zoom.setUserActive(hostId, false);
    expect(await apart(w)).toEqual(["zoom user"]);
    expect((await driftsFor(w, w.institutionId)).drifts).toMatchObject([{ ways: [], leads: ["replace", "retire"] }]);
    valueOf(await retireClassroom(w, w.admin, id, { runId: w.random.uuid(), farewell: "deactivate" }));
    await w.pass(minutes(5));
    expect([(await theClassroom(w, id)).state, (await f.row("101"))!["link_clase_virtual"], await apart(w)]).toEqual(["retired", null, []]);
  });
});
