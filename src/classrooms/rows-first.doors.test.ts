import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { fault } from "../../test/support/sessions.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { days, hours, minutes } from "../lib/time.ts";
import { expectOpens, listens, made, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { letRowGo } from "./letting-go-actions.ts";
import { manyChangesFrom } from "./many/changing-actions.ts";
import { changePasscode, changeTimetable } from "./passcode-actions.ts";
import { runsOf, stopRun } from "./runs/actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";
import { whyNotLetGo } from "./runs/run.ts";

eachDatabase((_, open) => {
  test("while the database is away no passcode changes in Zoom: what is published goes on opening, the run can be stopped, and goes on by itself", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const port = await listens(w, 1);
    const [stopped, runId] = [w.random.uuid(), w.random.uuid()];
    valueOf(await changePasscode(w, w.admin, id, { runId: stopped, passcode: "Otono-2027" }));
    await w.pass(hours(5));
    expect((await stepsOf(w, stopped))[0]).toBe("set_passcode waiting (database_away)");
    await expectOpens(w, f, id);
    valueOf(await stopRun(w, w.admin, stopped));
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode: "Otono-2027" }));
    await w.pass(hours(2));
    await listens(w, port);
    await w.pass(hours(2));
    expect([await stepsOf(w, runId), await f.passcode("A1")]).toEqual([["set_passcode done", "write_rows done"], "Otono-2027"]);
    await expectOpens(w, f, id);
  });

  test("where it is away for good, an administrator lets go of its rows, one after the other, each after an hour, and then Zoom gets the new passcode", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await listens(w, 1);
    const runId = w.random.uuid();
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode: "Otono-2027" }));
    for (const table of ["Espacios", "Claves"]) {
      await w.pass(hours(1) + minutes(5)); // each row has an hour to come back
      const run = await theRun(w, runId);
      const step = run.steps.find(({ name }) => name === "set_passcode")!;
      expect([step.state, step.because, step.values["table"]]).toEqual(["waiting", "database_away", table]);
      valueOf(await letRowGo(w, w.admin, runId, { place: run.facts.hinderedBy!, because: "database_away" }));
    }
    await w.pass(minutes(5));
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows skipped (rows_let_go)"]);
    const { link, passcode, meetingId } = await theClassroom(w, id);
    expect([link, passcode]).toEqual([null, null]);
    expect(await w.control("join", { meetingId: Number(meetingId), passcode: "Otono-2027", name: "Eva" })).toMatchObject({ ok: true });
  });

  const FAULTS: [string, string, (role: string) => string, (role: string) => string][] = [
    ["row_none", "Claves", () => "alter table zoom.claves drop constraint claves_pkey; update zoom.claves set aula = 'ZZ' where aula = 'A1'", () => "update zoom.claves set aula = 'A1' where aula = 'ZZ'"],
    ["row_several", "Claves", () => "alter table zoom.claves drop constraint claves_pkey; insert into zoom.claves select aula, clave, 'twice' from zoom.claves where aula = 'A1'", () => "delete from zoom.claves where nota = 'twice'"],
    ["row_rights", "Espacios", (role) => `revoke update (link_clase_virtual) on negocio.sga_espacios from ${role}`, (role) => `grant update (link_clase_virtual) on negocio.sga_espacios to ${role}`],
    ["row_rights", "Claves", (role) => `revoke update (clave) on zoom.claves from ${role}`, (role) => `grant update (clave) on zoom.claves to ${role}`],
    ["row_too_long", "Claves", () => "alter table zoom.claves alter clave type varchar(9) using left(clave, 9)", () => "alter table zoom.claves alter clave type varchar(20)"],
    ["row_gone", "Claves", () => "alter table zoom.claves rename clave to contrasena", () => "alter table zoom.claves rename contrasena to clave"],
    ["row_refused", "Claves", () => "alter table zoom.claves rename to claves_de_antes; create view zoom.claves as select aula, max(clave) as clave from zoom.claves_de_antes group by aula", () => "drop view zoom.claves; alter table zoom.claves_de_antes rename to claves"],
    ["row_changed", "Claves", () => "update zoom.claves set clave = 'ajena' where aula = 'A1'", () => "select 1"],
    ["row_changed", "Espacios", () => "update negocio.sga_espacios set link_clase_virtual = 'https://meet.example/ours' where espacio = 101", () => "select 1"],
  ]; // prettier-ignore

  test.each(FAULTS)("a row that can't follow (%s, %s) leaves Zoom as it is: what was published opens, the run can be stopped or tried again, or go on without the row", async (because, table, spoil, mend) => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const { meetingId } = await theClassroom(w, id);
    const [link, passcode] = [(await f.row("101"))!["link_clase_virtual"], await f.passcode("A1")];
    const opens = async (): Promise<void> => {
      expect(await w.control("join", { joinUrl: link, name: "Ada" })).toMatchObject({ ok: true });
      expect(await w.control("join", { meetingId: Number(meetingId), passcode, name: "Eva" })).toMatchObject({ ok: true });
    };
    await f.run(spoil(f.role));
    if (because === "row_refused") await f.run(`grant select, update on zoom.claves to ${f.role}`);
    const [stopped, runId] = [w.random.uuid(), w.random.uuid()];
    valueOf(await changePasscode(w, w.admin, id, { runId: stopped, passcode: "Otono-2027" }));
    await w.pass(days(1));
    const run = await theRun(w, stopped);
    expect([run.state, run.steps[0]]).toMatchObject(["failed", { name: "set_passcode", state: "failed", because, values: { table, first: 1, half: 0 } }]);
    expect(whyNotLetGo(run, run.facts, w.clock.now())).toBeNull();
    await opens();
    valueOf(await stopRun(w, w.admin, stopped));
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode: "Otono-2027" }));
    await w.pass(minutes(5));
    expect((await stepsOf(w, runId))[0]).toBe(`set_passcode failed (${because})`);
    await opens();
    await f.run(mend(f.role));
    if (because === "row_too_long") await f.run(`update zoom.claves set clave = '${String(passcode)}' where aula = 'A1'`);
    valueOf(await tryAgain(w, runId));
    await w.pass(minutes(5));
    expect([await stepsOf(w, runId), await f.passcode("A1")]).toEqual([["set_passcode done", "write_rows done"], "Otono-2027"]);
    await expectOpens(w, f, id);
  }); // prettier-ignore

  test("nor does a timetable change a passcode at night whose row can't follow", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const { revision } = await theClassroom(w, id);
    valueOf(await changeTimetable(w, w.admin, id, { revision, passcodeDays: 1 }));
    await f.run(`revoke update (clave) on zoom.claves from ${f.role}`);
    await w.pass(days(2));
    const [run] = await runsOf(w.db, w.institutionId, { classroomId: id, most: 1 });
    expect(await stepsOf(w, run!.id)).toEqual(["set_passcode failed (row_rights)", "write_rows to come"]);
    await expectOpens(w, f, id);
    await f.run(`grant update (clave) on zoom.claves to ${f.role}`);
    valueOf(await tryAgain(w, run!.id));
    await w.pass(minutes(5));
    expect((await theRun(w, run!.id)).state).toBe("done");
    await expectOpens(w, f, id);
  });

  test("what Zoom alone has lost is put back where the rows hold it still, whatever rights there are", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const { hostId } = await theClassroom(w, id);
    const passcode = String(await f.passcode("A1"));
    await f.run(`revoke update (clave) on zoom.claves from ${f.role}; revoke update (link_clase_virtual) on negocio.sga_espacios from ${f.role}`);
    await w.zoomOf(w.institutionId).setPersonalPasscode(hostId!, "Otra-clave");
    const runId = w.random.uuid();
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode }));
    await w.pass(minutes(5));
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows done"]);
    await expectOpens(w, f, id);
  });

  test("of a file of passcodes a line whose row is gone or whose database is away, or that could not be written, is refused when it is looked at, and when it is sent", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await made(w);
    await w.pass(minutes(5));
    const passcode = String(await f.passcode("A1"));
    const asking = async (preview: boolean) => {
      const form = { batchId: w.random.uuid(), what: "change passcode" as const, text: "Aula 10", farewell: "nothing" as const, preview };
      const { lines, asked, expectedAt } = valueOf(await manyChangesFrom(w, w.admin, form));
      return [lines.map(({ because }) => because), asked, expectedAt];
    };
    const port = await listens(w, 1);
    for (const preview of [true, false]) expect(await asking(preview)).toEqual([["row_unreachable"], 0, null]);
    await listens(w, port);
    await f.run("delete from zoom.claves where aula = 'A1'");
    for (const preview of [true, false]) expect(await asking(preview)).toEqual([["row_not_found"], 0, null]);
    await f.run("insert into zoom.claves (aula, clave) values ('A1', 'ajena')");
    expect(await asking(true)).toEqual([["row_not_as_set"], 0, null]);
    await f.run(`update zoom.claves set clave = '${passcode}'; revoke update (clave) on zoom.claves from ${f.role}`);
    for (const preview of [true, false]) expect(await asking(preview)).toEqual([["row_without_right"], 0, null]);
    await f.run(`grant update (clave) on zoom.claves to ${f.role}; alter table zoom.claves alter clave type varchar(9) using left(clave, 9)`);
    expect(await asking(true)).toEqual([["row_too_short"], 0, null]);
    await f.run(`alter table zoom.claves alter clave type varchar(10); update zoom.claves set clave = '${passcode}'`);
    expect((await asking(false)).slice(0, 2)).toEqual([[null], 1]);
  });

  test("a passcode that somebody sets in Zoom while the rows wait for theirs is set again before these are written", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await f.run("create function zoom.no() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$");
    await f.run("create constraint trigger no after update on zoom.claves deferrable initially deferred for each row execute function zoom.no()");
    const runId = w.random.uuid();
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode: "Otono-2027" }));
    await w.pass(minutes(5));
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows failed (row_refused)"]);
    await w.zoomOf(w.institutionId).setPersonalPasscode((await theClassroom(w, id)).hostId!, "Mano-4711");
    await f.run("drop trigger no on zoom.claves");
    // Refused once, it is owed all the same.
    await fault(w, "PATCH /users/:userId/settings", "refuse", { times: 1, status: 400, body: { code: 300, message: "No." } });
    await w.pass(hours(2));
    expect((await theRun(w, runId)).facts.passcodeSince).not.toBeNull();
    if ((await theRun(w, runId)).state === "failed") valueOf(await tryAgain(w, runId));
    await w.pass(hours(2));
    expect([(await theRun(w, runId)).state, await f.passcode("A1")]).toEqual(["done", "Otono-2027"]);
    await expectOpens(w, f, id);
  });
});
