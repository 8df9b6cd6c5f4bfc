import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { pause, resume } from "../../connections/life/actions.ts";
import { days, hours, minutes } from "../../lib/time.ts";
import { sendAgain } from "../../people/inviting/actions.ts";
import { stepsOf } from "../classrooms.fixtures.ts";
import { acceptBedels, aTeam, idOf, invite } from "./teams.fixtures.ts";
import { asAdmin, callsTo, EVA, PASSWORD, provisioning, rowOf, skip, theUser, type Ask } from "./zoom-users.fixtures.ts";

const BATCH = "0b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e53";
const AWAY = { status: 503, body: { code: 503, message: "Away." } };
const list = { batchId: BATCH, preview: false, memberIds: [], text: `${EVA},Eva Nueva,yes`, licence: true };

/** Eva is invited to Bedel, into a team whose people become users of the account at once, and Zoom is away. */
async function invitedWhileAway(w: TestWorld): Promise<{ ask: Ask; invitationId: string }> {
  await provisioning(w, { on: true, makesAt: "at once" });
  const team = await aTeam(w, true);
  await fault(w, "GET /users/:userId", "refuse", { times: 4, ...AWAY });
  await invite(w, EVA, team.id);
  const ask = await asAdmin(w);
  expect(await rowOf(ask, EVA)).toMatchObject({ because: "zoom_away" });
  return { ask, invitationId: await idOf(w, "invitations") };
}

/* Asked for, and not made when something changes. */
eachDatabase((_, open) => {
  test("set back to when the invitation to Bedel is accepted, whoever has not been made waits for that, also with Zoom away meanwhile", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { ask } = await invitedWhileAway(w);
    await provisioning(w, { on: true, makesAt: "accepted" });
    await w.pass(hours(6));
    expect([await theUser(w), await callsTo(w, "POST /users")]).toEqual([undefined, 0]);
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "waits", because: null });
    await acceptBedels(w, EVA);
    await w.pass(minutes(5));
    expect(await theUser(w)).toMatchObject({ status: "pending" });
  });

  test("nobody is made by an invitation to Bedel that has lapsed meanwhile, until it is sent again", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { invitationId } = await invitedWhileAway(w);
    await provisioning(w, { on: false, makesAt: "at once" });
    await skip(w, days(15));
    await provisioning(w, { on: true, makesAt: "at once" });
    await w.pass(days(2));
    expect([await theUser(w), await callsTo(w, "POST /users")]).toEqual([undefined, 0]);
    valueOf(await sendAgain(w, w.admin, invitationId, 1));
    await w.pass(minutes(5));
    expect(await theUser(w)).toMatchObject({ status: "pending" });
  });

  test("whom Zoom has invited by then is looked after all the same", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    await invite(w, EVA, (await aTeam(w)).id);
    await provisioning(w, { on: true, makesAt: "accepted" });
    await w.pass(days(15));
    const ask = await asAdmin(w);
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited", because: "invitation_waits" });
  });

  test("while Zoom is paused nobody is made, which is said, and whoever waits is made when it is resumed", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    valueOf(await pause(w, w.admin));
    expect((await ask("POST", "/api/zoom-users", list)).body).toMatchObject({ asked: 1 });
    await w.pass(hours(3));
    const { runId, because } = await rowOf(ask, EVA);
    expect([because, await callsTo(w, "POST /users")]).toEqual(["zoom_paused", 0]);
    expect(await stepsOf(w, runId!)).toContain("make_user waiting (zoom_paused)");
    valueOf(await resume(w, w.admin));
    await w.pass(minutes(1));
    expect(await theUser(w)).toMatchObject({ status: "pending" });
  });

  test("of a list, who is being let go of is refused, and nobody is said to be asked for who is not", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { ...list, text: `${EVA},Eva Nueva`, licence: false });
    await w.settle();
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(hours(1));
    await fault(w, "GET /users/:userId", "refuse", { times: 4, ...AWAY });
    await ask("POST", `/api/zoom-users/${encodeURIComponent(EVA)}`, { runId: w.random.uuid(), farewell: "unlink" });
    await w.settle();
    const refused = { asked: 0, lines: [{ does: "refused", because: "run_under_way" }] };
    for (const preview of [true, false])
      expect((await ask("POST", "/api/zoom-users", { ...list, preview, batchId: w.random.uuid() })).body).toMatchObject(refused);
  });
});
