import { expect, test } from "vitest";
import { scopesFor } from "../../src/connections/scopes.ts";
import { FIRST_PASSWORD } from "../../sandbox/university.ts";
import type { Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn, type Who, type Words } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });

const OWNER = "direccion.tic@universidad.example";
const ADMINISTRATOR = "zoom.admin@universidad.example";
const TEACHER = "beata.walker2@universidad.example";

/** The administrator reads English, the owner Spanish. */
const READERS = [["en", "administrator"], ["es", "owner"]] as const; // prettier-ignore

/** Signs in at Zoom, which here the sandbox plays, and allows what is asked. On a busy machine its page may not have taken the first try. */
async function allowsAtZoom({ page }: Screen, email: string): Promise<void> {
  const allow = page.getByRole("button", { name: "Allow" });
  for (let tries = 0; tries < 3 && !(await allow.isVisible()); tries += 1) {
    await page.waitForLoadState("load");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(FIRST_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await allow.waitFor({ timeout: 8000 }).catch(() => undefined);
  }
  await allow.click();
}

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
    const lacks = "User:Edit, UsageReport:Read, DashboardWebinars:Read";
    await notice(admin, t("connecting.outcomes.wrong_role", { email: TEACHER, role: "Salas", lacks })).waitFor();
    await looksWell(admin, `connection-wrong-role-${language}`);
  }
});

test("another Zoom account is put beside the one in use, and taken only by a yes", async () => {
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
      await dialog.getByText(t("life.preview.accountText")).waitFor();
      await look(admin, "connection-sure-es", "layout");
      await dialog.getByRole("button", { name: t("life.preview.yes.account") }).click();
    }
    await card.waitFor({ state: "detached" });
    await admin.page.getByText(language === "en" ? "sandbox-account" : "another-account").first().waitFor(); // prettier-ignore
  }
});
