import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { expectOpens, listens, made, place, published, stepsOf, theClassroom, theRun } from "../classrooms.fixtures.ts";
import { changePasscode } from "../passcode-actions.ts";
import { runFor } from "../runs/showing-actions.ts";
import { classroomsFor } from "../showing-actions.ts";
import { tellStopped } from "./actions.ts";

/** What happens in between, just before the next passcode is set in Zoom. */
const between = { happens: async (): Promise<unknown> => null };
const wire = (fetch: (url: string, init: RequestInit) => Promise<Response>) => async (url: string, init: RequestInit) => {
  if (init.method === "PATCH") await between.happens();
  return fetch(url, init);
};

const letters = async (w: TestWorld) => {
  await w.settle();
  return w.letters(w.admin.email);
};

/** Zoom gets another passcode, and then the database is away. */
async function apart(w: TestWorld, classroomId: string, passcode: string): Promise<string> {
  const runId = w.random.uuid();
  valueOf(await changePasscode(w, w.admin, classroomId, { runId, passcode }));
  between.happens = () => listens(w, 1);
  await w.pass(minutes(5));
  between.happens = async () => null;
  expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows waiting (database_away)"]);
  return runId;
}

eachDatabase((_, open) => {
  test("what stays halfway for an hour is told once, with what people meet meanwhile, and that it goes on by itself; and again when it is so anew", async () => {
    await using w = await aWorld(await open(), { rooms: 0, wire });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const met = async (of: string) => [(await runFor(w, w.institutionId, of))!.halfway, (await classroomsFor(w, w.institutionId)).classrooms[0]!.run!.met];
    expect(await met(id)).toEqual([null, null]);
    const runId = await apart(w, id, "Otono-2027");
    expect(await met(runId)).toEqual([{ met: "zoom_ahead", isHeld: false }, "zoom_ahead"]);
    await w.pass(minutes(54));
    expect([await tellStopped(w), await letters(w)]).toEqual([0, []]);
    await w.pass(minutes(2));
    expect([await tellStopped(w), await tellStopped(w)]).toEqual([1, 0]);
    const [told] = await letters(w);
    expect(told!.subject).toBe("Half done for an hour: Aula 10");
    expect(told!.text).toMatch(/goes on trying by itself[\s\S]*Aula 10: Link and passcode\. Zoom has the new passcode[\s\S]*nobody gets in by it/);
    expect(told!.text).not.toMatch(/can't go on by itself/);
    expect(told!.text).toContain(`/runs/${runId}`);
    await w.pass(hours(5));
    expect([await tellStopped(w), (await letters(w)).length]).toEqual([0, 1]); // it was tried meanwhile, and still is

    await listens(w, f.opened.port);
    await w.pass(hours(2));
    expect((await theRun(w, runId)).state).toBe("done");
    expect(await met(runId)).toEqual([null, null]);
    await expectOpens(w, f, id);
    await apart(w, id, "Invierno");
    await w.pass(hours(1));
    expect([await tellStopped(w), (await letters(w)).length]).toEqual([1, 2]);
  });

  test("a row that refuses the passcode is said at once to be what people meet: the link that is written opens, the passcode does not", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await f.run(`create function zoom.no() returns trigger language plpgsql as 'begin raise exception ''no''; end';
      create constraint trigger no after update on zoom.claves deferrable initially deferred for each row execute function zoom.no()`);
    const runId = w.random.uuid();
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode: "Otono-2027" }));
    await w.pass(minutes(1));
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows failed (row_refused)"]);
    const { meetingId } = await theClassroom(w, id);
    expect(await w.control("join", { joinUrl: (await f.row("101"))!["link_clase_virtual"], name: "Ada" })).toMatchObject({ ok: true });
    expect(await w.control("join", { meetingId: Number(meetingId), passcode: await f.passcode("A1"), name: "Eva" })).toMatchObject({ ok: false });
    expect((await runFor(w, w.institutionId, runId))!.halfway).toEqual({ met: "passcode_behind", isHeld: false });
    expect((await classroomsFor(w, w.institutionId)).classrooms[0]!.run!.met).toBe("passcode_behind");
  });

  test("what comes to its end within the hour is told to nobody, and what is not halfway is not told of for waiting", async () => {
    await using w = await aWorld(await open(), { rooms: 0, wire });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const runId = await apart(w, id, "Otono-2027");
    await listens(w, f.opened.port);
    await w.pass(minutes(30));
    expect((await theRun(w, runId)).state).toBe("done");
    await listens(w, 1); // before anything is changed
    valueOf(await changePasscode(w, w.admin, id, { runId: w.random.uuid(), passcode: "Invierno" }));
    await w.pass(hours(3));
    expect([await tellStopped(w), await letters(w)]).toEqual([0, []]);
  });

  test("what stopped and what is halfway come in one mail, each in its own words; several are led to where all of them are", async () => {
    await using w = await aWorld(await open(), { rooms: 0, wire });
    const f = await published(w);
    const { id } = await made(w);
    const stops = await made(w, { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", ...place("102"), passcode: null });
    await f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 102");
    await w.pass(minutes(5));
    expect((await theRun(w, stops.id)).state).toBe("failed");
    await w.db.run(sql`update runs set told_at = asked_at where id = ${stops.id}`);
    // Somebody changes the row of the passcode once Zoom has the new one.
    const runId = w.random.uuid();
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode: "Otono-2027" }));
    between.happens = () => f.run("update zoom.claves set clave = 'ajena' where aula = 'A1'");
    await w.pass(minutes(5));
    between.happens = async () => null;
    expect((await stepsOf(w, runId)).at(-1)).toBe("write_rows failed (row_changed)");
    await w.pass(hours(1));
    await w.db.run(sql`update runs set told_at = null where id = ${stops.id}`);
    expect(await tellStopped(w)).toBe(1);
    const [told] = await letters(w);
    expect(told!.subject).toBe("Needs somebody: Aula 20");
    expect(told!.text).toMatch(/It is about:\s+\S*\s*Aula 20: New classroom[\s\S]*Half done[\s\S]*Aula 10: Link and passcode[\s\S]*nothing is written over it until an administrator says so/);
    expect(told!.text).toMatch(/\/runs\s/);
  });
}); // prettier-ignore
