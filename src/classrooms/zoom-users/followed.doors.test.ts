import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { days, hours, minutes } from "../../lib/time.ts";
import { readRooms } from "../../rooms/actions.ts";
import { runsOf, stopRun } from "../runs/actions.ts";
import { resendInvitation } from "./listing/resending-actions.ts";
import { acceptBedels, aTeam, invite } from "./teams.fixtures.ts";
import { asAdmin, callsTo, EVA, PASSWORD, provisioning, rowOf, theUser, type Ask } from "./zoom-users.fixtures.ts";

const licences = async (ask: Ask) => (await ask("GET", "/api/zoom-users")).body.seats;
const theRun = async (w: TestWorld) => (await runsOf(w.db, w.institutionId, { most: 1 }))[0]!;
const makeEva = (ask: Ask, w: TestWorld, licence = true) =>
  ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence });
const accepts = (w: TestWorld) => w.control("accept-invitation", { email: EVA, password: PASSWORD });

/* What the page of Zoom users says while nobody reads all users again. */
eachDatabase((_, open) => {
  test("who has accepted, and has a licence by now, is shown so as soon as Bedel has seen it, though no webhook came and the users were not read since", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await w.control("faults", { kind: "webhooks", drop: 1 });
    await makeEva(ask, w);
    await w.settle();
    await w.pass(minutes(1));
    await readRooms(w, w.institutionId);
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited" });
    const { used } = await licences(ask);
    await accepts(w);
    await w.pass(hours(1));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", licensed: true });
    expect((await licences(ask)).holders.map(({ email }: { email: string }) => email)).toContain(EVA);
    expect((await licences(ask)).used).toBe(used); // the invitation kept it already
  });

  test("an invitation is sent again as an invitation, whatever the way of making is by then; where Zoom will not, the one before stands and that is told", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await makeEva(ask, w, false);
    await w.settle();
    await provisioning(w, { on: true, madeAs: "sso" });
    for (const _ of [1, 2, 3]) {
      valueOf(await resendInvitation(w, w.admin, (await theRun(w)).id, 0)); // pressed thrice, sent once
      await w.settle();
    }
    expect(await callsTo(w, "POST /users")).toBe(2);
    expect(await theUser(w)).toMatchObject({ status: "pending" });
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited", because: "invitation_waits" });
    await fault(w, "POST /users", "refuse", { times: 1, status: 400, body: { code: 1005, message: "No." } });
    valueOf(await resendInvitation(w, w.admin, (await theRun(w)).id, 1));
    await w.settle();
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited", because: "resend_refused", whyNot: { resend: null } });
    await accepts(w);
    await w.pass(minutes(10));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", because: null });
  });

  test("where no licence was left when somebody was invited that is told at once, and how many Zoom said that there are, also later", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const { used } = await licences(ask);
    await w.control("account", { seats: { paid: used } });
    await makeEva(ask, w);
    await w.settle();
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited", isLicenceShort: true });
    expect(await licences(ask)).toMatchObject({ used, of: used, toldAt: expect.any(String) });
    await accepts(w);
    await w.pass(minutes(10));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", licensed: false, because: "no_licence_left", whyNot: { make: "run_under_way" } });
    valueOf(await stopRun(w, w.admin, (await theRun(w)).id));
    expect(await licences(ask)).toMatchObject({ used, of: used });
  });

  test("who is invited and whose run was stopped is looked after again when that is asked", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    const team = await aTeam(w);
    await invite(w, EVA, team.id);
    await acceptBedels(w, EVA);
    await w.settle();
    valueOf(await stopRun(w, w.admin, (await theRun(w)).id));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited", whyNot: { make: null, resend: "invitation_not_sent" } });
    expect((await makeEva(ask, w, false)).body).toMatchObject({ asked: 1 });
    await w.settle();
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited", whyNot: { make: "run_under_way", resend: null } });
    expect(await callsTo(w, "POST /users")).toBe(1);
  });

  test("who is invited to Bedel into a team is told as somebody who has to accept that first, until it lapses", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "accepted" });
    const ask = await asAdmin(w);
    await invite(w, EVA, (await aTeam(w, true)).id);
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "waits", licenceWanted: true, runId: null, whyNot: { make: "invitation_to_bedel_waits" } });
    await w.pass(days(16));
    expect(await rowOf(ask, EVA)).toBeUndefined();
  });
});
