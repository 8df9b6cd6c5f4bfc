import { describe, expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { askForRun, runById, type Wanted } from "../runs/actions.ts";
import { didOf } from "../runs/told.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { changeProvisioningOf } from "./settings/actions.ts";
import { callsTo, CHANGES, EVA, PASSWORD, provisioning, skip, theUser } from "./zoom-users.fixtures.ts";

const ID = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e01";
const LEAVING = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e02";

const ask = async (w: TestWorld, more: Partial<Wanted> = {}): Promise<void> => {
  const asked = { email: EVA, firstName: "Eva", lastName: "Nueva", licence: false, ...more.asked };
  valueOf(await w.db.transaction((tx) => askForRun(tx, w, w.admin, { id: ID, kind: "zoom user", email: EVA, ...more, asked })));
  await w.settle();
};
const theRun = async (w: TestWorld) => (await runById(w.db, w.institutionId, ID))!;
const step = async (w: TestWorld, name: string) => (await theRun(w)).steps.find((one) => one.name === name)!;
const accept = (w: TestWorld, email = EVA) => w.control("accept-invitation", { email, password: PASSWORD });
const next = (w: TestWorld, match: string, more: object) => w.control("faults", { kind: "next", match, ...more });

eachDatabase((_, open) => {
  const aHouse = async (on = true, rooms = 0): Promise<TestWorld> => {
    const w = await aWorld(await open(), { rooms });
    await w.db.run(sql`update rooms set active = false`); // Zoom users and no rooms
    await provisioning(w, { on });
    return w;
  };

  describe("making a Zoom user", () => {
    test("is invited, followed by the webhook until accepted, and has licence and name afterwards", async () => {
      await using w = await aHouse();
      await ask(w, { asked: { licence: true } });
      expect(await theUser(w)).toMatchObject({ status: "pending", first_name: "Eva", type: 2 });
      expect(await step(w, "activation")).toMatchObject({ state: "waiting", because: "invitation_waits" });
      await skip(w, days(3));
      await accept(w);
      await w.settle();
      expect(await theRun(w)).toMatchObject({ state: "done", facts: { hostId: (await theUser(w))["id"], found: "absent" } });
      expect(await theUser(w)).toMatchObject({ status: "active", type: 2, last_name: "Nueva" });
    });

    test("without webhooks, polling finds out, ever more seldom", async () => {
      await using w = await aHouse();
      await w.control("faults", { kind: "webhooks", drop: 1 });
      await ask(w);
      await w.pass(days(2));
      const before = await callsTo(w, "GET /users/:userId");
      expect(before).toBeLessThan(40);
      await accept(w);
      await w.pass(hours(6));
      expect((await theRun(w)).state).toBe("done");
    });

    test("what was said of somebody invited is said again after acceptance: of the invited Zoom keeps nothing", async () => {
      await using w = await aHouse();
      await ask(w, { asked: { licence: true, name: "Eva Nueva" } });
      const { id } = await theUser(w);
      await w.control("user", { id, set: { type: 1, first_name: "" } });
      await accept(w);
      await w.settle();
      expect(await theUser(w)).toMatchObject({ type: 2, first_name: "Eva" });
    });

    test("settings that Zoom drops are noticed, and said again", async () => {
      await using w = await aHouse();
      await ask(w);
      await w.control("user", { id: (await theUser(w))["id"], set: { first_name: "" } });
      await next(w, "PATCH /users/:userId", { do: "ignore", times: 1 });
      await accept(w);
      await w.settle();
      expect(await step(w, "settle_user")).toMatchObject({ state: "failed", because: "zoom_not_kept" });
      await w.pass(minutes(2));
      expect(await theUser(w)).toMatchObject({ first_name: "Eva" });
      expect((await theRun(w)).state).toBe("done");
    });

    test("an active user is found, and nothing is made", async () => {
      await using w = await aHouse(true, 1);
      await w.control("user", { id: w.rooms[0]!.hostId, set: { email: EVA } });
      await ask(w);
      expect((await theRun(w)).state).toBe("done");
      expect(await step(w, "make_user")).toMatchObject({ state: "skipped", because: "user_there" });
      expect(await callsTo(w, "POST /users")).toBe(0);
    });

    test.each(["hang up", "obey, then hang up"])("whatever became of a create without an answer (%s), nobody is invited twice", async (what) => {
      await using w = await aHouse();
      await next(w, "POST /users", { do: what });
      await ask(w);
      await w.pass(minutes(5));
      expect((await step(w, "make_user")).state).toBe("done");
      expect(await callsTo(w, "POST /users")).toBe(what === "hang up" ? 2 : 1);
      const { mails } = await w.control("state");
      expect(mails).toMatchObject([{ to: EVA, about: "activation" }]);
    });

    test("an invitation that lapses is told, and sent again it gives thirty days more", async () => {
      await using w = await aHouse();
      await ask(w);
      await skip(w, days(30));
      expect(await step(w, "activation")).toMatchObject({ state: "failed", because: "invitation_expired", retryAt: null });
    });

    test("the day's limit of invitations waits for the next day and goes on by itself", async () => {
      await using w = await aHouse();
      await next(w, "POST /users", { do: "refuse", status: 429, body: { code: 429, message: "You have exceeded the daily rate limit (1500) of Create User API requests permitted. You may resume these requests at GMT 00:00:00." } }); // prettier-ignore
      await ask(w);
      expect(await step(w, "make_user")).toMatchObject({ state: "waiting", because: "zoom_spent", retryAt: after(NINE, hours(16)) });
      await w.pass(hours(16));
      expect((await step(w, "make_user")).state).toBe("done");
    });

    test("where no licence is left somebody becomes a user all the same, and gets the licence once one is free", async () => {
      await using w = await aHouse(true, 1);
      await w.control("account", { seats: { paid: 2 } });
      await ask(w, { asked: { licence: true } });
      expect(await theUser(w)).toMatchObject({ type: 1, status: "pending" });
      await accept(w);
      await w.settle();
      expect(await step(w, "settle_user")).toMatchObject({ state: "waiting", because: "no_licence_left", values: { most: 2 } });
      await w.control("account", { seats: { paid: 3 } });
      await w.pass(hours(2));
      expect(await theUser(w)).toMatchObject({ type: 2 });
    });

    test.each([
      ["email_elsewhere", { elsewhere: { [EVA]: "paid" } }, {}],
      ["domain_blocked", { blockedDomains: ["otra.example"] }, {}],
      ["domain_not_allowed", { limitedDomains: ["universidad.example"] }, {}],
      ["sso_not_allowed", {}, { madeAs: "sso" }],
      ["automatic_not_allowed", {}, { madeAs: "automatic" }],
    ] as const)("what Zoom refuses is told in plain words: %s", async (because, knobs, asked) => {
      await using w = await aHouse();
      await w.control("account", knobs);
      await ask(w, { asked });
      expect(await step(w, "make_user")).toMatchObject({ state: "failed", because, retryAt: null });
      await w.control("account", {
        elsewhere: {},
        blockedDomains: [],
        limitedDomains: [],
        sso: true,
        preProvisionSso: true,
        autoCreate: true,
        managedDomains: ["otra.example"],
      });
      valueOf(await tryAgain(w, ID));
      await w.settle();
      expect((await step(w, "make_user")).state).toBe("done");
    });

    test("somebody deactivated stays so until a person activates the user in Zoom", async () => {
      await using w = await aHouse(true, 1);
      await w.control("user", { id: w.rooms[0]!.hostId, set: { email: EVA, status: "inactive" } });
      await ask(w);
      expect(await step(w, "make_user")).toMatchObject({ state: "failed", because: "user_deactivated" });
      expect(await callsTo(w, ...CHANGES)).toBe(0);
    });
  });

  describe("while provisioning is off", () => {
    test("no call makes, changes or lets go of a user, whatever was asked; it goes on once it is switched on", async () => {
      await using w = await aHouse(false, 1);
      await ask(w);
      expect(await step(w, "make_user")).toMatchObject({ state: "waiting", because: "provisioning_off" });
      await skip(w, days(3));
      expect(await callsTo(w, ...CHANGES)).toBe(0);
      await provisioning(w, { on: true });
      await w.settle();
      expect((await step(w, "make_user")).state).toBe("done");
      expect(await callsTo(w, ...CHANGES)).toBe(1);
    });

    test("what was asked before it was switched off stops at its next call", async () => {
      await using w = await aHouse();
      await ask(w, { asked: { licence: true } });
      const { id } = await theUser(w);
      await w.control("user", { id, set: { type: 1 } });
      await provisioning(w, { on: false });
      await accept(w);
      await w.settle();
      expect(await step(w, "settle_user")).toMatchObject({ state: "waiting", because: "provisioning_off" });
      expect(await callsTo(w, "PATCH /users/:userId")).toBe(0);
    });

    test.each(["take the licence", "deactivate", "unlink"] as const)("nobody who leaves is touched: %s", async (farewell) => {
      await using w = await aHouse(false, 1);
      await ask(w, { kind: "leaving", email: w.rooms[0]!.email, asked: { email: w.rooms[0]!.email, farewell } });
      expect(await step(w, "retire_user")).toMatchObject({ state: "waiting", because: "provisioning_off" });
      expect(await callsTo(w, ...CHANGES)).toBe(0);
    });
  });

  describe("letting go", () => {
    test.each([
      ["take the licence", { type: 1, status: "active" }],
      ["deactivate", { status: "inactive", type: 1 }],
    ] as const)("%s", async (farewell, becomes) => {
      await using w = await aHouse(true, 1);
      const { email } = w.rooms[0]!;
      await ask(w, { kind: "leaving", email, asked: { email, farewell } });
      expect(await step(w, "retire_user")).toMatchObject({ state: "done" });
      expect(await theUser(w, email)).toMatchObject(becomes);
    });

    test.each([
      ["deactivate", "invited_still", "pending"],
      ["unlink", "invited_unlinked", undefined],
    ] as const)("who was only invited: %s is told as %s", async (farewell, told, status) => {
      await using w = await aHouse();
      await ask(w);
      await w.db.run(sql`update runs set state = 'stopped', ended_at = asked_at, wake_at = null`);
      await ask(w, { kind: "leaving", id: LEAVING, asked: { email: EVA, farewell } });
      const run = (await runById(w.db, w.institutionId, LEAVING))!;
      expect(run.steps.map((one) => didOf(run, one)?.what)).toEqual([told]);
      expect((await theUser(w))?.["status"]).toBe(status);
    });

    test("unlinked, and gone; a domain of the account's own is told why not", async () => {
      await using w = await aHouse(true, 1);
      const { email } = w.rooms[0]!;
      await ask(w, { kind: "leaving", email, asked: { email, farewell: "unlink" } });
      expect(await step(w, "retire_user")).toMatchObject({ state: "failed", because: "managed_domain" });
      await w.control("account", { managedDomains: [] });
      valueOf(await tryAgain(w, ID));
      await w.settle();
      expect(await theUser(w, email)).toBeUndefined();
    });

    test("the owner and administrators are never touched", async () => {
      await using w = await aHouse(true, 1);
      await w.control("user", { id: w.rooms[0]!.hostId, set: { role_id: "1" } });
      const { email } = w.rooms[0]!;
      await ask(w, { kind: "leaving", email, asked: { email, farewell: "deactivate" } });
      expect(await step(w, "retire_user")).toMatchObject({ state: "skipped", because: "is_administrator" });
      expect(await callsTo(w, ...CHANGES)).toBe(0);
    });
  });

  test("it can't be switched on while the connection lacks scopes, and they are named", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await w.db.run(sql`update connections set scopes = array['user:read:user:admin']`);
    const outcome = await changeProvisioningOf(w, w.admin, { revision: 0, on: true, makesAt: "at once", madeAs: "invited", standing: "personal meeting" });
    expect(outcome).toMatchObject({ ok: false, refusal: { because: "provisioning_scopes_missing", field: "on" } });
    expect(JSON.stringify(outcome)).toContain("user:write:user:admin");
  });
});
