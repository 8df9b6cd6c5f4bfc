import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { readRooms } from "../../rooms/actions.ts";
import { made, published, stepsOf, theRun } from "../classrooms.fixtures.ts";
import { lookAfterClassrooms } from "../looking-after-actions.ts";
import { asAdmin, callsTo, EVA, PASSWORD, provisioning, rowOf, theUser, type Ask } from "./zoom-users.fixtures.ts";

const AULA = "aula.10@universidad.example";

async function asked(w: TestWorld, madeAs: "invited" | "sso"): Promise<Ask> {
  await provisioning(w, { on: true, madeAs });
  const ask = await asAdmin(w);
  await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence: false });
  await w.settle();
  return ask;
}

/** Eva was invited and has accepted, and then she was deactivated in Zoom before Bedel saw it. */
async function deactivated(w: TestWorld): Promise<Ask> {
  const ask = await asked(w, "invited");
  await w.control("accept-invitation", { email: EVA, password: PASSWORD });
  await w.zoomOf(w.institutionId).setUserActive(String((await theUser(w))["id"]), false);
  await w.settle();
  expect(await rowOf(ask, EVA)).toMatchObject({ state: "failed", because: "user_deactivated" });
  return ask;
}

/** In Zoom, by somebody there; `told`: its event comes. */
async function activate(w: TestWorld, told: boolean): Promise<void> {
  if (!told) await w.control("faults", { kind: "webhooks", drop: 1 });
  await w.zoomOf(w.institutionId).setUserActive(String((await theUser(w))["id"]), true);
  await w.pass(minutes(1));
}

const read = async (w: TestWorld): Promise<void> => {
  valueOf(await readRooms(w, w.institutionId));
  for (let round = 0; round < 3; round += 1) await lookAfterClassrooms(w, w.process);
};

/* What failed because of how somebody stood in Zoom, who stands otherwise by now. */
eachDatabase((_, open) => {
  test("who was deactivated is looked after again as soon as Zoom tells that somebody activated the user", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await deactivated(w);
    await w.pass(hours(1));
    await activate(w, true);
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", because: null, mayLetGo: true });
    expect(await theUser(w)).toMatchObject({ first_name: "Eva", last_name: "Nueva" });
  });

  test("where nothing is told that is found when all users are read", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await deactivated(w);
    await w.pass(hours(1));
    await activate(w, false);
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "failed" });
    await w.pass(minutes(10)); // Zoom's lists lag
    await read(w);
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", because: null, mayLetGo: true });
  });

  test("whom Zoom would not let be made, and who is a user by now all the same, is looked after, and called as they are", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await asked(w, "sso");
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "failed", because: "sso_not_allowed" });
    await w.control("faults", { kind: "webhooks", drop: 9 });
    const byHand = { email: EVA, firstName: "Evita", lastName: "Zoom", displayName: "Evita Zoom", as: "invited", licensed: false, password: null } as const;
    await w.zoomOf(w.institutionId, 0).makeUser(byHand);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(hours(1));
    await read(w);
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", because: null, mayLetGo: true });
    expect(await theUser(w)).toMatchObject({ first_name: "Evita" });
  });

  test("each change is looked at once: who is deactivated again stands still again, and Zoom is not asked without end", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await deactivated(w);
    const calls = () => callsTo(w, "GET /users/:userId");
    await w.pass(hours(1));
    await read(w); // still deactivated
    const standing = await calls();
    for (let round = 0; round < 3; round += 1) await lookAfterClassrooms(w, w.process);
    expect(await calls()).toBe(standing);
    // Zoom's list says otherwise than Zoom asked for one
    const zoom = w.zoomOf(w.institutionId);
    const listed = {
      ...zoom,
      listUsers: async () => (await zoom.listUsers()).map((user) => (user.email === EVA ? { ...user, status: "active" as const } : user)),
    };
    valueOf(await readRooms({ ...w, zoomOf: () => listed }, w.institutionId));
    const before = await calls();
    for (let round = 0; round < 5; round += 1) await lookAfterClassrooms(w, w.process);
    expect(await calls()).toBe(before + 1);
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "failed", because: "user_deactivated" });
  });

  test("a classroom goes on too once its user is active again; whoever comes to have its address after its user is gone is not taken for it", async () => {
    for (const [isGone, becomes] of [
      [false, "done"],
      [true, "failed"],
    ] as const) {
      // prettier-ignore
      await using w = await aWorld(await open(), { rooms: 0 });
      await published(w, "invited");
      const { id } = await made(w);
      await w.settle();
      const zoom = w.zoomOf(w.institutionId);
      if (isGone) {
        await zoom.unlinkUser(AULA);
        await w.pass(hours(1));
        expect(await stepsOf(w, id)).toContain("activation failed (user_gone)");
        await zoom.makeUser({ email: AULA, firstName: "A", lastName: "B", displayName: "A B", as: "invited", licensed: false, password: null });
      }
      await w.control("accept-invitation", { email: AULA, password: PASSWORD });
      const hostId = String((await theUser(w, AULA))["id"]);
      if (!isGone) {
        await zoom.setUserActive(hostId, false);
        await w.settle();
        expect(await stepsOf(w, id)).toContain("activation failed (user_deactivated)");
        await zoom.setUserActive(hostId, true);
      }
      await w.pass(hours(1));
      await read(w);
      expect(await theRun(w, id)).toMatchObject({ state: becomes });
      expect(await w.opens(AULA, PASSWORD)).toBe(isGone);
    }
  });
});
