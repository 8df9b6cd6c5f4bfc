import type { Locator, Page } from "playwright-core";
import pg from "pg";
import { expect, test } from "vitest";
import { z } from "zod";
import { classroomList } from "../../src/classrooms/contract.ts";
import { databaseList } from "../../src/classrooms/databases/contract.ts";
import { provisioningView } from "../../src/classrooms/zoom-users/contract.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";
import { portalOf } from "./support/portal.ts";
import { lookTwice } from "./support/look-twice.ts";

const house = await aHouse({ rooms: 1 });
const t = wordsIn("en");
const es = wordsIn("es");

/** What a person does is counted: the whole of it has to stay short. */
let clicks = 0;
async function press(what: Locator): Promise<void> {
  clicks += 1;
  await what.click();
}
const button = (page: Page | Locator, name: string): Locator => page.getByRole("button", { name, exact: true });

const { rowOf, waitsAndGoesOn, waitsForReader, comesToItsEnd } = portalOf(house);

test("from nothing to a classroom in the portal, its replacement, and back again, in few clicks", async () => {
  const admin = await house.open("/classrooms", "administrator");
  const { page } = admin;
  await page.getByText(t("classrooms.empty.title")).waitFor();
  await look(admin, "classrooms-none");
  await press(page.getByRole("link", { name: t("classrooms.empty.provisioning") }));
  await press(page.getByRole("switch", { name: t("zoomUsers.provisioning.on") }));
  await look(admin, "provisioning-on");
  await press(button(page, t("zoomUsers.provisioning.save")));
  await page.getByText(t("zoomUsers.provisioning.saved"), { exact: true }).waitFor();

  await page.goto("/classrooms/new");
  await page.getByText(t("classrooms.making.fillIn.notYet")).waitFor();
  const email = "aula.posgrado@universidad.example";
  await press(page.getByRole("combobox", { name: t("classrooms.making.key"), exact: true }));
  await page.keyboard.type("posgrado");
  await press(page.getByRole("option", { name: /105/ }));
  await page.getByRole("textbox", { name: t("classrooms.making.email") }).fill(email);
  await page.getByRole("table").first().waitFor();
  await look(admin, "classroom-new-filled");
  await press(button(page, t("classrooms.making.make")));
  await page.waitForURL(/\/runs\//);
  await waitsAndGoesOn(page, email);
  await comesToItsEnd(page);
  await look(admin, "run-done");
  const made = await rowOf("105");
  expect(made).toMatchObject({ name: "Sala de posgrado", code: "POS", classroom: "Sala de posgrado" });
  expect(made.link).toMatch(/^http.*pwd=/);
  expect(clicks).toBeLessThanOrEqual(6);

  clicks = 0;
  await page.goto("/classrooms");
  await press(button(page, t("classrooms.actionsOf", { name: "Sala de posgrado" })));
  await press(page.getByRole("menuitem", { name: t("classrooms.do.replace") }));
  const next = "aula.posgrado2@universidad.example";
  await button(page, t("classrooms.making.otherRow")).click();
  await button(page, t("classrooms.making.formerRow", { name: "Sala de posgrado" })).click();
  await button(page, t("classrooms.making.otherRow")).waitFor();
  await page.getByRole("textbox", { name: t("classrooms.making.name") }).fill("Sala de posgrado 2");
  await page.getByRole("textbox", { name: t("classrooms.making.email") }).fill(next);
  await page.getByRole("table").first().waitFor();
  await look(admin, "classroom-replace-filled");
  await press(button(page, t("classrooms.making.replace")));
  await page.waitForURL(/\/runs\//);
  await expect.poll(() => waitsForReader(page, next)).toBe(1);
  await look(admin, "run-waits");
  await waitsAndGoesOn(page, next);
  await comesToItsEnd(page);
  const wanted = page.getByRole("region", { name: t("classrooms.runPage.wanted.title") });
  await expect.poll(() => wanted.innerText()).toMatch(/Sala de posgrado\n[^]*105[^]*Leave it as it is/);
  await page.getByText(t("runs.did.found_absent")).waitFor();
  await page.getByText(/^Written: .*105/).waitFor();
  await lookTwice(admin, "run-replaced");
  const replaced = await rowOf("105");
  expect(replaced.name).toBe("Sala de posgrado 2");
  expect(replaced.link).not.toBe(made.link);

  await page.goto("/classrooms");
  await button(page, t("classrooms.actionsOf", { name: "Sala de posgrado 2" })).click();
  await page.getByRole("menuitem", { name: t("classrooms.do.run") }).click();
  await page.getByRole("heading", { level: 1, name: t("classrooms.runsPage.titleOf", { name: "Sala de posgrado 2" }) }).waitFor();
  await page.getByText(t("classrooms.runsPage.undo"), { exact: true }).waitFor();
  await lookTwice(admin, "runs-of-classroom");
  await page.getByRole("link", { name: /Replacing a classroom/ }).click();
  await press(button(page, t("classrooms.runPage.undo")));
  const [undone, dialog] = [page.url(), page.getByRole("dialog")];
  await dialog.getByText(/row 105, shows again/).waitFor();
  await dialog.getByText(t("classrooms.runPage.undoing.andNow", { again: t("classrooms.runPage.undoing.columns.name", { value: "Sala de posgrado" }), now: "Sala de posgrado 2" }), { exact: true }).waitFor(); // prettier-ignore
  await dialog.getByText(t("classrooms.runPage.undoing.room")).waitFor();
  await lookTwice(admin, "run-undo");
  await press(dialog.getByRole("button", { name: t("classrooms.runPage.undoYes") }));
  await page.waitForURL((url) => url.href !== undone);
  await comesToItsEnd(page);
  expect(await rowOf("105")).toMatchObject({ name: "Sala de posgrado", link: made.link });
  expect(clicks).toBeLessThanOrEqual(5);
  const { classrooms } = await house.administrator.get("/api/classrooms", classroomList);
  expect(classrooms.find((one) => one.email === email)).toMatchObject({ state: "in use", name: "Sala de posgrado" });
  await Promise.all([page.goto(undone), page.getByRole("link", { name: t("classrooms.runPage.undone.run") }).waitFor()]);
  await lookTwice(admin, "run-taken-back");
});

test("a name that its column can't hold is told beside the name before anything is asked for", async () => {
  const admin = await house.open("/classrooms", "administrator");
  const { page } = admin;
  await button(page, t("classrooms.actionsOf", { name: "Sala de posgrado" })).click();
  await page.getByRole("menuitem", { name: t("classrooms.do.name") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: t("classrooms.changing.name") }).fill("Sala ".padEnd(110, "x"));
  await dialog.getByText(/nombre.*100/).waitFor();
  await look(admin, "classroom-name-too-long");
  await dialog.getByRole("button", { name: t("common.close") }).click();
});

test("the Zoom user of a former classroom, left as it was, is let go of later", async () => {
  const admin = await house.open("/classrooms", "administrator");
  const { page } = admin;
  await page.getByRole("checkbox", { name: t("classrooms.withFormer") }).check();
  await look(admin, "classrooms-former");
  await button(page, t("classrooms.actionsOf", { name: "Sala de posgrado 2" })).click();
  await page.getByRole("menuitem", { name: t("classrooms.do.former") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: t("classrooms.farewells.take_the_licence") }).check();
  await look(admin, "classroom-former-user");
  await dialog.getByRole("button", { name: t("classrooms.changing.formerDo") }).click();
  await page.waitForURL(/\/runs\//);
  await comesToItsEnd(page);
  await look(admin, "run-former-user");
});

test("a new passcode is asked for after its rows were shown, and link and passcode are in sight only when asked for", async () => {
  const admin = await house.open("/classrooms", "administrator");
  const { page } = admin;
  await button(page, t("classrooms.showOf", { name: "Sala de posgrado" })).click();
  await look(admin, "classrooms");
  await button(page, t("classrooms.actionsOf", { name: "Sala de posgrado" })).click();
  await page.getByRole("menuitem", { name: t("classrooms.do.passcode") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/105/).first().waitFor();
  await look(admin, "classroom-passcode");
  await dialog.getByRole("button", { name: t("classrooms.changing.change") }).click();
  await page.waitForURL(/\/runs\//);
  await comesToItsEnd(page);
});

test("Zoom users of a list are judged line by line before they are asked for", async () => {
  const admin = await house.open("/zoom-users", "administrator");
  const { page } = admin;
  await button(page, t("zoomUsers.many")).click();
  await page
    .getByRole("textbox", { name: t("zoomUsers.making.lines") })
    .fill("ana.nueva@universidad.example,Ana Nueva,yes\nnobody\nana.nueva@universidad.example");
  await page.getByText(t("refusals.twice_in_list")).first().waitFor();
  await page.getByText(t("zoomUsers.making.licences", { n: 1 })).waitFor();
  await look(admin, "zoom-users-many");
  await button(page, t("zoomUsers.making.send", { n: 1 })).click();
  await page.waitForURL(/\/runs\?batch=/);
  await page.getByRole("heading", { level: 1, name: t("classrooms.batch.usersTitle") }).waitFor();
  await look(admin, "batch");
  await page.goto("/zoom-users");
  await page.getByRole("row").filter({ hasText: "ana.nueva@universidad.example" }).waitFor(); // who holds a licence is named in a list that is folded away, too
  await button(page, t("zoomUsers.seats.show")).click();
  await look(admin, "zoom-users");
  expect(
    (await house.administrator.get("/api/zoom-users", z.object({ people: z.array(z.object({ email: z.string() })) }))).people.map((one) => one.email),
  ).toContain("ana.nueva@universidad.example");
});

const actionOf = async (page: Page, name: string, what: string, words = t): Promise<Locator> => {
  await button(page, words("classrooms.actionsOf", { name })).click();
  await page.getByRole("menuitem", { name: what }).click();
  return page.getByRole("dialog");
};

test("a mapping that was never tried is looked at by itself", async () => {
  const admin = await house.open("/external-databases", "administrator");
  await admin.page.getByText(t("external.found.columns_there")).first().waitFor();
  await lookTwice(admin, "external-databases-found");
});

test("a classroom is called otherwise in the portal too, a difference leads to where it is settled, and retiring says what becomes of sessions", async () => {
  const admin = await house.open("/classrooms", "administrator");
  const { page } = admin;
  const dialog = await actionOf(page, "Sala de posgrado", t("classrooms.do.name"));
  await dialog.getByRole("textbox", { name: t("classrooms.changing.name"), exact: true }).fill("Sala de doctorado");
  await dialog.getByRole("table").first().waitFor();
  await lookTwice(admin, "classroom-name");
  await dialog.getByRole("button", { name: t("classrooms.changing.rename") }).click();
  await page.waitForURL(/\/runs\//);
  await comesToItsEnd(page);
  expect(await rowOf("105")).toMatchObject({ name: "Sala de doctorado", code: "POS" });

  const { databases } = await house.administrator.get("/api/external-databases", databaseList);
  const { host, port, database, userName } = databases[0]!;
  const behind = new pg.Client({ host, port, database, user: userName, password: "not asked for" });
  await behind.connect();
  await behind.query("update negocio.sga_espacios set nombre = 'Depósito' where espacio = 105");
  await behind.end();
  await house.administrator.post("/api/drifts/compare");
  await house.moveClock({ minutes: 5 });
  await page.goto("/classrooms");
  await page.getByRole("link", { name: t("classrooms.apart", { n: 1 }) }).waitFor();
  await lookTwice(admin, "classrooms-apart");
  await page.getByRole("link", { name: t("classrooms.apart", { n: 1 }) }).click();
  await page.waitForURL(/\/classrooms\/differences/);

  await page.goto("/classrooms");
  const retiring = await actionOf(page, "Sala de doctorado", t("classrooms.do.retire"));
  await retiring.getByText(t("classrooms.changing.noSessions")).waitFor();
  await retiring.getByText(t("classrooms.farewellsRoom.turnedOff")).waitFor();
  await lookTwice(admin, "classroom-retire");
  const deactivate = (dialog: Locator) => dialog.getByRole("radio", { name: t("classrooms.farewells.deactivate") });
  await deactivate(retiring).check();

  // What can't be done with its Zoom user can't be chosen, and says why.
  const { revision, makesAt, madeAs, standing } = await house.administrator.get("/api/provisioning", provisioningView);
  await house.administrator.put("/api/provisioning", { revision, on: false, makesAt, madeAs, standing });
  await page.goto("/classrooms");
  const hindered = await actionOf(page, "Sala de doctorado", t("classrooms.do.retire"));
  await hindered.getByText(t("refusals.provisioning_off")).first().waitFor();
  expect(await deactivate(hindered).isDisabled()).toBe(true);
  expect(await hindered.getByText(t("refusals.provisioning_off")).count()).toBe(3); // all but nothing
  await lookTwice(admin, "classroom-retire-hindered");
  await house.administrator.put("/api/provisioning", { revision: revision + 1, on: true, makesAt, madeAs, standing });
});

test("where the database is gone for good, what is true of each side is said before it goes on without the row", async () => {
  const owner = await house.open("/classrooms", "owner"); // who reads Spanish
  const { page } = owner;
  const { databases } = await house.administrator.get("/api/external-databases", databaseList);
  const { id, tables: _, trouble: __, ...fields } = databases[0]!;
  await house.administrator.put(`/api/external-databases/${id}`, { ...fields, port: 1, password: "gone", confirmed: true });
  const dialog = await actionOf(page, "Sala de doctorado", es("classrooms.do.passcode"), es);
  await dialog.getByRole("button", { name: es("classrooms.changing.change") }).click();
  await page.waitForURL(/\/runs\//);
  for (const _row of ["link", "passcode"]) {
    await house.moveClock({ minutes: 65 }); // before that it may only be away
    await button(page, es("classrooms.runPage.letGo")).click();
    await page.getByRole("dialog").getByText(es("classrooms.runPage.letGoZoomNext")).waitFor();
    await lookTwice(owner, "run-let-go");
    await button(page.getByRole("dialog"), es("classrooms.runPage.letGoYes")).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  }
  await comesToItsEnd(page, es);
  await lookTwice(owner, "run-let-go-done");
});
