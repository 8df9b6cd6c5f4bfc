import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { sql } from "../platform/database.ts";
import { after, days, hours, iso, minutes, wallOf } from "../lib/time.ts";
import { makeClassroom, retireClassroom } from "./actions.ts";
import { expectOpens, made, place, published, stepsOf, theClassroom, theRun, wanted } from "./classrooms.fixtures.ts";
import { changePasscode, changeTimetable } from "./passcode-actions.ts";
import { previewed, rowsNow, toHold } from "./previewing-actions.ts";
import { runFor } from "./runs/showing-actions.ts";
import { stopRun } from "./runs/actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";
import { classroomsFor } from "./showing-actions.ts";
import { openingOf } from "./store.ts";
import { undoReplacing } from "./undoing-actions.ts";

/** Found out only when it is committed: neither a look nor trying tells. */
const CLOSED = `create function zoom.closed() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
  create constraint trigger closed after update on zoom.claves deferrable initially deferred for each row execute function zoom.closed()`;

eachDatabase((_, open) => {
  test("a new classroom: its user, its link and passcode, its room, and both rows say the same", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id, email } = await made(w);
    await w.pass(minutes(5));
    expect(await stepsOf(w, id)).toEqual(expect.arrayContaining(["write_rows done"]));
    expect(await theRun(w, id)).toMatchObject({ state: "done" });
    await expectOpens(w, f, id);
    const { roomId } = await theClassroom(w, id);
    expect(await w.room(roomId)).toMatchObject({ email, name: "Aula 10", code: "A10", active: true, assignment: "manual", password: { isSet: true } });
    expect(await f.row("101")).toMatchObject({ codigo: "A10", edificio: "Anexo" });
    expect(await f.row("102")).toMatchObject({ nombre: "Aula 2", link_clase_virtual: null });
  });

  test("one with a meeting without fixed time, of a user who was there before", async () => {
    await using w = await aWorld(await open(), { rooms: 0, people: [{ id: "aula-7", email: "aula.7@universidad.example" }] });
    const f = await published(w);
    const { id } = await made(w, { email: "aula.7@universidad.example", standing: "meeting without fixed time" });
    await w.pass(minutes(5));
    expect((await stepsOf(w, id)).slice(0, 3)).toEqual(["look_up done", "make_user skipped (user_there)", "activation skipped (user_there)"]);
    await expectOpens(w, f, id);
    expect((await w.meetings()).map(({ topic }) => topic)).toEqual(["Aula 10"]);
  });

  test("an invited user, who accepts days later; then it goes on", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w, "invited");
    const { id, email } = await made(w);
    await w.pass(days(3));
    expect((await stepsOf(w, id))[2]).toContain("activation waiting");
    await w.control("accept-invitation", { email, password: "Typed-by-hand-7" });
    await w.pass(hours(1));
    expect(await theRun(w, id)).toMatchObject({ state: "done" });
    expect(await w.opens(email, "Typed-by-hand-7")).toBe(false);
    await expectOpens(w, f, id);
  });

  test("another passcode goes to Zoom and both rows as one, and the link with it; by itself where there is a timetable", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const before = openingOf(w.secrets, await theClassroom(w, id))!;
    valueOf(await changePasscode(w, w.admin, id, { runId: w.random.uuid(), passcode: "Otono-2027" }));
    await w.pass(minutes(5));
    expect(openingOf(w.secrets, await theClassroom(w, id))).toMatchObject({ passcode: "Otono-2027" });
    expect(openingOf(w.secrets, await theClassroom(w, id))!.link).not.toBe(before.link);
    await expectOpens(w, f, id);
    const { revision } = await theClassroom(w, id);
    valueOf(await changeTimetable(w, w.admin, id, { revision, passcodeDays: 30 }));
    const due = async () => (await theClassroom(w, id)).passcodeDueAt;
    const night = (await due())!;
    expect([wallOf(night, "Europe/Madrid").slice(11), night < after(w.clock.now(), days(30))]).toEqual(["03:00", true]);
    await w.pass(days(30));
    await w.pass(minutes(5));
    expect(wallOf((await due())!, "Europe/Madrid").slice(11)).toBe("03:00");
    expect(openingOf(w.secrets, await theClassroom(w, id))!.passcode).not.toBe("Otono-2027");
    expect((await theClassroom(w, id)).passcodeDueAt).toBeGreaterThan(after(w.clock.now(), days(29)));
    await expectOpens(w, f, id);
  });

  test("one replaces another: rows, sessions and the old user; and all of it can be taken back", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const room = await w.room((await theClassroom(w, old.id)).roomId);
    const s = await w.ask({ start: after(w.clock.now(), days(2)) });
    expect(s.status).toBe("waiting");
    const next = await made(w, { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null, replaces: old.id, farewell: "deactivate" });
    await w.pass(minutes(10));
    expect(await theRun(w, next.id)).toMatchObject({ state: "done" });
    await expectOpens(w, f, next.id);
    expect([(await theClassroom(w, old.id)).state, (await theClassroom(w, next.id)).state, (await w.room(room.id)).active]).toEqual(["replaced", "in use", false]);
    expect((await w.control("state"))["users"].find((u: { email: string }) => u.email === old.email)).toMatchObject({ status: "inactive" });

    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBeNull();
    const undoing = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, undoing));
    await w.pass(minutes(10));
    expect(await theRun(w, undoing)).toMatchObject({ state: "done" });
    expect([(await theClassroom(w, old.id)).state, (await theClassroom(w, next.id)).state, (await w.room(room.id)).active]).toEqual(["in use", "retired", true]);
    await expectOpens(w, f, old.id);
    expect(await undoReplacing(w, w.admin, next.id, w.random.uuid())).toMatchObject({ ok: false, refusal: { because: "replacement_taken_back" } });
  }); // prettier-ignore

  test("sessions of the room that goes are moved, what is handed over stays until it is over, and only then the old user is touched", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w);
    const soon = await w.ask({ start: after(w.clock.now(), minutes(30)) });
    const later = await w.ask({ start: after(w.clock.now(), days(3)) });
    const { email } = w.rooms[0]!;
    await w.pass(minutes(16));
    expect((await w.session(soon)).steps.handOver.is).toBe("done");
    const old = await made(w, { email, ...place("102"), name: "Aula 2" });
    await w.pass(minutes(5));
    const next = await made(w, { email: "aula.20@universidad.example", link: null, passcode: null, replaces: old.id, farewell: "take the licence" });
    await w.pass(minutes(5));
    const comes = await theClassroom(w, next.id);
    expect([(await w.session(soon)).roomId, (await w.session(later)).roomId]).toEqual([w.rooms[0]!.id, comes.roomId]);
    expect((await stepsOf(w, next.id)).at(-1)).toBe("retire_user waiting (sessions_stay)");
    const licensed = async () => (await w.zoomOf(w.institutionId).readUser(w.rooms[0]!.hostId)).licensed;
    expect([(await theClassroom(w, old.id)).state, await licensed()]).toEqual(["replaced", true]);
    await w.pass(hours(4));
    expect([(await theRun(w, next.id)).state, await licensed()]).toEqual(["done", false]);
    expect((await w.session(later)).status).toBe("placed");
  });

  test("a retired classroom: its rows say nothing any more, and its room is given to nobody", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    valueOf(await retireClassroom(w, w.admin, id, { runId: w.random.uuid(), farewell: "deactivate" }));
    await w.pass(minutes(10));
    const classroom = await theClassroom(w, id);
    expect([classroom.state, (await w.room(classroom.roomId)).active]).toEqual(["retired", false]);
    expect([(await f.row("101"))!["link_clase_virtual"], await f.passcode("A1")]).toEqual([null, ""]);
    expect((await classroomsFor(w, w.institutionId)).classrooms[0]).toMatchObject({ state: "retired", whyNot: { retire: "classroom_not_in_use" } });
  });

  test("a retired classroom whose user is the default host by then keeps its Zoom user until another hosts", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const { hostId } = await theClassroom(w, id);
    const hostBecomes = (host: string | null) => w.db.run(sql`update connections set default_host_id = ${host} where institution_id = ${w.institutionId}`);
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "deactivate" }));
    await hostBecomes(hostId);
    await w.pass(minutes(10));
    expect(await stepsOf(w, runId)).toContain("retire_user failed (user_hosts_sessions)");
    const isActive = async () => (await w.zoomOf(w.institutionId).readUser(hostId!)).status === "active";
    expect(await isActive()).toBe(true);
    await hostBecomes(null);
    valueOf(await tryAgain(w, runId));
    await w.pass(minutes(10));
    expect(await isActive()).toBe(false);
  });

  test("a code that is not asked for is previewed as it stays, and one that is taken out as empty", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await f.run("update negocio.sga_espacios set codigo = 'B7' where espacio = 101");
    const now = await rowsNow(w, w.institutionId, wanted(w), toHold(wanted(w)));
    const code = async (called: { name: string; code: string; empties?: boolean }) =>
      (await previewed(w, w.institutionId, now, called)).flatMap(({ columns }) => columns).find(({ what }) => what === "code");
    expect(await code({ name: "Aula 10", code: "" })).toMatchObject({ before: "B7", after: "B7" });
    expect(await code({ name: "Aula 10", code: "", empties: true })).toMatchObject({ before: "B7", after: "" });
  });

  test("what was previewed is what is written: refused where the row changed since it was shown, and left alone where it changes later", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w, "invited");
    const asked = wanted(w);
    const { seen } = await rowsNow(w, w.institutionId, asked, toHold(asked));
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    expect(await makeClassroom(w, w.admin, { ...asked, seen })).toMatchObject({ ok: false, refusal: { because: "row_changed" } });
    valueOf(await makeClassroom(w, w.admin, { ...asked, seen: (await rowsNow(w, w.institutionId, asked, toHold(asked))).seen }));
    await w.pass(minutes(5));
    await f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 101");
    await w.control("accept-invitation", { email: asked.email, password: "Typed-by-hand-7" });
    await w.pass(hours(1));
    expect(await stepsOf(w, asked.id)).toContain("set_passcode failed (row_changed)");
    expect(await f.row("101")).toMatchObject({ nombre: "Biblioteca", link_clase_virtual: "https://zoom.example/j/1?pwd=one" });
    expect(await f.passcode("A1")).toBe("111111");
    valueOf(await tryAgain(w, asked.id));
    await w.pass(minutes(5));
    await expectOpens(w, f, asked.id);
  });

  test("the passcode's table, which no look shows to be closed, takes nothing for a day: it is tried again until both agree, and nobody can stop it halfway", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await f.run(CLOSED);
    const runId = w.random.uuid();
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode: null }));
    await w.pass(hours(24));
    const run = (await runFor(w, w.institutionId, runId))!;
    expect([run.state, run.steps[1]!.state, run.whyNot.stop]).toEqual(["running", "failed", "run_halfway"]);
    expect(await stopRun(w, w.admin, runId)).toMatchObject({ ok: false, refusal: { because: "run_halfway" } });
    expect(run.steps[1]!.retryAt! > iso(w.clock.now())).toBe(true);
    await f.run("drop trigger closed on zoom.claves");
    await w.pass(hours(2));
    expect(await theRun(w, runId)).toMatchObject({ state: "done" });
    await expectOpens(w, f, id);
  });

  test("one row, one address, one at a time", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const first = await made(w);
    const no = async (more: object) => {
      const outcome = await makeClassroom(w, w.admin, wanted(w, more));
      return outcome.ok ? null : outcome.refusal.because;
    };
    expect(await no({ ...place("102") })).toBe("classroom_email_taken");
    expect(await no({ email: "other@universidad.example" })).toBe("classroom_row_taken");
    expect(await no({ email: "other@universidad.example", ...place("999") })).toBe("row_not_found");
    expect(await no({ email: "other@universidad.example", replaces: first.id })).toBe("run_under_way");
    valueOf(await makeClassroom(w, w.admin, first)); // the same page sends it twice
    await w.pass(minutes(5));
    expect(await changePasscode(w, { ...w.admin, institutionId: w.random.uuid() }, first.id, { runId: w.random.uuid(), passcode: null })).toMatchObject({ refusal: { because: "not_found" } }); // prettier-ignore
    expect(await changePasscode(w, w.admin, first.id, { runId: w.random.uuid(), passcode: "ñandú" })).toMatchObject({ refusal: { because: "passcode_letters" } }); // prettier-ignore
    expect(await changePasscode(w, w.admin, first.id, { runId: w.random.uuid(), passcode: "1" })).toMatchObject({ refusal: { because: "passcode_too_short", field: "passcode" } }); // prettier-ignore
  });
});
