import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import type { Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });
const t = wordsIn("en");
const es = wordsIn("es");

/** The field's own description: what is read aloud with it, and stands beside it. */
async function beside(page: Page, label: string): Promise<string> {
  const ids = (await page.getByRole("textbox", { name: label, exact: true }).getAttribute("aria-describedby"))?.split(" ") ?? [];
  return (await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).allInnerTexts()))).flat().join(" ");
}

async function asksFor(screen: Screen, { day, hour, minute, months = 0 }: { day: string; hour: string; minute: string; months?: number }): Promise<void> {
  const { page } = screen;
  await page.getByLabel(t("ask.name")).fill("Town hall");
  await page.getByRole("button", { name: t("ask.when.date") }).click();
  for (let i = 0; i < months; i += 1) await page.getByRole("button", { name: t("common.calendar.nextMonth") }).click();
  await page.getByRole("button", { name: day, exact: true }).click();
  await page.getByLabel(t("ask.when.hours")).fill(hour);
  await page.getByLabel(t("ask.when.minutes")).fill(minute);
  await page.getByRole("button", { name: t("ask.submit") }).click();
}

const says = (screen: Screen, words: string) => expect.poll(() => screen.page.getByRole("main").innerText()).toContain(words);

test("a request for a time that is over is refused beside the time, and what was typed stays", async () => {
  const organizer = await house.open("/ask", "organizer");
  organizer.expectError(/422/);
  await asksFor(organizer, { day: "1 March 2027", hour: "7", minute: "15" });
  await says(organizer, t("refusals.in_the_past"));
  expect(await organizer.page.getByLabel(t("ask.name")).inputValue()).toBe("Town hall");
  await look(organizer, "ask-past");
});

test("a time that the spring's change of clocks skips can't be asked for", async () => {
  const organizer = await house.open("/ask", "organizer", { on: "phone" });
  await asksFor(organizer, { day: "28 March 2027", hour: "2", minute: "30" });
  await says(organizer, t("ask.when.skipped"));
  await look(organizer, "ask-skipped");
});

test("of a time that the autumn's change of clocks gives twice, one is chosen", async () => {
  const organizer = await house.open("/ask", "organizer", { in: "dark" });
  const { page } = organizer;
  await asksFor(organizer, { day: "31 October 2027", hour: "2", minute: "30", months: 7 });
  await says(organizer, t("ask.when.chooseOne"));
  await look(organizer, "ask-twice");
  await page.getByRole("radio", { name: /^The second/ }).check();
  await page.getByRole("button", { name: t("ask.submit") }).click();
  await says(organizer, "2:30 – 3:30 AM");
});

test("no title, no minutes and too many minutes are refused beside their fields, in the reader's language", async () => {
  await house.organizer.patch("/api/me", { language: "es" });
  onTestFinished(async () => void (await house.organizer.patch("/api/me", { language: "en" })));
  const organizer = await house.open("/ask", "organizer");
  organizer.expectError(/422/);
  const { page } = organizer;
  const submit = page.getByRole("button", { name: es("ask.submit") });
  await submit.click();
  await expect.poll(() => beside(page, es("ask.name"))).toBe(es("ask.titleMissing"));
  await page.getByLabel(es("ask.name")).fill("Tutoría");
  for (const [minutes, refusal] of [
    ["0", es("refusals.below_minimum_minutes", { min: 5 })],
    ["5000", es("refusals.above_maximum_minutes", { max: 1440 })],
  ] as const) {
    await page.getByRole("textbox", { name: es("ask.minutes"), exact: true }).fill(minutes);
    await submit.click();
    await expect.poll(() => beside(page, es("ask.minutes"))).toContain(refusal);
  }
  await look(organizer, "ask-minutes-es");
});

test("somebody else's session, an unknown one and an unknown address lead to a page that says so", async () => {
  const others = await house.administrator.ask({ start: "2027-03-05T12:00" });
  for (const path of [`/sessions/${others.id}`, "/sessions/00000000-0000-4000-8000-00000000dead", "/sessions/nonsense"]) {
    const organizer = await house.open(path, "organizer", { expecting: /404|422/ });
    await says(organizer, t("common.trouble.notFound"));
    await look(organizer, `not-found-${path.length}`);
  }
  const organizer = await house.open("/nowhere", "organizer");
  await organizer.page.getByText(t("common.trouble.noPage")).waitFor();
});

test("whoever is added without an address, or with half of one, is told so beside the field", async () => {
  const { id } = await house.organizer.ask({ start: "2027-03-05T18:00" });
  const organizer = await house.open(`/sessions/${id}`, "organizer", { on: "phone" });
  const { page } = organizer;
  await page
    .getByRole("button", { name: t("session.attendees.add") })
    .first()
    .click();
  const add = page.getByRole("button", { name: t("session.attendees.addOne"), exact: true });
  await add.click();
  await expect.poll(() => beside(page, t("session.attendees.email"))).toBe(t("session.attendees.emailMissing"));
  await page.getByRole("textbox", { name: t("session.attendees.email") }).fill("ana@");
  await add.click();
  await expect.poll(() => beside(page, t("session.attendees.email"))).toBe(t("session.attendees.emailBad"));
  await look(organizer, "attendee-half-address");
  await page.getByRole("tab", { name: t("session.attendees.byPaste") }).click();
  await page.getByRole("button", { name: t("session.attendees.preview") }).click();
  await says(organizer, t("session.attendees.linesMissing"));
  await page.getByRole("tab", { name: t("session.attendees.byFile") }).click();
  await page.locator("input[type=file]").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]) });
  await says(organizer, t("session.attendees.noList"));
  await page.locator("input[type=file]").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from("Ana,ana@people.example\n") });
  await page.getByRole("button", { name: t("session.attendees.previewBackFile") }).click();
  await page.getByRole("button", { name: t("session.attendees.chooseFile") }).waitFor();
});

test("somebody else's report leads to the same page as their session", async () => {
  const others = await house.administrator.ask({ start: "2027-03-08T12:00" });
  const organizer = await house.open(`/sessions/${others.id}/report`, "organizer", { expecting: /404/ });
  await organizer.page.getByText(t("common.trouble.noPage"), { exact: true }).waitFor();
});

test("a page whose code can't be had says that Bedel does not answer, beside the menu, and comes when that is over", async () => {
  const organizer = await house.open("/", "organizer");
  const { page } = organizer;
  organizer.expectError(/Failed to load resource|thrown|NoAnswerError|no answer/);
  const menu = page.getByRole("navigation", { name: t("common.nav.label") });
  await page.getByRole("heading", { level: 1, name: t("sessions.title") }).waitFor();
  await page.route("**/*", (route) => route.abort());
  await menu.getByRole("link", { name: t("common.nav.reports") }).click();
  await says(organizer, t("common.trouble.noAnswer"));
  expect(await page.getByRole("main").innerText()).not.toContain("saved");
  await menu.getByRole("link", { name: t("common.nav.ask") }).waitFor();
  await look(organizer, "no-answer");
  await page.unroute("**/*");
  await page.getByRole("button", { name: t("common.trouble.again") }).click();
  await page.getByRole("heading", { level: 1, name: t("reports.title") }).waitFor();
});

test("an organizer who comes to an administrators' page is told whose it is", async () => {
  const organizer = await house.open("/settings", "organizer");
  await organizer.page.getByText(t("common.trouble.adminsOnly"), { exact: true }).waitFor();
  await organizer.check();
});

test("a wrong password is refused in words, and nobody has to type the address again", async () => {
  const stranger = await house.open("/sign-in", null);
  const { page } = stranger;
  stranger.expectError(/401/);
  await page.getByLabel(t("signIn.email")).fill("oscar.beltran@universidad.example");
  await page.getByRole("textbox", { name: t("signIn.password") }).fill("not this one");
  await page.getByRole("button", { name: t("signIn.button"), exact: true }).click();
  await page.getByText(t("signIn.wrong")).waitFor();
  expect(await page.getByLabel(t("signIn.email")).inputValue()).toBe("oscar.beltran@universidad.example");
  await stranger.check();
});
