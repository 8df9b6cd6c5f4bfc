import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { after, days, hours, minutes } from "../lib/time.ts";
import { retireClassroom } from "./actions.ts";
import { expectOpens, made, place, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { rename } from "./naming-actions.ts";
import { changePasscode, changeTimetable } from "./passcode-actions.ts";
import { stopRun } from "./runs/actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";
import { runFor } from "./runs/showing-actions.ts";
import { classroomsFor } from "./showing-actions.ts";
import { openingOf } from "./store.ts";
import { undoReplacing } from "./undoing-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null };
const LATER = { name: "Aula 30", code: "A30", email: "aula.30@universidad.example", link: null, passcode: null };
const WAITS = "retire_user waiting (sessions_stay)";

/** A classroom that has taken the place of another, in whose room a session still is: its former Zoom user waits. */
async function waiting(w: TestWorld) {
  const f = await published(w);
  const session = await w.ask({ start: after(w.clock.now(), hours(2)) });
  const old = await made(w, { email: w.rooms[0]!.email, ...place("102"), name: "Aula 2" });
  await w.pass(minutes(106));
  const next = await made(w, { ...NEXT, replaces: old.id, farewell: "deactivate" });
  await w.pass(minutes(5));
  expect((await stepsOf(w, next.id)).at(-1)).toBe(WAITS);
  const whyNotUndo = async () => (await runFor(w, w.institutionId, next.id))!.whyNot.undo;
  const formerIs = async () => (await w.control("state"))["users"].find((u: { email: string }) => u.email === old.email).status;
  return { f, old, next, session, whyNotUndo, formerIs };
}

async function newPasscode(w: TestWorld, id: string): Promise<string> {
  const runId = w.random.uuid();
  valueOf(await changePasscode(w, w.admin, id, { runId, passcode: null }));
  return runId;
}

eachDatabase((_, open) => {
  test("a classroom that has its place waits for nobody: it is changed while the former user still waits for its sessions, and that user is let go of all the same", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    const { f, old, next, whyNotUndo, formerIs } = await waiting(w);
    const shown = (await classroomsFor(w, w.institutionId)).classrooms;
    const whyNotOf = (id: string) => shown.find((one) => one.id === id)!.whyNot;
    expect(whyNotOf(next.id)).toMatchObject({ rename: null, passcode: null, replace: null, retire: null });
    expect(whyNotOf(old.id).retire).toBe("run_under_way");

    const before = openingOf(w.secrets, await theClassroom(w, next.id))!.passcode;
    await newPasscode(w, next.id);
    expect(await whyNotUndo()).toBe("run_under_way"); // until the new passcode stands everywhere
    await w.pass(minutes(2));
    expect(openingOf(w.secrets, await theClassroom(w, next.id))!.passcode).not.toBe(before);
    valueOf(await rename(w, w.admin, next.id, { runId: w.random.uuid(), name: "Aula 21", code: "A21", seen: null }));
    await w.pass(minutes(2));
    await expectOpens(w, f, next.id, "102");
    expect([(await stepsOf(w, next.id)).at(-1), await whyNotUndo()]).toEqual([WAITS, null]);
    await w.pass(hours(3));
    expect([(await theRun(w, next.id)).state, await formerIs()]).toEqual(["done", "inactive"]);
    await expectOpens(w, f, next.id, "102");
  });

  test("its passcode goes on changing by the timetable meanwhile, and undoing gives the rows back as they were", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    const { f, old, next } = await waiting(w);
    await stopRun(w, w.admin, next.id);
    const { revision } = await theClassroom(w, next.id);
    valueOf(await changeTimetable(w, w.admin, next.id, { revision, passcodeDays: 1 }));
    const before = openingOf(w.secrets, await theClassroom(w, next.id))!.passcode;
    await w.pass(days(1));
    await w.pass(minutes(5));
    expect(openingOf(w.secrets, await theClassroom(w, next.id))!.passcode).not.toBe(before);
    await newPasscode(w, next.id);
    expect(await undoReplacing(w, w.admin, next.id, w.random.uuid())).toMatchObject({ refusal: { because: "run_under_way" } });
    expect((await tryAgain(w, next.id)).ok).toBe(true); // what is left of it needs only the former
    await w.pass(minutes(5));
    expect((await theRun(w, next.id)).state).toBe("done");
    valueOf(await undoReplacing(w, w.admin, next.id, w.random.uuid()));
    await w.pass(minutes(10));
    await expectOpens(w, f, old.id, "102");
  });

  test("it is replaced in its turn while the first former user waits; both are let go of in the end, and the first replacing can't be taken back any more", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    const { f, next, whyNotUndo, formerIs } = await waiting(w);
    const later = await made(w, { ...LATER, replaces: next.id, farewell: "deactivate" });
    expect(await whyNotUndo()).toBe("run_under_way");
    await w.pass(minutes(10));
    expect([(await theRun(w, later.id)).state, (await stepsOf(w, next.id)).at(-1), await whyNotUndo()]).toEqual(["done", WAITS, "nothing_to_undo"]);
    await expectOpens(w, f, later.id, "102");
    await w.pass(hours(3));
    expect([(await theRun(w, next.id)).state, await formerIs()]).toEqual(["done", "inactive"]);
    await expectOpens(w, f, later.id, "102");
  });

  test("it is retired while the first former user waits: its row is emptied, and each user is let go of once the sessions of its own room are over", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    const coming = await w.ask({ start: after(w.clock.now(), hours(7)) });
    const { f, old, next, session, formerIs } = await waiting(w);
    const roomOf = async (id: string) => (await theClassroom(w, id)).roomId!;
    const [olds, nexts] = [await roomOf(old.id), await roomOf(next.id)];
    const where = async () => [(await w.session(session)).roomId, (await w.session(coming)).roomId];
    expect(await where()).toEqual([olds, nexts]);
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, next.id, { runId, farewell: "take the licence" }));
    await w.pass(minutes(10));
    expect([(await stepsOf(w, next.id)).at(-1), (await stepsOf(w, runId)).at(-1)]).toEqual([WAITS, WAITS]);
    expect([(await f.row("102"))!["link_clase_virtual"], await where()]).toEqual([null, [olds, nexts]]);
    await w.pass(hours(3));
    expect([(await theRun(w, next.id)).state, await formerIs(), (await stepsOf(w, runId)).at(-1)]).toEqual(["done", "inactive", WAITS]);
    await w.pass(hours(6));
    expect([(await theRun(w, runId)).state, (await w.session(coming)).steps.end]).toMatchObject(["done", { is: "done", note: "nobody_started" }]);
    expect([(await w.room(olds)).active, (await w.room(nexts)).active]).toEqual([false, false]);
  });
});
