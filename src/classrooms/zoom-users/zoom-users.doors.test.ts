import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { withBookings } from "../../bookings/hosting/giving-actions.ts";
import { withCourses } from "../../courses/handing-over/actions.ts";
import { days, hours, minutes } from "../../lib/time.ts";
import { removeMemberOf } from "../../people/members/actions.ts";
import { inviteBy } from "../../people/inviting/actions.ts";
import { changeTeam, makeTeam } from "../../people/teams/actions.ts";
import { agenda } from "../../sessions/showing/wiring-actions.ts";
import { readRooms } from "../../rooms/actions.ts";
import { activationOf } from "../mailboxes/showing-actions.ts";
import { withZoomUsers } from "./leaving/actions.ts";
import { changeTeamWish } from "./settings/actions.ts";
import { asAdmin, callsTo, CHANGES, EVA, LUKASZ, PASSWORD, provisioning, rowOf, skip, theUser } from "./zoom-users.fixtures.ts";

const BATCH = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e02";

const accept = (w: TestWorld, email: string) => w.control("accept-invitation", { email, password: PASSWORD });

eachDatabase((_, open) => {
  test("a member who is put into a team that makes Zoom users is looked for, invited, and shown until active", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await asAdmin(w);
    const team = valueOf(await makeTeam(w, w.admin, "Física"));
    expect((await ask("PUT", `/api/provisioning/teams/${team.id}`, { makesZoomUsers: true, givesLicence: true })).body.teams).toMatchObject([
      { makesZoomUsers: true },
    ]);
    valueOf(await changeTeam(w, w.admin, team.id, { members: [w.organizer.id] }));
    await w.settle();
    expect(await callsTo(w, ...CHANGES)).toBe(0);
    expect(await rowOf(ask, LUKASZ)).toMatchObject({ state: "none", licenceWanted: true, whyNot: { make: "provisioning_off" } });

    const { body } = await ask("GET", "/api/provisioning");
    expect(body).toMatchObject({ on: false, revision: 0, missing: [], whyNotOn: null });
    expect(
      (await ask("PUT", "/api/provisioning", { revision: 0, on: true, makesAt: "accepted", madeAs: "invited", standing: "personal meeting" })).body,
    ).toMatchObject({ on: true, revision: 1 });
    expect(
      (await ask("PUT", "/api/provisioning", { revision: 0, on: false, makesAt: "accepted", madeAs: "invited", standing: "personal meeting" })).status,
    ).toBe(409);
    await w.settle();
    expect(await theUser(w, LUKASZ)).toMatchObject({ status: "pending", first_name: "Łukasz", last_name: "Żak", type: 2 });
    expect(await rowOf(ask, LUKASZ)).toMatchObject({ state: "invited", memberId: w.organizer.id, because: "invitation_waits", whyNot: { resend: null } });
    await accept(w, LUKASZ);
    await w.settle();
    await w.pass(minutes(1)); // lists lag
    await readRooms(w, w.institutionId);
    expect(await rowOf(ask, LUKASZ)).toMatchObject({ state: "active", licensed: true, because: null });
    expect((await ask("GET", "/api/zoom-users")).body.seats).toMatchObject({
      used: 2,
      of: null,
      holders: [{ what: "other" }, { email: LUKASZ, what: "member" }],
    });
    expect(await callsTo(w, "POST /users")).toBe(1);
  });

  test("of each team it is told how many are in it, and how many of them have no Zoom user and no licence yet: who is invited into it counts where users are made at once", async () => {
    await using w = await aWorld(await open(), { rooms: 0, people: [{ id: "uLukasz00000000000000", email: LUKASZ }] });
    const ask = await asAdmin(w);
    const team = valueOf(await makeTeam(w, w.admin, "Física"));
    const told = async () => (await ask("GET", "/api/provisioning")).body.teams[0];
    expect(await told()).toMatchObject({ people: 0, withoutUser: 0, withoutLicence: 0 });
    valueOf(await changeTeam(w, w.admin, team.id, { members: [w.organizer.id, w.admin.id] }));
    valueOf(await inviteBy(w, { ...w.admin }, { lines: `Eva Nueva <${EVA}>`, role: "organizer", teams: [team.id] }));
    expect(await told()).toMatchObject({ people: 2, withoutUser: 1, withoutLicence: 1 });
    await provisioning(w, { on: true, makesAt: "at once" });
    expect(await told()).toMatchObject({ people: 3, withoutUser: 2, withoutLicence: 2 });
    await ask("PUT", `/api/provisioning/teams/${team.id}`, { makesZoomUsers: true, givesLicence: false });
    await w.settle();
    expect(await told()).toMatchObject({ people: 3, withoutUser: 0, withoutLicence: 2 });
    await skip(w, days(15));
    expect(await told()).toMatchObject({ people: 2 }); // that invitation has lapsed
  });

  test.each(["accepted", "at once"] as const)("somebody invited to Bedel into such a team becomes a Zoom user %s", async (makesAt) => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt });
    const team = valueOf(await makeTeam(w, w.admin, "Física"));
    valueOf(await changeTeamWish(w, w.admin, team.id, { makesZoomUsers: true, givesLicence: false }));
    valueOf(await inviteBy(w, { ...w.admin }, { lines: `Eva Nueva <${EVA}>`, role: "organizer", teams: [team.id] }));
    await w.settle();
    expect((await theUser(w))?.["status"]).toBe(makesAt === "at once" ? "pending" : undefined);
  });

  test("an invitation that lapsed is shown so, sent again, and gives thirty days more", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { batchId: BATCH, preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence: false });
    await w.settle();
    await skip(w, days(30) + minutes(3));
    const lapsed = await rowOf(ask, EVA);
    expect(lapsed).toMatchObject({ state: "expired", because: "invitation_expired", whyNot: { resend: null } });
    expect((await ask("POST", `/api/runs/${lapsed.runId}/resend`, { resent: 0 })).status).toBe(204);
    await w.settle();
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited" });
    await skip(w, days(29));
    expect((await rowOf(ask, EVA)).state).toBe("invited");
    expect((await ask("POST", `/api/runs/${lapsed.runId}/resend`, { resent: 1 })).status).toBe(204); // before it lapses too
    await w.settle();
    expect((await w.control("state"))["mails"]).toHaveLength(3);
    await accept(w, EVA);
    await w.settle();
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", whyNot: { resend: "invitation_not_sent" } });
    expect((await ask("POST", `/api/runs/${lapsed.runId}/resend`, { resent: 2 })).body).toMatchObject({ because: "invitation_not_sent" });
  }, 60_000);

  test("many at once: a preview does nothing, each bad line is named, and what is sent twice is asked once", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    const ask = await asAdmin(w);
    const text = `email,name,licence\n${EVA},Eva,\nana@otra.example,Ana,yes\nnonsense\n${EVA},Eva,\n${w.rooms[0]!.email},Aula,`;
    const wish = { batchId: BATCH, memberIds: [w.organizer.id], text, licence: false };
    expect((await ask("POST", "/api/zoom-users", { ...wish, preview: true })).body).toMatchObject({ because: "provisioning_off" });
    await provisioning(w, { on: true });
    const preview = (await ask("POST", "/api/zoom-users", { ...wish, preview: true })).body;
    expect(preview.lines.map(({ does, because }: { does: string; because: string | null }) => because ?? does)).toEqual([
      "makes",
      "makes",
      "makes",
      "line_email_malformed",
      "twice_in_list",
      "is there",
    ]);
    expect(preview).toMatchObject({ asked: 0, expectedAt: expect.any(String), seats: { used: 2, left: null, needed: 1 } });
    expect((await ask("POST", "/api/zoom-users", { ...wish, preview: true, licence: true })).body.seats).toMatchObject({ needed: 3 });
    await w.settle();
    expect(await callsTo(w, ...CHANGES)).toBe(0);
    for (const _time of [1, 2]) expect((await ask("POST", "/api/zoom-users", { ...wish, preview: false })).body).toMatchObject({ asked: 3 });
    await w.settle();
    expect(await callsTo(w, "POST /users")).toBe(3);
    expect(await theUser(w, "ana@otra.example")).toMatchObject({ type: 2 });
    for (const other of [`${text}\nleo@otra.example,Leo,`, text.replace("Ana,yes", "Ana,no"), text.replace("ana@", "anna@")])
      expect((await ask("POST", "/api/zoom-users", { ...wish, preview: false, text: other })).body).toMatchObject({
        status: 409,
        because: "list_sent_already",
      });
    await w.settle();
    expect(await callsTo(w, "POST /users")).toBe(3);
    const many = Array.from({ length: 501 }, (__, i) => `p${i}@otra.example`).join("\n");
    expect((await ask("POST", "/api/zoom-users", { ...wish, preview: true, text: many })).body).toMatchObject({ because: "too_many_people" });
  });

  test("who leaves: what the Zoom user owns is told, and it is unlinked or left as was said", async () => {
    await using w = await aWorld(await open(), { rooms: 0, people: [{ id: "uLukasz00000000000000A", email: LUKASZ }] });
    const ask = await asAdmin(w);
    await w.zoomOf(w.institutionId).makeStandingMeeting("uLukasz00000000000000A", { mark: "own", title: "Own", passcode: "otono58" });
    await w.pass(hours(1));
    const url = `/api/members/${w.organizer.id}/zoom-user`;
    expect((await ask("GET", url)).body).toEqual({
      hasUser: true, isInvited: false, hostsForOthers: false, licensed: true, planned: 1, bedelSessions: 0,
      whyNot: { nothing: null, "take the licence": "provisioning_off", deactivate: "provisioning_off", unlink: "provisioning_off" },
    }); // prettier-ignore
    const remove = (zoomUser?: string) =>
      ask("POST", `/api/members/${w.organizer.id}/remove`, { successor: null, ...(zoomUser === undefined ? {} : { zoomUser }) });
    expect((await remove("deactivate")).body).toMatchObject({ because: "provisioning_off" });
    await provisioning(w, { on: true });
    expect((await ask("GET", url)).body.whyNot).toEqual({ nothing: null, "take the licence": null, deactivate: null, unlink: null });
    expect((await remove("take the licence")).status).toBe(204);
    await w.settle();
    expect(await theUser(w, LUKASZ)).toMatchObject({ type: 1, status: "active" });
  });

  test("nothing is done by itself with the user of who leaves, and what was being made for them is stopped", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { batchId: BATCH, preview: false, memberIds: [w.organizer.id], text: "", licence: false });
    await w.settle();
    const before = await callsTo(w, ...CHANGES);
    valueOf(await removeMemberOf(w, withZoomUsers(w, withBookings(w, withCourses(w, agenda(w)))), w.admin, w.organizer.id, { successor: null }));
    await accept(w, LUKASZ);
    await w.settle();
    expect(await callsTo(w, ...CHANGES)).toBe(before);
    expect(await rowOf(ask, LUKASZ)).toMatchObject({ memberId: null, mayLetGo: true }); // as long as Zoom knows them
  });

  test("the address in a person's activation mail is shown to no administrator: it is theirs to open", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { batchId: BATCH, preview: false, memberIds: [w.organizer.id], text: "", licence: false });
    await w.settle();
    const { runId } = await rowOf(ask, LUKASZ);
    expect(valueOf(await activationOf(w, w.admin, runId!))).toEqual({ address: null, cameAt: null, trouble: "activation_theirs" });
  });

  test("nobody elsewhere sees or changes any of it by id", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await asAdmin(w);
    const nobody = "0b8f4d5e-3c1a-4f7e-9d2b-1a2b3c4d5e6f";
    expect((await ask("POST", `/api/runs/${nobody}/resend`, { resent: 0 })).status).toBe(404);
    expect((await ask("GET", `/api/members/${nobody}/zoom-user`)).status).toBe(404);
    expect((await ask("PUT", `/api/provisioning/teams/${nobody}`, { makesZoomUsers: true, givesLicence: true })).status).toBe(404);
  });
});
