import { expect, test } from "vitest";
import { aHouse, wordsIn } from "./support/house.ts";
import { lookTwice } from "./support/look-twice.ts";

const house = await aHouse({ rooms: 1 });
const t = wordsIn("en");
const es = wordsIn("es");

const FORMS = [
  { path: "/external-databases", as: "owner", words: es, open: "external.add", port: "external.port", save: "external.save" },
  { path: "/mailboxes", as: "administrator", words: t, open: "mailboxes.attach", port: "mailboxes.port", save: "mailboxes.save" },
] as const;

test.each(FORMS)(
  "a port that there is none of stays as it was typed, and is refused beside its field: $path",
  async ({ path, as, words, open, port, save }) => {
    const admin = await house.open(path, as);
    const { page } = admin;
    admin.expectError(/422/);
    await page
      .getByRole("button", { name: words(open) })
      .first()
      .click();
    const [dialog, field] = [page.getByRole("dialog"), page.getByRole("textbox", { name: words(port) })];
    await field.fill("99999");
    await field.blur();
    await dialog.getByRole("button", { name: words(save), exact: true }).click();
    await dialog.getByText(/65[,.]?535/).waitFor();
    expect(await field.inputValue()).toBe("99999");
    await lookTwice(admin, `${path.slice(1)}-port`);
  },
);

test("while its database does not answer, no row is said not to be there", async () => {
  const admin = await house.open("/classrooms", "administrator");
  const { page } = admin;
  const answer = { rows: [], more: false, trouble: "nobody_there" };
  await page.route(/\/external-tables\/[^/]+\/rows/, (route) => route.fulfill({ json: answer }));
  await page.goto("/classrooms/new");
  await page.getByRole("combobox", { name: t("classrooms.making.key"), exact: true }).click();
  await page.keyboard.type("posgrado");
  await page.getByText(t("external.found.nobody_there")).first().waitFor();
  expect(await page.getByText(t("classrooms.making.keyNothing")).count()).toBe(0);
  await lookTwice(admin, "row-choice-away");
});
