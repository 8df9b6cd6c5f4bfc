import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { removeMemberOf } from "../../people/members/actions.ts";
import { changeTeam } from "../../people/teams/actions.ts";
import { readRooms } from "../../rooms/actions.ts";
import { retryRun, stopRun } from "../runs/actions.ts";
import { changeTeamWish } from "./settings/actions.ts";
import { aTeam, idOf, runs, wholeAgenda } from "./teams.fixtures.ts";
import { asAdmin, callsTo, EVA, LUKASZ, PASSWORD, provisioning, rowOf, theUser } from "./zoom-users.fixtures.ts";

/* What was asked for and is wanted no more, or stands still, and what the page of Zoom users offers then. */
eachDatabase((_, open) => {
  test("a licence that was waited for is not given once no team gives it any more, and the next that gets free is nobody's", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const team = await aTeam(w, true);
    await w.control("account", { seats: { paid: (await ask("GET", "/api/zoom-users")).body.seats.used } });
    await team.put(EVA);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(minutes(10));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", licensed: false, because: "no_licence_left" });
    valueOf(await changeTeamWish(w, w.admin, team.id, { makesZoomUsers: true, givesLicence: false }));
    await w.control("account", { seats: { paid: 50 } });
    await w.pass(hours(8));
    expect(await theUser(w)).toMatchObject({ type: 1 });
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", licensed: false, licenceWanted: false, because: null });
    expect(await runs(w)).toEqual(["zoom user done"]);
    valueOf(await changeTeamWish(w, w.admin, team.id, { makesZoomUsers: true, givesLicence: true }));
    await w.pass(minutes(10));
    expect(await theUser(w)).toMatchObject({ type: 2 });
  });

  test("a licence that an administrator asked for by name is given, whatever the teams say", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await w.control("account", { seats: { paid: (await ask("GET", "/api/zoom-users")).body.seats.used } });
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence: true });
    await w.settle();
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(minutes(10));
    await w.control("account", { seats: { paid: 50 } });
    await w.pass(hours(8));
    expect(await theUser(w)).toMatchObject({ type: 2 });
  });

  test("whoever has left Bedel and whose Zoom user stays is let go of as somebody who is no member", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await (await aTeam(w)).put(EVA);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(minutes(10));
    valueOf(await removeMemberOf(w, wholeAgenda(w), { ...w.admin, role: "owner" }, await idOf(w, "members"), { successor: null }));
    expect(await rowOf(ask, EVA)).toMatchObject({ memberId: null, state: "active", mayLetGo: true });
    const url = `/api/zoom-users/${encodeURIComponent(EVA)}`;
    expect((await ask("POST", url, { runId: w.random.uuid(), farewell: "deactivate" })).status).toBe(200);
    await w.pass(minutes(10));
    expect(await theUser(w)).toMatchObject({ status: "inactive" });
  });

  test("who was invited by Bedel and is looked after again keeps the name by which the page shows them", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const make = (text: string) => ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text, licence: false });
    await make(`${EVA},Evita Zoom`);
    await w.settle();
    valueOf(await stopRun(w, w.admin, (await rowOf(ask, EVA)).runId!));
    await make(`${EVA},"${(await rowOf(ask, EVA)).name}"`); // as the page looks after whom it shows
    await w.settle();
    expect(await callsTo(w, "POST /users")).toBe(1);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(minutes(10));
    expect(await theUser(w)).toMatchObject({ first_name: "Evita", last_name: "Zoom" });
    expect(await rowOf(ask, EVA)).toMatchObject({ name: "Evita Zoom" });
  });

  test.each(["a list", "a list, again after that was stopped", "a team"])(
    "who was invited in Zoom by somebody else is looked after by %s, and called as they choose",
    async (what) => {
      await using w = await aWorld(await open(), { rooms: 0 });
      await provisioning(w, { on: true });
      const ask = await asAdmin(w);
      await w
        .zoomOf(w.institutionId, 0)
        .makeUser({ email: EVA, firstName: "Evita", lastName: "Zoom", displayName: "Evita Zoom", as: "invited", licensed: false, password: null });
      await readRooms(w, w.institutionId);
      const list = () =>
        ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Evita Lista`, licence: false });
      if (what === "a team") await (await aTeam(w)).put(EVA);
      else await list();
      await w.settle();
      if (what.includes("again")) {
        valueOf(await stopRun(w, w.admin, (await rowOf(ask, EVA)).runId!));
        await list();
        await w.settle();
      }
      await w.control("accept-invitation", { email: EVA, password: PASSWORD });
      await w.pass(minutes(10));
      expect(await runs(w)).toContain("zoom user done");
      expect(await theUser(w)).toMatchObject({ first_name: "Evita", last_name: "Zoom" });
      expect(await callsTo(w, "PATCH /users/:userId")).toBe(0);
    },
  );

  test("who was invited by Bedel, left the team, and is put into it again before accepting is called as Bedel calls them", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const team = await aTeam(w);
    await team.put(EVA);
    const id = await idOf(w, "members");
    for (const change of [{ leaving: [id] }, { joining: [id] }]) {
      valueOf(await changeTeam(w, w.admin, team.id, change));
      await w.settle();
    }
    expect([await runs(w), await callsTo(w, "POST /users")]).toEqual([["zoom user running", "zoom user stopped"], 1]);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(minutes(10));
    expect(await theUser(w)).toMatchObject({ first_name: "Profe" });
  });

  test("what Bedel ended by itself is not tried again as if it were wanted", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const team = await aTeam(w);
    await team.put(EVA);
    const { runId } = await rowOf(ask, EVA);
    valueOf(await changeTeamWish(w, w.admin, team.id, { makesZoomUsers: false, givesLicence: false }));
    await w.settle();
    expect(await retryRun(w, w.admin, runId!, { because: null, at: null })).toMatchObject({ ok: false, refusal: { because: "zoom_user_not_wanted" } });
    expect(await runs(w)).toEqual(["zoom user stopped"]);
  });

  test("of a line whose making gave up, or whose invitation lapsed, it is told what helps, and not that something goes on", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const text = `${EVA},Eva Nueva`;
    const make = async (preview: boolean) =>
      (await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview, memberIds: [], text, licence: false })).body.lines[0];
    await make(false);
    await w.pass(hours(24 * 31));
    expect(await make(true)).toMatchObject({ does: "refused", because: "zoom_user_expired" });
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "expired", mayLetGo: false });
  });

  test("before the main switch is turned on it is known for how many users would be made and licences taken, each person once", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await asAdmin(w);
    const team = await aTeam(w, true);
    await team.put(EVA, LUKASZ);
    const { all } = (await ask("GET", "/api/provisioning")).body;
    expect(all.accepted).toMatchObject({ people: 2, withoutUser: 2, withoutLicence: 2 });
  });

  test("of who stands still no switch promises a user: whose run failed, and whom an administrator stopped", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, madeAs: "sso" }); // the account has none
    const ask = await asAdmin(w);
    const team = await aTeam(w, true);
    await team.put(EVA, LUKASZ);
    valueOf(await stopRun(w, w.admin, (await rowOf(ask, LUKASZ)).runId!));
    const { all, teams } = (await ask("GET", "/api/provisioning")).body;
    const counted = { people: 2, withoutUser: 0, withoutLicence: 0, stillUser: 2, stillLicence: 2 };
    expect([all.accepted, teams[0]]).toMatchObject([counted, counted]);
  });

  test("a licence that is taken from whom a team goes on looking after is taken once, and nobody is asked for without end where the clock stands", async () => {
    await using w = await aWorld(await open(), { rooms: 0, people: [{ id: "uLukasz00000000000000A", email: LUKASZ }] });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const team = await aTeam(w, true);
    await w.pass(hours(1));
    await team.put(LUKASZ);
    valueOf(await changeTeamWish(w, w.admin, team.id, { makesZoomUsers: true, givesLicence: false }));
    const asked = { runId: w.random.uuid(), farewell: "take the licence" };
    expect((await ask("POST", `/api/members/${w.organizer.id}/zoom-user`, asked)).status).toBe(200);
    await w.settle();
    expect((await runs(w)).length).toBeLessThanOrEqual(3);
  });

  test("whoever is removed while Zoom's invitation still waits keeps a row as long as Zoom knows them, and may be let go of later", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await (await aTeam(w)).put(EVA);
    await w.settle();
    valueOf(await removeMemberOf(w, wholeAgenda(w), { ...w.admin, role: "owner" }, await idOf(w, "members"), { successor: null }));
    await readRooms(w, w.institutionId);
    expect(await rowOf(ask, EVA)).toMatchObject({ memberId: null, state: "invited", mayLetGo: true });
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(minutes(10)); // Zoom's lists lag
    await readRooms(w, w.institutionId);
    expect(await rowOf(ask, EVA)).toMatchObject({ memberId: null, state: "active", mayLetGo: true });
  });

  test("whoever is removed and loses the licence keeps a row, because the user stays in Zoom", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await (await aTeam(w, true)).put(EVA);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(minutes(10));
    const leaves = { successor: null, zoomUser: "take the licence" } as const;
    valueOf(await removeMemberOf(w, wholeAgenda(w), { ...w.admin, role: "owner" }, await idOf(w, "members"), leaves));
    await w.pass(hours(25));
    expect(await rowOf(ask, EVA)).toMatchObject({ memberId: null, state: "active", licensed: false, mayLetGo: true });
    expect((await ask("GET", `/api/zoom-users/${encodeURIComponent(EVA)}`)).status).toBe(200);
  });

  test("an address that holds what no address can is refused as such", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    expect((await (await asAdmin(w))("GET", "/api/zoom-users/a%00b")).status).toBe(422);
  });
});
