import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { stepsOf } from "../classrooms.fixtures.ts";
import { askForRun } from "../runs/actions.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { callsTo, EVA, provisioning, theUser } from "./zoom-users.fixtures.ts";

const ID = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e41";

const ask = async (w: TestWorld): Promise<void> => {
  const asked = { email: EVA, firstName: "Eva", lastName: "Nueva", licence: false };
  valueOf(await w.db.transaction((tx) => askForRun(tx, w, w.admin, { id: ID, kind: "zoom user", email: EVA, asked })));
  await w.settle();
};
const ignored = (w: TestWorld, times: number) => w.control("faults", { kind: "next", match: "POST /users", do: "ignore", times });

/* What Zoom says that it did, and what it did. */
eachDatabase((_, open) => {
  test("who is not to be found after Zoom said yes is not said to be made: it is looked for again, and asked for once more", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    await ignored(w, 1);
    await ask(w);
    expect((await stepsOf(w, ID))[1]).toBe("make_user waiting (making_unseen)");
    await w.pass(minutes(5));
    expect((await stepsOf(w, ID)).slice(1, 3)).toEqual(["make_user done", "activation waiting (invitation_waits)"]);
    expect([await callsTo(w, "POST /users"), (await theUser(w))["status"]]).toEqual([2, "pending"]);
  });

  test("where Zoom says yes time after time and makes nobody, somebody has to see to it, and nothing more is asked", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    await ignored(w, 9);
    await ask(w);
    await w.pass(hours(3));
    expect((await stepsOf(w, ID))[1]).toBe("make_user failed (making_not_kept)");
    expect(await callsTo(w, "POST /users")).toBe(3);
  });

  test("who is active at once has accepted nothing: that is left out", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await w.control("account", { autoCreate: true, managedDomains: ["otra.example"] });
    await provisioning(w, { on: true, madeAs: "automatic" });
    await ask(w);
    expect(await stepsOf(w, ID)).toEqual(["look_up done", "make_user done", "activation skipped (active_at_once)", "settle_user done"]);
  });

  test("who has a free Zoom account elsewhere can't be made but invited, is told, and is invited where that is chosen then", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await w.control("account", { autoCreate: true, managedDomains: ["otra.example"], elsewhere: { [EVA]: "free" } });
    await provisioning(w, { on: true, madeAs: "automatic" });
    await ask(w);
    expect((await stepsOf(w, ID))[1]).toBe("make_user failed (email_has_account)");
    await provisioning(w, { madeAs: "invited" });
    valueOf(await tryAgain(w, ID));
    await w.settle();
    expect(await stepsOf(w, ID)).toEqual(["look_up done", "make_user done", "activation waiting (invitation_waits)", "settle_user to come"]);
  });

  test("nor has who is found active after an answer that was lost, where no invitation was asked for", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await w.control("account", { autoCreate: true, managedDomains: ["otra.example"] });
    await provisioning(w, { on: true, madeAs: "automatic" });
    await w.control("faults", { kind: "next", match: "POST /users", do: "obey, then hang up" });
    await ask(w);
    await w.pass(minutes(5));
    expect((await stepsOf(w, ID)).slice(1, 3)).toEqual(["make_user done", "activation skipped (active_at_once)"]);
  });
});
