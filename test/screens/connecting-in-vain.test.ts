import { expect, test } from "vitest";
import { aHouse, look, wordsIn } from "./support/house.ts";
import { allowsAtZoom, answersAtZoom } from "./support/zoom-door.ts";

const house = await aHouse({ rooms: 1 });

const OWNER = "direccion.tic@universidad.example";
const ADMINISTRATOR = "zoom.admin@universidad.example";

const READERS = [["en", "administrator"], ["es", "owner"]] as const; // prettier-ignore

test.for(READERS)("in %s whoever declines at Zoom comes back to what was, and reads that nothing has changed", async ([language, who]) => {
  const t = wordsIn(language);
  const admin = await house.open("/connection", who);
  const { page } = admin;
  await page.getByRole("radio", { name: t("connecting.ways.admin") }).click();
  await page.getByRole("button", { name: t("connecting.ways.authorize"), exact: true }).click();
  await answersAtZoom(admin, ADMINISTRATOR, "Decline");
  await page
    .getByRole("alert")
    .filter({ hasText: t("connecting.outcomes.declined") })
    .waitFor();
  await look(admin, `connection-declined-${language}`, "layout");
});

test("an outcome that somebody wrote into the address is not shown", async () => {
  const t = wordsIn("en");
  for (const search of ["outcome=connected", "outcome=connected&attempt=00000000-0000-4000-8000-000000000000"]) {
    const admin = await house.open(`/connection?${search}`, "administrator", { expecting: /404 .*attempts/ });
    await admin.page.getByRole("radio", { name: t("connecting.ways.admin") }).waitFor();
    await admin.page.waitForLoadState("networkidle");
    expect(await admin.page.getByText(t("connecting.outcomes.connected"), { exact: true }).count()).toBe(0);
  }
  const stranger = await house.open("/connect/thanks?outcome=connected", null);
  await stranger.page.getByRole("heading", { level: 1, name: t("connecting.page.notDone") }).waitFor();
});

test("an organizer who opens the connection's page reads whose it is, as its heading", async () => {
  const t = wordsIn("en");
  const organizer = await house.open("/connection", "organizer");
  await organizer.page.getByRole("heading", { level: 1, name: t("common.trouble.adminsOnly") }).waitFor();
  await look(organizer, "connection-organizer", "layout");
});

test("what was not given is named before the account is confirmed, and a link that nobody follows for a week opens nothing", async () => {
  const t = wordsIn("es");
  await house.zoom("apps", { clientId: "sandbox-admin-app", scopes: ["user:read:user:admin", "user:read:list_permissions:admin"] });
  const admin = await house.open("/connection", "owner");
  const { page } = admin;
  const copied = async (): Promise<string> => {
    await page.getByRole("radio", { name: t("connecting.ways.link") }).click();
    await page.getByRole("button", { name: t("connecting.links.copy") }).click();
    return new URL(await page.locator("code", { hasText: "/connect/" }).innerText()).pathname;
  };
  const stranger = await house.open(await copied(), null, { language: "es" });
  await stranger.page.getByRole("button", { name: t("connecting.page.authorize") }).click();
  await allowsAtZoom(stranger, OWNER);
  await stranger.page.getByRole("heading", { name: t("connecting.page.thanks") }).waitFor();
  await page.reload();
  const card = page.getByRole("region", { name: t("connecting.candidates.title") });
  await card.getByText(t("scopes.set_password.without"), { exact: false }).waitFor();
  await look(admin, "connection-candidate-missing-es", "layout");

  const address = await copied();
  await house.moveClock({ minutes: 7 * 24 * 60 + 1 });
  const late = await house.open(address, null, { language: "es" });
  await late.page.getByRole("heading", { name: t("connecting.page.gone.expired") }).waitFor();
  expect(await late.page.getByRole("button", { name: t("connecting.page.authorize") }).count()).toBe(0);
  await look(late, "connect-expired-es", "layout");
});
