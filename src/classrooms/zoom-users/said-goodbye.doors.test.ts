import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aMember, aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { days, hours, minutes } from "../../lib/time.ts";
import { revoke, inviteBy } from "../../people/inviting/actions.ts";
import { removeMemberOf } from "../../people/members/actions.ts";
import { changeTeam } from "../../people/teams/actions.ts";
import { sql, type Tx } from "../../platform/database.ts";
import { wishForZoomUsers } from "./wishing/actions.ts";
import { readRooms } from "../../rooms/actions.ts";
import { sayFarewellTo } from "./leaving/actions.ts";
import { acceptBedels, aTeam, invite, wholeAgenda, idOf, runs } from "./teams.fixtures.ts";
import { asAdmin, callsTo, EVA, PASSWORD, provisioning, rowOf, theUser } from "./zoom-users.fixtures.ts";

/* Who leaves a team, or is invited no more, while something is being done in Zoom. */

/** Eva is a member of a team with licences, active and licensed in Zoom. */
async function evaActive(w: TestWorld): Promise<string> {
  await provisioning(w, { on: true, makesAt: "at once" });
  const team = await aTeam(w, true);
  await invite(w, EVA, team.id);
  await w.control("accept-invitation", { email: EVA, password: PASSWORD });
  await acceptBedels(w, EVA);
  await w.pass(minutes(10));
  expect(await theUser(w)).toMatchObject({ status: "active", type: 2 });
  return team.id;
}

eachDatabase((name, open) => {
  test("of a member who stays, whose Zoom user is the default host, nobody deactivates it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const teamId = await evaActive(w);
    const user = await theUser(w);
    await w.db.run(sql`update connections set default_host_id = ${user["id"]} where institution_id = ${w.institutionId}`);
    valueOf(await changeTeam(w, w.admin, teamId, { members: [] }));
    await sayFarewellTo(w, w.admin, await idOf(w, "members"), { runId: w.random.uuid(), farewell: "deactivate" });
    await w.pass(hours(1));
    expect(await theUser(w)).toMatchObject({ status: "active" });
  });

  test("who was put back into a team that makes Zoom users, while letting go waited, keeps the Zoom user", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const teamId = await evaActive(w);
    const id = await idOf(w, "members");
    valueOf(await changeTeam(w, w.admin, teamId, { members: [] }));
    await fault(w, "GET /users/:userId", "refuse", { times: 3, status: 500, body: { code: 500, message: "Away." } });
    valueOf(await sayFarewellTo(w, w.admin, id, { runId: w.random.uuid(), farewell: "deactivate" }));
    await w.settle();
    expect(await theUser(w)).toMatchObject({ status: "active" });
    valueOf(await changeTeam(w, w.admin, teamId, { members: [id] }));
    await w.pass(hours(12));
    expect(await theUser(w)).toMatchObject({ status: "active", type: 2 });
  });

  test("a refused letting go of a member who stays leaves what is being made as it was", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const team = await aTeam(w, true);
    await invite(w, EVA, team.id);
    await acceptBedels(w, EVA);
    await w.settle();
    const id = await idOf(w, "members");
    valueOf(await changeTeam(w, w.admin, team.id, { members: [] }));
    // a process is just at its step (or was when it died)
    await w.db.run(sql`update run_steps set state = 'under way' where name = 'activation'`);
    const before = await runs(w);
    await expect(sayFarewellTo(w, w.admin, id, { runId: w.random.uuid(), farewell: "unlink" })).rejects.toMatchObject({
      refusal: { because: "run_under_way", field: "farewell" },
    });
    expect(await runs(w)).toEqual(before);
  });

  test("an invitation that ends because who invited has no such power any more ends what was being made in Zoom for it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const team = await aTeam(w, true);
    const other = await aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name: "Olga", email: "olga@otra.example", role: "owner" });
    valueOf(await inviteBy(w, other, { lines: `Eva Nueva <${EVA}>`, role: "admin", teams: [team.id] }));
    await w.settle();
    expect(await theUser(w)).toMatchObject({ status: "pending" });
    await w.db.run(sql`update members set role = 'owner' where id = ${w.admin.id}`);
    valueOf(await removeMemberOf(w, wholeAgenda(w), { ...w.admin, role: "owner" }, other.id, { successor: null }));
    expect(await w.db.one((r) => r["revoked_at"] !== null, sql`select revoked_at from invitations where email = ${EVA}`)).toBe(true);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(hours(12));
    expect(await runs(w)).toEqual(["zoom user stopped"]);
  });

  test("an administrator does nothing to the Zoom user of an owner who stays", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const teamId = await evaActive(w);
    const id = await idOf(w, "members");
    await w.db.run(sql`update members set role = 'owner' where id = ${id}`);
    valueOf(await changeTeam(w, w.admin, teamId, { members: [] }));
    const adm = await aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name: "Adm", email: "adm@otra.example", role: "admin" });
    const outcome = await sayFarewellTo(w, adm, id, { runId: w.random.uuid(), farewell: "deactivate" });
    expect(outcome.ok).toBe(false);
  });

  test("who left the team while waiting for a licence gets none later", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const ask = await asAdmin(w);
    const team = await aTeam(w, true);
    const { used } = (await ask("GET", "/api/zoom-users")).body.seats;
    await w.control("account", { seats: { paid: used } });
    await invite(w, EVA, team.id);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await acceptBedels(w, EVA);
    await w.pass(minutes(10));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", because: "no_licence_left" });
    valueOf(await changeTeam(w, w.admin, team.id, { members: [] }));
    await w.control("account", { seats: { paid: used + 1 } });
    await w.pass(hours(3));
    expect(await runs(w)).toEqual(["zoom user stopped"]);
    expect(await theUser(w)).toMatchObject({ type: 1 });
  });

  test("the Zoom user of somebody who stays is shown as Zoom said, also where there was nothing to do", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const teamId = await evaActive(w);
    const ask = await asAdmin(w);
    valueOf(await changeTeam(w, w.admin, teamId, { members: [] }));
    const user = await theUser(w);
    await w.control("faults", { kind: "webhooks", drop: 1 });
    await w.control("user", { id: user["id"], set: { type: 1 } }); // taken by hand in Zoom
    valueOf(await sayFarewellTo(w, w.admin, await idOf(w, "members"), { runId: w.random.uuid(), farewell: "take the licence" }));
    await w.pass(minutes(10));
    expect(await runs(w)).toContain("leaving done");
    expect(await rowOf(ask, EVA)).toMatchObject({ licensed: false });
  });

  test("who leaves the team while nothing is made yet becomes no Zoom user by being let go of", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const team = await aTeam(w, true);
    await fault(w, "POST /users", "429", { times: 1, limit: "day" });
    await invite(w, EVA, team.id);
    await acceptBedels(w, EVA);
    await w.settle();
    valueOf(await changeTeam(w, w.admin, team.id, { members: [] }));
    await w.pass(days(2));
    expect(await theUser(w)).toBeUndefined();
  });

  test("taking an invitation to Bedel back leaves what an administrator asked for by itself", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "accepted" });
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence: true });
    await w.settle();
    valueOf(await inviteBy(w, w.admin, { lines: `Eva Nueva <${EVA}>`, role: "organizer", teams: [] }));
    await w.settle();
    expect(await runs(w)).toEqual(["zoom user running"]);
    valueOf(await revoke(w, wholeAgenda(w), w.admin, await idOf(w, "invitations"), "nothing"));
    expect(await runs(w)).toEqual(["zoom user running"]);
  });

  test("a retried letting go whose answer was lost, and which finds it done, wakes who waits for the licence and shows it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const teamId = await evaActive(w);
    const ask = await asAdmin(w);
    await w.control("faults", { kind: "webhooks", drop: 1 });
    valueOf(await changeTeam(w, w.admin, teamId, { members: [] }));
    await fault(w, "PATCH /users/:userId", "obey, then hang up", { times: 1 });
    valueOf(await sayFarewellTo(w, w.admin, await idOf(w, "members"), { runId: w.random.uuid(), farewell: "take the licence" }));
    await w.pass(minutes(10));
    expect(await theUser(w)).toMatchObject({ type: 1 });
    expect(await runs(w)).toContain("leaving done");
    expect(await rowOf(ask, EVA)).toMatchObject({ licensed: false });
  });

  test("of a member removed, the Zoom user that is the default host is not deactivated without that having been said", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await evaActive(w);
    const ask = await asAdmin(w);
    const user = await theUser(w);
    await readRooms(w, w.institutionId);
    await w.db.run(sql`update connections set default_host_id = ${user["id"]} where institution_id = ${w.institutionId}`);
    const told = (await ask("GET", `/api/members/${await idOf(w, "members")}/zoom-user`)).body;
    expect(told).toMatchObject({ hostsForOthers: true });
  });

  if (name !== "PGlite")
    test("an invitation that is taken back while it is being asked for makes nobody a Zoom user", async () => {
      await using w = await aWorld(await open(), { rooms: 0 });
      await provisioning(w, { on: true, makesAt: "at once" });
      const team = await aTeam(w, true);
      valueOf(await inviteBy(w, w.admin, { lines: `Eva Nueva <${EVA}>`, role: "organizer", teams: [team.id] }));
      const id = await idOf(w, "invitations");
      const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const db = new Proxy(w.db, {
        get: (of, key) =>
          key !== "transaction"
            ? Reflect.get(of, key, of)
            : (deed: (tx: Tx) => Promise<unknown>) =>
                w.db.transaction((tx) =>
                  deed(
                    new Proxy(tx, {
                      get: (inner, k) =>
                        k !== "list"
                          ? Reflect.get(inner, k, inner)
                          : async (...args: Parameters<Tx["list"]>) => {
                              const rows = await inner.list(...args);
                              reached.resolve();
                              await gate.promise;
                              return rows;
                            },
                    }),
                  ),
                ),
      });
      const wishing = wishForZoomUsers({ db, clock: w.clock, random: w.random, secrets: w.secrets });
      await reached.promise;
      const revoked = revoke(w, wholeAgenda(w), w.admin, id, "nothing");
      valueOf(await revoked);
      gate.resolve();
      await wishing;
      await w.settle();
      expect(await callsTo(w, "POST /users")).toBe(0);
    });
});
