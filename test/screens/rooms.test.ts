import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { roomChoices, sessionDetail } from "../../src/sessions/contract.ts";
import { TITLE_LONGEST } from "./support/full-house.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 6 });
const t = wordsIn("en");
const DAY = "2027-03-02";

/** The last of the day, at a time when not every room is taken. */
let last = { id: "", title: "" };

/** Forty sessions in six rooms: a full day. */
beforeAll(async () => {
  for (let i = 0; i < 40; i += 1) {
    const at = 8 * 60 + Math.floor(i / 6) * 75;
    const start = `${DAY}T${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
    const title = i === 7 ? TITLE_LONGEST : `Admissions interview, Modern Languages, ${i + 1}`;
    last = await house.administrator.ask({ start, minutes: 45, title });
  }
});

const focused = (page: Page): Promise<string | null | undefined> => page.evaluate(() => document.activeElement?.getAttribute("data-session"));

test("the day's timeline moves a session to another room by keyboard alone, and Undo puts it back", async () => {
  const admin = await house.open(`/timeline?date=${DAY}`, "administrator");
  const { page } = admin;
  const block = page.locator(`[data-session="${last.id}"]`);
  await block.focus();
  await look(admin, "timeline-day");
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: t("timeline.moveTitle") });
  const free = dialog.getByRole("radio", { disabled: false }).first();
  await free.focus();
  await page.keyboard.press("Space");
  await look(admin, "timeline-move");
  await dialog.getByRole("button", { name: t("timeline.moveNow"), exact: true }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => focused(page), { message: "the keyboard comes back to the session" }).toBe(last.id);
  await page.getByRole("button", { name: t("common.undo") }).click();
  await page.getByText(/is back in/).waitFor();

  await block.focus();
  const before = await block.getAttribute("data-cell");
  const [{ revision, room }, { rooms }] = [await house.administrator.get(`/api/sessions/${last.id}`, sessionDetail), await house.administrator.get(`/api/sessions/${last.id}/rooms`, roomChoices)]; // prettier-ignore
  await house.administrator.post(`/api/sessions/${last.id}/move`, { roomId: rooms.find(({ id, whyNot }) => whyNot === null && id !== room!.id)!.id, revision });
  await expect.poll(() => block.getAttribute("data-cell"), { message: "somebody else moves it" }).not.toBe(before);
  await expect.poll(() => focused(page), { message: "the keyboard goes with it" }).toBe(last.id);
});

test("a drop on a room that is taken says so, and nothing stands in the way of reading it", async () => {
  const admin = await house.open(`/timeline?date=${DAY}`, "administrator");
  const { page } = admin;
  const block = page.locator("[data-movable]").first();
  await block.scrollIntoViewIfNeeded();
  const box = (await block.boundingBox())!;
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  for (const y of [20, 46, 47]) await page.mouse.move(at.x, at.y + y);
  await page.mouse.up();
  await page.getByText(t("timeline.notMoved")).waitFor();
  await page.waitForTimeout(400); // longer than a pointer rests before details open
  expect(await page.getByRole("dialog").count()).toBe(0);
  await look(admin, "timeline-not-moved");
});

test("a week of the timeline shows every day's sessions", async () => {
  const admin = await house.open(`/timeline?date=${DAY}&view=week`, "administrator");
  await admin.page.locator("[data-session]").first().waitFor();
  await look(admin, "timeline-week");
});

test("a day sheet of six rooms and forty sessions prints on one page", async () => {
  const admin = await house.open(`/day?date=${DAY}`, "administrator");
  await admin.page.getByText("Modern Languages, 40").waitFor();
  await look(admin, "day-sheet");
  const pdf = await admin.page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  // Paper is white, and what is on it black, in the dark theme too.
  await admin.page.emulateMedia({ media: "print", colorScheme: "dark" });
  const colours = () =>
    admin.page.getByRole("region", { name: t("timeline.sheet.title") }).evaluate((sheet) => {
      const [card, cell] = [sheet.closest(".mantine-Card-root")!, sheet.querySelector("td")!];
      return [getComputedStyle(card).backgroundColor, getComputedStyle(cell).color];
    });
  await expect.poll(colours).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
});

test("rooms are turned off and on again, and keep the order they are given", async () => {
  const admin = await house.open("/rooms", "administrator");
  const { page } = admin;
  const before = await house.rooms();
  const [first, second] = before.filter((room) => room.active);
  const active = page.getByRole("switch", { name: t("rooms.activeOf", { room: second!.name }) });
  await look(admin, "rooms");
  await active.press("Space");
  await page.getByText(t("rooms.changes.off", { room: second!.name })).waitFor();
  await expect.poll(() => active.isChecked()).toBe(false);
  await page.getByRole("button", { name: t("common.undo") }).click();
  await expect.poll(() => active.isChecked()).toBe(true);
  await page.getByRole("button", { name: t("rooms.moveDown", { room: first!.name }) }).click();
  await expect.poll(async () => (await house.rooms()).findIndex((room) => room.id === first!.id)).toBe(before.indexOf(first!) + 1);
  await admin.check();
});

test("a room's page tells what works there, and takes it out of service for a time", async () => {
  const room = (await house.rooms()).filter((each) => each.active).at(-1)!;
  const admin = await house.open(`/rooms/${room.id}`, "administrator");
  const { page } = admin;
  const preflight = page.getByRole("region", { name: t("rooms.preflight") });
  await expect.poll(() => preflight.getByText(t("rooms.works"), { exact: true }).count()).toBe(3); // password, start link, alternative host
  await page.getByRole("button", { name: t("rooms.add"), exact: true }).click();
  await page.getByText(t("rooms.missing")).first().waitFor();
  for (const [field, day] of [
    ["from", 20],
    ["to", 21],
  ] as const) {
    await page.getByRole("button", { name: t(`rooms.${field}`), exact: true }).click();
    await page.getByRole("button", { name: `${day} March 2027` }).click();
    await page.getByRole("button", { name: t("common.save"), exact: true }).click();
  }
  await page.getByLabel(t("rooms.reason")).fill("New projector");
  await look(admin, "room");
  await page.getByRole("button", { name: t("rooms.add"), exact: true }).click();
  await page.getByRole("button", { name: /^Remove the time out of service/ }).waitFor();
  expect((await house.rooms()).find(({ id }) => id === room.id)?.outages).toMatchObject([{ from: "2027-03-19T23:00:00.000Z", reason: "New projector" }]);
  await admin.check();
  await page.getByRole("link", { name: t("rooms.toWeek") }).click();
  await page.getByRole("heading", { level: 2, name: room.name }).waitFor();
});

test("settings refuse credentials earlier than the preparation beside the field, and tell what buffers cost", async () => {
  const admin = await house.open("/settings", "administrator");
  const { page } = admin;
  await page.getByText(/would find no room; with none/).waitFor();
  const lead = page.getByLabel(t("settings.credentialLead"), { exact: true });
  await lead.fill("30");
  const reason = page.getByText(t("settings.credentialLeadTooLong", { count: 15 }));
  await reason.waitFor();
  expect(await lead.getAttribute("aria-describedby")).toContain(await reason.getAttribute("id"));
  expect(await page.getByRole("button", { name: t("settings.save") }).getAttribute("aria-disabled")).toBe("true");
  await look(admin, "settings-refused");
  await page.getByRole("textbox", { name: t("common.buffers.preparation"), exact: true }).fill("45");
  await page.getByText(/as saved now/).waitFor();
  expect(await reason.count(), "it is early enough now").toBe(0);
  await look(admin, "settings-cost");
  await page.getByRole("button", { name: t("settings.save") }).click();
  await page.getByText(t("settings.saved"), { exact: true }).waitFor();
});
