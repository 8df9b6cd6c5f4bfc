import type { Locator, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { databaseList, type TableView } from "../../src/classrooms/databases/contract.ts";
import { aMailLine } from "../support/mail-line.ts";
import { aMailServer } from "../support/mail-server.ts";
import { aHouse, wordsIn } from "./support/house.ts";
import { lookTwice } from "./support/look-twice.ts";

const house = await aHouse({ rooms: 1 });
const t = wordsIn("en");
const es = wordsIn("es");
const MAILBOX = "aula.posgrado@universidad.example";

/** In a row of the table that is answered, which is the so-manieth of its database, from 0. */
async function aPublishedClassroom(): Promise<{ table: TableView; at: number }> {
  const { databases } = await house.administrator.get("/api/external-databases", databaseList);
  const table = databases[0]!.tables.find(({ linkColumn }) => linkColumn !== null)!;
  const names = { name: "Sala de posgrado", code: "POS", firstName: "Sala", lastName: "", email: MAILBOX };
  const how = { licence: false, standing: "personal meeting", link: { tableId: table.id, key: "105" }, passcode: null, replaces: null, farewell: "nothing", seen: null };
  await house.administrator.post("/api/classrooms", { id: "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e71", ...names, ...how });
  return { table, at: databases[0]!.tables.indexOf(table) };
} // prettier-ignore

const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

test("a column in which a classroom is published is given up only after a question", async () => {
  const { table, at } = await aPublishedClassroom();
  const admin = await house.open("/external-databases", "owner");
  const { page } = admin;
  admin.expectError(/409 \(Conflict\)/);
  await button(page, es("external.change"))
    .nth(at + 1)
    .click();
  const link = page.getByRole("combobox", { name: es("external.link"), exact: true });
  await link.fill("");
  await button(page, es("external.save")).click();
  const question = page.getByText(es("refusals.external_columns_left", { n: 1, columns: table.linkColumn! }));
  await question.waitFor();
  await lookTwice(admin, "columns-left");
  await link.fill("edificio");
  await question.waitFor({ state: "detached" });
  await link.fill("");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: es("external.elsewhereYes"), exact: true })
    .click();
  await page.getByText(es("external.saved"), { exact: true }).waitFor();
  const { databases } = await house.administrator.get("/api/external-databases", databaseList);
  expect(databases[0]!.tables.find(({ id }) => id === table.id)!.linkColumn).toBeNull();
});

test("a database in which a classroom is published goes elsewhere only after a question", async () => {
  const { databases } = await house.administrator.get("/api/external-databases", databaseList);
  const admin = await house.open("/external-databases", "administrator");
  const { page } = admin;
  admin.expectError(/409 \(Conflict\)/);
  await button(page, t("external.change")).first().click();
  await page.getByRole("textbox", { name: t("external.user"), exact: true }).fill("another");
  await button(page, t("external.save")).click();
  await page.getByText(t("refusals.external_elsewhere", { n: 1 })).waitFor();
  await lookTwice(admin, "database-elsewhere");
  // What is typed then is another question.
  await page.getByRole("textbox", { name: t("external.user"), exact: true }).fill("nobody");
  await page.getByText(t("refusals.external_elsewhere", { n: 1 })).waitFor({ state: "detached" });
  await button(page, t("external.save")).click();
  await page.getByText(t("refusals.external_elsewhere", { n: 1 })).waitFor();
  expect((await house.administrator.get("/api/external-databases", databaseList)).databases[0]!.userName).toBe(databases[0]!.userName);
  await button(page, t("external.elsewhereYes")).click();
  await page.getByText(t("external.saved"), { exact: true }).waitFor();
  expect((await house.administrator.get("/api/external-databases", databaseList)).databases[0]!.userName).toBe("nobody");
}); // prettier-ignore

test("a mailbox says when it is looked in, and what its server makes of deleting", async () => {
  const server = await aMailServer({ [MAILBOX]: "llave" });
  const line = await aMailLine(server, ["UIDPLUS", "MOVE"]);
  onTestFinished(async () => {
    await line.stop();
    await server.stop();
  });
  const owner = await house.open("/mailboxes", "owner");
  const { page } = owner;
  await button(page, es("mailboxes.attach")).click();
  const box = (name: string): Locator => page.getByRole("textbox", { name });
  await box(es("mailboxes.email")).fill(MAILBOX);
  await page.getByRole("combobox", { name: es("mailboxes.tls.name") }).click();
  await page.getByRole("option", { name: es("mailboxes.tls.none") }).click();
  await box(es("mailboxes.host")).fill("127.0.0.1");
  await box(es("mailboxes.port")).fill(String(line.port));
  await box(es("mailboxes.userName")).fill(MAILBOX);
  await page.getByLabel(es("mailboxes.password")).first().fill("llave");
  await page.getByRole("combobox", { name: es("mailboxes.afterwards.name") }).click();
  await page.getByRole("option", { name: es("mailboxes.afterwards.delete") }).click();
  await button(page, es("mailboxes.tryIt")).click();
  await page.getByText(es("mailboxes.deletes.onlyMarked")).waitFor();
  await lookTwice(owner, "mailbox-tried");
  await button(page, es("mailboxes.save")).click();
  await page.getByText(es("mailboxes.attached"), { exact: true }).waitFor();
  await lookTwice(owner, "mailboxes");
});
