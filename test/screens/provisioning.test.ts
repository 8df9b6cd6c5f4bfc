import { expect, test } from "vitest";
import { runList } from "../../src/classrooms/runs/contract.ts";
import { provisioningView, zoomUserList } from "../../src/classrooms/zoom-users/contract.ts";
import { memberList, team as teamShape } from "../../src/people/members/contract.ts";
import { aHouse, wordsIn } from "./support/house.ts";
import { lookTwice } from "./support/look-twice.ts";

const house = await aHouse({ rooms: 1 });
const t = wordsIn("en");
const es = wordsIn("es");
const NAME = "Cátedra de Física teórica y experimental";

const teams = async () => (await house.administrator.get("/api/provisioning", provisioningView)).teams.filter(({ name }) => name === NAME);

test("before a team's switch is turned on it is asked, with how many people it is about; turning it off says what stays", async () => {
  const { members } = await house.administrator.get("/api/members", memberList);
  const { id } = teamShape.parse(await house.administrator.post("/api/teams", { name: NAME }));
  await house.administrator.patch(`/api/teams/${id}`, { members: members.slice(0, 3).map((one) => one.id) });
  const before = await house.administrator.get("/api/provisioning", provisioningView);
  await house.administrator.put("/api/provisioning", { revision: before.revision, on: true, makesAt: "accepted", madeAs: "invited", standing: "personal meeting" });
  const admin = await house.open("/provisioning", "administrator");
  const { page } = admin;
  const [dialog, makes] = [page.getByRole("dialog"), page.getByRole("switch", { name: t("zoomUsers.provisioning.makesUsersOf", { team: NAME }) })];
  await makes.click();
  await dialog.getByText(t("zoomUsers.provisioning.ask.people", { n: 3, invited: "false" })).waitFor();
  await lookTwice(admin, "team-asked");
  await dialog.getByRole("button", { name: t("common.back"), exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  expect([await makes.isChecked(), (await teams())[0]!.makesZoomUsers]).toEqual([false, false]);
  await makes.click();
  await dialog.getByRole("button", { name: t("zoomUsers.provisioning.ask.makesZoomUsers.yes"), exact: true }).click();
  await page.getByText(t("zoomUsers.provisioning.saved"), { exact: true }).waitFor();
  await page.getByRole("switch", { name: t("zoomUsers.provisioning.givesLicenceOf", { team: NAME }) }).click();
  await dialog.getByText(t("zoomUsers.provisioning.ask.givesLicence.later")).waitFor();
  await lookTwice(admin, "team-licence-asked");
  await dialog.getByRole("button", { name: t("zoomUsers.provisioning.ask.givesLicence.yes"), exact: true }).click();
  await expect.poll(async () => (await teams())[0]).toMatchObject({ makesZoomUsers: true, givesLicence: true });
}); // prettier-ignore

test("whoever is invited into such a team, or put into it, is told to get a Zoom user, in the reader's language", async () => {
  const owner = await house.open("/members", "owner");
  const { page } = owner;
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: es("members.invite") }).first().click();
  await dialog.getByRole("combobox", { name: es("members.inviting.teams") }).or(dialog.getByRole("textbox", { name: es("members.inviting.teams") })).first().click();
  await page.getByRole("option", { name: NAME }).click();
  await dialog.getByText(es("zoomUsers.byTeams.onceAccepted", { teams: NAME, licence: "true" })).waitFor();
  await page.keyboard.press("Escape");
  await lookTwice(owner, "invite-into-team");

  const admin = await house.open("/members?tab=teams", "administrator");
  await admin.page.getByRole("button", { name: t("members.team.changeOf", { team: NAME }) }).click();
  await admin.page.getByRole("dialog").getByText(t("zoomUsers.byTeams.atOnce", { teams: NAME, licence: "true" })).waitFor();
  await lookTwice(admin, "team-makes-users");
}); // prettier-ignore

test("of who was only invited by Zoom the invitation is asked about when somebody leaves, and nobody is told to have been deactivated", async () => {
  const { members } = await house.administrator.get("/api/members", memberList);
  const { id, name, email } = members[0]!;
  const users = async () => (await house.administrator.get("/api/zoom-users", zoomUserList)).people.find((one) => one.email === email)!.state;
  await expect.poll(users, { timeout: 20_000 }).toBe("invited");
  const admin = await house.open("/members", "administrator");
  const { page } = admin;
  await page.getByRole("button", { name: t("members.actionsOf", { name }) }).click();
  await page.getByRole("menuitem", { name: t("members.remove"), exact: true }).click();
  await page.getByRole("dialog").getByText(t("classrooms.farewellsInvited.unlink")).waitFor();
  await lookTwice(admin, "leaving-invited");
  await house.administrator.post(`/api/members/${id}/remove`, { successor: null, zoomUser: "deactivate" });
  const { runs } = await house.administrator.get("/api/runs", runList);
  await page.goto(`/runs/${runs.find(({ kind }) => kind === "leaving")!.id}`);
  await page.getByText(t("runs.did.invited_still")).waitFor();
  await lookTwice(admin, "left-invited");
});

test("turning a switch off asks nothing, and says what stays", async () => {
  const owner = await house.open("/provisioning", "owner");
  await owner.page.getByRole("switch", { name: es("zoomUsers.provisioning.makesUsersOf", { team: NAME }) }).click();
  await owner.page.getByText(es("zoomUsers.provisioning.turnedOff.makesZoomUsers", { team: NAME })).waitFor();
  await lookTwice(owner, "team-turned-off");
});

test("what somebody else saved meanwhile is shown beside what was changed here, which a team's switch throws away no more than saving does", async () => {
  const owner = await house.open("/provisioning", "owner");
  owner.expectError(/409/);
  const { page } = owner;
  const radio = (name: string) => page.getByRole("radio", { name, exact: false });
  await radio(es("zoomUsers.provisioning.makesAtWays.at_once")).check();
  const before = await house.administrator.get("/api/provisioning", provisioningView);
  await house.administrator.put("/api/provisioning", { ...before, madeAs: "sso" });
  await page.getByRole("button", { name: es("zoomUsers.provisioning.save"), exact: true }).click();
  const conflict = page.getByRole("alert").filter({ hasText: es("settings.conflict") });
  await conflict.getByText(es("settings.conflictLine", { field: es("zoomUsers.provisioning.madeAs"), theirs: es("zoomUsers.provisioning.madeAsWays.sso") })).waitFor();
  await lookTwice(owner, "provisioning-conflict");
  await conflict.getByRole("button", { name: es("settings.conflictKeep") }).click();
  await page.getByRole("button", { name: es("zoomUsers.provisioning.save"), exact: true }).click();
  await page.getByText(es("zoomUsers.provisioning.saved"), { exact: true }).waitFor();
  expect(await house.administrator.get("/api/provisioning", provisioningView)).toMatchObject({ madeAs: "sso", makesAt: "at once" });

  const admin = await house.open("/provisioning", "administrator");
  await admin.page.getByRole("radio", { name: t("zoomUsers.provisioning.madeAsWays.invited") }).check();
  const now = await house.administrator.get("/api/provisioning", provisioningView);
  await house.administrator.put("/api/provisioning", { ...now, makesAt: "accepted" });
  await admin.page.getByRole("switch", { name: t("zoomUsers.provisioning.makesUsersOf", { team: NAME }) }).click();
  await admin.page.getByRole("alert").filter({ hasText: t("settings.conflict") }).waitFor();
  expect(await admin.page.getByRole("radio", { name: t("zoomUsers.provisioning.madeAsWays.invited") }).isChecked()).toBe(true);
  await admin.page.getByRole("dialog").getByRole("button", { name: t("common.back"), exact: true }).click();
  await lookTwice(admin, "provisioning-conflict-by-team");
}); // prettier-ignore

test("before the main switch is turned on it is asked with how many users that makes, and nothing is saved where the answer is no", async () => {
  const now = await house.administrator.get("/api/provisioning", provisioningView);
  await house.administrator.put("/api/provisioning", {
    revision: now.revision,
    on: false,
    makesAt: "accepted",
    madeAs: "invited",
    standing: "personal meeting",
  });
  const team = (await teams())[0]!;
  await house.administrator.put(`/api/provisioning/teams/${team.id}`, { makesZoomUsers: true, givesLicence: true });
  const { people } = await house.administrator.get("/api/zoom-users", zoomUserList);
  const newcomers = people.filter(({ state, memberId }) => state === "none" && memberId !== null).slice(0, 2);
  await house.administrator.patch(`/api/teams/${team.id}`, { joining: newcomers.map(({ memberId }) => memberId) });
  const owner = await house.open("/provisioning", "owner");
  const { page } = owner;
  const [dialog, save] = [page.getByRole("dialog"), page.getByRole("button", { name: es("zoomUsers.provisioning.save"), exact: true })];
  const isOn = async () => (await house.administrator.get("/api/provisioning", provisioningView)).on;
  await page.getByRole("switch", { name: es("zoomUsers.provisioning.on") }).press("Space");
  await save.click();
  await dialog.getByText(es("zoomUsers.provisioning.ask.makesZoomUsers.without", { n: newcomers.length })).waitFor();
  await lookTwice(owner, "main-switch-asked");
  await dialog.getByRole("button", { name: es("common.back"), exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await isOn()).toBe(false);
  await save.click();
  await dialog.getByRole("button", { name: es("zoomUsers.provisioning.ask.all.yes"), exact: true }).click();
  await page.getByText(es("zoomUsers.provisioning.saved"), { exact: true }).waitFor();
  expect(await isOn()).toBe(true);
});
