import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { hours, minutes } from "../lib/time.ts";
import { sql, type Database } from "../platform/database.ts";
import { retireClassroom } from "./actions.ts";
import { expectOpens, made, place, published, takenOver, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { rename } from "./naming-actions.ts";
import { changePasscode } from "./passcode-actions.ts";
import { publish } from "./publishing-actions.ts";
import { stopRun } from "./runs/actions.ts";
import { goOnWithRuns } from "./runs/going-actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";
import { classroomsFor } from "./showing-actions.ts";
import { undoReplacing } from "./undoing-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null };

/** Where the list says that students see it, and where they will. */
async function shown(w: TestWorld, id: string): Promise<string[]> {
  const { linkRow, passcodeRow } = (await classroomsFor(w, w.institutionId)).classrooms.find((one) => one.id === id)!;
  return [linkRow, passcodeRow].map((row) => (row === null ? "nowhere" : `${row.key}${row.isToCome ? " to come" : ""}`));
}

const cut = (w: TestWorld, isCut: boolean, port: number) => w.db.run(sql`update external_databases set port = ${isCut ? 1 : port}`);

eachDatabase((_, open) => {
  test("where a classroom is published is told as it is: not before its rows are written, and no more once another has its place or it is retired", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { port } = f.opened;
    const old = await made(w);
    expect(await shown(w, old.id)).toEqual(["101 to come", "A1 to come"]);
    await w.pass(minutes(5));
    expect(await shown(w, old.id)).toEqual(["101", "A1"]);

    const next = await made(w, { ...NEXT, replaces: old.id });
    await cut(w, true, port);
    await w.pass(minutes(5));
    expect([await shown(w, old.id), await shown(w, next.id)]).toEqual([["101", "A1"], ["101 to come", "A1 to come"]]); // prettier-ignore
    await cut(w, false, port);
    await w.pass(hours(2));
    expect([await shown(w, old.id), await shown(w, next.id)]).toEqual([["nowhere", "nowhere"], ["101", "A1"]]); // prettier-ignore

    valueOf(await undoReplacing(w, w.admin, next.id, w.random.uuid()));
    await w.pass(minutes(5));
    expect([await shown(w, old.id), await shown(w, next.id)]).toEqual([["101", "A1"], ["nowhere", "nowhere"]]); // prettier-ignore
    valueOf(await retireClassroom(w, w.admin, old.id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(5));
    expect(await shown(w, old.id)).toEqual(["nowhere", "nowhere"]);
  });

  test("of one that is published in a row afterwards that row is to come until it is written, and the one that it had is there", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w, { ...NEXT, passcode: place("102").passcode });
    await w.pass(minutes(5));
    expect(await shown(w, id)).toEqual(["nowhere", "A2"]);
    valueOf(await publish(w, w.admin, id, { runId: w.random.uuid(), seen: null, link: place("102").link, passcode: null }));
    await cut(w, true, f.opened.port);
    await w.pass(minutes(5));
    expect(await shown(w, id)).toEqual(["102 to come", "A2"]);
    await cut(w, false, f.opened.port);
    await w.pass(hours(2));
    expect(await shown(w, id)).toEqual(["102", "A2"]);
  });

  test("stopped before its rows were written, a classroom in use is published nowhere: its name and passcode change without them, and it can be published like any other", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { port } = f.opened;
    const before = await f.row("101");
    const { id } = await made(w);
    await cut(w, true, port);
    await w.pass(minutes(5));
    valueOf(await stopRun(w, w.admin, id));
    expect([(await theClassroom(w, id)).state, await shown(w, id)]).toEqual(["in use", ["nowhere", "nowhere"]]);
    await cut(w, false, port);
    valueOf(await rename(w, w.admin, id, { runId: w.random.uuid(), name: "Otra", code: "O", seen: null }));
    await w.pass(minutes(5));
    valueOf(await changePasscode(w, w.admin, id, { runId: w.random.uuid(), passcode: "Otono-2027" }));
    await w.pass(minutes(5));
    expect([await f.row("101"), await f.passcode("A1")]).toEqual([before, "111111"]);
    expect(await tryAgain(w, id)).toMatchObject({ ok: false, refusal: { because: "run_outdated" } });
    valueOf(await publish(w, w.admin, id, { runId: w.random.uuid(), seen: null, ...place("101") }));
    await w.pass(minutes(5));
    await expectOpens(w, f, id);
  });

  test("begun anew it has its rows again, unless another classroom has one of them by now; what is stopped while a step is under way leaves them as well", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { port } = f.opened;
    const { id } = await made(w);
    await cut(w, true, port);
    await w.pass(minutes(5));
    valueOf(await stopRun(w, w.admin, id));
    valueOf(await tryAgain(w, id));
    expect(await shown(w, id)).toEqual(["101 to come", "A1 to come"]);
    await w.db.run(sql`update run_steps set state = 'under way' where run_id = ${id} and name = 'write_rows'`); // as it is while it is carried out
    valueOf(await stopRun(w, w.admin, id));
    const isOver = async (): Promise<boolean> => (await theRun(w, id)).endedAt !== null;
    const dying: Database["transaction"] = async (work) => ((await isOver()) ? Promise.reject(new Error("dead")) : w.db.transaction(work));
    await goOnWithRuns({ ...w, db: { ...w.db, transaction: dying } }, w.process).catch(() => 0); // the process dies as soon as the run is over
    await takenOver(w, { left: Infinity, dead: false });
    await w.pass(minutes(5));
    expect([(await theRun(w, id)).state, await isOver(), await shown(w, id)]).toEqual(["stopped", true, ["nowhere", "nowhere"]]);
    await cut(w, false, port);
    const other = await made(w, { ...NEXT, passcode: place("101").passcode });
    expect(await tryAgain(w, id)).toMatchObject({ ok: false, refusal: { because: "classroom_row_taken" } });
    await w.pass(minutes(5));
    valueOf(await retireClassroom(w, w.admin, other.id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(5));
    await f.run("update zoom.claves set clave = '111111' where aula = 'A1'"); // as it was when the run looked
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(5));
    expect(await shown(w, id)).toEqual(["101", "A1"]);
    await expectOpens(w, f, id);
  });
});
