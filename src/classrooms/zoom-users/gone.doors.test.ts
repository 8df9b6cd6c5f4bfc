import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { days, hours, minutes } from "../../lib/time.ts";
import { readFromZoom } from "../../rooms/routes.ts";
import { upstairs } from "../../sessions/showing/wiring-actions.ts";
import { changeTeam } from "../../people/teams/actions.ts";
import { sql } from "../../platform/database.ts";
import { provisioningShown } from "./settings/showing-actions.ts";
import { changeTeamWish } from "./settings/actions.ts";
import { aTeam, idOf } from "./teams.fixtures.ts";
import { callsTo, EVA, PASSWORD, provisioning, theUser } from "./zoom-users.fixtures.ts";

/** Eva is in a team and a user of the account, active, and Zoom was read since. */
async function made(w: TestWorld, givesLicence = false) {
  await provisioning(w, { on: true });
  const team = await aTeam(w, givesLicence);
  await team.put(EVA);
  await w.control("accept-invitation", { email: EVA, password: PASSWORD });
  await read(w);
  expect(await theUser(w)).toMatchObject({ status: "active", type: givesLicence ? 2 : 1 });
  const switched = async (makesZoomUsers: boolean) => valueOf(await changeTeamWish(w, w.admin, team.id, { makesZoomUsers, givesLicence }));
  const again = async (): Promise<void> => {
    await switched(false);
    await w.pass(minutes(1));
    const { withoutUser, withoutLicence } = (await provisioningShown(w, w.institutionId)).teams[0]!;
    expect(withoutUser + withoutLicence).toBeGreaterThan(0); // as the question says before it is switched on
    await switched(true);
    await w.pass(minutes(5));
  };
  return { team, again };
}

/** As every night. */
async function read(w: TestWorld): Promise<void> {
  await w.pass(days(1));
  await readFromZoom(w, upstairs(w, w.neighbours), w.institutionId);
  await w.pass(minutes(5));
}

/** Somebody does it in Zoom, and Zoom is read since. */
async function deleted(w: TestWorld): Promise<void> {
  await w.zoomOf(w.institutionId).unlinkUser(EVA);
  await read(w);
  expect(await theUser(w)).toBeUndefined();
}

/* Who was made once, and whom the account does not have any more. */
eachDatabase((_, open) => {
  test("is not made anew by itself, for somebody may have wanted that; but is by being put into a team again", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { team } = await made(w);
    await deleted(w);
    expect(await callsTo(w, "POST /users")).toBe(1);
    const member = await idOf(w, "members");
    for (const change of [{ leaving: [member] }, { joining: [member] }]) {
      valueOf(await changeTeam(w, w.admin, team.id, change));
      await w.pass(minutes(5));
    }
    expect([await theUser(w), await callsTo(w, "POST /users")]).toMatchObject([{ status: "pending" }, 2]);
  });

  test("is made anew, or gets the licence that was taken, when the team says again that its people are users", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { again } = await made(w, true);
    await deleted(w);
    await again();
    expect(await theUser(w)).toMatchObject({ status: "pending" });
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await read(w);
    await w.control("user", { id: (await theUser(w))["id"], set: { type: 1 } });
    await read(w);
    expect(await theUser(w)).toMatchObject({ type: 1 });
    await again();
    expect(await theUser(w)).toMatchObject({ type: 2 });
  });

  test("nobody is asked for twice who is there, however often the team says so", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { team } = await made(w, true);
    for (const makesZoomUsers of [false, true, false, true]) {
      valueOf(await changeTeamWish(w, w.admin, team.id, { makesZoomUsers, givesLicence: true }));
      await w.pass(hours(1));
    }
    const runs = await w.db.list((r) => r["kind"], sql`select kind from runs where institution_id = ${w.institutionId}`);
    expect(runs).toEqual(["zoom user"]);
  });
});
