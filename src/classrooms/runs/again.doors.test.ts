import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { retireClassroom } from "../actions.ts";
import { expectOpens, made, published, stepsOf, theClassroom, theRun } from "../classrooms.fixtures.ts";
import { changePasscode } from "../passcode-actions.ts";
import { stopRun } from "./actions.ts";
import { tryAgain } from "./retrying.fixtures.ts";
import { runFor } from "./showing-actions.ts";

const cutOff = { is: false };
const wire = (fetch: (url: string, init: RequestInit) => Promise<Response>) => (url: string, init: RequestInit) =>
  cutOff.is ? Promise.reject(new TypeError("fetch failed")) : fetch(url, init);

/** Asked for while Zoom is away, and stopped before anything was done. */
async function stoppedPasscode(w: TestWorld, id: string): Promise<string> {
  const runId = w.random.uuid();
  cutOff.is = true;
  valueOf(await changePasscode(w, w.admin, id, { runId, passcode: "Otono-2027" }));
  await w.pass(minutes(2));
  valueOf(await stopRun(w, w.admin, runId));
  cutOff.is = false;
  await w.pass(minutes(5));
  return runId;
}

eachDatabase((_, open) => {
  test("a stopped run is not begun anew once its classroom was replaced: the row keeps what the other wrote", async () => {
    await using w = await aWorld(await open(), { rooms: 0, wire });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const runId = await stoppedPasscode(w, old.id);
    expect((await runFor(w, w.institutionId, runId))!.whyNot.retry).toBeNull();
    const next = await made(w, { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null, replaces: old.id });
    expect(await tryAgain(w, runId)).toMatchObject({ ok: false, refusal: { because: "run_under_way" } });
    await w.pass(minutes(10));
    expect(await theRun(w, next.id)).toMatchObject({ state: "done" });
    expect((await runFor(w, w.institutionId, runId))!.whyNot.retry).toBe("run_outdated");
    expect(await tryAgain(w, runId)).toMatchObject({ ok: false, refusal: { because: "run_outdated" } });
    await w.pass(minutes(5));
    await expectOpens(w, f, next.id);
  });

  test("nor is a new classroom that was retired since, whose row another has by now", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w, "invited");
    const { id, email } = await made(w);
    await w.pass(minutes(5));
    valueOf(await stopRun(w, w.admin, id));
    valueOf(await retireClassroom(w, w.admin, id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(5));
    const other = await made(w, { email: "otra@universidad.example", name: "Otra", code: "O" });
    await w.pass(minutes(5));
    for (const address of [email, other.email]) await w.control("accept-invitation", { email: address, password: "Typed-by-hand-7" });
    await w.pass(hours(1));
    expect(await tryAgain(w, id)).toMatchObject({ ok: false, refusal: { because: "run_outdated" } });
    await expectOpens(w, f, other.id);
  });

  test("a stopped run of a classroom that nobody has touched goes on", async () => {
    await using w = await aWorld(await open(), { rooms: 0, wire });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const runId = await stoppedPasscode(w, id);
    valueOf(await tryAgain(w, runId));
    await w.pass(minutes(5));
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows done"]);
    expect((await theClassroom(w, id)).state).toBe("in use");
    await expectOpens(w, f, id);
  });
});
