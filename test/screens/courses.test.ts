import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { courseDetail, type NewCourse } from "../../src/courses/contract.ts";
import { aHouse, look, wordsIn, type Person } from "./support/house.ts";

const house = await aHouse({ rooms: 2 });
const t = wordsIn("en");

const foreseen = (page: Page) => page.getByRole("list", { name: t("courses.foreseen.title") }).getByRole("listitem");
const dates = (page: Page) => page.getByRole("region", { name: t("courses.page.dates") }).getByRole("listitem");

/** From Monday, March 8, at nine, in a house where it is Monday, March 1. */
async function aCourse(person: Person, more: Partial<NewCourse>): Promise<string> {
  const id = randomUUID();
  const course: NewCourse = {
    id,
    title: "Roman law",
    teacherId: null,
    zone: "Europe/Madrid",
    start: "2027-03-08T09:00",
    rule: "FREQ=WEEKLY;COUNT=6",
    without: [],
    extra: [],
    minutes: 90,
    kind: "meeting",
    admission: "automatic",
    expected: null,
    source: "pool",
    hostId: null,
    skipsHolidays: true,
    groupIds: [],
    ...more,
  };
  await person.post("/api/courses", course);
  return id;
}

test("an organizer sees every date of a course before it is made, changes the later ones, and hangs up the week", async () => {
  const organizer = await house.open("/courses", "organizer");
  const { page } = organizer;
  await page.getByText(t("courses.empty.ahead")).waitFor();
  await look(organizer, "courses-empty");
  await page
    .getByRole("link", { name: t("courses.make") })
    .first()
    .click();

  await page.getByText(t("courses.foreseen.dates", { n: 15 }), { exact: false }).waitFor();
  await page.getByText("Wed", { exact: true }).click();
  await page.getByText(t("courses.rule.endsOf.times")).click();
  await page.getByRole("textbox", { name: t("courses.rule.times") }).fill("6");
  await expect.poll(() => foreseen(page).count()).toBe(6);
  await page.getByText("Every Monday and Wednesday, 9:00 – 10:30 AM, 6 times").waitFor();
  await page.getByText(t("courses.foreseen.allRooms")).waitFor();
  await page.getByRole("button", { name: t("courses.foreseen.leaveOutDay", { day: "Wed, Mar 17" }) }).click();
  await expect.poll(() => foreseen(page).count(), { message: "a date is left out" }).toBe(5);

  await page.getByRole("button", { name: t("courses.form.submit") }).click();
  await page.getByText(t("courses.form.missing.title")).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-invalid")), { message: "the first fault is in sight" }).toBe("true");
  await page.getByRole("textbox", { name: t("courses.form.name") }).fill("Linear algebra");
  await look(organizer, "course-new");
  await page.getByRole("button", { name: t("courses.form.submit") }).click();
  await page.getByText(t("courses.page.made", { n: 5 })).waitFor();
  await look(organizer, "course-made");

  await page.getByRole("button", { name: /^Change or cancel Mon, Mar 15/ }).click();
  await page.getByRole("menuitem", { name: t("courses.page.changeDate") }).click();
  const dialog = page.getByRole("dialog", { name: t("courses.edit.title") });
  await dialog.getByLabel(t("courses.edit.scopeOf.following", { day: "Mon, Mar 15" })).check();
  await dialog.getByLabel(t("ask.when.hours")).fill("11");
  await dialog.getByText(t("courses.edit.foreseen.counts.changes", { n: 3 })).waitFor();
  await dialog.getByText("Mon, Mar 15, 11:00 AM – 12:30 PM").waitFor();
  await look(organizer, "course-edit");
  await dialog.getByRole("button", { name: t("courses.edit.confirm", { n: 3 }) }).click();
  await dialog.waitFor({ state: "detached" });
  await expect
    .poll(() => dates(page).getByRole("link").allTextContents())
    .toEqual([
      "Mon, Mar 8, 9:00 – 10:30 AM",
      "Wed, Mar 10, 9:00 – 10:30 AM",
      "Mon, Mar 15, 11:00 AM – 12:30 PM",
      "Mon, Mar 22, 11:00 AM – 12:30 PM",
      "Wed, Mar 24, 11:00 AM – 12:30 PM",
    ]);

  await page.getByRole("link", { name: "Mon, Mar 15, 11:00 AM – 12:30 PM" }).click();
  await page.getByText(t("session.facts.course")).waitFor();
  await page.locator('main a[href^="/courses/"]', { hasText: "Linear algebra" }).click(); // the list of its people is called so too
  await page.getByRole("link", { name: t("courses.page.week") }).click();
  await page.getByText("March 8 – 14, 2027", { exact: false }).waitFor();
  expect(await page.getByRole("link", { name: "Linear algebra" }).count()).toBe(2);
  await look(organizer, "week-of-teacher");
});

test("where rooms are taken the form says which dates wait, and offers times at which all of them fit", async () => {
  for (const title of ["Analysis", "Geometry"]) await aCourse(house.administrator, { title, start: "2027-04-05T09:00", rule: "FREQ=WEEKLY;COUNT=3" });
  const organizer = await house.open("/courses/new", "organizer");
  const { page } = organizer;
  await page.getByText(t("courses.foreseen.counts.waiting", { n: 3 }), { exact: false }).waitFor();
  await page.getByLabel(t("courses.foreseen.few", { n: 3 })).check();
  await expect.poll(() => foreseen(page).count()).toBe(3);
  await look(organizer, "course-new-waiting");
  await page
    .getByRole("group", { name: t("courses.foreseen.fitting") })
    .getByRole("button")
    .first()
    .click();
  await page.getByText(t("courses.foreseen.allRooms")).waitFor();
});

test("a rule that is none is refused beside its field, and keeps what was typed", async () => {
  const organizer = await house.open("/courses/new", "organizer");
  const { page } = organizer;
  organizer.expectError(/40[0-9]|422/);
  await page.getByRole("combobox", { name: t("courses.rule.often") }).click();
  await page.getByRole("option", { name: t("courses.rule.oftenOf.other") }).click();
  const rule = page.getByRole("textbox", { name: t("courses.rule.text") });
  await rule.fill("FREQ=HOURLY;COUNT=3");
  await expect.poll(() => rule.getAttribute("aria-invalid")).toBe("true");
  await look(organizer, "course-new-refused", "layout");
  expect(await rule.inputValue()).toBe("FREQ=HOURLY;COUNT=3");
  await rule.fill("FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3");
  await expect.poll(() => foreseen(page).count()).toBe(3);
});

test("where somebody else changed the course meanwhile the dialog says so in sight, and keeps what was typed", async () => {
  const id = await aCourse(house.organizer, { title: "Rhetoric", start: "2027-05-04T18:00", rule: "FREQ=WEEKLY;COUNT=12" });
  const organizer = await house.open(`/courses/${id}`, "organizer");
  const { page } = organizer;
  organizer.expectError(/409/);
  await page.setViewportSize({ width: 1280, height: 640 });
  await page.getByRole("button", { name: t("courses.page.edit"), exact: true }).click();
  const dialog = page.getByRole("dialog", { name: t("courses.edit.title") });
  const name = dialog.getByRole("textbox", { name: t("courses.form.name") });
  await name.fill("Rhetoric II");
  const confirm = dialog.getByRole("button", { name: t("courses.edit.confirm", { n: 12 }) });
  await confirm.waitFor();
  await house.administrator.post(`/api/courses/${id}/edit`, { revision: 1, scope: "all", from: null, change: { minutes: 60 }, byHand: "keep", note: "" });
  await confirm.click();
  const said = dialog.getByRole("alert").filter({ hasText: t("refusals.revision_conflict") });
  await said.waitFor();
  await expect.poll(() => said.evaluate(isInSight)).toBe(true);
  await look(organizer, "course-edit-changed-meanwhile", "layout");
  expect(await name.inputValue()).toBe("Rhetoric II");
});

/** Wholly, for whoever looks at the screen as it is. */
const isInSight = (it: Element): boolean => {
  const { left, right, top, bottom } = it.getBoundingClientRect();
  const shown = (y: number): boolean => it.contains(document.elementFromPoint((left + right) / 2, y));
  return top >= 0 && bottom <= innerHeight && shown(top + 4) && shown(bottom - 4);
};

test("one date is cancelled and another added, and the course says so", async () => {
  const id = await aCourse(house.organizer, { title: "Ethics", start: "2027-05-03T16:00", rule: "FREQ=WEEKLY;COUNT=3" });
  const { list } = await house.organizer.get(`/api/courses/${id}`, courseDetail);
  await house.organizer.post(`/api/lists/${list.id}/people`, { lines: "Ana <ana@people.example>" });
  const organizer = await house.open(`/courses/${id}`, "organizer");
  const { page } = organizer;
  await page.getByRole("button", { name: /^Change or cancel Mon, May 10/ }).click();
  await page.getByRole("menuitem", { name: t("courses.page.cancelDate") }).click();
  const dialog = page.getByRole("dialog", { name: t("courses.edit.titleCancel") });
  await dialog.getByText(t("courses.page.registered", { n: 1 }), { exact: true }).waitFor(); // nobody keeps a place in what is cancelled
  await look(organizer, "course-cancel");
  await dialog.getByRole("button", { name: t("courses.edit.confirmCancel", { n: 1 }) }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: t("courses.page.more") }).click();
  await page.getByRole("menuitem", { name: t("courses.page.addDate") }).click();
  const adding = page.getByRole("dialog", { name: t("courses.edit.addDate") });
  await adding.getByRole("button", { name: t("courses.edit.day") }).click();
  await page.getByRole("button", { name: "20 March 2027" }).click();
  await look(organizer, "course-add-date", "layout");
  await adding.getByRole("button", { name: t("courses.edit.addDate") }).click();
  await adding.waitFor({ state: "detached" });
  const ahead = (await house.organizer.get(`/api/courses/${id}`, courseDetail)).sessions.filter(({ status }) => status === "placed");
  expect(ahead.map(({ date }) => date)).toEqual(["2027-03-20T16:00", "2027-05-03T16:00", "2027-05-17T16:00"]);
});

test("of a course with very many dates the later ones come when they are asked for, and the keyboard goes on with them", async () => {
  const id = await aCourse(house.organizer, { title: "Fencing", start: "2027-07-01T07:00", rule: "FREQ=DAILY;COUNT=75", minutes: 20 });
  const organizer = await house.open(`/courses/${id}`, "organizer", { on: "phone" });
  const { page } = organizer;
  await page.getByRole("button", { name: t("courses.moreDates", { n: 15 }) }).waitFor();
  expect(await dates(page).getByRole("link").count()).toBe(60);
  await look(organizer, "course-many");
  await page.getByRole("button", { name: t("courses.moreDates", { n: 15 }) }).press("Enter");
  await expect.poll(() => dates(page).getByRole("link").count()).toBe(75);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Mon, Aug 30/);
});

test("on a phone each session of the week says when it is, also the short ones beside others", async () => {
  for (const title of ["Harp", "Lute"]) await aCourse(house.administrator, { title, start: "2027-06-15T09:00", rule: "FREQ=WEEKLY;COUNT=1", minutes: 45 });
  const { page } = await house.open("/week?monday=2027-06-14", "administrator", { on: "phone" });
  await page.getByRole("link", { name: "Lute" }).waitFor();
  const words = await page.getByRole("listitem").filter({ hasText: /Harp|Lute/ }).evaluateAll((boxes) => boxes.map((box) => (box as HTMLElement).innerText)); // prettier-ignore
  expect(words).toEqual([expect.stringContaining("9:00 – 9:45 AM"), expect.stringContaining("9:00 – 9:45 AM")]);
});

test("the week is printed on one page in landscape, black on white, with nothing of the screen around it", async () => {
  await aCourse(house.organizer, { title: "Botany", start: "2027-06-07T09:00", rule: "FREQ=DAILY;COUNT=7" });
  const organizer = await house.open("/week?monday=2027-06-07", "organizer", { in: "dark" });
  const { page } = organizer;
  await expect.poll(() => page.getByRole("link", { name: "Botany" }).count()).toBe(7);
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("navigation").isVisible()).toBe(false);
  expect(await page.getByRole("button", { name: t("week.print") }).isVisible()).toBe(false);
  expect(
    await page
      .getByRole("listitem")
      .first()
      .evaluate((box) => getComputedStyle(box).backgroundColor),
  ).toBe("rgb(255, 255, 255)");
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  const [, width, height] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!;
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]);
});
