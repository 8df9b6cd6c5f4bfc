import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { memberList } from "../../src/people/members/contract.ts";
import { provisioningView, zoomUserList } from "../../src/classrooms/zoom-users/contract.ts";
import type { Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });

/** A team whose people are Zoom users at once, with a licence; somebody is invited into it, and Tom is in it. */
async function aTeam(name: string, email: string, memberId: string): Promise<void> {
  const { administrator } = house;
  const { revision, madeAs, standing } = await administrator.get("/api/provisioning", provisioningView);
  await administrator.put("/api/provisioning", { revision, on: true, makesAt: "at once", madeAs, standing });
  await administrator.post("/api/teams", { name });
  const team = (await administrator.get("/api/members", memberList)).teams.find((one) => one.name === name)!.id;
  await administrator.put(`/api/provisioning/teams/${team}`, { makesZoomUsers: true, givesLicence: true });
  await administrator.post("/api/invitations", { lines: `Eva ${"Fernández de la Riva ".repeat(4).trim()} <${email}>`, role: "organizer", teams: [team] });
  await administrator.patch(`/api/members/${memberId}`, { teams: [team] });
}

const stateOf = async (email: string): Promise<string | undefined> =>
  (await house.administrator.get("/api/zoom-users", zoomUserList)).people.find((one) => one.email === email)?.state;

const actions = async ({ page }: Screen, email: string, what: string): Promise<void> => {
  await page.getByRole("row").filter({ hasText: email }).getByRole("button").last().click();
  await page.getByRole("menuitem", { name: what }).click();
};

/* Seed 003's people who join teams, and what the seed says nothing of: who is invited no more, or leaves a team and stays. */
test.for([
  { language: "en", who: "administrator", email: "eva@people.example", on: "desktop", colours: "light" },
  { language: "es", who: "owner", email: "ivo@people.example", on: "phone", colours: "dark" },
] as const)("an invitation is taken back with Zoom's, and who leaves a team is asked about, in $language", async ({ language, who, email, on, colours }) => {
  const t = wordsIn(language);
  const { members } = await house.administrator.get("/api/members", memberList);
  const tom = members.find((one) => one.email.startsWith("tom."))!;
  await aTeam(`Team ${randomUUID().slice(0, 8)}`, email, tom.id);
  for (const one of [email, tom.email]) await expect.poll(() => stateOf(one)).toBe("invited");
  const screen = await house.open("/zoom-users", who, { on, in: colours });
  const { page } = screen;
  await page.getByRole("row").filter({ hasText: email }).waitFor();
  await look(screen, `zoom-users-invited-${language}`);
  await page.goto("/members");
  await page.getByText(email).first().waitFor();
  await actions(screen, email, t("members.revoke"));
  const dialog = page.getByRole("dialog");
  await dialog.getByText(t("zoomUsers.leaving.invited", { licensed: "true" })).waitFor();
  await look(screen, `invitation-revoking-${language}`);
  await dialog.getByRole("radio", { name: t("classrooms.farewellsInvited.unlink") }).check();
  await dialog.getByRole("button", { name: t("members.revoking.button") }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => stateOf(email)).toBeUndefined();

  await actions(screen, tom.email, t("members.change"));
  await dialog.getByRole("combobox", { name: t("members.changing.teams") }).press("Backspace");
  await dialog.getByRole("heading").first().click(); // the list of teams is in the way of the button
  await dialog.getByRole("button", { name: t("common.save") }).click();
  await dialog.getByText(t("zoomUsers.leftTeams.user.one", { name: tom.name })).waitFor();
  await dialog.getByRole("radio").first().waitFor();
  await look(screen, `left-team-${language}`);
});
