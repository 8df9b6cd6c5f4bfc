import { beforeAll, expect, test } from "vitest";
import type { Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 2 });
const t = wordsIn("en");

/** Where nothing else takes place. */
const BUSY = "2027-03-04T10:00";
const QUIET = "2027-03-09T10:00";

/** One room is for everybody, the other for administrators to give, and the first is taken. */
beforeAll(async () => {
  const [, second] = (await house.rooms()).filter((room) => room.active);
  await house.administrator.patch(`/api/rooms/${second!.id}`, { assignment: "manual", name: "The spare room", revision: second!.revision });
  await house.administrator.ask({ start: BUSY, title: "Faculty board" });
});

const asksAtTheBusyTime = async (title: string) => house.organizer.ask({ start: BUSY, title });

/** As it is after the page has asked again by itself. */
const reads = (screen: Screen, words: string) => expect.poll(() => screen.page.getByRole("main").innerText(), { timeout: 10_000 }).toContain(words);

test("a request without a room names whom to ask and three times that would fit, and an administrator gives it a room by hand", async () => {
  const asked = await asksAtTheBusyTime("Statistics clinic");
  const organizer = await house.open(`/sessions/${asked.id}`, "organizer");
  await reads(organizer, t("session.noRoom.proven"));
  await reads(organizer, "salas@universidad.example");
  expect(
    await organizer.page
      .getByRole("group", { name: t("session.noRoom.nearest") })
      .getByRole("button")
      .count(),
  ).toBe(3);
  await look(organizer, "session-waiting");

  const admin = await house.open("/", "administrator");
  await admin.page.getByRole("img", { name: t("common.nav.waitingCount", { n: 1 }) }).waitFor();
  await admin.page
    .getByRole("navigation")
    .getByRole("link", { name: t("common.nav.waiting") })
    .click();
  const request = admin.page.getByRole("article", { name: "Statistics clinic" });
  await request.waitFor();
  await look(admin, "waiting");
  await request.getByRole("button", { name: t("waiting.assignOne", { title: "Statistics clinic" }) }).click();
  await admin.page.getByRole("radio", { name: "The spare room" }).check();
  await look(admin, "waiting-assign");
  await admin.page.getByRole("button", { name: t("timeline.assignNow"), exact: true }).click();
  await admin.page.getByText(t("waiting.empty")).waitFor();
  await reads(organizer, "The spare room");
});

test("a request is declined only with a reason, which its organizer reads", async () => {
  const asked = await asksAtTheBusyTime("Alumni evening");
  const admin = await house.open("/waiting", "administrator");
  await admin.page.getByRole("button", { name: t("waiting.declineOne", { title: "Alumni evening" }) }).click();
  const dialog = admin.page.getByRole("dialog");
  const decline = dialog.getByRole("button", { name: t("waiting.decline"), exact: true });
  await decline.click();
  await dialog.getByText(t("waiting.reasonMissing")).waitFor();
  await look(admin, "waiting-decline");
  await dialog.getByLabel(t("waiting.reason")).fill("Thursday is full; Friday morning is free.");
  await decline.click();
  await dialog.waitFor({ state: "detached" });

  const organizer = await house.open(`/sessions/${asked.id}`, "organizer");
  await reads(organizer, "Thursday is full; Friday morning is free.");
  await look(organizer, "session-declined");
});

test("one click on a time that would fit takes it", async () => {
  const asked = await asksAtTheBusyTime("Grant writing");
  const organizer = await house.open(`/sessions/${asked.id}`, "organizer", { on: "phone", in: "dark" });
  await organizer.page
    .getByRole("group", { name: t("session.noRoom.nearest") })
    .getByRole("button")
    .first()
    .click();
  await organizer.page.getByText(t("common.state.confirmed"), { exact: true }).waitFor();
  await look(organizer, "phone-session-time-taken");
});

test("a cancelled session comes back with Undo, and nobody has been told", async () => {
  const asked = await house.organizer.ask({ start: QUIET, title: "Ethics committee" });
  const organizer = await house.open(`/sessions/${asked.id}`, "organizer");
  const { page } = organizer;
  await page.getByRole("button", { name: t("session.cancel.button") }).click();
  await look(organizer, "session-cancel");
  await page.getByRole("button", { name: t("session.cancel.yes") }).click();
  await reads(organizer, t("session.undo.cancelled"));
  await look(organizer, "session-cancelled");
  await page.getByRole("button", { name: t("common.undo") }).click();
  await page.getByText(t("common.state.confirmed"), { exact: true }).waitFor();
  await page.goto("/mailbox?q=Ethics");
  await page.getByRole("button", { name: /Room confirmed/ }).waitFor();
  expect(await page.getByRole("button", { name: /Cancelled/ }).count()).toBe(0);
});

test("a session is moved to another time and back again with Undo", async () => {
  const asked = await house.organizer.ask({ start: QUIET.replace("10:00", "15:00"), title: "Open lecture" });
  const organizer = await house.open(`/sessions/${asked.id}`, "organizer", { zone: "America/New_York" });
  const { page } = organizer;
  await page.getByRole("button", { name: t("session.actions.change") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("ask.when.hours")).fill("4");
  await look(organizer, "session-change");
  await dialog.getByRole("button", { name: t("session.change.button") }).click();
  await reads(organizer, t("session.undo.changed"));
  await reads(organizer, "4:00 – 5:00 PM");
  await page.getByRole("button", { name: t("common.undo") }).click();
  await reads(organizer, "3:00 – 4:00 PM");
  await organizer.check();
});
