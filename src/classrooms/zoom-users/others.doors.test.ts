import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { stopRun } from "../runs/actions.ts";
import { aTeam, invite } from "./teams.fixtures.ts";
import { asAdmin, callsTo, EVA, PASSWORD, provisioning, rowOf, theUser, type Ask } from "./zoom-users.fixtures.ts";

const BATCH = "0b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e52";
const URL = `/api/zoom-users/${encodeURIComponent(EVA.toUpperCase())}`;

/** Of a list, with a licence, and no member. */
async function ofAList(w: TestWorld): Promise<Ask> {
  await provisioning(w, { on: true });
  const ask = await asAdmin(w);
  await ask("POST", "/api/zoom-users", { batchId: BATCH, preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence: true });
  await w.settle();
  return ask;
}

/* Who became a Zoom user by a list, or by an invitation that lapsed, belongs to nobody's page of members. */
eachDatabase((_, open) => {
  test("the invitation of somebody of a list is taken back, once however often it is asked for, also when nobody looks after it any more", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await ofAList(w);
    valueOf(await stopRun(w, w.admin, (await rowOf(ask, EVA)).runId!));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited" });
    expect((await ask("GET", URL)).body).toMatchObject({ hasUser: true, isInvited: true, whyNot: { unlink: null } });
    const body = { runId: w.random.uuid(), farewell: "unlink" };
    for (const _time of [1, 2]) expect((await ask("POST", URL, body)).status).toBe(200);
    await w.pass(minutes(10));
    expect(await theUser(w)).toBeUndefined();
    expect(await callsTo(w, "DELETE /users/:userId")).toBe(1);
    expect(await rowOf(ask, EVA)).toBeUndefined();
  });

  test("the licence of somebody of a list is taken, and the user stays in sight", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await ofAList(w);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(hours(1));
    expect(await theUser(w)).toMatchObject({ type: 2 });
    expect((await ask("POST", URL, { runId: w.random.uuid(), farewell: "take the licence" })).status).toBe(200);
    await w.pass(minutes(10));
    expect(await theUser(w)).toMatchObject({ type: 1, status: "active" });
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", licensed: false });
  });

  test("while an invitation into a team asks for just that user, nothing of it is taken; of members and of strangers nothing is told", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const ask = await asAdmin(w);
    const team = await aTeam(w);
    await invite(w, EVA, team.id);
    expect((await ask("GET", URL)).body).toMatchObject({ whyNot: { unlink: "zoom_user_of_invitation" } });
    expect((await ask("POST", URL, { runId: w.random.uuid(), farewell: "unlink" })).body).toMatchObject({ because: "zoom_user_of_invitation" });
    for (const email of ["lukasz@universidad.example", "nobody@universidad.example"]) expect((await ask("GET", `/api/zoom-users/${email}`)).status).toBe(404);
    await w.pass(hours(1));
    expect(await theUser(w)).toMatchObject({ status: "pending" });
  });

  test("who is invited into a team that makes users while letting go of them waits keeps the Zoom user", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await ofAList(w);
    await fault(w, "DELETE /users/:userId", "refuse", { times: 3, status: 500, body: { code: 500, message: "Away." } });
    expect((await ask("POST", URL, { runId: w.random.uuid(), farewell: "unlink" })).status).toBe(200);
    await w.settle();
    expect(await theUser(w)).toMatchObject({ status: "pending" });
    const team = await aTeam(w);
    const { id } = await theUser(w);
    await invite(w, EVA, team.id);
    await w.pass(hours(3));
    expect(await theUser(w)).toMatchObject({ status: "pending", id }); // the same, and not one who was made anew
  });
});
