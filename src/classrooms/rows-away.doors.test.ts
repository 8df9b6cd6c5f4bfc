import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { hours, minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { expectOpens, made, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { letRowGo } from "./letting-go-actions.ts";
import { manyChangesFrom } from "./many/changing-actions.ts";
import { changePasscode } from "./passcode-actions.ts";
import { stopRun } from "./runs/actions.ts";

const listens = async (w: TestWorld, port: number | null): Promise<number> => {
  const [was] = await w.db.list((r) => Number(r["port"]), sql`select port from external_databases`);
  if (port !== null) await w.db.run(sql`update external_databases set port = ${port}`);
  return was!;
};

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

  test("where it is away for good, an administrator lets go of its rows, one after the other, and then Zoom gets the new passcode", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await listens(w, 1);
    const runId = w.random.uuid();
    valueOf(await changePasscode(w, w.admin, id, { runId, passcode: "Otono-2027" }));
    for (const table of ["Espacios", "Claves"]) {
      await w.pass(minutes(5));
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

  test("of a file of passcodes a line whose row is gone or whose database is away is refused when it is looked at, and when it is sent", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await made(w);
    await w.pass(minutes(5));
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
  });
});
