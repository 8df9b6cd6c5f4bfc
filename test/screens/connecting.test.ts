import { expect, test } from "vitest";
import { z } from "zod";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import { scopesFor } from "../../src/connections/scopes.ts";
import type { Screen } from "../support/browser.ts";
import { TITLE_LONGEST } from "./support/full-house.ts";
import { aHouse, look, wordsIn, type Who, type Words } from "./support/house.ts";
import { allowsAtZoom } from "./support/zoom-door.ts";

const house = await aHouse({ rooms: 1 });

const OWNER = "direccion.tic@universidad.example";
const ADMINISTRATOR = "zoom.admin@universidad.example";
const TEACHER = "beata.walker2@universidad.example";

/** The administrator reads English, the owner Spanish. */
const READERS = [["en", "administrator"], ["es", "owner"]] as const; // prettier-ignore

async function goesToZoom({ page }: Screen, t: Words): Promise<void> {
  await page.getByRole("radio", { name: t("connecting.ways.admin") }).click();
  await page.getByRole("button", { name: t("connecting.ways.authorize"), exact: true }).click();
}

const notice = ({ page }: Screen, title: string) => page.getByRole("status").or(page.getByRole("alert")).filter({ hasText: title }).first();

/** Both looks that a page must bear: on a desktop, and on a phone in the dark. */
async function looksWell(screen: Screen, name: string): Promise<void> {
  await look(screen, name);
  await screen.page.setViewportSize({ width: 390, height: 844 });
  await screen.page.emulateMedia({ colorScheme: "dark" });
  await look(screen, `${name}-phone-dark`);
  await screen.page.setViewportSize({ width: 1280, height: 860 });
  await screen.page.emulateMedia({ colorScheme: "light" });
}

test.for(READERS)("in %s an administrator reads what will happen, authorizes at Zoom, and comes back connected", async ([language, who]) => {
  const t = wordsIn(language);
  const admin = await house.open("/connection", who);
  await admin.page.getByRole("radio", { name: t("connecting.ways.admin") }).click();
  await admin.page.getByText(t("connecting.before.generation", { hours: 24 })).waitFor();
  const count = scopesFor(language === "en" ? "account" : "admin").length; // the example begins with an app of its own
  await admin.page.getByRole("button", { name: t("connecting.scopes.show", { count }) }).click();
  await looksWell(admin, `connection-${language}`);
  await admin.page.getByRole("button", { name: t("connecting.ways.authorize"), exact: true }).click();
  await allowsAtZoom(admin, language === "en" ? ADMINISTRATOR : OWNER);
  await notice(admin, t("connecting.outcomes.reconnected")).waitFor();
  await admin.page.getByText(language === "en" ? ADMINISTRATOR : OWNER).first().waitFor(); // prettier-ignore
  expect(new URL(admin.page.url()).search).not.toMatch(/code|state/);
  await look(admin, `connection-connected-${language}`);
});

test.for(READERS)("in %s a link leads whoever administers Zoom through it without an account here, and an administrator confirms", async ([language, who]) => {
  const t = wordsIn(language);
  const admin = await house.open("/connection", who);
  await admin.page.getByRole("radio", { name: t("connecting.ways.link") }).click();
  await admin.page.getByRole("button", { name: t("connecting.links.copy") }).click();
  const address = await admin.page.locator("code", { hasText: "/connect/" }).innerText();
  await look(admin, `connection-link-${language}`, "layout");

  const stranger = await house.open(new URL(address).pathname, null, { language: language === "en" ? "es" : "en" });
  await stranger.page.getByText(t("connecting.page.noAccount")).waitFor();
  await admin.page.reload();
  await admin.page.getByText(t("connecting.links.states.opened"), { exact: true }).first().waitFor();
  await stranger.page.getByText(t("scopes.set_password.why")).waitFor();
  await looksWell(stranger, `connect-page-${language}`);
  await stranger.page.getByRole("button", { name: t("connecting.page.authorize") }).click();
  const other = language === "en" ? ADMINISTRATOR : OWNER; // than the person in place, who would need no yes
  await allowsAtZoom(stranger, other);
  await stranger.page.getByRole("heading", { name: t("connecting.page.thanks") }).waitFor();
  await looksWell(stranger, `connect-thanks-${language}`);

  await admin.page.reload();
  await admin.page.getByText(t("connecting.links.states.authorized")).first().waitFor();
  const card = admin.page.getByRole("region", { name: t("connecting.candidates.title") });
  await card.getByText(t("connecting.candidates.same")).waitFor();
  await looksWell(admin, `connection-candidate-${language}`);
  await card.getByRole("button", { name: t("connecting.candidates.confirm") }).click();
  await card.waitFor({ state: "detached" });
  await admin.page.getByText(other).first().waitFor();

  await stranger.page.goto(new URL(address).pathname);
  await stranger.page.getByRole("heading", { name: t("connecting.page.gone.authorized") }).waitFor();
});

const mailbox = z.object({ mails: z.array(z.object({ id: z.string() })) });

async function mailedLink(to: string): Promise<string | null> {
  const { mails } = await house.administrator.get(`/api/mailbox?to=${to}`, mailbox);
  if (mails[0] === undefined) return null;
  const { text } = await house.administrator.get(`/api/mailbox/${mails[0].id}`, z.object({ text: z.string() }));
  return /\/connect\/[\w-]+/.exec(text)?.[0] ?? null;
}

test.for(READERS)("in %s a link is mailed, and taken back before anybody has used it", async ([language, who]) => {
  const t = wordsIn(language);
  const admin = await house.open("/connection", who);
  await admin.page.getByRole("radio", { name: t("connecting.ways.link") }).click();
  const email = admin.page.getByLabel(t("connecting.links.email"));
  await email.fill("nobody at all");
  await admin.page.getByRole("button", { name: t("connecting.links.mail") }).click();
  await admin.page.getByText(t("refusals.not_an_email")).waitFor();
  const to = `zoom.${language}@universidad.example`;
  await email.fill(to);
  await admin.page.getByRole("button", { name: t("connecting.links.mail") }).click();
  await admin.page.getByText(t("connecting.links.to", { email: to })).waitFor();
  expect(await admin.page.locator("code", { hasText: "/connect/" }).count(), "only the mail has it").toBe(0);
  await expect.poll(() => mailedLink(to)).not.toBeNull();
  await admin.page.getByRole("button", { name: t("connecting.links.revoke") }).click();
  await admin.page.getByText(t("connecting.links.states.revoked"), { exact: true }).first().waitFor();
  const stranger = await house.open((await mailedLink(to))!, null, { language });
  await stranger.page.getByRole("heading", { name: t("connecting.page.gone.revoked") }).waitFor();
  await look(stranger, `connect-revoked-${language}`, "layout");
});

test.for(READERS)("in %s an app of one's own is tried at once, and what Zoom does not take is told", async ([language, who]) => {
  const t = wordsIn(language);
  const admin = await house.open("/connection", who, { expecting: /422 .*own-app/ });
  await admin.page.getByRole("radio", { name: t("connecting.ways.account") }).click();
  await admin.page.getByLabel(t("connecting.ownApp.accountId")).fill(DEFAULT_APP.accountId);
  await admin.page.getByLabel(t("connecting.ownApp.clientId")).fill(DEFAULT_APP.clientId);
  const secret = admin.page.getByRole("textbox", { name: t("connecting.ownApp.clientSecret") });
  await secret.fill("not-its-secret");
  const connect = admin.page.getByRole("button", { name: t("connecting.ownApp.connect") });
  await connect.click();
  await admin.page.getByText(t("refusals.own_app_wrong_secret")).or(admin.page.getByText(t("refusals.own_app_unknown"))).first().waitFor(); // prettier-ignore
  await look(admin, `connection-own-app-${language}`, "layout");
  await secret.fill(DEFAULT_APP.clientSecret);
  await connect.click();
  await notice(admin, t("connecting.outcomes.own_app_connected")).or(notice(admin, t("connecting.outcomes.reconnected"))).first().waitFor(); // prettier-ignore
});

test.for(READERS)("in %s an authorization that was begun at Zoom is not used: whoever comes is asked whose Zoom it is to be", async ([language]) => {
  const t = wordsIn(language);
  const stranger = await house.open("/api/connections/callback?code=made-at-zoom", null, { language });
  await notice(stranger, t("connecting.outcomes.begun_at_zoom")).waitFor();
  expect(stranger.page.url()).not.toContain("made-at-zoom");
  await looksWell(stranger, `zoom-return-${language}`);
  stranger.expectError(/401/);
  await stranger.page.getByRole("link", { name: t("connecting.returned.institution") }).click();
  await stranger.page.getByRole("heading", { name: t("signIn.title") }).waitFor();
});

/** A role of the account's own making that may read its users and nothing more; the app asks for so little that Zoom lets it authorize. */
async function aLesserRole(): Promise<void> {
  const scopes = ["user:read:user:admin", "user:read:list_permissions:admin"];
  await house.zoom("apps", { clientId: "sandbox-admin-app", scopes });
  const basic = `Basic ${Buffer.from("sandbox-client:sandbox-client-secret").toString("base64")}`;
  const form = "grant_type=account_credentials&account_id=sandbox-account";
  const said = await fetch(`${house.origin}/zoom/oauth/token`, { method: "POST", headers: { authorization: basic, "content-type": "application/x-www-form-urlencoded" }, body: form }); // prettier-ignore
  const { access_token: token } = (await said.json()) as { access_token: string };
  const call = (method: string, path: string, body?: object) =>
    fetch(`${house.origin}/zoom/v2${path}`, { method, headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }); // prettier-ignore
  await call("POST", "/roles", { name: "Salas", privileges: ["User:Read"] });
  const { roles } = (await (await call("GET", "/roles")).json()) as { roles: { id: string; name: string }[] };
  await call("POST", `/roles/${roles.find(({ name }) => name === "Salas")!.id}/members`, { members: [{ email: TEACHER }] });
}

test("a role in Zoom that lacks something is refused by its name, and says who could authorize", async () => {
  await aLesserRole();
  for (const [language, who] of READERS) {
    const t = wordsIn(language);
    const admin = await house.open("/connection", who as Who);
    await goesToZoom(admin, t);
    await allowsAtZoom(admin, TEACHER);
    const named = (word: "UserEdit" | "UsageReportRead" | "DashboardWebinarsRead", name: string): string => `${t(`connecting.permissions.${word}`)} (${name})`;
    const lacks = [named("UserEdit", "User:Edit"), named("UsageReportRead", "UsageReport:Read"), named("DashboardWebinarsRead", "DashboardWebinars:Read")].join(
      "; ",
    );
    await notice(admin, t("connecting.outcomes.wrong_role", { email: TEACHER, role: "Salas", lacks })).waitFor();
    await looksWell(admin, `connection-wrong-role-${language}`);
  }
});

test("another Zoom account is put beside the one in use, and taken only by a yes", async () => {
  await house.organizer.ask({ start: "2027-03-08T10:00", title: TITLE_LONGEST });
  await house.zoom("account", { id: "another-account" });
  for (const [language, who] of READERS) {
    const t = wordsIn(language);
    const admin = await house.open("/connection", who as Who);
    await goesToZoom(admin, t);
    await allowsAtZoom(admin, ADMINISTRATOR);
    const card = admin.page.getByRole("region", { name: t("connecting.candidates.title") });
    await card.getByText(t("connecting.candidates.different")).waitFor();
    await card.getByRole("cell", { name: "another-account" }).waitFor();
    await card.getByRole("cell", { name: "sandbox-account" }).waitFor();
    await looksWell(admin, `connection-different-${language}`);
    await card.getByRole("button", { name: t(language === "en" ? "connecting.candidates.refuse" : "connecting.candidates.confirmDifferent") }).click();
    if (language === "es") {
      const dialog = admin.page.getByRole("dialog", { name: t("life.preview.account") });
      await dialog.getByText(t("life.preview.counts.other_room", { count: 1 })).waitFor();
      await look(admin, "connection-sure-es", "layout");
      await dialog.getByRole("button", { name: t("life.preview.yes.account") }).click();
    }
    await card.waitFor({ state: "detached" });
    await admin.page.getByText(language === "en" ? "sandbox-account" : "another-account").first().waitFor(); // prettier-ignore
  }
});
