import { expect, test } from "vitest";
import { z } from "zod";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 2 });
const t = wordsIn("en");
const ANA = "ana@people.example";

const mailbox = z.object({ mails: z.array(z.object({ id: z.string(), subject: z.string() })) });

/** The last mail to Ana, as text. */
async function lastMail(): Promise<string> {
  const { mails } = await house.organizer.get(`/api/mailbox?to=${ANA}`, mailbox);
  return (await house.organizer.get(`/api/mailbox/${mails[0]!.id}`, z.object({ text: z.string() }))).text;
}

const panelIn = (mail: string): string => /\/p\/[\w-]{22}/.exec(mail)![0];

/** One session is about to begin, another comes next week, and Ana is in both. */
async function invited(): Promise<void> {
  const now = await house.organizer.ask({ start: "2027-03-01T11:00", title: "Doctoral seminar" });
  const later = await house.organizer.ask({ start: "2027-03-08T16:00", title: "Statistics clinic, with a title that goes on for longer than a phone is wide" });
  for (const { id } of [now, later]) await house.organizer.post(`/api/sessions/${id}/attendees`, { lines: `Ana Díaz <${ANA}>\nBea Ruiz <bea@people.example>` });
  await house.moveClock({ to: "2027-03-01T09:50:00Z" });
}

test("an attendee finds all sessions by the mailed link, chooses a time zone, and gives one place up, on a phone", async () => {
  await invited();
  const panel = await house.open(panelIn(await lastMail()), null, { on: "phone" });
  const { page } = panel;
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: t("panel.title") }).waitFor();
  await page.getByRole("link", { name: t("panel.joinOf", { title: "Doctoral seminar" }) }).waitFor();
  expect(await page.content()).not.toMatch(/Bea|bea@/);
  await look(panel, "panel");

  await page.getByLabel(t("panel.zone")).selectOption("America/Bogota");
  await page.getByText("Bogota time").first().waitFor();
  await page.reload();
  await page.getByText("Bogota time").first().waitFor();

  const clinic = page.getByRole("listitem").filter({ hasText: "Statistics clinic" });
  await clinic.getByRole("button", { name: t("join.leave.open") }).click();
  await look(panel, "panel-leave");
  await clinic.getByRole("button", { name: t("join.leave.yes"), exact: true }).click();
  await page.getByRole("status").filter({ hasText: "Statistics clinic" }).waitFor();
  await expect.poll(() => page.getByRole("listitem").count()).toBe(1);
  await page.emulateMedia({ colorScheme: "dark" });
  await look(panel, "panel-dark");
  const organizer = await house.open("/", "organizer");
  await organizer.page.getByText("Statistics clinic").first().click();
  await organizer.page.getByText(t("history.attendee_left")).waitFor();
});

test("the calendar's address is subscribed to, and stops when it is made anew", async () => {
  const { page } = await house.open(panelIn(await lastMail()), null, { language: "es" });
  const field = page.getByLabel(t("panel.feed.address"));
  const former = await field.inputValue();
  const read = async (address: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(address);
    return { status: answer.status, text: await answer.text() };
  };
  expect(await read(former)).toMatchObject({ status: 200, text: expect.stringContaining("SUMMARY:Doctoral seminar") });
  await page.getByRole("button", { name: t("panel.feed.renew") }).click();
  await page.getByRole("button", { name: t("panel.yes") }).click();
  await expect.poll(() => field.inputValue()).not.toBe(former);
  expect((await read(former)).status).toBe(404);
  expect((await read(await field.inputValue())).status).toBe(200);
});

test("who has lost the link has it mailed again, and is told nothing by the page", async () => {
  const stranger = await house.open("/panel", null, { language: "es", in: "dark" });
  const es = wordsIn("es");
  const { page } = stranger;
  await page.getByRole("button", { name: es("panel.ask.send") }).click();
  await page.getByText(es("panel.ask.missing")).waitFor();
  await look(stranger, "panel-ask");
  for (const email of ["nobody@people.example", ANA]) {
    await page.getByLabel(es("panel.ask.email")).fill(email);
    await page.getByRole("button", { name: es("panel.ask.send") }).click();
    await page.getByText(es("panel.ask.sentText", { email })).waitFor();
    if (email !== ANA) await page.getByRole("button", { name: es("panel.ask.again") }).click();
  }
  await expect.poll(lastMail).toContain(t("letters.panel.button"));
  const panel = await house.open(panelIn(await lastMail()), null, { expecting: /never/ });
  await panel.page.getByRole("heading", { name: t("panel.title") }).waitFor();
  const nowhere = await house.open(`/p/${"x".repeat(22)}`, null, { expecting: /404/ });
  await nowhere.page.getByRole("link", { name: t("panel.unknown.ask") }).waitFor();
  await look(nowhere, "panel-unknown");
});
