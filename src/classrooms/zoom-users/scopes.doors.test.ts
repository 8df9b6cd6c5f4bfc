import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { days, hours } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { connecting } from "../../sessions/showing/wiring-actions.ts";
import { stepsOf } from "../classrooms.fixtures.ts";
import { lookAfterClassrooms } from "../looking-after-actions.ts";
import { askForRun } from "../runs/actions.ts";
import { waitingRuns } from "./settings/store.ts";
import { callsTo, EVA, provisioning, theUser } from "./zoom-users.fixtures.ts";

const ID = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e51";

const NAMED = "user:write:later:admin";

/** The connection may not make users, says Zoom so many times. */
async function refusedFor(w: TestWorld, times: number, { licence = false } = {}): Promise<void> {
  await provisioning(w, { on: true });
  const body = { code: 4711, message: `Invalid access token, does not contain scopes:[${NAMED}, user:write:more:admin].` };
  await w.control("faults", { kind: "next", match: "POST /users", do: "refuse", times, status: 400, body });
  const asked = { email: EVA, firstName: "Eva", lastName: "Nueva", licence };
  valueOf(await w.db.transaction((tx) => askForRun(tx, w, w.admin, { id: ID, kind: "zoom user", email: EVA, asked })));
  await w.settle();
  expect((await stepsOf(w, ID))[1]).toBe("make_user failed (zoom_missing_scope)");
}

const authorized = async (w: TestWorld): Promise<void> => {
  await w.db.transaction((tx) => connecting(w, w.neighbours).connected(tx, w.institutionId));
  await w.settle();
};

eachDatabase((_, open) => {
  test("what failed for a scope goes on by itself once the account was authorized anew, and not before", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await refusedFor(w, 1);
    await w.pass(days(1));
    expect(await callsTo(w, "POST /users")).toBe(1);
    await authorized(w);
    expect((await theUser(w))["status"]).toBe("pending");
  });

  test("where the scope is missing still it stands still again, and is asked for once each time", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await refusedFor(w, 2);
    await authorized(w);
    await w.pass(days(1));
    expect([(await stepsOf(w, ID))[1], await callsTo(w, "POST /users")]).toEqual(["make_user failed (zoom_missing_scope)", 2]);
  });

  test("an app of the institution's own has it with its next token, for which nobody authorizes: it goes on then, and rests an hour should Zoom still refuse", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await refusedFor(w, 2);
    const looked = async (): Promise<number> => {
      await lookAfterClassrooms(w, w.process);
      return callsTo(w, "POST /users");
    };
    await w.pass(hours(2));
    expect(await looked()).toBe(1);
    await w.db.run(sql`update connections set scopes = array_append(scopes, ${NAMED}) where institution_id = ${w.institutionId}`);
    expect([await looked(), await looked()]).toEqual([2, 2]);
  });

  test("it goes on too when making Zoom users is switched on again, which takes all scopes", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await refusedFor(w, 1);
    await provisioning(w, { on: false });
    await provisioning(w, { on: true });
    await w.settle();
    expect((await theUser(w))["status"]).toBe("pending");
  });

  test("that it will is told before making is switched on", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await refusedFor(w, 1, { licence: true });
    await provisioning(w, { on: false });
    await w.pass(hours(1));
    const [told, before] = [await waitingRuns(w.db, w.institutionId), await callsTo(w, "POST /users")];
    await provisioning(w, { on: true });
    await w.settle();
    expect([told, (await callsTo(w, "POST /users")) - before]).toEqual([{ makes: 1, licences: 1, letsGo: 0 }, 1]);
  });

  test("what failed for anything else is not told with it: switching on does not begin that anew", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await refusedFor(w, 1);
    await w.db.run(sql`update run_steps set because = 'domain_blocked' where state = 'failed'`);
    await provisioning(w, { on: false });
    expect(await waitingRuns(w.db, w.institutionId)).toEqual({ makes: 0, licences: 0, letsGo: 0 });
  });
});
