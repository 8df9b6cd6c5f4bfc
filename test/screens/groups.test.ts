import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { aHouse, look, wordsIn } from "./support/house.ts";
import { TITLE_LONGEST } from "./support/full-house.ts";

const house = await aHouse({ rooms: 3 });
const t = wordsIn("en");
const ANA = "ana@people.example";
const COURSE = randomUUID();

/** Twice a week for twenty weeks: more than sixty days. */
const aCourse = (more: object): object => ({
  id: randomUUID(),
  title: "Quantum optics",
  teacherId: null,
  zone: "Europe/Madrid",
  start: "2027-03-02T10:00",
  rule: "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=40",
  without: [],
  extra: [],
  minutes: 60,
  kind: "meeting",
  admission: "automatic",
  expected: null,
  source: "pool",
  hostId: null,
  skipsHolidays: true,
  ...more,
});

const mailbox = z.object({ mails: z.array(z.object({ id: z.string() })) });

test("a group is made, registered with a course, and everybody in it finds the course on the panel", async () => {
  await house.organizer.post("/api/courses", aCourse({ id: COURSE }));
  await house.organizer.post("/api/courses", aCourse({ title: TITLE_LONGEST, start: "2027-06-02T16:00", rule: "FREQ=WEEKLY;COUNT=12" }));
  const organizer = await house.open("/groups", "organizer");
  const { page } = organizer;
  await page.getByRole("heading", { name: t("groups.empty") }).waitFor();
  await page.getByLabel(t("groups.name")).fill("First year, group A");
  await page.getByRole("button", { name: t("groups.make") }).click();
  await page.getByRole("button", { name: t("groups.add") }).click();
  await page.getByRole("tab", { name: t("session.attendees.byPaste") }).click();
  await page.getByLabel(t("session.attendees.lines")).fill(`Ana Díaz <${ANA}>\nBea Ruiz <bea@people.example>\nnobody`);
  await page.getByRole("button", { name: t("session.attendees.preview") }).click();
  await look(organizer, "group-preview");
  await page.getByRole("button", { name: /Add 2/ }).click();
  await page.getByRole("listitem").filter({ hasText: ANA }).waitFor();

  for (const name of ["Quantum optics", TITLE_LONGEST]) {
    await page.getByRole("combobox", { name: t("groups.registerWith") }).click();
    await page.getByRole("option").filter({ hasText: name }).click();
    await page.getByRole("button", { name: t("groups.registerYes") }).click();
    await page.getByRole("link", { name, exact: true }).waitFor();
  }
  await look(organizer, "group");
  const { groups } = await house.organizer.get("/api/groups", z.object({ groups: z.array(z.object({ id: z.string(), lists: z.number() })) }));
  expect(groups).toMatchObject([{ lists: 2 }]);

  const { sessions } = await house.organizer.get(`/api/courses/${COURSE}`, z.object({ sessions: z.array(z.object({ sessionId: z.string() })) }));
  await page.goto(`/sessions/${sessions.at(-1)!.sessionId}`);
  await page.getByText(/The 2 people registered for the course come to this date on/).waitFor();
  await look(organizer, "session-far");

  await house.organizer.post("/api/panel", { email: ANA });
  const [mail] = (await house.organizer.get(`/api/mailbox?to=${ANA}`, mailbox)).mails;
  const { text } = await house.organizer.get(`/api/mailbox/${mail!.id}`, z.object({ text: z.string() }));
  const panel = await house.open(/\/p\/[\w-]{22}/.exec(text)![0], null, { on: "phone" });
  await panel.page.getByRole("button", { name: "English" }).click();
  const course = panel.page.getByRole("listitem").filter({ has: panel.page.getByRole("heading", { name: "Quantum optics" }) });
  await course.getByText(/22 more dates follow, until/).waitFor();
  await panel.page.getByText(/12 dates, from/).waitFor();
  expect(await panel.page.content()).not.toMatch(/Bea|bea@/);
  await look(panel, "panel-courses");
  await course.getByText(t("panel.moreDates", { n: 17 })).click();
  expect(await course.getByRole("listitem").count()).toBe(17);
  await panel.page.emulateMedia({ colorScheme: "dark" });
  await look(panel, "panel-courses-open-dark");
});

test("a calendar's address is made, followed, made anew and ended on the account's page", async () => {
  const organizer = await house.open("/account", "organizer");
  const { page } = organizer;
  const card = page.getByRole("region", { name: t("calendars.title") });
  await card.getByRole("button", { name: t("calendars.make") }).click();
  const field = card.getByLabel(t("calendars.address"));
  const former = await field.inputValue();
  expect(await (await fetch(former)).text()).toContain("SUMMARY:Quantum optics");
  await look(organizer, "account-calendar");
  await card.getByRole("button", { name: t("calendars.anew") }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("calendars.anewYes") })
    .click();
  await expect.poll(() => field.inputValue()).not.toBe(former);
  expect((await fetch(former)).status).toBe(404);
  const later = await field.inputValue();
  await card.getByRole("button", { name: t("calendars.end") }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("calendars.endYes") })
    .click();
  await card.getByRole("button", { name: t("calendars.make") }).waitFor();
  expect((await fetch(later)).status).toBe(404);
});
