import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { databaseList } from "../../src/classrooms/databases/contract.ts";
import { aHouse, wordsIn } from "./support/house.ts";
import { lookTwice } from "./support/look-twice.ts";

/* An institution whose classrooms are published in more than one table, with the passcodes in another. */
const house = await aHouse({ rooms: 1 });
const t = wordsIn("en");
const es = wordsIn("es");

const PORTAL = "Aulas de la Escuela de Posgrado y Formación Permanente de la sede de la costa";
const KEYS = "Contraseñas del portal";

async function mapped(): Promise<void> {
  const { databases } = await house.administrator.get("/api/external-databases", databaseList);
  const { id: _, revision: __, called: ___, tried: ____, triedAt: _____, classrooms: ______, ...first } = databases[0]!.tables.find(({ linkColumn }) => linkColumn !== null)!;
  await house.administrator.post("/api/external-tables", { ...first, id: randomUUID(), name: PORTAL });
} // prettier-ignore

const field = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
async function choose(page: Page, name: string, option: string | RegExp): Promise<void> {
  await field(page, name).click();
  await page.getByRole("option", { name: option }).click();
}

test("where it is published is asked, and the row of its passcode is proposed whichever is chosen first; the chosen row stays when it is pressed again", async () => {
  await mapped();
  const screen = await house.open("/classrooms/new", "administrator");
  const { page } = screen;
  await page.getByRole("textbox", { name: t("classrooms.making.name"), exact: true }).fill("Sala 1");
  await page.getByRole("textbox", { name: t("classrooms.making.email") }).fill("sala.1.posgrado@universidad.example");
  expect(await field(page, t("classrooms.making.row")).inputValue()).toBe("");
  await page.getByText(t("classrooms.making.fillIn.tableNeeded")).waitFor();
  await lookTwice(screen, "portals-asked");

  const passcode = field(page, t("classrooms.making.passcodeKey"));
  await choose(page, t("classrooms.making.row"), PORTAL);
  expect(await field(page, t("classrooms.making.passcodeTable")).inputValue()).toBe(KEYS); // the only one of that database
  await choose(page, t("classrooms.making.key"), /105/);
  await expect.poll(() => passcode.inputValue()).toMatch(/POS/);
  await choose(page, t("classrooms.making.passcodeTable"), t("classrooms.making.passcodeTableNone"));
  await choose(page, t("classrooms.making.passcodeTable"), KEYS);
  await expect.poll(() => passcode.inputValue()).toMatch(/POS/);
  await choose(page, t("classrooms.making.key"), /106/);
  await expect.poll(() => passcode.inputValue()).toMatch(/AUD/);
  await choose(page, t("classrooms.making.key"), /106/);
  await choose(page, t("classrooms.making.passcodeKey"), /AUD/);
  expect([await field(page, t("classrooms.making.key")).inputValue(), await passcode.inputValue()]).toEqual([expect.stringMatching(/106/), expect.stringMatching(/AUD/)]);
  await page.getByRole("region", { name: t("classrooms.making.happens") }).getByText(/106/).first().waitFor();
  await lookTwice(screen, "portals-chosen");
  await choose(page, t("classrooms.making.passcodeKey"), /LID/);
  await choose(page, t("classrooms.making.key"), /105/);
  await page.getByRole("region", { name: t("classrooms.making.happens") }).getByText(/105/).first().waitFor();
  expect(await passcode.inputValue()).toMatch(/LID/); // chosen by hand

  const many = await house.open("/classrooms/many", "owner");
  await many.page.getByRole("heading", { level: 1 }).waitFor();
  expect(await field(many.page, es("classrooms.manyAtOnce.linkTable")).inputValue()).toBe("");
  await lookTwice(many, "portals-many");
}, 120_000); // prettier-ignore

test("what is typed over a row that was chosen takes it back, and Enter never means the row before", async () => {
  const { page } = await house.open("/classrooms/new", "administrator");
  await page.getByRole("textbox", { name: t("classrooms.making.name"), exact: true }).fill("Sala 2");
  await page.getByRole("textbox", { name: t("classrooms.making.email") }).fill("sala.2.posgrado@universidad.example");
  const [row, happens] = [field(page, t("classrooms.making.key")), page.getByRole("region", { name: t("classrooms.making.happens") })];
  await choose(page, t("classrooms.making.row"), PORTAL);
  await choose(page, t("classrooms.making.key"), /105/);
  await happens.getByText(/105/).first().waitFor();
  await row.press("Control+A");
  await row.pressSequentially("nadie-existe");
  await page.getByRole("listbox").getByText(t("classrooms.making.keyNothing")).waitFor();
  await page.keyboard.press("Enter");
  await happens.getByText(/105/).first().waitFor({ state: "detached" });
  expect([await row.inputValue(), new URL(page.url()).pathname]).toEqual(["nadie-existe", "/classrooms/new"]);
  await row.press("Control+A");
  await row.pressSequentially("101");
  await page.getByRole("option", { name: /^101/ }).waitFor();
  await page.keyboard.press("Enter"); // the one whose key that is
  await happens.getByText(/101/).first().waitFor();
  expect([await row.inputValue(), new URL(page.url()).pathname]).toEqual([expect.stringMatching(/^101 · /), "/classrooms/new"]);
}, 60_000);

test("a table is mapped in the database that is named, and what is wrong with it is said beside it once it is saved", async () => {
  const { databases } = await house.administrator.get("/api/external-databases", databaseList);
  const [first] = databases[0]!.tables;
  for (const [who, words, name] of [["administrator", t, "Claves de otro portal"], ["owner", es, "Aulas de otro portal de la sede de la costa"]] as const) {
    const screen = await house.open("/external-databases", who);
    const { page } = screen;
    await page.getByRole("button", { name: words("external.map"), exact: true }).click();
    const dialog = page.getByRole("dialog", { name: words("external.mapTitle", { database: databases[0]!.name }) });
    const type = (field: string, text: string) => dialog.getByRole("textbox", { name: field, exact: true }).fill(text);
    await type(words("external.name"), name);
    for (const [field, text] of [["schema", first!.schema], ["table", "no_such_table"], ["key", "clave"], ["link", "enlace"]] as const) await dialog.getByLabel(new RegExp(`^${words(`external.${field}`)}( \\*)?$`)).first().fill(text);
    await page.keyboard.press("Tab"); // the list of columns is in the way
    await dialog.getByRole("button", { name: words("external.save"), exact: true }).click();
    const its = page.getByRole("region", { name, exact: true });
    await its.getByRole("alert").getByText(words("external.found.table_missing", { schema: first!.schema, table: "no_such_table" })).waitFor({ timeout: 60_000 }); // the portal may have to start first
    expect(await its.evaluate((card) => card.getBoundingClientRect().top < innerHeight)).toBe(true);
    await lookTwice(screen, `mapping-faulty-${who}`);
    await its.getByRole("button", { name: words("external.remove") }).click();
    await page.getByRole("dialog").getByRole("button", { name: words("external.removeYes"), exact: true }).click();
    await its.waitFor({ state: "detached" });
  }
}, 180_000); // prettier-ignore
