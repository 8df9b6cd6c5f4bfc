import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn, type Words } from "./support/house.ts";

const house = await aHouse({ rooms: 2 });

test("a stranger asks for a session, opens its room, is joined by an attendee and reads the report", async () => {
  const words = wordsIn("en");
  const stranger = await house.open("/", null);
  const { page } = stranger;
  await look(stranger, "sign-in");
  await asksForASession(stranger, words, "Thesis defence of Zofia Żółć");
  await addsAttendees(stranger, words);
  await waitsUntilTheRoomOpens(page, words);
  await look(stranger, "session-room-ready");
  const { userName, password } = await readsHowToOpenIt(stranger, words);
  await findsTheSameInTheMailbox(stranger, words, password);
  await startsTheMeeting(stranger, userName, password);
  await attendeeJoins(await linkOf(stranger, words, "ana@people.example"));
  await page.goto("/");
  await look(stranger, "my-sessions-live");
  await readsTheReport(stranger, words);
});

test("on a phone, in the dark and in Spanish, a session is asked for and its room opened", async () => {
  const words = wordsIn("es");
  const stranger = await house.open("/", null, { on: "phone", in: "dark", language: "es" });
  await look(stranger, "es-phone-sign-in");
  await asksForASession(stranger, words, "Defensa de la tesis de Łukasz", { speaking: "es" });
  await addsAttendees(stranger, words);
  await waitsUntilTheRoomOpens(stranger.page, words);
  await look(stranger, "es-phone-session-room-ready");
  const { password } = await readsHowToOpenIt(stranger, words);
  await findsTheSameInTheMailbox(stranger, words, password);
});

async function asksForASession(screen: Screen, t: Words, title: string, { speaking = "en" } = {}): Promise<void> {
  const { page } = screen;
  const name = speaking === "es" ? "es-phone-" : "";
  await page.getByRole("button", { name: t("signIn.sandbox.organizer") }).click();
  if (speaking === "es") await choosesSpanish(page);
  await page.getByRole("heading", { level: 1, name: t("sessions.title") }).waitFor();
  await look(screen, `${name}my-sessions-empty`);
  await page
    .getByRole("main")
    .getByRole("link", { name: t("sessions.ask") })
    .first()
    .click();
  await page.getByLabel(t("ask.name")).fill(title);
  await look(screen, `${name}ask`);
  await page.getByRole("button", { name: t("ask.submit") }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await expect.poll(() => page.getByRole("main").innerText()).toContain(t("session.notices.placedCredentials"));
  await look(screen, `${name}session-asked`);
}

/** The one-click organizer reads English; the choice is kept with the account. */
async function choosesSpanish(page: Page): Promise<void> {
  await page.getByRole("button", { name: wordsIn("en")("common.nav.open") }).click();
  await page.getByRole("combobox", { name: wordsIn("en")("common.header.language") }).click();
  await page.getByRole("option", { name: "Español" }).click();
  await page.getByRole("button", { name: wordsIn("es")("common.nav.close") }).click();
}

async function addsAttendees({ page }: Screen, t: Words): Promise<void> {
  await page
    .getByRole("button", { name: t("session.attendees.add") })
    .first()
    .click();
  await page.getByRole("tab", { name: t("session.attendees.byPaste") }).click();
  await page.getByLabel(t("session.attendees.lines")).fill("Ana Ruiz, ana@people.example\nnobody at all\nJan Nowak <jan@people.example>");
  await page.getByRole("button", { name: t("session.attendees.preview") }).click();
  await page.getByRole("button", { name: t("session.attendees.previewAdd", { n: 2 }) }).click();
  const bad = page.getByRole("alert").filter({ hasText: t("session.attendees.badLine", { line: 2 }) });
  await expect.poll(() => bad.innerText()).toContain(t("refusals.line_without_email"));
  await page.getByRole("heading", { name: t("session.attendees.titleCount", { n: 2 }) }).waitFor();
  await expect.poll(() => page.getByLabel(t("session.attendees.lines")).inputValue()).toBe("nobody at all");
}

const badge = (page: Page, word: string) => page.getByRole("main").getByText(word, { exact: true });

async function waitsUntilTheRoomOpens(page: Page, t: Words): Promise<void> {
  const next = page.getByRole("region", { name: t("common.sandbox.short") }).getByRole("button", { name: t("common.sandbox.next"), exact: true });
  for (let presses = 0; presses < 6 && (await badge(page, t("common.state.handedOver")).count()) === 0; presses += 1) {
    const moved = page.waitForResponse((answer) => answer.url().endsWith("/api/sandbox/clock"));
    await next.click();
    await moved;
    await page.waitForLoadState("networkidle");
  }
  await badge(page, t("common.state.handedOver")).waitFor();
}

async function readsHowToOpenIt(screen: Screen, t: Words): Promise<{ userName: string; password: string }> {
  const { page } = screen;
  await page.getByRole("button", { name: t("sessions.credentials.show") }).click();
  const secrets = page.locator("code");
  await secrets.nth(1).waitFor();
  await screen.check();
  return { userName: await secrets.nth(0).innerText(), password: await secrets.nth(1).innerText() };
}

async function findsTheSameInTheMailbox(screen: Screen, t: Words, password: string): Promise<void> {
  const { page } = screen;
  const subject = t.raw("mails.credentials.subject").split("{title}")[0];
  await page.goto("/mailbox");
  await page.getByRole("button", { name: subject }).first().click();
  await expect.poll(() => page.frameLocator("iframe").locator("body").innerText()).toContain(password);
  await look(screen, `mailbox-${t("common.header.language")}`);
}

async function startsTheMeeting({ page }: Screen, userName: string, password: string): Promise<void> {
  await page.goto("/zoom/signin");
  await page.getByLabel("E-mail").fill(userName);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Start" }).click();
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByText("You are the host").waitFor();
}

/** Links go out a quarter of an hour before the start, when the room opens. */
async function linkOf({ page }: Screen, t: Words, person: string): Promise<string> {
  const subject = t.raw("mails.link.subject").split("{title}")[0];
  await page.goto(`/mailbox?to=${person}`);
  await page.getByRole("button", { name: subject }).first().click();
  return (
    (await page
      .frameLocator("iframe")
      .getByRole("link", { name: t("mails.buttons.join") })
      .getAttribute("href")) ?? ""
  );
}

/** When it is time the link leads straight on into Zoom. */
async function attendeeJoins(address: string): Promise<void> {
  const { page } = await house.open(address, null, { on: "phone", zone: "America/New_York" });
  await page.waitForURL(/\/zoom\/j\//);
  expect(await page.getByLabel("Your name").inputValue()).toBe("Ana Ruiz");
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByText("You are in the meeting").waitFor();
}

async function readsTheReport(screen: Screen, t: Words): Promise<void> {
  const { page } = screen;
  for (let i = 0; i < 8; i += 1) await house.moveClock({ next: true });
  await house.moveClock({ minutes: 60 });
  await page.goto("/reports");
  await page.getByRole("link", { name: /Thesis defence/ }).click();
  await page.getByText("Ana Ruiz").first().waitFor();
  await look(screen, "report");
  await page.getByRole("button", { name: t("reports.report.download") }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: t("reports.report.formats.csv") }).click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const rows = Buffer.concat(chunks).toString("utf8");
  expect(rows).toContain("ana@people.example");
}
