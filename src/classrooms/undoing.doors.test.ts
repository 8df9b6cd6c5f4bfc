import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { after, days, hours, iso, minutes } from "../lib/time.ts";
import { expectOpens, listens, made, place, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { sql } from "../platform/database.ts";
import { changeTimetable } from "./passcode-actions.ts";
import { apart, settle } from "./drift/drift.fixtures.ts";
import { stopRun } from "./runs/actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";
import { runFor, runsFor } from "./runs/showing-actions.ts";
import { openingOf } from "./store.ts";
import { undoReplacing } from "./undoing-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null };

eachDatabase((_, open) => {
  test("a replacing is taken back while its old user still waits for a session to end, and nothing is done to that user any more", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    const f = await published(w);
    const soon = await w.ask({ start: after(w.clock.now(), hours(2)) });
    const old = await made(w, { email: w.rooms[0]!.email, ...place("102"), name: "Aula 2" });
    await w.pass(minutes(106));
    const { roomId } = await theClassroom(w, old.id);
    expect([(await w.session(soon)).roomId, (await w.session(soon)).steps.handOver.is]).toEqual([roomId, "done"]);
    const next = await made(w, { ...NEXT, replaces: old.id, farewell: "unlink" });
    await w.pass(minutes(5));
    expect((await stepsOf(w, next.id)).at(-1)).toBe("retire_user waiting (sessions_stay)");

    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBeNull();
    const undoing = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, undoing));
    await w.pass(hours(4));
    expect([(await theRun(w, next.id)).state, (await theRun(w, undoing)).state]).toEqual(["stopped", "done"]);
    const stopped = (await runFor(w, w.institutionId, next.id))!;
    expect([stopped.stopped?.by, stopped.steps.at(-1)?.state, stopped.steps.at(-1)?.because]).toEqual(["undoing", "not done", "sessions_stay"]);
    expect([(await theClassroom(w, old.id)).state, (await theClassroom(w, next.id)).state, (await w.room(roomId)).active]).toEqual(["in use", "retired", true]);
    expect((await w.control("state"))["users"].find((u: { email: string }) => u.email === old.email)).toMatchObject({ status: "active" });
    await expectOpens(w, f, old.id, "102");
    const all = await runsFor(w, w.institutionId, { batchId: null, classroomId: old.id, memberId: null });
    expect(all.runs.map(({ kind }) => kind)).toEqual(["undo replacing", "replace classroom", "new classroom"]);
    expect(await tryAgain(w, next.id)).toMatchObject({ ok: false, refusal: { because: "run_outdated" } });
    expect(await undoReplacing(w, w.admin, next.id, w.random.uuid())).toMatchObject({ ok: false, refusal: { because: "replacement_taken_back" } });
  });

  test("which sessions went to the new classroom, and which elsewhere, is told; and so it is once that is taken back", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    await published(w);
    const [room, other] = [w.rooms[0]!, w.rooms[1]!];
    await w.db.run(sql`update hosts set meeting_capacity = 1000 where id = any(${[room.hostId, other.hostId]}::text[])`);
    await w.db.run(sql`update rooms set assignment = 'manual' where id = ${other.id}`);
    const [plain, large] = [await w.ask({ start: after(w.clock.now(), days(2)) }), await w.ask({ start: after(w.clock.now(), days(3)), expected: 900 })];
    const old = await made(w, { email: room.email, ...place("102"), name: "Aula 2" });
    await w.pass(minutes(5));
    await w.db.run(sql`update rooms set assignment = 'automatic'`);
    const next = await made(w, { ...NEXT, replaces: old.id });
    await w.pass(minutes(10));
    const comes = (await theClassroom(w, next.id)).roomId;
    const roomsOf = async () => [(await w.session(plain)).roomId, (await w.session(large)).roomId];
    expect(await roomsOf()).toEqual([comes, other.id]);
    const told = async (id: string) => (await runFor(w, w.institutionId, id))!.steps.find(({ name }) => name === "move_sessions")!.did;
    expect(await told(next.id)).toEqual({ what: "moved_to_new", values: { there: 1, n: 1 } });

    const undoing = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, undoing));
    await w.pass(minutes(10));
    expect([await roomsOf(), await told(undoing)]).toEqual([[room.id, other.id], { what: "moved_back", values: { there: 1, n: 0 } }]);
  });

  test("a replacing that was taken back says when that was and by which run, and so it does while it is being taken back; of one that was stopped before it says nothing", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, replaces: old.id, farewell: "deactivate" });
    await w.pass(minutes(10));
    const shown = async () => (await runFor(w, w.institutionId, next.id))!;
    expect(await shown()).toMatchObject({ undone: null, whyNot: { undo: null } });

    const port = await listens(w, 1);
    const [first, second] = [w.random.uuid(), w.random.uuid()];
    valueOf(await undoReplacing(w, w.admin, next.id, first));
    await w.pass(minutes(5));
    expect((await stepsOf(w, first))[3]).toBe("write_rows waiting (database_away)");
    const asked = { by: w.admin.name, at: iso((await theRun(w, first)).askedAt) };
    expect(await shown()).toMatchObject({ undone: { runId: first, ...asked, isDone: false }, whyNot: { undo: "run_under_way" } });
    valueOf(await stopRun(w, w.admin, first));
    expect(await shown()).toMatchObject({ undone: null, whyNot: { undo: null } });

    await listens(w, port);
    valueOf(await undoReplacing(w, w.admin, next.id, second));
    await w.pass(minutes(10));
    const { undone, whyNot } = await shown();
    const rows = (await theRun(w, second)).steps.find(({ name }) => name === "write_rows")!;
    expect(undone).toEqual({ runId: second, by: w.admin.name, at: iso(rows.at!), isDone: true, isStill: false });
    expect([whyNot.undo, (await runFor(w, w.institutionId, second))!.undone]).toEqual(["replacement_taken_back", null]);
    await expectOpens(w, f, old.id);
  });

  test("a passcode on a timetable goes on changing by it: of whoever takes the place, and of the old one again where that is taken back", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const { revision } = await theClassroom(w, old.id);
    valueOf(await changeTimetable(w, w.admin, old.id, { revision, passcodeDays: 30 }));
    const next = await made(w, { ...NEXT, replaces: old.id, farewell: "nothing" });
    await w.pass(minutes(10));
    const due = after(w.clock.now(), days(29));
    const dueOf = async (id: string) => (await theClassroom(w, id)).passcodeDueAt;
    expect([(await theClassroom(w, next.id)).passcodeDays, await dueOf(old.id)]).toEqual([30, null]);
    expect(await dueOf(next.id)).toBeGreaterThan(due);

    valueOf(await undoReplacing(w, w.admin, next.id, w.random.uuid()));
    await w.pass(minutes(10));
    expect([(await theClassroom(w, old.id)).passcodeDays, await dueOf(next.id)]).toEqual([30, null]);
    expect(await dueOf(old.id)).toBeGreaterThan(due);
    const before = openingOf(w.secrets, await theClassroom(w, old.id))!.passcode;
    await w.pass(days(30));
    await w.pass(minutes(5));
    expect(openingOf(w.secrets, await theClassroom(w, old.id))!.passcode).not.toBe(before);
    await expectOpens(w, f, old.id);
  });

  test("taking a replacing back gives the old user what it had, and no more: no licence, and no room, where there was none", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w, { licence: false });
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, replaces: old.id, farewell: "deactivate" });
    await w.pass(minutes(10));
    const user = async () => (await w.control("state"))["users"].find((one: { email: string }) => one.email === old.email);
    expect((await user()).status).toBe("inactive");
    await w.control("account", { seats: { paid: 1 } });
    const undoing = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, undoing));
    await w.pass(minutes(10));
    expect([(await theRun(w, undoing)).state, (await theClassroom(w, old.id)).state, (await theClassroom(w, old.id)).roomId]).toEqual(["done", "in use", null]);
    expect(await user()).toMatchObject({ type: 1, status: "active" });
    await expectOpens(w, f, old.id);
  });

  test.each([true, false])("nor is a room on again that was off when it was replaced, but the licence is given back: remembered %s", async (isRemembered) => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const { roomId } = await theClassroom(w, old.id);
    await w.db.run(sql`update rooms set active = false where id = ${roomId}`);
    const next = await made(w, { ...NEXT, replaces: old.id, farewell: "take the licence" });
    await w.pass(minutes(10));
    if (!isRemembered) await w.db.run(sql`update runs set facts = facts - 'former' where id = ${next.id}`); // by a version of Bedel that did not write it down
    const undoing = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, undoing));
    await w.pass(minutes(10));
    expect([(await theRun(w, undoing)).state, (await w.room(roomId)).active]).toEqual(["done", !isRemembered]);
    expect(await w.zoomOf(w.institutionId).findUser(old.email)).toMatchObject({ licensed: true });
    await expectOpens(w, f, old.id);
  });

  test("a replacing can't be taken back once a row that it wrote is not the classroom's any more: published in another row, or there no more", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, replaces: old.id });
    await w.pass(minutes(5));
    const whyNot = async () => (await runFor(w, w.institutionId, next.id))!.whyNot.undo;
    expect(await whyNot()).toBeNull();
    await f.run("delete from negocio.sga_espacios where espacio = 101");
    expect(await apart(w)).toEqual(["row gone"]);
    await settle(w, "row gone", "in another row", "102");
    expect(await whyNot()).toBe("undo_row_moved");
    expect(await undoReplacing(w, w.admin, next.id, w.random.uuid())).toMatchObject({ refusal: { because: "undo_row_moved" } });
    await f.run("delete from negocio.sga_espacios where espacio = 102");
    await apart(w);
    await settle(w, "row gone", "published no more");
    expect([await whyNot(), (await theClassroom(w, next.id)).state]).toEqual(["undo_row_moved", "in use"]);
  });
});
