import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { leavingUserOf } from "./leaving/actions.ts";
import { anActiveMember, idOf } from "./teams.fixtures.ts";
import { asAdmin, callsTo, EVA, PASSWORD, provisioning, rowOf, theUser, type Ask } from "./zoom-users.fixtures.ts";

const BATCH = "0b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e51";

async function fromAList(w: TestWorld, ask: Ask, name = "Eva Nueva"): Promise<void> {
  await ask("POST", "/api/zoom-users", { batchId: BATCH, preview: false, memberIds: [], text: `${EVA},${name}`, licence: false });
  await w.settle();
}

/* What came to a stop, or went on though it should not have. */
eachDatabase((_, open) => {
  test("a name that is longer than Zoom keeps is as long as Zoom keeps it, and that is all right", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await fromAList(w, ask, `Eva ${"Fernández ".repeat(11).trim()}`);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(hours(1));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", because: null });
    expect(String((await theUser(w))["last_name"])).toHaveLength("Fernández ".repeat(6).length + 4);
  });

  test("who was invited and is not in the account any more is invited again by trying again", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await fromAList(w, ask);
    await fault(w, "GET /users/:userId", "refuse", { times: 1, status: 404, body: { code: 1001, message: "User does not exist." } });
    await w.pass(minutes(10));
    const row = await rowOf(ask, EVA);
    expect(row).toMatchObject({ state: "failed", because: "user_gone" });
    valueOf(await tryAgain(w, row.runId!));
    await w.settle();
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited" });
    expect(await callsTo(w, "POST /users")).toBe(2);
  });

  test("what a user who was deactivated has planned is not said to be nothing", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await anActiveMember(w);
    const id = await idOf(w, "members");
    expect(await leavingUserOf(w, w.institutionId, id)).toMatchObject({ planned: 0 });
    await w.control("user", { id: (await theUser(w))["id"], set: { status: "inactive" } });
    await w.pass(hours(1));
    expect(await leavingUserOf(w, w.institutionId, id)).toMatchObject({ planned: null });
  });
});
