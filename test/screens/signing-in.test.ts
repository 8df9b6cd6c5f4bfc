import { TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { PASSWORD } from "../../src/example/programme.ts";
import type { Language } from "../../src/people/contract.ts";
import type { Look, Screen } from "../support/browser.ts";
import { openNameServer } from "../support/name-server.ts";
import { openProvider } from "../support/open-provider.ts";
import { aHouse, look, wordsIn, type Words } from "./support/house.ts";

const names = await openNameServer();
afterAll(names.stop);
const house = await aHouse({ rooms: 1, settings: { BEDEL_DNS: names.address } });

/** Nobody has signed in yet, or what was typed is refused. */
const REFUSED = /40[139] .*\/api\/|4(10|22) .*\/api\/|status of 4(01|03|09|10|22)/;

type Who = { language: Language; name: string; email: string; how: Look };
const PEOPLE: Who[] = [
  { language: "en", name: "Agnieszka Nowak", email: "agnieszka.nowak@universidad.example", how: {} },
  { language: "es", name: "Lucía Fernández", email: "lucia.fernandez@universidad.example", how: { on: "phone", in: "dark" } },
];

const door = (who: Who): Promise<Screen> => house.open("/sign-in", null, { ...who.how, language: who.language, expecting: REFUSED });

async function types(page: Page, t: Words, email: string, password: string): Promise<void> {
  await page.getByLabel(t("signIn.email")).fill(email);
  await page.getByRole("textbox", { name: t("signIn.password") }).fill(password);
  await page.getByRole("button", { name: t("signIn.button"), exact: true }).click();
}

const isIn = (page: Page, t: Words): Promise<void> => page.getByRole("heading", { level: 1, name: t("sessions.title") }).waitFor();

/** The address behind the button of the latest mail of that subject. */
async function mailed({ page }: Screen, t: Words, email: string, kind: "magic_link" | "forgotten_password"): Promise<string> {
  await page.goto(`/mailbox?to=${email}`);
  await page
    .getByRole("button", { name: t(`letters.${kind}.subject`) })
    .first()
    .click();
  const button = page.frameLocator("iframe").getByRole("link", { name: t(`letters.${kind}.button`) });
  return (await button.getAttribute("href")) ?? "";
}

const typedKey = async (page: Page): Promise<string> => (await page.getByRole("dialog").locator("code").first().innerText()).replaceAll(" ", "");

test.for(PEOPLE)("in $language: in by a mailed link, the second step set up, used, and turned off", async (who) => {
  const t = wordsIn(who.language);
  const screen = await door(who);
  const { page } = screen;
  await page.getByLabel(t("signIn.email")).fill(who.email);
  await page.getByRole("button", { name: t("signIn.mailLink") }).click();
  await page.getByText(t("signIn.mailedLink", { email: who.email })).waitFor();
  await look(screen, `sign-in-mailed-${who.language}`);
  const address = await mailed(screen, t, who.email, "magic_link");
  await page.goto(address);
  await look(screen, `sign-in-link-${who.language}`);
  await page.getByRole("button", { name: t("signIn.button") }).click();
  await isIn(page, t);

  await page.getByRole("button", { name: t("common.header.account", { name: who.name }) }).click();
  await page.getByRole("menuitem", { name: t("common.header.ownAccount") }).click();
  await look(screen, `account-${who.language}`);
  await page.getByRole("button", { name: t("account.twoFactor.setUp") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: t("account.current") }).fill(PASSWORD);
  await dialog.getByRole("button", { name: t("account.twoFactor.go") }).click();
  await page.getByAltText(t("account.twoFactor.qr")).waitFor();
  await look(screen, `two-factor-scan-${who.language}`);
  const totp = new TOTP({ secret: await typedKey(page) });
  await dialog.getByLabel(t("account.twoFactor.code")).fill("000000");
  await dialog.getByRole("button", { name: t("account.twoFactor.confirm") }).click();
  await dialog.getByText(t("refusals.wrong_code")).waitFor();
  await dialog.getByLabel(t("account.twoFactor.code")).fill(totp.generate());
  await dialog.getByRole("button", { name: t("account.twoFactor.confirm") }).click();
  await dialog.getByText(t("account.twoFactor.codesText")).waitFor();
  await look(screen, `two-factor-codes-${who.language}`);
  const backupCode = await dialog.locator("pre").first().innerText();
  await dialog.getByRole("button", { name: t("account.twoFactor.done") }).click();

  await page.goto(address);
  await page.getByRole("button", { name: t("signIn.button") }).click();
  await page.getByText(t("signIn.link.dead")).waitFor();
  await look(screen, `sign-in-link-dead-${who.language}`);
  const elsewhere = await door(who);
  await types(elsewhere.page, t, who.email, PASSWORD);
  await elsewhere.page.getByLabel(t("signIn.second.code")).fill("000000");
  await elsewhere.page.getByRole("button", { name: t("signIn.second.button") }).click();
  await elsewhere.page.getByText(t("refusals.wrong_code")).waitFor();
  await look(elsewhere, `second-step-${who.language}`);
  await elsewhere.page.getByRole("button", { name: t("signIn.second.useBackup") }).click();
  await elsewhere.page.getByLabel(t("signIn.second.backupCode")).fill(backupCode);
  await elsewhere.page.getByLabel(t("signIn.second.trust")).check();
  await elsewhere.page.getByRole("button", { name: t("signIn.second.button") }).click();
  await isIn(elsewhere.page, t);

  await elsewhere.page.goto("/account");
  await elsewhere.page.getByRole("button", { name: t("account.twoFactor.turnOff") }).click();
  await elsewhere.page
    .getByRole("dialog")
    .getByRole("textbox", { name: t("account.current") })
    .fill(PASSWORD);
  await elsewhere.page
    .getByRole("dialog")
    .getByRole("button", { name: t("account.twoFactor.turnOff") })
    .click();
  await elsewhere.page.getByRole("button", { name: t("account.twoFactor.setUp") }).waitFor();
});

test.for(PEOPLE)("in $language: a forgotten password is chosen anew, and one sign-in ends another", async (who) => {
  const t = wordsIn(who.language);
  const [screen, other] = [await door(who), await door(who)];
  const { page } = screen;
  await types(other.page, t, who.email, PASSWORD);
  await isIn(other.page, t);
  await page.getByRole("button", { name: t("signIn.forgotten") }).click();
  await page.getByText(t("signIn.missing")).first().waitFor();
  await page.getByLabel(t("signIn.email")).fill(who.email);
  await page.getByRole("button", { name: t("signIn.forgotten") }).click();
  await page.getByText(t("signIn.mailedPassword", { email: who.email })).waitFor();
  await page.goto(await mailed(screen, t, who.email, "forgotten_password"));
  await page.getByRole("textbox", { name: t("signIn.reset.password") }).fill("short");
  await page.getByRole("button", { name: t("signIn.reset.button") }).click();
  await page.getByText(t("refusals.too_short")).waitFor();
  await look(screen, `reset-password-${who.language}`);
  const chosen = `${PASSWORD} ${who.language}`;
  await page.getByRole("textbox", { name: t("signIn.reset.password") }).fill(chosen);
  await page.getByRole("button", { name: t("signIn.reset.button") }).click();
  await page.getByText(t("signIn.reset.done")).waitFor();
  await look(screen, `reset-password-done-${who.language}`);
  await other.page.goto("/account");
  await other.page.getByRole("heading", { level: 1, name: t("signIn.title") }).waitFor();

  await page.getByRole("link", { name: t("signIn.button") }).click();
  await types(page, t, who.email, chosen);
  await isIn(page, t);
  await types(other.page, t, who.email, chosen);
  await other.page.getByRole("heading", { level: 1, name: t("account.title") }).waitFor();
  await page.goto("/account");
  await page.getByRole("button", { name: t("account.signIns.endOthers") }).click();
  await page.getByText(t("account.signIns.othersEnded")).waitFor();
  await look(screen, `account-alone-${who.language}`);
  await other.page.goto("/");
  await other.page.getByRole("heading", { level: 1, name: t("signIn.title") }).waitFor();
});

test("single sign-on is set up, its faults told, and used with a real provider", async () => {
  const [t, own] = [wordsIn("en"), wordsIn("es")];
  const provider = await openProvider(`${house.origin}/api/auth/single-sign-on/callback`);
  provider.people.set("tom", { email: "tom.whitfield@universidad.example", email_verified: true, name: "Tom" });
  provider.people.set("eve", { email: "eve@universidad.example", email_verified: true, name: "Eve" });
  const owner = await house.open("/single-sign-on", "owner", { expecting: REFUSED });
  const { page } = owner;
  await page.getByLabel(own("singleSignOn.issuer")).fill("https://10.1.2.3");
  await page.getByLabel(own("singleSignOn.clientId")).fill(provider.clientId);
  await page.getByRole("textbox", { name: own("singleSignOn.clientSecret") }).fill(provider.clientSecret);
  await page.getByRole("combobox", { name: own("singleSignOn.domains") }).or(page.getByLabel(own("singleSignOn.domains"))).first().fill("universidad.example"); // prettier-ignore
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: own("singleSignOn.save") }).click();
  await page.getByText(own("refusals.issuer_private")).waitFor();
  await look(owner, "single-sign-on-fault");
  await page.getByLabel(own("singleSignOn.issuer")).fill(provider.issuer);
  await page.getByRole("button", { name: own("singleSignOn.save") }).click();
  const [domain, check] = ["universidad.example", page.getByRole("button", { name: own("singleSignOn.checkOf", { domain: "universidad.example" }) })];
  await page.getByText(own("singleSignOn.onNowhere")).waitFor();
  await check.click();
  await page.getByText(own("refusals.record_not_there")).waitFor();
  await look(owner, "single-sign-on-not-proven");
  names.records.set(await page.getByLabel(own("singleSignOn.recordName"), { exact: true }).inputValue(), [
    await page.getByLabel(own("singleSignOn.recordValue"), { exact: true }).inputValue(),
  ]);
  await check.click();
  await page.getByText(own("singleSignOn.on", { domains: domain })).waitFor();
  await look(owner, "single-sign-on");

  const stranger = await house.open("/sign-in", null, { expecting: REFUSED });
  stranger.expectError(/127\.0\.0\.1|fonts\.googleapis/); // the provider's own pages
  const goesThere = async (email: string, who: string): Promise<void> => {
    await stranger.page.getByLabel(t("signIn.email")).fill(email);
    const way = stranger.page.getByRole("button", { name: /^Continue with/ });
    await way.waitFor();
    await look(stranger, "sign-in-institution");
    await way.click();
    await stranger.page.locator("[name=login]").fill(who);
    await stranger.page.locator("[name=password]").fill("any");
    await stranger.page.locator("[type=submit]").click();
    await stranger.page.locator("[type=submit]").click();
  };
  await goesThere("eve@universidad.example", "eve");
  await stranger.page.getByText(t("signIn.trouble.not_member")).waitFor();
  await look(stranger, "sign-in-not-member");
  await stranger.context.clearCookies();
  await stranger.page.goto("/sign-in?to=/timeline");
  await goesThere("tom.whitfield@universidad.example", "tom");
  await stranger.page.waitForURL("**/timeline**");
  await stranger.page.goto("/account");
  await stranger.page.getByText(/You came in by the single sign-on of/).waitFor();
  await look(stranger, "account-by-institution");

  await page.getByRole("button", { name: own("singleSignOn.turnOff") }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: own("singleSignOn.turnOff") })
    .click();
  await page.getByText(own("singleSignOn.turnedOff")).waitFor();
  await stranger.page.goto("/");
  await stranger.page.getByRole("heading", { level: 1, name: t("signIn.title") }).waitFor();
  await provider.stop();
});

test("where a second step is required, nothing opens before it is set up", async () => {
  const t = wordsIn("en");
  const admin = await house.open("/settings", "administrator", { expecting: REFUSED });
  await admin.page.getByRole("switch", { name: t("settings.requireTwoFactor") }).click();
  await look(admin, "settings-two-factor");
  await admin.page.getByRole("button", { name: t("settings.save"), exact: true }).click();
  await admin.page.getByText(t("signIn.mustSetUp.title")).waitFor();
  await look(admin, "set-up-first");
  await admin.page.getByRole("link", { name: t("signIn.mustSetUp.button") }).click();
  await admin.page.getByRole("button", { name: t("account.twoFactor.setUp") }).click();
  await admin.page
    .getByRole("dialog")
    .getByRole("textbox", { name: t("account.current") })
    .fill(PASSWORD);
  await admin.page
    .getByRole("dialog")
    .getByRole("button", { name: t("account.twoFactor.go") })
    .click();
  await admin.page.getByAltText(t("account.twoFactor.qr")).waitFor();
  const totp = new TOTP({ secret: await typedKey(admin.page) });
  await admin.page.getByLabel(t("account.twoFactor.code")).fill(totp.generate());
  await admin.page.getByRole("button", { name: t("account.twoFactor.confirm") }).click();
  await admin.page.getByRole("button", { name: t("account.twoFactor.done") }).click();
  await admin.page.goto("/settings");
  await admin.page.getByRole("switch", { name: t("settings.requireTwoFactor") }).waitFor();
  expect(await admin.page.getByRole("switch", { name: t("settings.requireTwoFactor") }).isChecked()).toBe(true);
});
