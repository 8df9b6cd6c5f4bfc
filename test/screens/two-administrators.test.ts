import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { provisioningView, zoomUserList } from "../../src/classrooms/zoom-users/contract.ts";
import { memberList, team as teamShape } from "../../src/people/members/contract.ts";
import { aHouse, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });
const { administrator } = house;
const t = wordsIn("en");

const teamNow = async (id: string) => (await administrator.get("/api/provisioning", provisioningView)).teams.find((one) => one.id === id);
const put = (id: string, wish: object) => administrator.put(`/api/provisioning/teams/${id}`, wish);
const organizers = async () =>
  (await administrator.get("/api/members", memberList)).members.filter(({ state, role }) => state === "active" && role === "organizer");
const invited = async () => (await administrator.get("/api/zoom-users", zoomUserList)).people.filter(({ state }) => state === "invited");

async function aTeam(members: string[]): Promise<{ id: string; name: string }> {
  const { revision, standing } = await administrator.get("/api/provisioning", provisioningView);
  await administrator.put("/api/provisioning", { revision, on: true, makesAt: "accepted", madeAs: "invited", standing });
  const team = teamShape.parse(await administrator.post("/api/teams", { name: `Team ${randomUUID().slice(0, 8)}` }));
  await put(team.id, { makesZoomUsers: true, givesLicence: true });
  await administrator.patch(`/api/teams/${team.id}`, { members });
  return team;
}

/* The page has the teams as they were when it was opened, while another administrator works at them too. */
test("of a team's two switches only the one that was pressed is turned, and what somebody else turned meanwhile stays", async () => {
  const { id, name } = await aTeam([]);
  await put(id, { givesLicence: false });
  const owner = await house.open("/provisioning", "owner");
  owner.expectError(/409/);
  const { page } = owner;
  const es = wordsIn("es");
  const [makes, licence] = (["makesUsersOf", "givesLicenceOf"] as const).map((of) => page.getByRole("switch", { name: es(`zoomUsers.provisioning.${of}`, { team: name }) })); // prettier-ignore
  await licence!.waitFor();
  await put(id, { makesZoomUsers: false });
  await licence!.click();
  await page.getByText(es("refusals.revision_conflict")).waitFor();
  expect(await teamNow(id)).toMatchObject({ makesZoomUsers: false, givesLicence: false });
  await expect.poll(() => makes!.isChecked()).toBe(false); // as it is by now
  await put(id, { makesZoomUsers: true, givesLicence: true });
  await makes!.click();
  await page.getByText(es("zoomUsers.provisioning.saved"), { exact: true }).waitFor();
  expect(await teamNow(id)).toMatchObject({ makesZoomUsers: true, givesLicence: true });
});

test("who was put into a team, or taken out of the other one, since the tab was opened is asked about all the same", async () => {
  const [one, two] = (await organizers()).map((member) => member.id);
  const [first, second] = [await aTeam([one!]), await aTeam([one!])];
  const third = await aTeam([]);
  await expect.poll(async () => (await invited()).length, { timeout: 30_000 }).toBe(1);
  const admin = await house.open("/members?tab=teams", "administrator");
  const { page } = admin;
  const dialog = page.getByRole("dialog");
  const change = (name: string) => page.getByRole("button", { name: t("members.team.changeOf", { team: name }) }).click();
  await change(first.name);
  await dialog.getByRole("button", { name: t("members.team.remove") }).waitFor();
  await administrator.patch(`/api/teams/${second.id}`, { members: [] });
  await dialog.getByRole("button", { name: t("members.team.remove") }).click();
  const remove = async (name: string) => {
    const question = page.getByRole("dialog", { name: t("members.team.removeTitle", { team: name }) });
    await question.getByRole("button", { name: t("members.team.remove") }).click();
  };
  await remove(first.name);
  await dialog.getByText(t("zoomUsers.leaving.invited", { licensed: "true" })).waitFor();
  await page.keyboard.press("Escape");

  await dialog.waitFor({ state: "detached" });
  await change(third.name);
  await dialog.getByRole("button", { name: t("members.team.remove") }).click();
  await administrator.patch(`/api/teams/${third.id}`, { joining: [two!] });
  await expect.poll(async () => (await invited()).length, { timeout: 30_000 }).toBe(2);
  await remove(third.name);
  await dialog.getByText(t("zoomUsers.leaving.invited", { licensed: "true" })).waitFor();
});
