import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { days, hours, minutes } from "../../lib/time.ts";
import { revoke, sendAgain } from "../../people/inviting/actions.ts";
import { removeMemberOf } from "../../people/members/actions.ts";
import type { ZoomFarewell } from "../../people/members/contract.ts";
import { sql } from "../../platform/database.ts";
import { changeTeam } from "../../people/teams/actions.ts";
import { invitedUserOf, leavingUserOf, sayFarewellTo } from "./leaving/actions.ts";
import { acceptBedels, aTeam, invite, wholeAgenda, idOf, runs } from "./teams.fixtures.ts";
import { callsTo, EVA, PASSWORD, provisioning, theUser } from "./zoom-users.fixtures.ts";

/** Eva is invited to a team with licences, and Zoom has invited her at once. */
async function invitedAtOnce(w: TestWorld): Promise<string> {
  await provisioning(w, { on: true, makesAt: "at once" });
  const team = await aTeam(w, true);
  await invite(w, EVA, team.id);
  expect(await theUser(w)).toMatchObject({ status: "pending" });
  return team.id;
}

const remove = async (w: TestWorld, zoomUser: ZoomFarewell) => {
  const outcome = await removeMemberOf(w, wholeAgenda(w), w.admin, await idOf(w, "members"), { successor: null, zoomUser });
  await w.settle();
  return outcome;
};

/* Whoever was invited by Zoom before becoming a member here is known to the run by the address alone. */
eachDatabase((_, open) => {
  test("who was asked for before becoming a member and is removed gets no licence afterwards, nor is anything else done", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await invitedAtOnce(w);
    await acceptBedels(w, EVA);
    await w.settle();
    valueOf(await remove(w, "nothing"));
    expect(await runs(w)).toEqual(["zoom user stopped"]);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(hours(12));
    expect(await callsTo(w, "PATCH /users/:userId", "DELETE /users/:userId")).toBe(0);
  });

  test("being removed takes Zoom's invitation back where that is wished, which nothing under way hinders", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await invitedAtOnce(w);
    await acceptBedels(w, EVA);
    await w.settle();
    const before = (await leavingUserOf(w, w.institutionId, await idOf(w, "members")))!;
    expect(before).toMatchObject({
      hasUser: true,
      isInvited: true,
      whyNot: { "take the licence": "zoom_user_invited", deactivate: "zoom_user_invited", unlink: null },
    });
    valueOf(await remove(w, "unlink"));
    expect(await runs(w)).toEqual(["leaving done", "zoom user stopped"]);
    expect(await theUser(w)).toBeUndefined();
  });

  test("an invitation that is taken back ends what was being made in Zoom for it, and Zoom's invitation where that is wished", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const teamId = await invitedAtOnce(w);
    const first = await idOf(w, "invitations");
    expect(await invitedUserOf(w, w.institutionId, first)).toMatchObject({ hasUser: true, isInvited: true, whyNot: { unlink: null } });
    valueOf(await revoke(w, wholeAgenda(w), w.admin, first, "nothing"));
    await w.settle();
    expect(await runs(w)).toEqual(["zoom user stopped"]);
    expect(await theUser(w)).toMatchObject({ status: "pending" });
    expect(await invitedUserOf(w, w.institutionId, first)).toBeNull();

    await invite(w, EVA, teamId);
    await w.pass(minutes(5));
    expect(await runs(w)).toEqual(["zoom user running", "zoom user stopped"]);
    const second = (await w.db.one((r) => r["id"] as string, sql`select id from invitations where revoked_at is null`))!;
    valueOf(await revoke(w, wholeAgenda(w), w.admin, second, "unlink"));
    await w.pass(days(1));
    expect(await runs(w)).toEqual(["leaving done", "zoom user stopped", "zoom user stopped"]);
    expect(await theUser(w)).toBeUndefined();
  });

  test.each(["an invitation that was taken back", "a membership that ended"])(
    "who is invited again into such a team after %s keeps the Zoom user that waited to be deactivated",
    async (what) => {
      await using w = await aWorld(await open(), { rooms: 0 });
      const teamId = await invitedAtOnce(w);
      await w.control("accept-invitation", { email: EVA, password: PASSWORD });
      const wasMember = what === "a membership that ended";
      if (wasMember) await acceptBedels(w, EVA);
      await w.pass(hours(1));
      await fault(w, "PUT /users/:userId/status", "refuse", { times: 3, status: 503, body: { code: 503, message: "Away." } });
      valueOf(wasMember ? await remove(w, "deactivate") : await revoke(w, wholeAgenda(w), w.admin, await idOf(w, "invitations"), "deactivate"));
      await w.settle();
      expect(await runs(w)).toContain("leaving running");
      await invite(w, EVA, teamId);
      await w.pass(hours(3));
      expect(await theUser(w)).toMatchObject({ status: "active", type: 2 });
      expect(await runs(w)).toEqual(["leaving done", "zoom user done", "zoom user done"]);
    },
  );

  test("while making Zoom users is switched off an invitation is taken back alone; what is wished for its Zoom user is refused, and then nothing is done", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await invitedAtOnce(w);
    await provisioning(w, { on: false });
    const id = await idOf(w, "invitations");
    expect(await revoke(w, wholeAgenda(w), w.admin, id, "unlink")).toMatchObject({ ok: false, refusal: { because: "provisioning_off", field: "zoomUser" } });
    expect(await invitedUserOf(w, w.institutionId, id)).toMatchObject({ whyNot: { unlink: "provisioning_off" } });
    valueOf(await revoke(w, wholeAgenda(w), w.admin, id, "nothing"));
    expect(await runs(w)).toEqual(["zoom user stopped"]);
  });

  test("by an invitation that has lapsed nobody becomes a Zoom user, whatever is switched on since; sent again it counts anew", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "accepted" });
    await invite(w, EVA, (await aTeam(w)).id);
    await w.pass(days(16));
    await provisioning(w, { on: true, makesAt: "at once" });
    await w.pass(days(1));
    expect([await callsTo(w, "POST /users"), await runs(w)]).toEqual([0, []]);
    valueOf(await sendAgain(w, w.admin, await idOf(w, "invitations"), 1));
    await w.settle();
    expect(await runs(w)).toEqual(["zoom user running"]);
  });

  test("what becomes of the Zoom user of a member who stays can be said too, but not while a team of theirs would ask for it anew", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const teamId = await invitedAtOnce(w);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await acceptBedels(w, EVA);
    await w.pass(minutes(10));
    expect(await theUser(w)).toMatchObject({ status: "active", type: 2 });
    const [id, runId] = [await idOf(w, "members"), w.random.uuid()];
    const say = (farewell: "take the licence" | "unlink") => sayFarewellTo(w, w.admin, id, { runId, farewell });
    expect(await say("take the licence")).toMatchObject({ ok: false, refusal: { because: "zoom_user_of_team", field: "farewell" } });
    valueOf(await changeTeam(w, w.admin, teamId, { members: [] }));
    valueOf(await say("take the licence"));
    valueOf(await say("take the licence")); // pressed twice
    await w.pass(hours(1));
    expect(await runs(w)).toEqual(["leaving done", "zoom user done"]);
    expect(await theUser(w)).toMatchObject({ status: "active", type: 1 });
    await provisioning(w, { on: false });
    expect(await sayFarewellTo(w, w.admin, id, { runId: w.random.uuid(), farewell: "unlink" })).toMatchObject({
      ok: false,
      refusal: { because: "provisioning_off" },
    });
  });
});
