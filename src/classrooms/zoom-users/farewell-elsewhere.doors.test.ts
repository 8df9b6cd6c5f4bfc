import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { readRooms } from "../../rooms/actions.ts";
import { made, published, stepsOf, theClassroom, theRun } from "../classrooms.fixtures.ts";
import { forgetRuns } from "../../attendees/erasing/runs-store.ts";
import { runById, stopRun } from "../runs/actions.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { sayFarewellToOther } from "./leaving/others-actions.ts";
import { runFor } from "../runs/showing-actions.ts";
import { retireClassroom } from "../actions.ts";
import { whyNotFarewellOf } from "../farewell-actions.ts";
import { sayFarewell } from "../former-actions.ts";
import { changeAccount } from "./accounts.fixtures.ts";
import { asAdmin, EVA, PASSWORD, provisioning, theUser } from "./zoom-users.fixtures.ts";

/** A classroom whose Zoom user was invited in the account of before, and has not accepted; where another one is connected users are made as well. */
async function invitedElsewhere(w: TestWorld): Promise<string> {
  await published(w, "invited");
  const { id } = await made(w, { email: EVA, link: null, passcode: null });
  await w.pass(minutes(5));
  await changeAccount(w);
  await provisioning(w, { on: true });
  return id;
}

eachDatabase((_, open) => {
  test("letting go that somebody had stopped is not begun anew in the next account, where somebody else has the address", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, madeAs: "invited" });
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Martínez Nueva`, licence: false });
    await w.settle();
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(hours(1));
    await fault(w, "GET /users/:userId", "refuse", { times: 3, status: 503, body: { code: 503, message: "Away." } });
    const runId = w.random.uuid();
    valueOf(await sayFarewellToOther(w, w.admin, EVA, { runId, farewell: "deactivate" }));
    await w.settle();
    expect(await stepsOf(w, runId)).toEqual(["retire_user waiting (zoom_away)"]);
    valueOf(await stopRun(w, w.admin, runId));
    await changeAccount(w); // from here on it is the other account's Eva
    await provisioning(w, { on: true });
    const again = await tryAgain(w, runId);
    await w.pass(hours(1));
    expect([again.ok, (await theUser(w))["status"]]).toEqual([false, "active"]);
  });

  test("what a wrong account, connected for an hour, has nobody of is not said to be done once the right one is back", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    await made(w, { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null, replaces: old.id });
    await w.pass(minutes(5));
    expect((await theClassroom(w, old.id)).state).toBe("replaced");
    await fault(w, "GET /users/:userId", "refuse", { times: 3, status: 503, body: { code: 503, message: "Away." } });
    const runId = w.random.uuid();
    valueOf(await sayFarewell(w, w.admin, old.id, { runId, farewell: "deactivate" }));
    await w.settle();
    expect(await stepsOf(w, runId)).toEqual(["retire_user waiting (zoom_away)"]);
    await changeAccount(w);
    await fault(w, "GET /users/:userId", "refuse", { times: 99, status: 404, body: { code: 1001, message: "User does not exist." } }); // so the wrong account says
    await w.pass(hours(1));
    const meanwhile = await stepsOf(w, runId);
    await w.control("faults", { kind: "clear" });
    await changeAccount(w, "another", "sandbox-account");
    await w.db.run(sql`update provisioning set switched_on = true`);
    await w.pass(hours(2));
    const shown = (await runFor(w, w.institutionId, runId))!.steps[0]!.did;
    expect([meanwhile, await stepsOf(w, runId), shown, (await theUser(w, old.email))["status"]]).toEqual([
      ["retire_user waiting (user_of_former_account)"],
      ["retire_user done"],
      { what: "deactivated", values: {} },
      "inactive",
    ]);
  });

  test("a replacing whose unlinking waits for the switch has unlinked nobody: it is taken back", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    await fault(w, "DELETE /users/:userId", "refuse", { times: 3, status: 429, body: { code: 429, message: "Too many." } });
    const next = await made(w, {
      name: "Aula 20",
      code: "A20",
      email: "aula.20@universidad.example",
      link: null,
      passcode: null,
      replaces: old.id,
      farewell: "unlink",
    });
    await w.settle();
    const first = (await stepsOf(w, next.id)).at(-1);
    await w.db.run(sql`update provisioning set switched_on = false`);
    await w.pass(hours(1));
    await w.db.run(sql`update provisioning set switched_on = false`);
    const last = (await stepsOf(w, next.id)).at(-1);
    expect([first, last, (await theUser(w, old.email))?.["status"], (await runFor(w, w.institutionId, next.id))!.whyNot.undo]).toEqual([
      first,
      "retire_user waiting (provisioning_off)",
      "active",
      null,
    ]);
  });

  test("a retirement waits while a wrong account is connected, whether the classroom was ever in use or not, and whichever account it was asked for in", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { id } = await made(w, { email: EVA, link: null, passcode: null });
    await w.pass(minutes(5));
    valueOf(await stopRun(w, w.admin, id));
    const used = await made(w, { name: "Aula 30", code: "A30", email: "aula.30@universidad.example", link: null, passcode: null });
    await w.pass(minutes(5));
    await w.control("accept-invitation", { email: used.email, password: PASSWORD });
    await w.pass(hours(1));
    await fault(w, "GET /users/:userId", "refuse", { times: 3, status: 503, body: { code: 503, message: "Away." } });
    const [first, second] = [w.random.uuid(), w.random.uuid()];
    valueOf(await retireClassroom(w, w.admin, id, { runId: first, farewell: "unlink" }));
    await w.settle();
    await changeAccount(w);
    await w.db.run(sql`update provisioning set switched_on = true`);
    valueOf(await retireClassroom(w, w.admin, used.id, { runId: second, farewell: "deactivate" }));
    await w.pass(hours(2));
    const last = async (runId: string) => (await stepsOf(w, runId)).at(-1);
    expect([await last(first), await last(second)]).toEqual(Array(2).fill("retire_user waiting (user_of_former_account)"));
    await changeAccount(w, "another", "sandbox-account");
    await w.db.run(sql`update provisioning set switched_on = true`);
    await w.pass(hours(2));
    expect([await last(first), await last(second)]).toEqual(Array(2).fill("retire_user done"));
    expect([await theUser(w, EVA), (await theUser(w, used.email))["status"]]).toEqual([undefined, "inactive"]);
  });

  test("also once the run that made the classroom has been forgotten", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id, email } = await made(w);
    await w.pass(minutes(5));
    await changeAccount(w);
    await provisioning(w, { on: true });
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "deactivate" }));
    await forgetRuns(w.db, w.institutionId, w.clock.now(), 100);
    expect(await runById(w.db, w.institutionId, id)).toBeNull();
    await fault(w, "GET /users/:userId", "refuse", { times: 99, status: 404, body: { code: 1001, message: "User does not exist." } }); // so the wrong account says
    await w.pass(hours(1));
    expect((await stepsOf(w, runId)).at(-1)).toBe("retire_user waiting (user_of_former_account)");
    await w.control("faults", { kind: "clear" });
    await changeAccount(w, "another", "sandbox-account");
    await provisioning(w, { on: true });
    await w.pass(hours(2));
    expect([(await stepsOf(w, runId)).at(-1), (await theUser(w, email))["status"]]).toEqual(["retire_user done", "inactive"]);
  });

  test("whom Zoom was asked to invite for a classroom is let go of in the account that invited them, though the classroom is given up in another", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const id = await invitedElsewhere(w);
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "unlink" }));
    await w.pass(minutes(5));
    const elsewhere = [(await stepsOf(w, runId)).at(-1), (await theUser(w, EVA))["status"]];
    await changeAccount(w, "another", "sandbox-account");
    await provisioning(w, { on: true });
    await w.pass(hours(2));
    expect([...elsewhere, (await stepsOf(w, runId)).at(-1), await theUser(w, EVA)]).toEqual([
      "retire_user waiting (user_of_former_account)",
      "pending",
      "retire_user done",
      undefined,
    ]);
  });

  test.each([
    ["refused", { status: 429, body: { code: 429, message: "Too many." } }, null],
    ["did not answer", { status: 503, body: { code: 503, message: "Away." } }, "user_unlinked"],
  ] as const)("a replacing whose unlinking Zoom %s before another account was connected, and that was stopped there", async (_, answer, whyNot) => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    await fault(w, "DELETE /users/:userId", "refuse", { times: 9, ...answer });
    const next = await made(w, { ...{ name: "Aula 20", code: "A20", email: "aula.20@universidad.example" }, link: null, passcode: null, replaces: old.id, farewell: "unlink" }); // prettier-ignore
    await w.settle();
    await changeAccount(w);
    await w.pass(hours(1));
    expect((await stepsOf(w, next.id)).at(-1)).toBe("retire_user waiting (user_of_former_account)");
    valueOf(await stopRun(w, w.admin, next.id));
    await changeAccount(w, "another", "sandbox-account");
    await provisioning(w, { on: true });
    valueOf(await readRooms(w, w.institutionId));
    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBe(whyNot);
  });

  test("a classroom without a licence that is made anew in the next account is that one's: retired there, nothing is waited for", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w, "invited");
    const { id, email } = await made(w, { licence: false });
    await w.pass(minutes(5));
    await f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 101");
    await w.control("accept-invitation", { email, password: PASSWORD });
    await w.pass(hours(1));
    expect(await stepsOf(w, id)).toEqual(expect.arrayContaining(["open_room skipped (room_without_licence)", "set_passcode failed (row_changed)"]));
    await changeAccount(w);
    await provisioning(w, { on: true });
    for (let times = 0; times < 3; times += 1) {
      await tryAgain(w, id); // who is there is meant, and the row is written over
      await w.pass(minutes(10));
    }
    expect(await theRun(w, id)).toMatchObject({ state: "done" });
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "deactivate" }));
    await w.pass(minutes(10));
    expect([(await stepsOf(w, runId)).at(-1), (await theUser(w, email))["status"]]).toEqual(["retire_user done", "inactive"]);
  });

  test("nobody is asked about who has the address of a classroom in the next account", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const id = await invitedElsewhere(w);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    valueOf(await readRooms(w, w.institutionId));
    await w.db.run(sql`update hosts set role = 'admin' where email = ${EVA}`);
    const why = await whyNotFarewellOf(w, await theClassroom(w, id));
    expect(why.unlink).toBe("zoom_user_of_former_account");
    expect((await retireClassroom(w, w.admin, id, { runId: w.random.uuid(), farewell: "unlink" })).ok).toBe(true);
  });
});
