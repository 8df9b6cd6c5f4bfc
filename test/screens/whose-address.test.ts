import { expect, test } from "vitest";
import { aHouse, wordsIn } from "./support/house.ts";
import { lookTwice } from "./support/look-twice.ts";

const house = await aHouse({ rooms: 1 });
const t = wordsIn("en");
const es = wordsIn("es");

test("whose address a classroom can't have, and whose password stays, is told while it is typed; and that it is no room without a licence", async () => {
  const [sso, administrators] = ["sala.vitoria@universidad.example", "sala.decanato@universidad.example"];
  const admin = await house.open("/classrooms/new", "administrator");
  const { page } = admin;
  const main = page.getByRole("main");
  await page.getByRole("combobox", { name: t("classrooms.making.row"), exact: true }).click();
  await page.getByRole("option", { name: t("classrooms.making.tableNone") }).click();
  await page.getByRole("textbox", { name: t("classrooms.making.name"), exact: true }).fill("Aula 7");
  await page.getByRole("textbox", { name: t("classrooms.making.email") }).fill(sso);
  await main.getByText(t("classrooms.making.address.user_by_other_ways", { email: sso })).waitFor();
  await lookTwice(admin, "address-sso");
  await page.getByRole("textbox", { name: t("classrooms.making.email") }).fill(administrators);
  await main.getByText(t("classrooms.making.address.administrator", { email: administrators })).first().waitFor();
  expect(await page.getByRole("checkbox").count()).toBe(0);
  await lookTwice(admin, "address-administrator");

  const owner = await house.open("/classrooms/new", "owner");
  const its = owner.page;
  await its.getByRole("combobox", { name: es("classrooms.making.row"), exact: true }).click();
  await its.getByRole("option", { name: es("classrooms.making.tableNone") }).click();
  await its.getByRole("textbox", { name: es("classrooms.making.name"), exact: true }).fill("Aula 7");
  await its.getByRole("textbox", { name: es("classrooms.making.email") }).fill("aula.7@universidad.example");
  await its.getByRole("button", { name: es("classrooms.making.more"), exact: true }).click();
  await its.getByRole("switch", { name: es("classrooms.making.licence") }).click();
  await its.getByText(es("classrooms.making.noRoom")).waitFor();
  await lookTwice(owner, "classroom-without-licence");
}); // prettier-ignore
