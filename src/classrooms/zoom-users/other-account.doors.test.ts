import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { removeMemberOf } from "../../people/members/actions.ts";
import { sql } from "../../platform/database.ts";
import { made, published, stepsOf, theRun } from "../classrooms.fixtures.ts";
import { retireClassroom } from "../actions.ts";
import { runsOf, stopRun } from "../runs/actions.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { provisioningOf } from "./settings/actions.ts";
import { changeAccount } from "./accounts.fixtures.ts";
import { aTeam, idOf, wholeAgenda } from "./teams.fixtures.ts";
import { CHANGES, callsTo, EVA, PASSWORD, provisioning, theUser } from "./zoom-users.fixtures.ts";

const AWAY = { status: 503, body: { code: 503, message: "Away." } };

/** Eva, active in Zoom, is removed with her user deactivated, and Zoom is away for that. */
async function leaving(w: TestWorld): Promise<void> {
  await provisioning(w, { on: true });
  await (await aTeam(w)).put(EVA);
  await w.control("accept-invitation", { email: EVA, password: PASSWORD });
  await w.pass(hours(1));
  await fault(w, "GET /users/:userId", "refuse", { times: 3, ...AWAY });
  valueOf(await removeMemberOf(w, wholeAgenda(w), w.admin, await idOf(w, "members"), { successor: null, zoomUser: "deactivate" }));
  await w.settle();
}

/* What waited for days, while something else changed. */
eachDatabase((_, open) => {
  test("nothing that was asked for in one Zoom account is done in another, where nobody has switched on that users are made", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await leaving(w);
    const before = await callsTo(w, ...CHANGES);
    await changeAccount(w);
    await w.pass(hours(6));
    expect([await theUser(w), await callsTo(w, ...CHANGES)]).toMatchObject([{ status: "active" }, before]);
    expect((await provisioningOf(w.db, w.institutionId)).on).toBe(false);
    const run = (await runsOf(w.db, w.institutionId, { most: 9 })).find(({ kind }) => kind === "leaving")!;
    expect([run.state, run.facts.stoppedBy?.by]).toEqual(["stopped", "another account"]);
  });

  test.each([
    ["waits", false],
    ["was stopped before", false],
    ["waits, its address having been said to be meant", true],
  ] as const)("nor does a classroom that %s take whoever has its address there: begun anew it looks first, and asks", async (how, confirmed) => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { id } = await made(w, { confirmed, email: EVA, link: null, passcode: null });
    await w.pass(minutes(5));
    expect((await stepsOf(w, id))[2]).toBe("activation waiting (invitation_waits)");
    if (how === "was stopped before") valueOf(await stopRun(w, w.admin, id));
    await changeAccount(w);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD }); // in the other account somebody of that address is active
    await w.pass(hours(6));
    expect((await theRun(w, id)).state).toBe("stopped");
    expect(await w.control("sign-in", { email: EVA, password: PASSWORD })).toMatchObject({ ok: true });
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(10));
    expect((await stepsOf(w, id))[0]).toBe("look_up failed (user_unconfirmed)");
    expect(await w.control("sign-in", { email: EVA, password: PASSWORD })).toMatchObject({ ok: true });
  });

  test("nor is whoever has its address there let go of with it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { id } = await made(w, { email: EVA, link: null, passcode: null });
    await w.pass(minutes(5));
    await changeAccount(w);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await provisioning(w, { on: true });
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "deactivate" }));
    await w.pass(minutes(10));
    expect((await stepsOf(w, runId)).at(-1)).toBe("retire_user waiting (user_of_former_account)");
    expect(await theUser(w)).toMatchObject({ status: "active" });
  });

  test("a letting go that ended with the former account can't be begun anew in this one", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await leaving(w);
    await changeAccount(w);
    const run = (await runsOf(w.db, w.institutionId, { most: 9 })).find(({ kind }) => kind === "leaving")!;
    expect(await tryAgain(w, run.id)).toMatchObject({ refusal: { because: "run_outdated" } });
  });

  test("whoever came to be the default host meanwhile, which nobody had seen, is not taken along", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await leaving(w);
    const { id } = await theUser(w);
    await w.db.run(sql`update connections set default_host_id = ${id as string} where institution_id = ${w.institutionId}`);
    await w.pass(hours(6));
    expect(await theUser(w)).toMatchObject({ status: "active" });
    const run = (await runsOf(w.db, w.institutionId, { most: 9 })).find(({ kind }) => kind === "leaving")!;
    expect([run.state, run.steps[0]!.because]).toEqual(["failed", "user_hosts_sessions"]);
  });
});
