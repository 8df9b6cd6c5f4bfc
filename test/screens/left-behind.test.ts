import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { runList } from "../../src/classrooms/runs/contract.ts";
import { provisioningView, zoomUserList } from "../../src/classrooms/zoom-users/contract.ts";
import { memberList } from "../../src/people/members/contract.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });
const people = async () => (await house.administrator.get("/api/zoom-users", zoomUserList)).people;
const members = async () => (await house.administrator.get("/api/members", memberList)).members;

/** A team of all organizers, whose people are Zoom users with a licence, which they have by now. */
async function aLicensedTeam(name: string): Promise<void> {
  const { administrator } = house;
  const { revision, standing } = await administrator.get("/api/provisioning", provisioningView);
  await administrator.put("/api/provisioning", { revision, on: true, makesAt: "accepted", madeAs: "invited", standing });
  await administrator.post("/api/teams", { name });
  const id = (await administrator.get("/api/members", memberList)).teams.find((one) => one.name === name)!.id;
  await administrator.put(`/api/provisioning/teams/${id}`, { makesZoomUsers: true, givesLicence: true });
  const inside = (await members()).filter(({ state, role }) => state === "active" && role === "organizer").map((one) => one.id);
  await administrator.patch(`/api/teams/${id}`, { members: inside });
  await expect.poll(async () => (await people()).filter(({ state }) => state === "invited").length, { timeout: 30_000 }).toBe(inside.length);
}

/* Seed 003 says nothing of teams that are given up: their people are asked about together. */
test.for([
  { language: "en", who: "administrator", on: "desktop", colours: "light", how: "makes users no more" },
  { language: "es", who: "owner", on: "phone", colours: "dark", how: "is removed" },
] as const)("of a team that $how its people are asked about together, in $language", async ({ language, who, on, colours, how }) => {
  const t = wordsIn(language);
  const name = `Team ${randomUUID().slice(0, 8)}`;
  await aLicensedTeam(name);
  const invited = (await people()).filter(({ state }) => state === "invited");
  const screen = await house.open(how === "is removed" ? "/members?tab=teams" : "/provisioning", who, { on, in: colours });
  const { page } = screen;
  const dialog = page.getByRole("dialog");
  if (how === "is removed") {
    await page.getByRole("button", { name: t("members.team.changeOf", { team: name }) }).click();
    await dialog.getByRole("button", { name: t("members.team.remove") }).click();
    const question = page.getByRole("dialog", { name: t("members.team.removeTitle", { team: name }) });
    await question.getByRole("button", { name: t("members.team.remove") }).click();
  } else await page.getByRole("switch", { name: t("zoomUsers.provisioning.makesUsersOf", { team: name }) }).click();
  await dialog.getByRole("heading", { name: t("zoomUsers.stayingMany.title") }).waitFor();
  await dialog
    .getByText(t("zoomUsers.leaving.invited", { licensed: "true" }))
    .first()
    .waitFor();
  await look(screen, `left-behind-${language}`);
  await dialog.getByRole("radio", { name: t("classrooms.farewells.deactivate") }).check();
  await dialog.getByText(t("refusals.zoom_user_invited")).first().waitFor();
  await look(screen, `left-behind-refused-${language}`);
  await dialog.getByRole("radio", { name: t("classrooms.farewells.unlink") }).check();
  // somebody is left as they are
  await dialog.getByRole("checkbox", { name: invited[0]!.name }).uncheck();
  await dialog.getByRole("button", { name: t("zoomUsers.stayingMany.yes", { n: invited.length - 1 }) }).click();
  await page.waitForURL(/\/runs/);
  await expect
    .poll(async () => (await people()).filter(({ state }) => state === "invited").map(({ email }) => email), { timeout: 30_000 })
    .toEqual([invited[0]!.email]);
  await house.moveClock({ minutes: 30 }); // who is gone is looked for once more
  const { runs } = await house.administrator.get("/api/runs", runList);
  expect(runs.filter(({ kind }) => kind === "leaving").length).toBeGreaterThanOrEqual(invited.length - 1);
});
