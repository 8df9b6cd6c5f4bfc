import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { ESPACIOS } from "../../../test/external/foreign.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { days, hours, minutes } from "../../lib/time.ts";
import { makeClassroom, retireClassroom } from "../actions.ts";
import { expectOpens, made, place, published, stepsOf, theRun, wanted } from "../classrooms.fixtures.ts";
import { changePasscode } from "../passcode-actions.ts";
import { stopRun } from "../runs/actions.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";

/** What neither a catalogue nor trying tells: found out only when it is committed. */
const REFUSING = `create function zoom.no() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
  create constraint trigger no after update on zoom.claves deferrable initially deferred for each row execute function zoom.no()`;

eachDatabase((_, open) => {
  test("a row that somebody changed is not written over by itself, even with the other half written; only what an administrator was told of is", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await f.run(REFUSING);
    await w.pass(minutes(5));
    expect((await stepsOf(w, id)).at(-1)).toBe("write_rows failed (row_refused)");
    await f.run("drop trigger no on zoom.claves; update zoom.claves set clave = 'ajena' where aula = 'A1'");
    await w.pass(hours(4));
    expect((await stepsOf(w, id)).at(-1)).toBe("write_rows failed (row_changed)");
    expect([await f.passcode("A1"), (await theRun(w, id)).state]).toEqual(["ajena", "running"]);

    await f.run("update zoom.claves set clave = 'otra' where aula = 'A1'"); // after the administrator was told
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(2));
    expect(await f.passcode("A1")).toBe("otra");
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(5));
    expect(await theRun(w, id)).toMatchObject({ state: "done" });
    await expectOpens(w, f, id);
  });

  test("retiring leaves a row alone that shows what Bedel never wrote, and says so", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await f.run(
      "update negocio.sga_espacios set link_clase_virtual = 'https://meet.example/ours' where espacio = 101; update zoom.claves set clave = '111111' where aula = 'A1'",
    );
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "nothing" }));
    await w.pass(minutes(10));
    expect([(await theRun(w, runId)).state, (await stepsOf(w, runId))[1]]).toEqual(["done", "write_rows skipped (rows_left)"]);
    expect((await theRun(w, runId)).steps[1]!.values).toEqual({ left: "Espacios 101, Claves A1" });
    expect([(await f.row("101"))!["link_clase_virtual"], await f.passcode("A1")]).toEqual(["https://meet.example/ours", "111111"]);
  });

  test("a new passcode is not written over a link that somebody put in its place", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const former = await f.passcode("A1");
    await f.run("update negocio.sga_espacios set link_clase_virtual = 'https://meet.example/ours' where espacio = 101");
    const runId = w.random.uuid();
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode: "Otono-2027" }));
    await w.pass(hours(3));
    expect(await stepsOf(w, runId)).toEqual(["set_passcode failed (row_changed)", "write_rows to come"]);
    expect([(await f.row("101"))!["link_clase_virtual"], await f.passcode("A1")]).toEqual(["https://meet.example/ours", former]);
    valueOf(await tryAgain(w, runId));
    await w.pass(minutes(5));
    await expectOpens(w, f, id);
  });

  test("a Zoom user whose link stands in the row already: once its passcode is another, nobody stops it until the row has the link that opens", async () => {
    await using w = await aWorld(await open(), { rooms: 0, people: [{ id: "aula-7", email: "aula.7@universidad.example" }] });
    const f = await published(w);
    const own = await w.zoomOf(w.institutionId).personalMeeting("aula-7");
    await f.run(`update negocio.sga_espacios set link_clase_virtual = '${own.joinUrl}' where espacio = 101`);
    const { id } = await made(w, { email: "aula.7@universidad.example", passcode: null });
    await f.run(`revoke update (link_clase_virtual) on negocio.sga_espacios from ${f.role}`);
    await w.pass(days(1));
    const joins = async () => w.control("join", { joinUrl: (await f.row("101"))!["link_clase_virtual"], name: "Ada" });
    expect(await stepsOf(w, id)).toContain("set_passcode failed (row_rights)"); // and Zoom as it was
    expect([(await theRun(w, id)).state, await joins()]).toMatchObject(["failed", { ok: true }]);
    await f.run(`grant update (link_clase_virtual) on negocio.sga_espacios to ${f.role}; ${REFUSING.replace("on zoom.claves", "on negocio.sga_espacios")}`);
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(5));
    expect([(await stepsOf(w, id)).at(-1), (await theRun(w, id)).state]).toEqual(["write_rows failed (row_refused)", "running"]);
    expect(await stopRun(w, w.admin, id)).toMatchObject({ ok: false, refusal: { because: "run_halfway" } });
    await f.run("drop trigger no on negocio.sga_espacios");
    await w.pass(hours(2));
    expect([await theRun(w, id), await joins()]).toMatchObject([{ state: "done" }, { ok: true }]);
  });

  test("one row is one classroom's, whether it holds the link or the passcode, and a passcode's row gets nothing but the passcode", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await made(w);
    await w.pass(minutes(5));
    const other = { name: "Otra", code: "O", email: "otra@universidad.example", link: place("102").link };
    const taken = { ok: false, refusal: { because: "classroom_row_taken", field: "passcode.key" } };
    expect(await makeClassroom(w, w.admin, wanted(w, { ...other, passcode: place("101").link }))).toMatchObject(taken);
    expect(await makeClassroom(w, w.admin, wanted(w, { ...other, passcode: place("101").passcode }))).toMatchObject(taken);
    expect(await makeClassroom(w, w.admin, wanted(w, { ...other, link: place("101").link }))).toMatchObject({ refusal: { field: "link.key" } });

    const { id } = await made(w, { ...other, link: null, passcode: { tableId: ESPACIOS.id, key: "103" } });
    await w.pass(minutes(5));
    expect((await stepsOf(w, id)).at(-1)).toBe("write_rows skipped (no_row)");
    expect(await f.row("103")).toMatchObject({ nombre: "Aula 3", codigo: "A3", link_clase_virtual: "https://zoom.example/j/3" });
  });
});
