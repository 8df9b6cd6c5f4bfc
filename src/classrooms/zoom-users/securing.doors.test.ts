import { describe, expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, minutes, type Instant } from "../../lib/time.ts";
import { atOrNull, sql } from "../../platform/database.ts";
import { credentialsOf } from "../../sessions/running/actions.ts";
import { makeClassroom } from "../actions.ts";
import { made, published, stepsOf, theClassroom, theRun, wanted } from "../classrooms.fixtures.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { secretsOf } from "../runs/store.ts";
import { resendInvitation } from "./listing/resending-actions.ts";
import { callsTo, CHANGES, LUKASZ, PASSWORD, skip, theUser } from "./zoom-users.fixtures.ts";

const AULA = "aula.10@universidad.example";
const SSO = { sso: true, preProvisionSso: true };

const retry = async (w: TestWorld, id: string): Promise<void> => {
  valueOf(await tryAgain(w, id));
  await w.pass(minutes(5));
};
const secured = async (w: TestWorld, id: string) => (await theRun(w, id)).steps.find(({ name }) => name === "secure_user")!;
const mailsAbout = async (w: TestWorld): Promise<string[]> => ((await w.control("state"))["mails"] as { about: string }[]).map(({ about }) => about);

eachDatabase((_, open) => {
  const aHouse = async (madeAs: "automatic" | "invited" | "sso", people: { id: string; email: string }[] = []): Promise<TestWorld> => {
    const w = await aWorld(await open(), { rooms: 0, people });
    await published(w, madeAs);
    return w;
  };

  describe("a password that nobody sees", () => {
    test("in a domain of the account's own the user is active at once, without any invitation, and nobody can have typed its password", async () => {
      await using w = await aHouse("automatic");
      const { id } = await made(w);
      await w.pass(minutes(5));
      expect((await stepsOf(w, id)).slice(1, 5)).toEqual(["make_user done", "activation skipped (active_at_once)", "secure_user done", "settle_user done"]);
      expect(await theRun(w, id)).toMatchObject({ state: "done" });
      expect(await mailsAbout(w)).not.toContain("activation");
      expect(Object.keys(secretsOf(w.secrets, await theRun(w, id)))).not.toContain("chosen"); // what is done keeps no password
    });

    test("of who signs in by single sign-on there is none to replace: that is told, and the classroom is made all the same", async () => {
      await using w = await aHouse("sso");
      await w.control("account", SSO);
      const { id } = await made(w);
      await w.pass(minutes(5));
      expect(await secured(w, id)).toMatchObject({ state: "skipped", because: "password_not_zooms" });
      expect(await w.zoomOf(w.institutionId).findUser(AULA)).toMatchObject({ status: "active", signsInWith: ["sso"] });
      expect(await callsTo(w, "PUT /users/:userId/password")).toBe(0);
      expect(await theRun(w, id)).toMatchObject({ state: "done" });
      expect(await theClassroom(w, id)).toMatchObject({ state: "in use" });
    });

    test("that Zoom says so only when it is asked is no trouble either", async () => {
      await using w = await aHouse("automatic");
      await w.control("faults", { kind: "next", match: "PUT /users/:id/password", do: "refuse", status: 400, body: { code: 1123, message: "Can only update password of Zoom work email account" } }); // prettier-ignore
      const { id } = await made(w);
      await w.pass(minutes(5));
      expect(await secured(w, id)).toMatchObject({ state: "skipped", because: "password_not_zooms" });
    });

    test("of an administrator it can't be set: the run stops before anything is done, says so, and goes on once the role is taken away", async () => {
      await using w = await aHouse("automatic", [{ id: "uAula000000000000000000", email: AULA }]);
      await w.control("user", { id: "uAula000000000000000000", set: { role_id: "1", password: PASSWORD } });
      const { id } = await made(w);
      await skip(w, days(2));
      expect((await stepsOf(w, id))[0]).toBe("look_up failed (password_of_administrator)");
      expect(await theRun(w, id)).toMatchObject({ state: "failed", wakeAt: null });
      expect([await callsTo(w, "PUT /users/:userId/password"), await w.opens(AULA, PASSWORD)]).toEqual([0, true]);
      await w.control("user", { id: "uAula000000000000000000", set: { role_id: "2" } });
      await retry(w, id);
      expect(await theRun(w, id)).toMatchObject({ state: "done" });
      expect(await w.opens(AULA, PASSWORD)).toBe(false);
    });

    test("who becomes an administrator just then is told so by Zoom, in the same words", async () => {
      await using w = await aHouse("automatic");
      await w.control("faults", { kind: "next", match: "PUT /users/:id/password", do: "refuse", status: 400, body: { code: 1117, message: "Can not update Admin's password" } }); // prettier-ignore
      const { id } = await made(w);
      await w.pass(minutes(5));
      expect(await secured(w, id)).toMatchObject({ state: "failed", because: "password_of_administrator", values: { said: expect.stringContaining("Admin") } });
      await retry(w, id);
      expect(await theRun(w, id)).toMatchObject({ state: "done" });
    });

    test("one whose answer was lost is waited for and set again, and what was typed at activation opens nothing from the first", async () => {
      await using w = await aHouse("invited");
      const { id } = await made(w);
      await w.settle();
      await w.control("faults", { kind: "next", match: "PUT /users/:id/password", do: "obey, then hang up" });
      await w.control("accept-invitation", { email: AULA, password: PASSWORD });
      await w.settle();
      expect(await secured(w, id)).toMatchObject({ state: "waiting", because: "zoom_away" });
      expect(await w.opens(AULA, PASSWORD)).toBe(false);
      await w.pass(minutes(5));
      expect(await theRun(w, id)).toMatchObject({ state: "done" });
    });
  });

  describe("an address that is somebody's already", () => {
    test("of a room that is handed over the password stays with whoever holds it, and the next is given the one in force", async () => {
      await using w = await aWorld(await open(), { rooms: 1 });
      await published(w);
      const soon = await w.ask({ start: after(w.clock.now(), minutes(30)) });
      const later = await w.ask({ start: after(w.clock.now(), hours(3)) });
      await w.pass(minutes(16));
      const { email } = w.rooms[0]!;
      const { password } = valueOf(await credentialsOf(w, w.admin, w.institutionId, soon.id));
      const { id } = await made(w, { email });
      await w.pass(minutes(5));
      expect(await secured(w, id)).toMatchObject({ state: "skipped", because: "password_of_room" });
      expect(await w.opens(email, password)).toBe(true);
      await w.pass(hours(2) + minutes(35));
      const next = valueOf(await credentialsOf(w, w.admin, w.institutionId, later.id));
      expect([next.password === password, await w.opens(email, next.password)]).toEqual([false, true]);
    });

    test("of a member nothing is changed: the run stops before it has done anything", async () => {
      await using w = await aHouse("automatic", [{ id: "uLukasz00000000000000", email: LUKASZ }]);
      const before = await theUser(w, LUKASZ);
      expect(await makeClassroom(w, w.admin, wanted(w, { email: LUKASZ }))).toMatchObject({ refusal: { because: "classroom_email_members", field: "email" } });
      // One who is a member again before the run looks.
      const isMember = (leftAt: Instant | null) => w.db.run(sql`update members set left_at = ${atOrNull(leftAt)} where email = ${LUKASZ}`);
      await isMember(w.clock.now());
      const { id } = await made(w, { email: LUKASZ });
      await isMember(null);
      await w.pass(minutes(5));
      expect((await stepsOf(w, id))[0]).toBe("look_up failed (user_is_member)");
      expect([await theUser(w, LUKASZ), await callsTo(w, "PUT /users/:userId/password", ...CHANGES)]).toEqual([before, 0]);
    });
  });

  describe("what a new classroom's Zoom user waits for", () => {
    test("an invitation that was not accepted in thirty days is told; sent again, it is accepted and the classroom is made", async () => {
      await using w = await aHouse("invited");
      const { id } = await made(w);
      await w.settle();
      await skip(w, days(30));
      expect((await stepsOf(w, id))[2]).toBe("activation failed (invitation_expired)");
      expect(await theRun(w, id)).toMatchObject({ state: "failed" });
      valueOf(await resendInvitation(w, w.admin, id, 0));
      await w.settle();
      expect((await stepsOf(w, id))[2]).toBe("activation waiting (invitation_waits)");
      expect((await mailsAbout(w)).filter((about) => about === "activation")).toHaveLength(2);
      await skip(w, days(29));
      await w.control("accept-invitation", { email: AULA, password: PASSWORD });
      await w.pass(minutes(5));
      expect(await theRun(w, id)).toMatchObject({ state: "done" });
    });

    test.each([
      ["invited", "paid"],
      ["automatic", "paid"],
      ["automatic", "free"],
      ["sso", "paid"],
    ] as const)("an address that another account has is told, and taken once it is let go there: %s, %s there", async (madeAs, there) => {
      await using w = await aHouse(madeAs);
      await w.control("account", { ...SSO, elsewhere: { [AULA]: there } });
      const { id } = await made(w);
      await w.settle();
      expect((await theRun(w, id)).steps[1]).toMatchObject({ state: "failed", because: madeAs === "automatic" ? "email_has_account" : "email_elsewhere", values: { said: expect.stringContaining(AULA) }, retryAt: null }); // prettier-ignore
      await w.control("account", { elsewhere: {} });
      await retry(w, id);
      expect((await stepsOf(w, id))[1]).toBe("make_user done");
    });

    test("who brings a free account along from elsewhere is invited by single sign-on too, and followed until accepted", async () => {
      await using w = await aHouse("sso");
      await w.control("account", { ...SSO, elsewhere: { [AULA]: "free" } });
      const { id } = await made(w);
      await w.settle();
      expect((await stepsOf(w, id))[2]).toBe("activation waiting (invitation_waits)");
      await w.control("accept-invitation", { email: AULA, password: PASSWORD });
      await w.pass(minutes(5));
      expect(await theRun(w, id)).toMatchObject({ state: "done" });
    });

    test.each(["automatic", "sso", "invited"] as const)(
      "without a licence left the user is made all the same, and the classroom once one is free: %s",
      async (madeAs) => {
        await using w = await aHouse(madeAs);
        const paid = ((await w.control("state"))["users"] as { type: number }[]).filter(({ type }) => type === 2).length;
        await w.control("account", { ...SSO, seats: { paid } });
        const { id } = await made(w);
        await w.settle();
        if (madeAs === "invited") await w.control("accept-invitation", { email: AULA, password: PASSWORD });
        await w.settle();
        expect(await theUser(w, AULA)).toMatchObject({ type: 1, status: "active" });
        expect((await theRun(w, id)).steps[4]).toMatchObject({
          name: "settle_user",
          state: "waiting",
          because: "no_licence_left",
          retryAt: expect.any(Number),
        });
        expect(await w.opens(AULA, PASSWORD)).toBe(false); // a password needs no licence
        await w.control("account", { seats: { paid: paid + 1 } });
        await skip(w, hours(1));
        await w.pass(minutes(5));
        expect(await theRun(w, id)).toMatchObject({ state: "done" });
        expect(await theUser(w, AULA)).toMatchObject({ type: 2 });
      },
    );

    test("a run that was asked for when its password still came after its licence goes on in its own order", async () => {
      await using w = await aHouse("invited");
      const { id } = await made(w);
      await w.settle();
      await w.db.run(sql`update run_steps set name = case ord when 3 then 'settle_user' else 'secure_user' end where run_id = ${id} and ord in (3, 4)`);
      await w.control("accept-invitation", { email: AULA, password: PASSWORD });
      await w.pass(hours(1));
      expect((await stepsOf(w, id)).slice(2, 5)).toEqual(["activation done", "settle_user done", "secure_user done"]);
      expect([(await theRun(w, id)).state, await w.opens(AULA, PASSWORD)]).toEqual(["done", false]);
    });

    test("who is deactivated before the password is another is told as such, and goes on once activated again", async () => {
      await using w = await aHouse("invited");
      const { id } = await made(w);
      await w.settle();
      await w.control("faults", { kind: "next", match: "PUT /users/:id/password", do: "obey, then hang up" });
      await w.control("accept-invitation", { email: AULA, password: PASSWORD });
      await w.settle();
      const set = (status: string) => theUser(w, AULA).then((user) => w.control("user", { id: user["id"], set: { status } }));
      await set("inactive");
      await w.pass(minutes(5));
      expect(await secured(w, id)).toMatchObject({ state: "failed", because: "user_deactivated" });
      await set("active");
      await retry(w, id);
      expect(await theRun(w, id)).toMatchObject({ state: "done" });
    });

    test("without a place for anybody the run waits, tells Zoom's words, and goes on by itself once somebody has gone", async () => {
      await using w = await aHouse("automatic");
      await w.control("account", { seats: { paid: 1, basic: 0 } });
      const { id } = await made(w);
      await w.settle();
      expect((await theRun(w, id)).steps[1]).toMatchObject({ state: "waiting", because: "no_basic_seat", values: { said: expect.stringContaining("basic user") } }); // prettier-ignore
      expect(await theUser(w, AULA)).toBeUndefined();
      await w.control("account", { seats: { paid: 9, basic: 9 } });
      await skip(w, hours(1));
      await w.pass(minutes(5));
      expect(await theRun(w, id)).toMatchObject({ state: "done" });
      expect(await theUser(w, AULA)).toMatchObject({ type: 2, status: "active" });
    });
  });
});
