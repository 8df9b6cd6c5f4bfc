import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 3 });
const ANA = "ana.with-a-rather-long-address@elsewhere.example";

async function looksWell(screen: Screen, name: string): Promise<void> {
  await look(screen, name);
  await screen.page.setViewportSize({ width: 390, height: 844 });
  await screen.page.emulateMedia({ colorScheme: "dark" });
  await look(screen, `${name}-phone-dark`);
  await screen.page.setViewportSize({ width: 1280, height: 860 });
  await screen.page.emulateMedia({ colorScheme: "light" });
}

test("an administrator gives out what is held of a person, and erases it only when the address is typed again", async () => {
  const t = wordsIn("en");
  const { id } = await house.organizer.ask({ title: "Open lecture", start: "2027-03-03T10:00" });
  await house.administrator.post(`/api/sessions/${id}/attendees`, { lines: `Ana Quiroz <${ANA}>\nbea@elsewhere.example` });
  const screen = await house.open("/settings", "administrator");
  const { page } = screen;
  await page.getByLabel(t("settings.retentionDays")).waitFor();
  await page.getByRole("link", { name: t("personalData.open") }).click();

  await page.getByLabel(t("personalData.email")).fill("no address");
  screen.expectError(/422/);
  await page.getByRole("button", { name: t("personalData.find") }).click();
  await page.getByText(t("refusals.not_an_email")).waitFor();
  await page.getByLabel(t("personalData.email")).fill(ANA);
  await page.getByRole("button", { name: t("personalData.find") }).click();
  await page.getByText(t("personalData.coming", { n: 1 })).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: t("personalData.export") }).click()]);
  expect(JSON.parse(await readFile(await download.path(), "utf8"))).toMatchObject({
    email: ANA,
    sessions: [{ title: "Open lecture", registered: { name: "Ana Quiroz" } }],
  });
  await page.getByRole("cell", { name: t("personalData.person_exported", { sessions: 1 }) }).waitFor();
  await looksWell(screen, "personal-data-found-en");

  await page.getByRole("button", { name: t("personalData.erase"), exact: true }).click();
  await page.getByLabel(t("personalData.confirm", { email: ANA })).fill("bea@elsewhere.example");
  await page.getByRole("button", { name: t("personalData.eraseYes") }).click();
  await page.getByText(t("refusals.not_confirmed")).waitFor();
  await looksWell(screen, "personal-data-erasing-en");
  await page.getByLabel(t("personalData.confirm", { email: ANA })).fill(ANA);
  await page.getByRole("button", { name: t("personalData.eraseYes") }).click();
  await page.getByText(t("personalData.erased", { past: 0, coming: 1 })).waitFor();
  await page.getByRole("cell", { name: t("personalData.person_erased", { sessions: 1 }) }).waitFor();

  await page.goto(`/sessions/${id}`);
  await page.getByText(t("session.attendees.titleCount", { n: 1 })).waitFor();
  expect(await page.getByText(ANA).count()).toBe(0);
  const owner = await house.open("/personal-data", "owner");
  await owner.page.getByText(wordsIn("es")("personalData.person_erased", { sessions: 1 })).waitFor();
  await looksWell(owner, "personal-data-es");
  await owner.page.goto("/settings");
  await looksWell(owner, "settings-es");
});

test("when more register than the room holds, its organizer moves the session to a larger one", async () => {
  const t = wordsIn("en");
  const rooms = (await house.rooms()).filter((room) => room.active);
  const large = rooms.filter((room) => room.meetingCapacity > 300);
  const turn = async (active: boolean): Promise<void> => {
    for (const { id } of large)
      await house.administrator.patch(`/api/rooms/${id}`, { active, revision: (await house.rooms()).find((room) => room.id === id)!.revision });
  };
  await turn(false);
  const { id } = await house.organizer.ask({ title: "Open day", start: "2027-03-04T10:00" });
  await turn(true);
  const lines = Array.from({ length: 301 }, (_, n) => `person${n}@elsewhere.example`).join("\n");
  await house.organizer.post(`/api/sessions/${id}/attendees`, { lines });

  const screen = await house.open(`/sessions/${id}`, "organizer");
  const { page } = screen;
  await page.getByText(t("session.crowd.registered", { people: 301, capacity: 300 })).waitFor();
  await looksWell(screen, "session-crowded-en");
  const room = large[0]!.name;
  await page.getByRole("button", { name: t("session.crowd.move", { room }) }).click();
  await page.getByText(t("session.crowd.moved", { room })).waitFor();
  await expect.poll(() => page.getByText(t("session.crowd.registered", { people: 301, capacity: 300 })).count()).toBe(0);
  await page.getByText(t("history.moved_to_larger", { room, count: 301 })).waitFor();
});
