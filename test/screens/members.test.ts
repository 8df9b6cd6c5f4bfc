import { expect, test } from "vitest";
import { z } from "zod";
import type { Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn, type Words } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });

const PASSWORD = "Nadie-Lo-Sabe-74";

/** The administrator reads English, the owner Spanish. */
test.for([
  { language: "en", who: "administrator", email: "eva@people.example", on: "desktop", colours: "light" },
  { language: "es", who: "owner", email: "zofia@people.example", on: "phone", colours: "dark" },
] as const)("whoever is invited finds the mail, becomes a member and asks for a session, in $language", async ({ language, who, email, on, colours }) => {
  const t = wordsIn(language);
  const admin = await house.open("/members", who, { on, in: colours });
  await look(admin, `members-${language}`);
  await invites(admin, t, email);
  const link = await mailedLink(admin, email);
  const newcomer = await house.open(link, null, { language, on, in: colours });
  await becomesMember(newcomer, t, language);
  await asksForASession(newcomer, t);
  const again = await house.open(link, null, { language, on, in: colours });
  await again.page.getByRole("heading", { level: 1, name: t("arriving.invited.used") }).waitFor();
  await look(again, `invitation-used-${language}`);
});

async function invites(screen: Screen, t: Words, email: string): Promise<void> {
  const { page } = screen;
  await page.getByRole("button", { name: t("members.invite") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: t("members.inviting.lines") }).fill(`Eva Nueva <${email}>\nnobody at all\nmarta.rivas@universidad.example`);
  await dialog.getByText(t("refusals.line_without_email")).waitFor();
  await dialog.getByText(t("refusals.already_member")).waitFor();
  await look(screen, `members-inviting-${t("common.header.language")}`);
  await dialog.getByRole("button", { name: t("members.inviting.send", { n: 1 }) }).click();
  await dialog
    .getByRole("alert")
    .filter({ hasText: t("members.inviting.left", { invited: 1, n: 2 }) })
    .waitFor();
  expect(await dialog.getByRole("textbox", { name: t("members.inviting.lines") }).inputValue()).toBe("nobody at all\nmarta.rivas@universidad.example");
  await dialog.getByRole("button", { name: t("common.back") }).click();
  await page.getByRole("row").filter({ hasText: email }).getByText(t("members.states.invited"), { exact: true }).waitFor();
}

async function mailedLink({ page }: Screen, email: string): Promise<string> {
  await expect.poll(async () => (await house.administrator.get(`/api/mailbox?to=${email}`, z.object({ mails: z.array(z.unknown()) }))).mails.length).toBe(1);
  await page.goto(`/mailbox?to=${email}`);
  await page
    .getByRole("main")
    .getByRole("button", { name: /Universi/ })
    .first()
    .click();
  const button = page
    .frameLocator("iframe")
    .getByRole("link", { name: new RegExp(`${wordsIn("en")("letters.invitation.button")}|${wordsIn("es")("letters.invitation.button")}`) });
  return (await button.getAttribute("href")) ?? "";
}

async function becomesMember(screen: Screen, t: Words, language: "en" | "es"): Promise<void> {
  const { page } = screen;
  const name = page.getByLabel(t("arriving.name"));
  await name.waitFor();
  expect(await name.inputValue()).toBe("Eva Nueva");
  await page.getByRole("button", { name: t("arriving.invited.button") }).click();
  await page.getByText(t("arriving.missing")).waitFor();
  await page.getByRole("textbox", { name: t("arriving.password") }).fill("short");
  await page.getByRole("button", { name: t("arriving.invited.button") }).click();
  await page.getByText(t("arriving.tooShort", { min: 10 })).waitFor();
  await look(screen, `invitation-${language}`);
  await page.getByRole("textbox", { name: t("arriving.password") }).fill(PASSWORD);
  await page.getByRole("button", { name: t("arriving.invited.button") }).click();
  await page.getByRole("heading", { level: 1, name: t("sessions.title") }).waitFor();
}

async function asksForASession({ page }: Screen, t: Words): Promise<void> {
  await page
    .getByRole("main")
    .getByRole("link", { name: t("sessions.ask") })
    .first()
    .click();
  await page.getByLabel(t("ask.name")).fill("Thesis defence");
  await page.getByRole("button", { name: t("ask.submit") }).click();
  await page.getByRole("heading", { level: 1, name: "Thesis defence" }).waitFor();
}

test("an administrator gives teams, sees what removing somebody means, and gives the sessions to somebody else", async () => {
  const t = wordsIn("en");
  await house.organizer.ask({ start: "2027-03-04T10:00", title: "Galaxies" });
  const owner = await house.open("/members?tab=teams", "administrator");
  const { page } = owner;
  await page.getByRole("button", { name: t("members.team.make") }).click();
  await page.getByRole("dialog").getByLabel(t("members.team.name")).fill("Faculty of Physics");
  await page
    .getByRole("dialog")
    .getByRole("combobox", { name: t("members.team.who") })
    .fill("Oscar");
  await page.getByRole("option", { name: /Oscar Beltrán/ }).click();
  await page.keyboard.press("Escape");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("common.save") })
    .click();
  await page.getByRole("heading", { name: "Faculty of Physics" }).waitFor();
  await page.getByText(t("members.team.members", { n: 1 })).waitFor();
  await look(owner, "members-teams");
  await page.getByRole("tab", { name: t("members.tabs.people") }).click();
  await page.getByLabel(t("members.search")).fill("physics");
  await page.getByRole("button", { name: t("members.actionsOf", { name: "Oscar Beltrán" }) }).click();
  await owner.check();
  await page.getByRole("menuitem", { name: t("members.change") }).click();
  await page.getByRole("dialog").getByText(t("refusals.owners_only")).first().waitFor();
  await look(owner, "members-changing");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("common.back") })
    .click();
  await page.getByRole("button", { name: t("members.actionsOf", { name: "Oscar Beltrán" }) }).click();
  await page.getByRole("menuitem", { name: t("members.remove") }).click();
  await page
    .getByRole("dialog")
    .getByText(/Galaxies/)
    .waitFor();
  await page
    .getByRole("dialog")
    .getByRole("radio", { name: t("members.removing.to") })
    .check();
  await page
    .getByRole("dialog")
    .getByRole("combobox", { name: t("members.removing.choose") })
    .fill("Tom");
  await page.getByRole("option", { name: /Tom Whitfield/ }).click();
  await look(owner, "members-removing");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("members.removing.button") })
    .click();
  await page.getByText(t("members.none")).waitFor();
  await page.getByLabel(t("members.search")).fill("");
  await page.getByLabel(t("members.showLeft")).check();
  await page.getByRole("row").filter({ hasText: "Oscar" }).getByText(t("members.states.left"), { exact: true }).waitFor();
  const gone = await house.open("/", "organizer", { expecting: /403 .*\/api\/me/ });
  await gone.page.getByRole("heading", { level: 1, name: t("arriving.none.title") }).waitFor();
  await look(gone, "no-institution");
});

test.for(["en", "es"] as const)("addresses that lead nowhere say so in %s", async (language) => {
  const t = wordsIn(language);
  const screen = await house.open("/invitations/nobody-has-this-token", null, { language, expecting: /40[14]/ });
  await screen.page.getByRole("heading", { level: 1, name: t("arriving.invited.unknown") }).waitFor();
  await look(screen, `invitation-unknown-${language}`);
  await screen.page.goto("/begin/nobody-has-this-token");
  await screen.page.getByRole("heading", { level: 1, name: t("arriving.begin.unknown") }).waitFor();
  await look(screen, `begin-unknown-${language}`);
});
