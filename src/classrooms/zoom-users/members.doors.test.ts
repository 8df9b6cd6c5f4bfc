import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type WorldOptions } from "../../../test/world.ts";
import { days, hours, minutes } from "../../lib/time.ts";
import { removeMemberOf } from "../../people/members/actions.ts";
import { changeTeam, makeTeam } from "../../people/teams/actions.ts";
import { sql } from "../../platform/database.ts";
import { readRooms } from "../../rooms/actions.ts";
import { runsOf, stopRun } from "../runs/actions.ts";
import { changeTeamWish } from "./settings/actions.ts";
import { acceptBedels, aTeam, invite, invitedByZoom, wholeAgenda } from "./teams.fixtures.ts";
import { asAdmin, callsTo, CHANGES, EVA, LUKASZ, PASSWORD, provisioning, rowOf, theUser } from "./zoom-users.fixtures.ts";

const [ANA, LEO] = ["ana@otra.example", "leo@otra.example"];

/* What seed 003 says of teams, one sentence a test. */
eachDatabase((_, open) => {
  test("whenever members are added to a team, Zoom users are made for them in the institution's account", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const team = await aTeam(w);
    await team.put(LUKASZ, ANA);
    expect(await callsTo(w, "POST /users")).toBe(2);
    await team.put(LEO);
    expect(await callsTo(w, "POST /users")).toBe(3);
    for (const email of [LUKASZ, ANA, LEO]) expect(await theUser(w, email)).toMatchObject({ status: "pending" });
  });

  test("each member who is added gets Zoom's invitation by mail, once", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const team = await aTeam(w);
    await team.put(LUKASZ, ANA);
    await w.pass(days(2));
    expect(await invitedByZoom(w)).toEqual([ANA, LUKASZ]);
  });

  test("whoever has accepted Zoom's invitation is seen as active among the users, and not before", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await (await aTeam(w)).put(LUKASZ, ANA);
    expect((await rowOf(ask, ANA)).state).toBe("invited");
    await w.control("accept-invitation", { email: ANA, password: PASSWORD });
    await w.settle();
    await w.pass(minutes(1)); // lists lag
    await readRooms(w, w.institutionId);
    expect([(await rowOf(ask, ANA)).state, (await rowOf(ask, LUKASZ)).state]).toEqual(["active", "invited"]);
    expect(await theUser(w, ANA)).toMatchObject({ status: "active" });
  });

  test("only for members who are not in the account users are made: who is active, invited or deactivated there stays as they are", async () => {
    const people = [{ id: "uAna000000000000000000", email: ANA }, { id: "uLeo000000000000000000", email: LEO }]; // prettier-ignore
    await using w = await aWorld(await open(), { rooms: 0, people });
    await w.control("user", { id: "uLeo000000000000000000", set: { status: "inactive" } });
    await w
      .zoomOf(w.institutionId)
      .makeUser({ email: EVA, firstName: "Eva", lastName: "", displayName: "Eva", licensed: false, as: "invited", password: null });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const before = await callsTo(w, ...CHANGES);
    await (await aTeam(w)).put(ANA, LEO, EVA, LUKASZ);
    expect((await callsTo(w, ...CHANGES)) - before).toBe(1);
    expect(await theUser(w, LUKASZ)).toMatchObject({ status: "pending" });
    expect(await invitedByZoom(w)).toEqual([EVA, LUKASZ].toSorted());
    expect(await rowOf(ask, ANA)).toMatchObject({ state: "active" });
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited" });
    expect(await rowOf(ask, LEO)).toMatchObject({ state: "failed", because: "user_deactivated" });
  });

  test("who is invited to the team becomes a Zoom user by accepting Bedel's invitation, and not before", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "accepted" });
    await invite(w, EVA, (await aTeam(w)).id);
    await w.pass(days(3));
    expect(await callsTo(w, "POST /users")).toBe(0);
    await acceptBedels(w, EVA);
    await w.settle();
    expect(await theUser(w)).toMatchObject({ status: "pending", first_name: "Eva", last_name: "Nueva" });
    expect(await invitedByZoom(w)).toEqual([EVA]);
  });

  test("set to be made at once, the Zoom user is there before Bedel's invitation is accepted, and accepting makes no second one", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const ask = await asAdmin(w);
    await invite(w, EVA, (await aTeam(w)).id);
    expect(await invitedByZoom(w)).toEqual([EVA]);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.settle();
    await acceptBedels(w, EVA);
    await w.pass(days(1));
    expect([await callsTo(w, "POST /users"), await invitedByZoom(w)]).toEqual([1, [EVA]]);
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", memberId: expect.any(String) });
    expect(await w.db.list((r) => r["email"], sql`select email from runs`)).toEqual([EVA]);
  });

  test("with provisioning off nothing is ever asked of Zoom for a team: members, invitations and days pass without a call", async () => {
    const asked: string[] = [];
    const heard: NonNullable<WorldOptions["wire"]> = (fetch) => (url, init) => {
      asked.push(`${init.method ?? "GET"} ${decodeURIComponent(new URL(url).pathname)}`);
      return fetch(url, init);
    };
    await using w = await aWorld(await open(), { rooms: 0, wire: heard });
    await provisioning(w, { on: false });
    const team = await aTeam(w);
    const before = asked.length;
    await team.put(LUKASZ, ANA);
    await invite(w, EVA, team.id);
    await acceptBedels(w, EVA);
    await w.settle();
    expect(asked.slice(before)).toEqual([]);
    await w.pass(days(3));
    expect(await callsTo(w, ...CHANGES)).toBe(0);
    expect(asked.filter((one) => [LUKASZ, ANA, EVA].some((email) => one.includes(email)))).toEqual([]);
    expect(await invitedByZoom(w)).toEqual([]);
  });

  test("what was to be done with the Zoom user of somebody who left is left undone where they are back before it could be", async () => {
    let away = false;
    const wire: WorldOptions["wire"] = (fetch) => (url, init) => (away ? Promise.reject(new TypeError("fetch failed")) : fetch(url, init));
    await using w = await aWorld(await open(), { rooms: 0, wire });
    await provisioning(w, { on: true });
    const team = await aTeam(w);
    await invite(w, EVA, team.id);
    await acceptBedels(w, EVA);
    await w.settle();
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.settle();
    const id = (await w.db.one((r) => r["id"] as string, sql`select id from members where email = ${EVA}`))!;
    away = true;
    valueOf(await removeMemberOf(w, wholeAgenda(w), w.admin, id, { successor: null, zoomUser: "unlink" }));
    await w.settle();
    await w.db.run(sql`update members set left_at = null where id = ${id}`);
    away = false;
    await w.pass(hours(3));
    const run = (await runsOf(w.db, w.institutionId, { most: 9 })).find(({ kind }) => kind === "leaving")!;
    expect([run.state, run.steps[0]!.because, await callsTo(w, "DELETE /users/:userId")]).toEqual(["done", "member_is_back", 0]);
    expect(await theUser(w, EVA)).toMatchObject({ status: "active" });
  });

  test("who is back is asked for anew, also where letting go of their Zoom user gave up", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const team = await aTeam(w);
    await team.put(ANA);
    const id = (await w.db.one((r) => r["id"] as string, sql`select id from members where email = ${ANA}`))!;
    await fault(w, "DELETE /users/:userId", "refuse", { times: 9, status: 400, body: { code: 200, message: "Refused." } });
    valueOf(await removeMemberOf(w, wholeAgenda(w), w.admin, id, { successor: null, zoomUser: "unlink" }));
    await w.settle();
    const runs = async (): Promise<string[]> =>
      (await runsOf(w.db, w.institutionId, { memberId: id, most: 9 })).map(({ kind, state }) => `${kind} ${state}`).toSorted();
    expect(await runs()).toEqual(["leaving failed", "zoom user stopped"]);
    await w.db.run(sql`update members set left_at = null where id = ${id}`);
    valueOf(await changeTeam(w, w.admin, team.id, { members: [id] }));
    await w.settle();
    expect(await runs()).toEqual(["leaving stopped", "zoom user running", "zoom user stopped"]);
    const kept = (await runsOf(w.db, w.institutionId, { most: 9 })).filter(({ state }) => state === "stopped");
    expect(kept.map(({ kind, facts }) => `${kind}: ${facts.stoppedBy?.by}`).toSorted()).toEqual(["leaving: asking again", "zoom user: removing"]);
  });

  test("who is to have a licence only later gets it then: by another team, or because the team says so now", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const team = await aTeam(w);
    await team.put(ANA, LEO);
    for (const email of [ANA, LEO]) await w.control("accept-invitation", { email, password: PASSWORD });
    await w.pass(minutes(1));
    const licensed = valueOf(await makeTeam(w, w.admin, "Química"));
    valueOf(await changeTeamWish(w, w.admin, licensed.id, { makesZoomUsers: true, givesLicence: true }));
    const ana = (await w.db.one((r) => r["id"] as string, sql`select id from members where email = ${ANA}`))!;
    valueOf(await changeTeam(w, w.admin, licensed.id, { members: [ana] }));
    await w.settle();
    expect([(await theUser(w, ANA))["type"], (await theUser(w, LEO))["type"]]).toEqual([2, 1]);
    valueOf(await changeTeamWish(w, w.admin, team.id, { makesZoomUsers: true, givesLicence: true }));
    await w.settle();
    expect((await theUser(w, LEO))["type"]).toBe(2);
    expect(await callsTo(w, "POST /users")).toBe(2);
  });

  test("who left while being asked for and comes back is asked for again; what an administrator stopped stays stopped", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const team = await aTeam(w);
    await team.put(ANA, LEO);
    const states = async (): Promise<string[]> => (await runsOf(w.db, w.institutionId, { most: 9 })).map(({ email, state }) => `${email} ${state}`).toSorted();
    const stop = (await runsOf(w.db, w.institutionId, { most: 9 })).find(({ email }) => email === LEO)!;
    valueOf(await stopRun(w, w.admin, stop.id));
    const id = (await w.db.one((r) => r["id"] as string, sql`select id from members where email = ${ANA}`))!;
    valueOf(await removeMemberOf(w, wholeAgenda(w), w.admin, id, { successor: null, zoomUser: "nothing" }));
    await w.db.run(sql`update members set left_at = null where id = ${id}`);
    valueOf(await changeTeam(w, w.admin, team.id, { members: [id, stop.memberId!] }));
    await w.settle();
    expect(await states()).toEqual([`${ANA} running`, `${ANA} stopped`, `${LEO} stopped`]);
    valueOf(await changeTeamWish(w, w.admin, team.id, { makesZoomUsers: true, givesLicence: true }));
    await w.settle();
    expect((await states()).filter((state) => state.startsWith(LEO))).toEqual([`${LEO} stopped`]);
  });
});
