import { expect, test } from "vitest";
import { CLAVES, ESPACIOS } from "../../test/external/foreign.ts";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { expectOpens, made, place, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { compareDue } from "./drift/actions.ts";
import { compareNow, driftsFor, settleDrift } from "./drift/settling-actions.ts";
import { previewPublishing, publish, type Rows } from "./publishing-actions.ts";
import { stopRun } from "./runs/actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";
import { classroomsFor } from "./showing-actions.ts";
import { openingOf } from "./store.ts";

const NOWHERE: Rows = { link: null, passcode: null };

async function aScene(w: TestWorld, rows: Partial<Rows> = NOWHERE) {
  const f = await published(w);
  const { id } = await made(w, rows);
  await w.pass(minutes(5));
  const ask = (more: Partial<Rows & { runId: string; seen: string | null; id: string }> = {}) =>
    publish(w, w.admin, more.id ?? id, { runId: w.random.uuid(), seen: null, ...NOWHERE, ...more });
  return { f, id, ask };
}

eachDatabase((_, open) => {
  test("one that was made without a row gets one for its link and one for its passcode, as they were shown; what opens it stays", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id, ask } = await aScene(w);
    const opening = openingOf(w.secrets, await theClassroom(w, id))!;
    const { seen, rows } = valueOf(await previewPublishing(w, w.admin, id, place("101")));
    expect(rows.map(({ table, key, trouble, columns }) => [table, key, trouble, columns.map(({ what, before, after }) => [what, before, after])])).toEqual([
      ["Espacios", "101", null, [["link", "https://zoom.example/j/1?pwd=one", opening.link], ["name", "Aula 1", "Aula 10"], ["code", "A1", "A10"]]],
      ["Claves", "A1", null, [["passcode", null, null]]],
    ]);
    const runId = w.random.uuid();
    const both = await Promise.all([1, 2].map(() => ask({ ...place("101"), runId, seen })));
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    await w.pass(minutes(5));
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows done"]);
    expect(openingOf(w.secrets, await theClassroom(w, id))).toEqual(opening);
    await expectOpens(w, f, id);
    expect(await ask({ link: { tableId: ESPACIOS.id, key: "102" } })).toMatchObject({ refusal: { because: "classroom_published" } });
  }); // prettier-ignore

  test("one that was published no more comes back, into the row for its passcode alone while its link stays where it is", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id, ask } = await aScene(w, place("101"));
    await f.run("delete from zoom.claves where aula = 'A1'");
    await compareNow(w, w.admin);
    await compareDue(w);
    const { drifts } = await driftsFor(w, w.institutionId);
    const gone = drifts.find(({ what }) => what === "row gone")!;
    valueOf(await settleDrift(w, w.admin, gone.id, { way: "published no more", seen: gone.seen, runId: w.random.uuid() }));
    const whyNot = async () => (await classroomsFor(w, w.institutionId)).classrooms.find((one) => one.id === id)!.whyNot.publish;
    expect([(await theClassroom(w, id)).passcode, await whyNot()]).toEqual([null, null]);
    const before = await f.row("101");
    const runId = w.random.uuid();
    valueOf(await ask({ passcode: { tableId: CLAVES.id, key: "A2" }, runId }));
    expect(await whyNot()).toBe("run_under_way");
    await w.pass(minutes(5));
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows done"]);
    expect(await f.passcode("A2")).toBe(openingOf(w.secrets, await theClassroom(w, id))!.passcode);
    expect([await f.row("101"), await whyNot()]).toEqual([before, "classroom_published"]);
  });

  test("a row of another classroom, one that is not there or not as it was shown, and a classroom not in use are refused; nothing is changed", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id, ask } = await aScene(w);
    await made(w, { email: "aula.11@universidad.example", ...place("102") });
    const { seen } = valueOf(await previewPublishing(w, w.admin, id, place("101")));
    const of = async (more: Parameters<typeof ask>[0]) => {
      const outcome = await ask(more);
      return outcome.ok ? "done" : [outcome.refusal.because, outcome.refusal.field];
    };
    expect(await of({ ...place("101"), passcode: place("102").passcode })).toEqual(["classroom_row_taken", "passcode.key"]);
    expect(await of({ link: place("102").link })).toEqual(["classroom_row_taken", "link.key"]);
    const foreseen = valueOf(await previewPublishing(w, w.admin, id, { link: place("101").link, passcode: place("102").passcode }));
    expect(foreseen.rows.map(({ trouble }) => trouble)).toEqual([null, "classroom_row_taken"]);
    expect(await of({ link: { tableId: ESPACIOS.id, key: "999" } })).toEqual(["row_not_found", "link.key"]);
    expect(await of({ ...place("101"), id: w.random.uuid() })).toEqual(["not_found", undefined]);
    expect(await of({})).toEqual(["malformed", "link.key"]);
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    expect(await of({ ...place("101"), seen })).toEqual(["row_changed", "link.key"]);
    expect(await theClassroom(w, id)).toMatchObject(NOWHERE);
    await w.db.run(sql`update classrooms set state = 'retired' where id = ${id}`);
    expect(await of(place("101"))).toEqual(["classroom_not_in_use", undefined]);
  });

  test("a row that is changed after that is not written before somebody says so, and two classrooms get no row together", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id, ask } = await aScene(w);
    const other = await made(w, { email: "aula.11@universidad.example", name: "Aula 11", ...NOWHERE });
    await w.pass(minutes(5));
    const runId = w.random.uuid();
    const both = await Promise.all([ask({ ...place("101"), runId }), ask({ ...place("101"), id: other.id })]);
    expect(both.map((one) => (one.ok ? "done" : one.refusal.because)).toSorted()).toEqual(["classroom_row_taken", "done"]);
    const [first] = both[0]!.ok ? [id] : [other.id];
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    await w.pass(minutes(5));
    const its = (await classroomsFor(w, w.institutionId)).classrooms.find((one) => one.id === first)!.run!;
    expect((await theRun(w, its.id)).steps.map(({ because }) => because)).toEqual([null, "row_changed"]);
    expect(await f.row("101")).toMatchObject({ nombre: "Laboratorio", link_clase_virtual: "https://zoom.example/j/1?pwd=one" });
  });

  test("while the one row more can't be written nothing is apart: nobody is told that the classroom opens no more, and it can be stopped", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id, ask } = await aScene(w, { link: place("101").link, passcode: null });
    await f.run("create function zoom.no() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$");
    await f.run("create constraint trigger no after update on zoom.claves deferrable initially deferred for each row execute function zoom.no()");
    const runId = w.random.uuid();
    valueOf(await ask({ passcode: place("101").passcode, runId }));
    await w.pass(minutes(5));
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows failed (row_refused)"]);
    const shown = (await classroomsFor(w, w.institutionId)).classrooms.find((one) => one.id === id)!;
    expect(shown.run).toMatchObject({ met: null });
    valueOf(await stopRun(w, w.admin, runId));
    expect((await theClassroom(w, id)).passcode).toBeNull();
    // Begun anew it writes what opens it by then.
    await w.zoomOf(w.institutionId).setPersonalPasscode((await theClassroom(w, id)).hostId!, "Mano-4711");
    await f.run("drop trigger no on zoom.claves");
    valueOf(await tryAgain(w, runId));
    await w.pass(minutes(5));
    expect((await theRun(w, runId)).state).toBe("done");
    const held = await w.zoomOf(w.institutionId).personalMeeting((await theClassroom(w, id)).hostId!);
    expect(await f.passcode("A1")).toBe(held.passcode);
  });
});
