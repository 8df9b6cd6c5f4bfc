import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { typeDetail, typeList, type NewType } from "../../src/bookings/contract.ts";
import { publicType } from "../../src/bookings/booking-page/contract.ts";
import { me } from "../../src/people/contract.ts";
import { aHouse, look, wordsIn, type Person } from "./support/house.ts";
import { book } from "./support/booking.ts";

const house = await aHouse({ rooms: 2 });
const t = wordsIn("en");

/** Half an hour in office hours of Madrid, where it is Monday, March 1, half past eight. */
async function aType(person: Person, more: Partial<NewType>): Promise<string> {
  const host = (await person.get("/api/me", me)).member.id;
  const spans = [{ from: "09:00", to: "17:00" }];
  const type: NewType = {
    ...{ id: randomUUID(), slug: null, name: "Office hours", description: "", lengths: [30], place: { kind: "zoom" }, source: "default host" },
    ...{ hosting: "one", hostIds: [host], teamId: null, zone: "Europe/Madrid", days: [] },
    weekly: { MO: spans, TU: spans, WE: spans, TH: spans, FR: spans, SA: [], SU: [] },
    ...{ bufferBefore: 0, bufferAfter: 0, noticeMinutes: 0, horizonDays: 60, mostADay: null, mostAWeek: null, gridMinutes: 15, skipsHolidays: true },
    ...{ listed: false, languages: ["en"], staleMinutes: 60, changeUntilMinutes: 240, reminders: [60], mostGuests: 5, active: true },
    ...more,
  };
  return typeDetail.parse(await person.post("/api/appointment-types", type)).slug;
}

const clicksIn = (page: Page): Promise<number> => page.evaluate(() => Number(sessionStorage.getItem("clicks")));

test("from nothing to what a stranger can book it takes a name and three clicks", async () => {
  const organizer = await house.open("/", "organizer");
  const { page, context } = organizer;
  await context.addInitScript(() => {
    addEventListener("click", ({ detail }) => sessionStorage.setItem("clicks", String(Number(sessionStorage.getItem("clicks")) + Math.min(detail, 1))), true);
  });
  await page.reload();
  await page.getByRole("link", { name: t("common.nav.appointments") }).click();
  await page.getByText(t("appointments.empty.title")).waitFor();
  await look(organizer, "appointments-empty");
  await page.getByRole("link", { name: t("appointments.make") }).click();
  await page.getByRole("textbox", { name: t("appointmentEditor.name") }).waitFor();
  await look(organizer, "appointment-new");
  await page.keyboard.type("Office hours"); // the name has the focus
  await page.getByRole("button", { name: t("appointmentEditor.create") }).click();
  await page.getByText(t("appointments.address.made")).waitFor();
  expect(await clicksIn(page)).toBe(3);
  await look(organizer, "appointment-made");

  const address = await page.getByRole("textbox", { name: t("appointments.address.label") }).inputValue();
  const shown = await fetch(`${house.origin}/api/book/${new URL(address).pathname.split("/").at(-1)}`);
  const offered = publicType.parse(await shown.json());
  expect(offered).toMatchObject({ name: "Office hours", lengths: [30], place: { kind: "zoom" }, zone: "Europe/Madrid", closed: null });
});

test("without a name, and with hours that end before they begin, it is not made, and nothing typed is lost", async () => {
  const organizer = await house.open("/appointments/new", "organizer");
  const { page } = organizer;
  await page.getByLabel(t("appointmentEditor.hours.to", { day: "Monday" })).selectOption("08:00");
  await page.getByText(t("appointmentEditor.hours.backwards")).waitFor();
  await page.getByRole("button", { name: t("appointmentEditor.create") }).click();
  await page.getByText(t("appointmentEditor.missing.name")).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-invalid")), { message: "the first fault is in sight" }).toBe("true");
  await page.getByRole("textbox", { name: t("appointmentEditor.name") }).fill("Thesis");
  await page.getByLabel(t("appointmentEditor.hours.to", { day: "Monday" })).selectOption("12:00");
  await page.getByRole("button", { name: t("appointmentEditor.hours.copy", { day: "Monday" }) }).click();
  await page.getByText("Mon – Fri 9:00 AM – 12:00 PM").waitFor();
  await page.getByRole("button", { name: new RegExp(`^${t("appointmentEditor.page.title")}`) }).click();
  await page.getByRole("textbox", { name: t("appointmentEditor.page.slug") }).fill("X!");
  organizer.expectError(/422/);
  await page.getByRole("button", { name: t("appointmentEditor.create") }).click();
  await page.getByText(t("refusals.slug_malformed")).waitFor();
  expect(await page.getByRole("textbox", { name: t("appointmentEditor.name") }).inputValue()).toBe("Thesis");
});

test("what can be booked is switched off, which can be undone, and what keeps it from being booked is told with what to do", async () => {
  await aType(house.organizer, { name: "With no Zoom", source: "personal" });
  const organizer = await house.open("/appointments", "organizer");
  const { page } = organizer;
  const line = page.getByRole("listitem").filter({ hasText: "With no Zoom" });
  await line.getByText(t("refusals.booking_zoom_no_zoom_user"), { exact: false }).waitFor();
  expect(await line.getByRole("link", { name: t("appointments.trouble.mine") }).getAttribute("href")).toBe("/account");
  await look(organizer, "appointments");
  const onOff = line.getByRole("switch");
  await onOff.press("Space");
  await line.getByText(t("appointments.line.off")).waitFor();
  await page.getByRole("button", { name: t("common.undo") }).click();
  await line.getByText(t("appointments.line.unlisted")).waitFor();
  const types = (await house.organizer.get("/api/appointment-types", typeList)).types;
  expect(types.find(({ name }) => name === "With no Zoom")?.active).toBe(true);
});

test("a host moves what is booked to another free time, and calls it off with words", async () => {
  const slug = await aType(house.organizer, { name: "First conversation" });
  await book(house, slug, { start: "2027-03-01T09:00:00Z", name: "Ana García", zone: "America/Lima" });
  const organizer = await house.open("/bookings", "organizer");
  const { page } = organizer;
  const line = page.getByRole("listitem").filter({ hasText: "Ana García" });
  await line.getByText("Mon, Mar 1, 10:00 – 10:30 AM").waitFor();
  await line.getByText(t("bookings.line.guest", { time: "Mon, Mar 1, 4:00 – 4:30 AM", name: "Ana García", city: "Lima" })).waitFor();
  await look(organizer, "bookings");
  await line.getByRole("button", { name: t("bookings.line.moveOf", { name: "Ana García" }) }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Wed, Mar 3" }).click();
  await dialog.getByRole("button", { name: "11:15 AM" }).click();
  await look(organizer, "booking-move");
  await dialog.getByRole("button", { name: t("bookings.move.yes", { when: "Wed, Mar 3, 11:15 AM" }) }).click();
  await line.getByText("Wed, Mar 3, 11:15 – 11:45 AM").waitFor();
  await line.getByRole("button", { name: t("bookings.line.cancelOf", { name: "Ana García" }) }).click();
  await page.getByRole("textbox", { name: t("bookings.cancel.because") }).fill("I am ill.");
  await look(organizer, "booking-cancel");
  await page.getByRole("button", { name: t("bookings.cancel.yes"), exact: true }).click();
  await line.getByText("I am ill.").waitFor();
});

test("what an administrator decides for all booking pages holds in the form of an organizer", async () => {
  const admin = await house.open("/settings", "administrator");
  const settings = admin.page;
  await settings.getByRole("link", { name: t("bookings.settings.open") }).click();
  await settings.getByLabel(t("bookings.settings.lockFixed"), { exact: true }).check();
  await settings.getByLabel(t("appointments.place.address")).check();
  await settings.getByRole("textbox", { name: t("appointmentEditor.place.words.address") }).fill("Main Street 1");
  await settings.getByRole("textbox", { name: t("bookings.settings.sites") }).fill("everywhere");
  admin.expectError(/422/);
  await settings.getByRole("button", { name: t("bookings.settings.save") }).click();
  await settings.getByText(t("refusals.site_malformed", { site: "everywhere" })).waitFor();
  await settings.getByRole("textbox", { name: t("bookings.settings.sites") }).fill("https://www.example.org/");
  await settings.getByRole("textbox", { name: t("bookings.settings.colour") }).fill("#ffd400");
  await settings.getByRole("button", { name: t("bookings.settings.save") }).click();
  await settings.getByText(t("bookings.settings.saved")).waitFor();
  await look(admin, "booking-settings-saved");

  const organizer = await house.open("/appointments/new", "organizer");
  const { page } = organizer;
  await page.getByRole("textbox", { name: t("appointmentEditor.name") }).fill("At the office");
  await page.getByRole("button", { name: new RegExp(`^${t("appointmentEditor.place.title")}`) }).click();
  await page.getByText(t("appointmentEditor.place.locked")).waitFor();
  await page.getByRole("button", { name: t("appointmentEditor.create") }).click();
  await page.getByRole("button", { name: t("appointments.address.embed") }).click();
  await page.getByText(t("appointments.address.embedSites", { sites: "https://www.example.org" }), { exact: false }).waitFor();
  await look(organizer, "appointment-embed");
  const { types } = await house.organizer.get("/api/appointment-types", typeList);
  expect(types.find(({ name }) => name === "At the office")?.place).toEqual({ kind: "address", text: "Main Street 1" });
});

test("a calendar that can't be read is refused beside its address, and the card says how to find one", async () => {
  const organizer = await house.open("/account", "organizer");
  const { page } = organizer;
  const card = page.getByRole("region", { name: t("bookings.calendars.title") });
  await card.getByText(t("bookings.calendars.empty")).waitFor();
  await card.getByRole("button", { name: t("bookings.calendars.add") }).click();
  await card.getByRole("textbox", { name: t("bookings.calendars.name") }).fill("Private");
  await card.getByRole("textbox", { name: t("bookings.calendars.address") }).fill("not an address");
  organizer.expectError(/422/);
  await card.getByRole("button", { name: t("bookings.calendars.submit"), exact: true }).click();
  await card.getByText(t("refusals.calendar_address_malformed")).waitFor();
  expect(await card.getByRole("textbox", { name: t("bookings.calendars.name") }).inputValue()).toBe("Private");
});
