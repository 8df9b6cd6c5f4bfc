import { expect, test } from "vitest";
import type { Language } from "../../src/people/contract.ts";
import type { Look, Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn, type Words } from "./support/house.ts";
import { TITLE_LONGEST } from "./support/full-house.ts";
import { allowsAtZoom } from "./support/zoom-door.ts";

const house = await aHouse({ rooms: 3 });
const meetings = async (): Promise<unknown[]> =>
  (await (await fetch(`${house.origin}/zoom/control/state`)).json()).meetings.filter((m: { deletedAt: unknown }) => m.deletedAt === null);

const LOOKS: [Language, Look][] = [
  ["en", { on: "desktop", in: "light" }],
  ["es", { on: "phone", in: "dark", language: "es" }],
];

const openPage = (how: Look): Promise<Screen> => house.open("/connection", "administrator", how);
const yes = (screen: Screen, t: Words, of: "pause" | "resume" | "disconnect"): Promise<void> =>
  screen.page
    .getByRole("dialog")
    .getByRole("button", { name: t(`life.preview.yes.${of}`), exact: true })
    .click();

test.each(LOOKS)("in %s Zoom is paused after a look at what it concerns, and what waited is made on switching it on again", async (language, how) => {
  const t = wordsIn(language);
  await house.administrator.patch("/api/me", { language });
  const screen = await openPage(how);
  const { page } = screen;
  await look(screen, `connection-${language}`);
  await page.getByRole("switch").click();
  await page.getByRole("dialog", { name: t("life.preview.pause") }).waitFor();
  await look(screen, `connection-pause-${language}`, "layout");
  await yes(screen, t, "pause");
  await page.getByText(t("life.banner.paused")).waitFor();
  const before = (await meetings()).length;
  await house.organizer.ask({ start: `2027-03-01T${language === "en" ? 18 : 20}:00`, title: TITLE_LONGEST });
  await house.moveClock({ minutes: 3 });
  expect((await meetings()).length).toBe(before);
  await look(screen, `connection-paused-${language}`);

  await page.getByRole("switch").click();
  await page.getByRole("dialog", { name: t("life.preview.resume") }).waitFor();
  await look(screen, `connection-resume-${language}`, "layout");
  await yes(screen, t, "resume");
  await page.getByText(t("life.banner.paused")).waitFor({ state: "detached" });
  await page.getByRole("button", { name: t("life.actions.disconnect") }).click();
  const dialog = page.getByRole("dialog", { name: t("life.preview.disconnect") });
  await dialog.getByText(t("life.preview.nextOnes")).waitFor();
  await look(screen, `connection-disconnecting-${language}`, "layout");
  await dialog.getByRole("button", { name: t("common.back") }).click();
  await expect.poll(async () => (await meetings()).length).toBeGreaterThan(before);
});

test("disconnecting wants the account's name, says what it concerns, and afterwards every page says so", async () => {
  const t = wordsIn("en");
  await house.administrator.patch("/api/me", { language: "en" });
  const screen = await openPage({});
  const { page } = screen;
  screen.expectError(/422 .*disconnect/);
  await page.getByRole("button", { name: t("life.actions.disconnect") }).click();
  const dialog = page.getByRole("dialog", { name: t("life.preview.disconnect") });
  await dialog.getByRole("textbox").fill("something else");
  await yes(screen, t, "disconnect");
  await dialog.getByText(/This is not the account/).waitFor();
  expect(await dialog.getByRole("textbox").inputValue()).toBe("something else");
  await look(screen, "connection-disconnect");
  await dialog.getByRole("textbox").fill("sandbox-account");
  await yes(screen, t, "disconnect");
  await page.getByText(t("life.banner.disconnected")).waitFor();
  await look(screen, "connection-disconnected");

  const organizer = await house.open("/", "organizer", { on: "phone" });
  await organizer.page.getByText(t("life.banner.organizers")).waitFor();
  await look(organizer, "connection-organizer");
  await organizer.page.goto("/account");
  await organizer.page.getByText(t("myZoom.noneBecause.institution_disconnected")).waitFor();
  await expect.poll(() => organizer.page.getByRole("button", { name: t("myZoom.connect") }).getAttribute("aria-disabled")).not.toBe("true");
  await organizer.page.goto("/connection");
  await organizer.page.getByText(t("common.trouble.adminsOnly")).waitFor();
  await organizer.check("layout");
});

test("whoever authorized loses the role in Zoom: every page says so, the account's page says why, and another one connects again", async () => {
  const [t, es] = [wordsIn("en"), wordsIn("es")];
  const admin = await openPage({});
  await admin.page.getByRole("button", { name: t("connecting.ways.authorize"), exact: true }).click();
  await allowsAtZoom(admin, "zoom.admin@universidad.example");
  await admin.page.getByText(t("life.banner.disconnected")).waitFor({ state: "detached" });

  await house.zoom("user", { id: "uAdmin00000000000000AA", set: { role_id: "2" } });
  await house.moveClock({ minutes: 20 });
  await admin.page.goto("/");
  await admin.page.getByText(t("life.banner.reconnect_needed")).waitFor();
  const owner = await house.open("/connection", "owner", { on: "phone", in: "dark" });
  await owner.page.getByText(es("common.zoom.because.role_lost")).waitFor();
  await look(owner, "connection-reconnect-es");
  await owner.page.getByRole("button", { name: es("connecting.ways.authorize"), exact: true }).click();
  await allowsAtZoom(owner, "direccion.tic@universidad.example");
  await owner.page.getByText(es("connecting.outcomes.reconnected")).waitFor();
  await admin.page.reload();
  await admin.page.getByRole("heading", { level: 1 }).waitFor();
  expect(await admin.page.getByText(t("life.banner.reconnect_needed")).count()).toBe(0);
});
