import type { Locator } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { openMailbox } from "../../src/example/mailbox/mailbox.ts";
import { momentOf } from "../../src/lib/time.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const now = momentOf("2027-03-01T08:30", "Europe/Madrid", "earlier");
/** The institution's own mail server, which doesn't take every address. */
const mailServer = await openMailbox({ file: null, now: () => (now.ok ? now.value : expect.fail("it is a moment")) });
afterAll(() => mailServer.close());
const house = await aHouse({ rooms: 2, settings: { SMTP_URL: mailServer.url } });
const t = wordsIn("en");
const [ANA, BEA] = ["ana@people.example", "bea@people.example"];

const mailsTo = (email: string) => mailServer.list({ to: email }).mails.map(({ id }) => mailServer.read(id)!);
const boxOf = async (one: Locator) => (await one.boundingBox())!;
const placesOf = (email: string): string[] => mailsTo(email).flatMap(({ text }) => /\/j\/[\w-]{22}/.exec(text) ?? []);

test("a refused address is shown as refused and mailed again, a note reaches all, and a new link replaces one that got into other hands", async () => {
  mailServer.treat((address) => (address === BEA ? "refuse" : "take"));
  const { id } = await house.organizer.ask({ start: "2027-03-01T11:00", title: "Doctoral seminar" });
  await house.organizer.post(`/api/sessions/${id}/attendees`, { lines: `Ana Díaz <${ANA}>\nBea Ruiz <${BEA}>` });
  await house.moveClock({ to: "2027-03-01T09:50:00Z" });
  const screen = await house.open(`/sessions/${id}`, "organizer");
  const { page } = screen;
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  await row("Bea Ruiz").getByText(t("session.attendees.linkState.refused")).waitFor();
  await row("Bea Ruiz").getByText("no such mailbox here").waitFor();
  await row("Ana Díaz").getByText(t("session.attendees.linkState.sent")).waitFor();
  await look(screen, "mailing-refused");

  mailServer.treat(() => "take");
  await house.moveClock({ minutes: 1 });
  await press(t("session.attendees.again.all", { n: 1 }));
  await page.getByText(t("session.attendees.again.done", { n: 1 })).waitFor();
  await row("Bea Ruiz").getByText(t("session.attendees.linkState.sent")).waitFor();
  expect(placesOf(BEA)).toHaveLength(1);
  await house.moveClock({ minutes: 1 });
  await press(t("session.attendees.again.oneTo", { name: "Bea Ruiz" }));
  await expect.poll(() => placesOf(BEA)).toHaveLength(2);

  await press(t("session.attendees.note.button"));
  await press(t("session.attendees.note.preview"));
  await expect.poll(() => page.getByText(t("session.attendees.note.missing")).count()).toBe(2);
  await page.getByLabel(t("session.attendees.note.subject")).fill("Slides to bring along");
  await page.getByLabel(t("session.attendees.note.body")).fill("Please print them.\n\nSee you soon.");
  await press(t("session.attendees.note.preview"));
  await page.frameLocator("iframe").getByText("Please print them.").waitFor();
  await look(screen, "mailing-note-preview");
  await press(t("session.attendees.note.send", { n: 2 }));
  await page
    .getByRole("region", { name: t("session.attendees.note.list") })
    .getByText(t("session.attendees.note.state", { sent: 2, of: 2 }))
    .waitFor();
  for (const email of [ANA, BEA]) expect(mailsTo(email).filter(({ subject }) => subject.startsWith("Slides to bring along"))).toHaveLength(1);

  const [former] = placesOf(ANA);
  await house.moveClock({ minutes: 1 });
  await press(t("session.attendees.renewName", { name: "Ana Díaz" }));
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("session.attendees.renew") })
    .click();
  const fresh = (): string | undefined => placesOf(ANA).find((place) => place !== former);
  await expect.poll(fresh).toBeDefined();
  await page.getByText(t("history.attendee_link_renewed")).waitFor();
  await look(screen, "mailing-renewed");
  const stranger = await house.open(former!, null, { expecting: /404/, language: "en" });
  await stranger.page.getByRole("heading", { name: t("join.unknown.title") }).waitFor();
  expect(await stranger.page.content()).not.toContain("Doctoral seminar");
  const ana = await house.open(fresh()!, null);
  await ana.page.getByRole("heading", { name: "Doctoral seminar" }).waitFor();
}, 90_000);

test("on a phone a long name stands beside its buttons, and what the mail server said below it", async () => {
  mailServer.treat((address) => (address.startsWith("long") ? "refuse" : "take"));
  const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk".repeat(2);
  const { id } = await house.organizer.ask({ start: "2027-03-01T14:00", title: "Phone seminar" });
  await house.organizer.post(`/api/sessions/${id}/attendees`, { lines: `${LONG} <long@people.example>` });
  await house.moveClock({ to: "2027-03-01T12:50:00Z" });
  const screen = await house.open(`/sessions/${id}`, "organizer", { on: "phone" });
  const row = screen.page.getByRole("row").filter({ hasText: LONG });
  const said = row.getByText("no such mailbox here");
  await said.waitFor();
  const [name, words, first] = [await boxOf(row.getByText(LONG)), await boxOf(said), await boxOf(row.getByRole("button").first())];
  expect(name.width).toBeGreaterThan(150);
  expect(name.height).toBeGreaterThan(30); // all of it can be read: it goes on in a second line
  expect(words.width).toBeGreaterThan(150);
  for (const text of [name, words]) expect(text.x + text.width).toBeLessThanOrEqual(first.x);
  const [again, card] = [
    await boxOf(screen.page.getByRole("button", { name: t("session.attendees.again.all", { n: 1 }) })),
    await boxOf(screen.page.getByRole("table", { name: t("session.attendees.title") })),
  ];
  expect(again.x + again.width).toBeLessThanOrEqual(card.x + card.width);
  await look(screen, "mailing-phone");
  mailServer.treat(() => "take");

  await row.getByRole("button", { name: t("session.attendees.removeName", { name: LONG }) }).click();
  const dialog = screen.page.getByRole("dialog");
  const [close, frame] = [await boxOf(dialog.getByRole("button", { name: t("common.close") })), await boxOf(dialog)];
  expect(close.x + close.width).toBeLessThanOrEqual(frame.x + frame.width);
  await look(screen, "mailing-phone-remove", "layout");
});

test("a list is renamed, and deleted without taking anybody from its sessions", async () => {
  const { id } = await house.organizer.ask({ start: "2027-03-12T10:00", title: "Statics" });
  const list = "00000000-0000-4000-8000-0000000000a1";
  await house.organizer.post("/api/lists", { id: list, name: "Mechanics" });
  await house.organizer.put(`/api/lists/${list}/sessions`, { sessions: [id] });
  await house.organizer.post(`/api/lists/${list}/people`, { lines: `Ana Díaz <${ANA}>` });
  const screen = await house.open(`/lists/${list}`, "organizer");
  const { page } = screen;
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await press(t("lists.page.rename"));
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("lists.page.name")).fill(" ");
  screen.expectError(/422/);
  await dialog.getByRole("button", { name: t("lists.page.save") }).click();
  await expect.poll(() => dialog.getByLabel(t("lists.page.name")).getAttribute("aria-invalid")).toBe("true");
  await look(screen, "mailing-list-rename");
  await dialog.getByLabel(t("lists.page.name")).fill("Mechanics of solids");
  await dialog.getByRole("button", { name: t("lists.page.save") }).click();
  await page.getByRole("heading", { level: 1, name: "Mechanics of solids" }).waitFor();
  await dialog.waitFor({ state: "detached" });

  await press(t("lists.page.delete"));
  await dialog.getByText(t("lists.page.deleteStay", { people: 1, sessions: 1 })).waitFor();
  await look(screen, "mailing-list-delete");
  await dialog.getByRole("button", { name: t("lists.page.deleteYes") }).click();
  await page.getByRole("heading", { name: t("lists.page.title") }).waitFor();
  await page.getByText(t("lists.page.empty")).waitFor();
  await look(screen, "mailing-list-deleted");
  await page.goto(`/sessions/${id}`);
  await page.getByText(ANA).waitFor();
  await page.getByText(t("history.list_left", { list: "Mechanics of solids" })).waitFor();
}, 60_000);
