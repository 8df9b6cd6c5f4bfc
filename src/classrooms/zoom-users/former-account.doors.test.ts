import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { days, hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { readRooms } from "../../rooms/actions.ts";
import { connecting } from "../../sessions/showing/wiring-actions.ts";
import { retireClassroom } from "../actions.ts";
import { made, published, stepsOf, theClassroom, theRun } from "../classrooms.fixtures.ts";
import { lookAfterClassrooms } from "../looking-after-actions.ts";
import { runsOf, stopRun } from "../runs/actions.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { aTeam } from "./teams.fixtures.ts";
import { changeAccount } from "./accounts.fixtures.ts";
import { asAdmin, EVA, PASSWORD, provisioning, theUser } from "./zoom-users.fixtures.ts";

/* What a run found is of one Zoom account: in another somebody else has the address, and where the former one comes back it is true again. */
eachDatabase((_, open) => {
  test("a classroom that gave up at its activation takes nobody of the next account by itself", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { id } = await made(w, { confirmed: false, email: EVA, link: null, passcode: null });
    await w.pass(minutes(5));
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.zoomOf(w.institutionId).setUserActive(String((await theUser(w))["id"]), false);
    await w.pass(hours(1));
    expect((await stepsOf(w, id))[2]).toBe("activation failed (user_deactivated)");
    await changeAccount(w);
    await w.zoomOf(w.institutionId).setUserActive(String((await theUser(w))["id"]), true); // the other account's Eva is active
    await w.pass(hours(1));
    valueOf(await readRooms(w, w.institutionId));
    for (let round = 0; round < 3; round += 1) await lookAfterClassrooms(w, w.process);
    await w.pass(minutes(10));
    expect(await w.control("sign-in", { email: EVA, password: PASSWORD })).toMatchObject({ ok: true });
  });

  test("nor one that gave up for a missing scope, which the connecting itself begins anew", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { id } = await made(w, { confirmed: false, email: EVA, link: null, passcode: null });
    await w.pass(minutes(5));
    await fault(w, "GET /users/:userId", "refuse", {
      times: 1,
      status: 400,
      body: { code: 4711, message: "Invalid access token, does not contain scopes:[user:read:user:admin]." },
    });
    await w.pass(hours(6));
    expect((await stepsOf(w, id))[2]).toBe("activation failed (zoom_missing_scope)");
    await changeAccount(w);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD }); // in the other account somebody of that address is active
    await w.db.transaction((tx) => connecting(w, w.neighbours).connected(tx, w.institutionId)); // takeOver calls it right after accountChanged
    await w.pass(hours(1));
    expect(await w.control("sign-in", { email: EVA, password: PASSWORD })).toMatchObject({ ok: true });
  });

  test("whoever has the address in the next account is not let go of by a retirement that still waits", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { id } = await made(w, { email: EVA, link: null, passcode: null });
    await w.pass(minutes(5));
    valueOf(await stopRun(w, w.admin, id));
    await fault(w, "GET /users/:userId", "refuse", { times: 3, status: 503, body: { code: 503, message: "Away." } });
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "deactivate" }));
    await w.settle();
    expect([(await theClassroom(w, id)).state, (await stepsOf(w, runId)).at(-1)]).toEqual(["retired", "retire_user waiting (zoom_away)"]);
    await changeAccount(w);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD }); // in the other account somebody of that address is active
    await provisioning(w, { on: true });
    await w.pass(hours(6));
    expect(await theUser(w)).toMatchObject({ status: "active" });
  });

  test("what waited for a licence while a wrong account was connected for a moment, and is half written later, is tried again and stays half done", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w, "invited");
    const { id } = await made(w, { email: EVA });
    await w.pass(minutes(5));
    await w.control("account", { seats: { paid: 0 } });
    await w.control("user", { id: (await theUser(w))["id"], set: { type: 1 } });
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.control("user", { id: (await theUser(w))["id"], set: { type: 1 } });
    await w.pass(hours(1));
    expect((await stepsOf(w, id))[4]).toBe("settle_user waiting (no_licence_left)");
    await changeAccount(w, "sandbox-account", "another"); // by mistake, and back at once
    await changeAccount(w, "another", "sandbox-account");
    await w.db.run(sql`update provisioning set switched_on = true`);
    await w.control("account", { seats: { paid: 999 } });
    await f.run("create function zoom.no() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$");
    await f.run("create constraint trigger no after update on zoom.claves deferrable initially deferred for each row execute function zoom.no()");
    await w.pass(hours(2));
    expect((await stepsOf(w, id)).at(-1)).toBe("write_rows failed (row_refused)");
    expect((await theRun(w, id)).facts.written?.length).toBe(1);
    expect((await theClassroom(w, id)).state).toBe("in use");
    expect(await stopRun(w, w.admin, id)).toMatchObject({ refusal: { because: "run_halfway" } });
    valueOf(await tryAgain(w, id)); // "Try again" beside the row that is not written
    await w.pass(minutes(10));
    expect(await stopRun(w, w.admin, id)).toMatchObject({ refusal: { because: "run_halfway" } });
  });

  test("nor is whom Bedel invited, once the account is the former one again, somebody of whom nobody may let go", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { id } = await made(w, { email: EVA, confirmed: false, link: null, passcode: null });
    await w.pass(minutes(5));
    await changeAccount(w, "sandbox-account", "another");
    await changeAccount(w, "another", "sandbox-account");
    await w.db.run(sql`update provisioning set switched_on = true`);
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "unlink" }));
    await w.pass(minutes(10));
    expect([(await stepsOf(w, runId)).at(-1), await theUser(w)]).toEqual(["retire_user done", undefined]);
  });

  test("somebody of a list begun anew in another account is looked up there: who has a Zoom user keeps the own name", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, madeAs: "invited" });
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Martínez Nueva`, licence: true });
    await w.settle();
    const [run] = await runsOf(w.db, w.institutionId, { most: 9 });
    expect((await stepsOf(w, run!.id))[2]).toBe("activation waiting (invitation_waits)");
    await changeAccount(w);
    // In the other account somebody of that address is an active user, and called otherwise.
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.control("user", { id: (await theUser(w))["id"], set: { first_name: "Evita", last_name: "Zoom", type: 1 } });
    await w.pass(hours(1));
    await provisioning(w, { on: true });
    valueOf(await tryAgain(w, run!.id));
    await w.pass(minutes(30));
    expect(await theUser(w)).toMatchObject({ first_name: "Evita", last_name: "Zoom" });
  });

  test("whose invitation had lapsed as another account was connected looks first, which needs no switch, and nobody is said to be invited again", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { id } = await made(w, { confirmed: false, email: EVA, link: null, passcode: null });
    await w.pass(minutes(5));
    await w.pass(days(31));
    expect((await stepsOf(w, id))[2]).toBe("activation failed (invitation_expired)");
    await changeAccount(w);
    const off = await tryAgain(w, id);
    if (!off.ok) await w.db.run(sql`update provisioning set switched_on = true`);
    if (!off.ok) valueOf(await tryAgain(w, id));
    await w.pass(minutes(10));
    const history = await w.db.list(
      (r) => String(r["what"]),
      sql`select what from audit_log where what in ('run_retried', 'invitation_of_zoom_resent') order by at`,
    );
    expect([off.ok, history]).toEqual([true, ["run_retried"]]);
  });

  test("whoever was made in the former account is nobody of Bedel's in this one", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, madeAs: "invited" });
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Martínez Nueva`, licence: false });
    await w.settle();
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(hours(1));
    expect((await runsOf(w.db, w.institutionId, { most: 9 })).map(({ state }) => state)).toEqual(["done"]);
    await changeAccount(w);
    // Somebody else has invited her there.
    const zoom = w.zoomOf(w.institutionId);
    await zoom.unlinkUser(String((await theUser(w))["id"]));
    await w.pass(days(1));
    await zoom.makeUser({ email: EVA, firstName: "Evita", lastName: "Zoom", displayName: "Evita", licensed: false, as: "invited", password: null });
    valueOf(await readRooms(w, w.institutionId));
    await provisioning(w, { on: true });
    await (await aTeam(w, true)).put(EVA);
    await w.pass(minutes(5));
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(hours(1));
    expect((await runsOf(w.db, w.institutionId, { most: 9 })).map(({ state }) => state)).toEqual(["done", "done"]);
    expect(await theUser(w)).toMatchObject({ first_name: "Evita", last_name: "Zoom", type: 2 });
  });

  test("whom an administrator stopped before stays so in the next account", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    await (await aTeam(w)).put(EVA);
    await w.settle();
    const [run] = await runsOf(w.db, w.institutionId, { most: 9 });
    valueOf(await stopRun(w, w.admin, run!.id));
    await changeAccount(w);
    await provisioning(w, { on: true });
    await w.pass(hours(1));
    expect((await runsOf(w.db, w.institutionId, { most: 9 })).map(({ state }) => state)).toEqual(["stopped"]);
  });
});
