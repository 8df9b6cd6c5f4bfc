import { expect, test } from "vitest";
import { provisioningView, zoomUserList } from "../../src/classrooms/zoom-users/contract.ts";
import { memberList, team as teamShape } from "../../src/people/members/contract.ts";
import { ADMINISTRATOR } from "../../src/example/programme.ts";
import { aHouse, wordsIn } from "./support/house.ts";
import { lookTwice } from "./support/look-twice.ts";

const house = await aHouse({ rooms: 1 });
const { administrator } = house;
const es = wordsIn("es");
const EMAIL = "nueva.administradora@otra.example";

const lists = () => administrator.get("/api/members", memberList);
const inZoom = async () => (await administrator.get("/api/zoom-users", zoomUserList)).people.find(({ email }) => email === EMAIL)?.state;

test("an owner who is an owner no more, or removed, is shown with the invitations that end with that, and what becomes of their Zoom users is asked", async () => {
  const owner = await house.open("/members", "owner");
  const { page } = owner;
  const { id, name } = (await lists()).members.find(({ email }) => email === ADMINISTRATOR)!;
  await page.request.patch(`${house.origin}/api/members/${id}`, { data: { role: "owner" } });
  const { revision, standing } = await administrator.get("/api/provisioning", provisioningView);
  await administrator.put("/api/provisioning", { revision, on: true, makesAt: "at once", madeAs: "invited", standing });
  const team = teamShape.parse(await administrator.post("/api/teams", { name: "Dirección" }));
  await administrator.put(`/api/provisioning/teams/${team.id}`, { makesZoomUsers: true, givesLicence: true });
  await administrator.post("/api/invitations", { lines: EMAIL, role: "admin", teams: [team.id] });
  await expect.poll(inZoom, { timeout: 30_000 }).toBe("invited");

  await page.reload();
  const dialog = page.getByRole("dialog");
  const want = async (what: "change" | "remove") => {
    await page.getByRole("button", { name: es("members.actionsOf", { name }) }).click();
    await page.getByRole("menuitem", { name: es(`members.${what}`), exact: true }).click();
  };
  const question = dialog.getByRole("radiogroup", { name: es("members.takesBack.zoomUser", { email: EMAIL }) });
  await want("remove");
  await dialog.getByText(es("members.takesBack.title", { n: 1 })).waitFor();
  await question.getByRole("radio", { name: es("classrooms.farewellsInvited.unlink") }).waitFor();
  await lookTwice(owner, "owner-removed-takes-back");
  await dialog.getByRole("button", { name: es("common.back"), exact: true }).click();
  await dialog.waitFor({ state: "detached" });

  await want("change");
  await dialog.getByRole("radio", { name: es("common.roles.admin") }).check();
  await question.getByRole("radio", { name: es("classrooms.farewellsInvited.unlink") }).check();
  await lookTwice(owner, "owner-demoted-takes-back");
  await dialog.getByRole("button", { name: es("common.save"), exact: true }).click();
  await page.getByText(es("members.said.changed"), { exact: true }).waitFor();
  expect((await lists()).invitations.map(({ email }) => email)).not.toContain(EMAIL);
  await expect.poll(inZoom, { timeout: 30_000 }).not.toBe("invited");
});
