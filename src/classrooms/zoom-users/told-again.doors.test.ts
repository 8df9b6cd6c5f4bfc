import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { days, hours, minutes } from "../../lib/time.ts";
import { readRooms } from "../../rooms/actions.ts";
import { made, stepsOf } from "../classrooms.fixtures.ts";
import { runsOf, stopRun } from "../runs/actions.ts";
import { resendInvitation } from "./listing/resending-actions.ts";
import { waitingRuns } from "./settings/store.ts";
import { acceptBedels, aTeam, invite } from "./teams.fixtures.ts";
import { asAdmin, callsTo, EVA, PASSWORD, provisioning, rowOf, type Ask } from "./zoom-users.fixtures.ts";

/** Eva is invited in Zoom, by a list. */
async function isInvited(w: TestWorld): Promise<Ask> {
  await provisioning(w, { on: true });
  const ask = await asAdmin(w);
  await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence: false });
  await w.settle();
  return ask;
}

/** Zoom is asked to invite her again, and will not. */
async function isRefusedAgain(w: TestWorld): Promise<void> {
  await fault(w, "POST /users", "refuse", { times: 1, status: 400, body: { code: 1107, message: "Blocked domain." } });
  valueOf(await resendInvitation(w, w.admin, (await runsOf(w.db, w.institutionId, { most: 1 }))[0]!.id, 0));
  await w.settle();
}

eachDatabase((_, open) => {
  test("of a lapsed invitation that Zoom will not send again its reason is told, and nobody says that the one before stands", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await isInvited(w);
    await w.pass(days(31));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "expired" });
    await isRefusedAgain(w);
    const row = await rowOf(ask, EVA);
    expect(row.values).toMatchObject({ said: "Blocked domain." });
  });

  test("why Zoom would not invite again is told, as long as the invitation before waits", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await isInvited(w);
    await w.pass(minutes(5));
    await isRefusedAgain(w);
    expect(await rowOf(ask, EVA)).toMatchObject({ because: "resend_refused", values: { said: "Blocked domain." } });
  });

  test("that Zoom would not invite again is no reason any more once the invitation has lapsed", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await isInvited(w);
    await w.pass(minutes(5));
    await isRefusedAgain(w);
    await w.pass(days(31));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "expired", because: "invitation_expired" });
  });

  test("who is invited to Bedel and whose run was stopped does not wait for accepting", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const ask = await asAdmin(w);
    const team = await aTeam(w);
    // stopped before Zoom has made anybody
    await fault(w, "GET /users/:userId", "refuse", { times: 5, status: 500, body: { code: 500, message: "Away." } });
    await invite(w, EVA, team.id);
    const [run] = await runsOf(w.db, w.institutionId, { most: 1 });
    valueOf(await stopRun(w, w.admin, run!.id));
    const before = await rowOf(ask, EVA);
    await acceptBedels(w, EVA);
    await w.pass(hours(3));
    expect(await callsTo(w, "POST /users")).toBe(0); // stays stopped
    expect(before.whyNot.make).not.toBe("invitation_to_bedel_waits");
  });

  test("the preview does not say of who is invited already that they are made", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const post = (preview: boolean) =>
      ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview, memberIds: [], text: `${EVA},Eva Nueva`, licence: false });
    await post(false);
    await w.settle();
    valueOf(await stopRun(w, w.admin, (await runsOf(w.db, w.institutionId, { most: 1 }))[0]!.id));
    await w.pass(minutes(1));
    const { body } = await post(true);
    expect(body.lines[0].does).toBe("follows");
  });

  test("sending again pressed twice at once is one mail, and no refusal", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await isInvited(w);
    await w.pass(minutes(5));
    const id = (await runsOf(w.db, w.institutionId, { most: 1 }))[0]!.id;
    valueOf(await resendInvitation(w, w.admin, id, 0));
    expect(await resendInvitation(w, w.admin, id, 0)).toMatchObject({ ok: true });
  });

  test("the preview knows of a classroom that is being made at an address, as asking does", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, madeAs: "invited" });
    const ask = await asAdmin(w);
    await made(w, { email: EVA, link: null, passcode: null });
    const post = (preview: boolean) =>
      ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview, memberIds: [], text: `${EVA},Eva Nueva`, licence: false });
    for (const preview of [true, false]) expect((await post(preview)).body.lines).toMatchObject([{ does: "refused", because: "run_under_way" }]);
  });

  test("what waits for the switch is told before it is turned on", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await fault(w, "GET /users/:userId", "refuse", { times: 99, status: 503, body: { code: 503, message: "Away." } });
    await ask("POST", "/api/zoom-users", {
      batchId: w.random.uuid(),
      preview: false,
      memberIds: [],
      text: "a@otra.example,A\nb@otra.example,B,yes",
      licence: false,
    });
    await w.settle();
    await provisioning(w, { on: false });
    expect((await ask("GET", "/api/provisioning")).body.waiting).toEqual({ makes: 2, licences: 1, letsGo: 0 });
  });

  test("of what waits, a licence that is there already is none that is taken", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    await w.control("account", { autoCreate: true });
    const as = { firstName: "Ana", lastName: "Prof", displayName: "Ana Prof", as: "automatic", password: PASSWORD } as const;
    const [ana, eva] = ["ana@universidad.example", "eva@universidad.example"];
    for (const [email, licensed] of [[ana, true], [eva, false]] as const) await w.zoomOf(w.institutionId).makeUser({ email, licensed, ...as }); // prettier-ignore
    await provisioning(w, { on: false });
    const ids: string[] = [];
    for (const email of [ana, eva]) ids.push((await made(w, { email, name: email, code: "", link: null, passcode: null })).id);
    await w.pass(hours(1));
    expect(await Promise.all(ids.map(async (id) => (await stepsOf(w, id))[4]))).toEqual(Array(2).fill("settle_user waiting (provisioning_off)"));
    expect(await waitingRuns(w.db, w.institutionId)).toEqual({ makes: 0, licences: 1, letsGo: 0 });
  });

  test("after licences were bought the preview does not go on saying that none is left", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const { used } = (await ask("GET", "/api/zoom-users")).body.seats;
    await w.control("account", { seats: { paid: used } });
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence: true });
    await w.settle();
    valueOf(await stopRun(w, w.admin, (await runsOf(w.db, w.institutionId, { most: 1 }))[0]!.id));
    await w.control("account", { seats: { paid: used + 50 } });
    await w.pass(days(200));
    const { body } = await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: true, memberIds: [], text: `x@y.example,X`, licence: true });
    expect(body.seats.left).not.toBe(0);
  });

  test("that no licence was left is told too where the answer to making was lost", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const { used } = (await ask("GET", "/api/zoom-users")).body.seats;
    await w.control("account", { seats: { paid: used } });
    await fault(w, "POST /users", "refuse", { times: 1, status: 400, body: { code: 3412, message: 'You have reached the maximum number of "3" paid users.' } });
    await fault(w, "POST /users", "obey, then hang up", { times: 1 });
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence: true });
    await w.settle();
    await w.pass(minutes(10));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited", isLicenceShort: true });
  });

  test("whoever is invited with capitals in the address uses one licence", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const MIXED = "Eva.Nueva@Otra.example";
    await w
      .zoomOf(w.institutionId)
      .makeUser({ email: MIXED, firstName: "Eva", lastName: "", displayName: "Eva", licensed: true, as: "invited", password: null });
    await w.pass(minutes(1));
    await readRooms(w, w.institutionId);
    const { used } = (await ask("GET", "/api/zoom-users")).body.seats;
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence: true });
    await w.settle();
    await w.pass(minutes(5));
    valueOf(await resendInvitation(w, w.admin, (await runsOf(w.db, w.institutionId, { most: 1 }))[0]!.id, 0));
    await w.settle();
    expect((await ask("GET", "/api/zoom-users")).body.seats.used).toBe(used);
  });
});
