import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { removeMemberOf } from "../../people/members/actions.ts";
import { changeTeam, makeTeam } from "../../people/teams/actions.ts";
import { runsOf, stopRun } from "../runs/actions.ts";
import { changeTeamWish } from "./settings/actions.ts";
import { aTeam, acceptBedels, idOf, invite, runs, wholeAgenda } from "./teams.fixtures.ts";
import { callsTo, EVA, provisioning } from "./zoom-users.fixtures.ts";

const whileAway = (w: TestWorld) => fault(w, "GET /users/:userId", "refuse", { times: 4, status: 503, body: { code: 503, message: "Away." } });

async function isStopped(w: TestWorld): Promise<void> {
  valueOf(await stopRun(w, w.admin, (await runsOf(w.db, w.institutionId, { most: 1 }))[0]!.id));
  await w.pass(minutes(10));
  expect([await runs(w), await callsTo(w, "POST /users")]).toEqual([["zoom user stopped"], 0]);
}

/* Whose Zoom user an administrator did not want, and who is put into a team or invited by somebody later. */
eachDatabase((_, open) => {
  test("whom an administrator stopped is asked for anew once they come into a team again; another switch of the team changes nothing", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const team = await aTeam(w);
    await whileAway(w);
    await team.put(EVA);
    await isStopped(w);
    valueOf(await changeTeamWish(w, w.admin, team.id, { makesZoomUsers: true, givesLicence: true }));
    await w.pass(minutes(10));
    expect(await runs(w)).toEqual(["zoom user stopped"]);
    const id = await idOf(w, "members");
    valueOf(await changeTeam(w, w.admin, team.id, { leaving: [id] }));
    await w.pass(minutes(10));
    valueOf(await changeTeam(w, w.admin, team.id, { joining: [id] }));
    await w.pass(minutes(10));
    expect([await runs(w), await callsTo(w, "POST /users")]).toEqual([["zoom user running", "zoom user stopped"], 1]);
    valueOf(await stopRun(w, w.admin, (await runsOf(w.db, w.institutionId, { isOpen: true, most: 1 }))[0]!.id)); // and stays stopped
    await w.pass(hours(2));
    expect(await runs(w)).toEqual(["zoom user stopped", "zoom user stopped"]);
  });

  test("who came into another team before they were stopped stays stopped", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    await whileAway(w);
    await (await aTeam(w)).put(EVA);
    await w.pass(minutes(1));
    const other = valueOf(await makeTeam(w, w.admin, "Química"));
    valueOf(await changeTeamWish(w, w.admin, other.id, { makesZoomUsers: true, givesLicence: false }));
    valueOf(await changeTeam(w, w.admin, other.id, { joining: [await idOf(w, "members")] }));
    valueOf(await stopRun(w, w.admin, (await runsOf(w.db, w.institutionId, { most: 1 }))[0]!.id));
    await w.pass(hours(2));
    expect(await runs(w)).toEqual(["zoom user stopped"]);
  });

  test("who was stopped, has left Bedel and is invited anew is asked for anew; accepting the invitation of before is nobody's asking", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const team = await aTeam(w);
    await whileAway(w);
    await invite(w, EVA, team.id);
    await isStopped(w);
    await acceptBedels(w, EVA);
    await w.pass(hours(1));
    expect(await runs(w)).toEqual(["zoom user stopped"]);
    valueOf(await removeMemberOf(w, wholeAgenda(w), { ...w.admin, role: "owner" }, await idOf(w, "members"), { successor: null }));
    await w.pass(hours(1));
    await invite(w, EVA, team.id);
    await w.pass(minutes(10));
    expect([await runs(w), await callsTo(w, "POST /users")]).toEqual([["zoom user running", "zoom user stopped"], 1]);
  });
});
