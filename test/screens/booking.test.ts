import { expect, test } from "vitest";
import type { Screen } from "../support/browser.ts";
import { aType, NO_HOURS, pageOfAll } from "./support/appointments.ts";
import { aHouse, look, wordsIn, type Words } from "./support/house.ts";

const house = await aHouse({ rooms: 2 });
const [en, es] = [wordsIn("en"), wordsIn("es")];

const press = (screen: Screen, name: string): Promise<void> => screen.page.getByRole("button", { name, exact: true }).click();
const day = (screen: Screen, date: string) => screen.page.locator(`[data-day="${date}"]`);
const times = (screen: Screen): Promise<string[]> => screen.page.locator(".times .start").allTextContents();
const time = (screen: Screen, name: string) => screen.page.locator(".times").getByRole("button", { name, exact: true });

async function fillIn({ page }: Screen, t: Words, name: string, email: string): Promise<void> {
  await page.getByLabel(t("bookingPage.form.name"), { exact: true }).fill(name);
  await page.getByLabel(t("bookingPage.form.email"), { exact: true }).fill(email);
}

/** In the calendar of a stranger, hours are those of where the stranger is: also in the two weeks in which one country has changed its clocks and the other has not. */
test("a stranger in New York books on a desktop over a change of clocks, moves it, brings somebody along, and cancels", async () => {
  const { slug } = await aType(house, { name: "Thesis consultation", description: "A first talk about the subject.", lengths: [30, 60] });
  const stranger = await house.open(`/book/${slug}`, null, { zone: "America/New_York", language: "en-US" });
  const { page } = stranger;
  await page.getByRole("heading", { name: "Thesis consultation" }).waitFor();
  await day(stranger, "2027-03-12").click();
  expect((await times(stranger))[0], "nine in Madrid, in winter in both").toBe("3:00 AM");
  await day(stranger, "2027-03-15").click();
  expect((await times(stranger))[0], "summer in New York, winter in Madrid").toBe("4:00 AM");
  await day(stranger, "2027-03-29").click();
  expect((await times(stranger))[0], "summer in both").toBe("3:00 AM");
  await look(stranger, "booking");
  await page.getByRole("radio", { name: en("bookingPage.what.hours", { n: 1 }) }).check({ force: true });
  await expect.poll(() => times(stranger)).toHaveLength(5); // none of an hour begins half an hour before noon
  await time(stranger, "3:30 AM").click();
  await press(stranger, en("bookingPage.form.book"));
  expect(await page.getByLabel(en("bookingPage.form.name"), { exact: true }).getAttribute("aria-invalid")).toBe("true");
  await fillIn(stranger, en, "Hope Ñandú", "hope@elsewhere.example");
  await press(stranger, en("bookingPage.form.addGuest"));
  await page.getByLabel(en("bookingPage.form.guestEmail", { n: 1 }), { exact: true }).fill("friend@elsewhere.example");
  await look(stranger, "booking-form");
  const sent: string[] = [];
  page.on("request", (asked) => void (asked.method() === "POST" && sent.push(asked.url())));
  await page.getByRole("button", { name: en("bookingPage.form.book") }).dblclick(); // as some people press every button
  await page.getByRole("heading", { name: en("bookingPage.own.booked") }).waitFor();
  await page.getByText("3:30 – 4:30 AM").waitFor();
  await page.getByText("friend@elsewhere.example").waitFor();
  await look(stranger, "booking-booked");
  const join = await page.getByRole("link", { name: en("bookingPage.own.link") }).getAttribute("href");
  expect(new URL(join!).pathname).toMatch(/^\/j\//);

  await press(stranger, en("bookingPage.own.move"));
  await day(stranger, "2027-03-16").click();
  await look(stranger, "booking-move");
  await time(stranger, "4:00 AM").click();
  await look(stranger, "booking-move-sure");
  await press(stranger, en("bookingPage.own.moveYes"));
  await page.getByRole("heading", { name: en("bookingPage.own.moved") }).waitFor();
  await page.getByText("4:00 – 5:00 AM").waitFor();
  expect(await page.getByRole("link", { name: en("bookingPage.own.link") }).getAttribute("href"), "the link stays the same").toBe(join);

  await press(stranger, en("bookingPage.own.addGuests"));
  await page.getByLabel(en("bookingPage.form.guestEmail", { n: 1 }), { exact: true }).fill("another@elsewhere.example");
  await press(stranger, en("bookingPage.own.addYes"));
  await page.getByText("Friend (friend@elsewhere.example), Another (another@elsewhere.example)").waitFor();

  await page.reload();
  await page.getByRole("heading", { name: "Thesis consultation" }).waitFor();
  await press(stranger, en("bookingPage.own.cancel"));
  await page.getByLabel(en("bookingPage.own.because")).fill("I am ill.");
  await look(stranger, "booking-cancel");
  await press(stranger, en("bookingPage.own.cancelYes"));
  await page.getByRole("heading", { name: en("bookingPage.own.cancelled") }).waitFor();
  await look(stranger, "booking-cancelled");
  expect(
    sent.filter((url) => url.endsWith(`/${slug}`)),
    "pressed twice, sent once",
  ).toHaveLength(1);
}, 90_000);

test("on a phone in the dark, from half an hour beside all others: somebody else is faster, and nothing typed is lost", async () => {
  const { slug } = await aType(house, { name: "Office hour", languages: ["es", "en"] });
  const stranger = await house.open(`/book/${slug}`, null, { on: "phone", in: "dark", zone: "Asia/Kolkata", language: "es" });
  const { page } = stranger;
  await day(stranger, "2027-03-03").click();
  expect((await times(stranger))[0]).toBe("13:30");
  await look(stranger, "booking-phone");
  await time(stranger, "14:00").click();
  await fillIn(stranger, es, "Ümit", "umit@elsewhere.example");
  await page.getByLabel(es("bookingPage.form.message")).fill("Sobre la tesis");
  const other = await house.open(`/book/${slug}`, null, { zone: "Europe/Madrid", language: "en" });
  await day(other, "2027-03-03").click();
  await time(other, "9:30 AM").click();
  await fillIn(other, en, "Faster", "faster@elsewhere.example");
  await press(other, en("bookingPage.form.book"));
  await other.page.getByRole("heading", { name: en("bookingPage.own.booked") }).waitFor();

  stranger.expectError(/409/);
  await press(stranger, es("bookingPage.form.book"));
  await page.getByText(es("bookingPage.form.taken")).waitFor();
  await look(stranger, "booking-taken");
  await page.locator(".taken .start").first().click();
  expect(await page.getByLabel(es("bookingPage.form.message")).inputValue()).toBe("Sobre la tesis");
  await press(stranger, es("bookingPage.form.book"));
  await page.getByRole("heading", { name: es("bookingPage.own.booked") }).waitFor();
  await look(stranger, "booking-phone-booked");
  await page.goBack();
  await page.getByRole("heading", { name: es("bookingPage.choose.title") }).waitFor();
}, 90_000);

test("the keyboard alone is enough, and what changes is told to who only hears the page", async () => {
  const { slug } = await aType(house, { name: "By keyboard" });
  const stranger = await house.open(`/book/${slug}`, null, { zone: "Europe/Madrid", language: "en" });
  const { page } = stranger;
  const heard = async (): Promise<string> => (await page.locator("body > [role=status]").textContent())!.trim();
  const focused = (): Promise<string | null> => page.evaluate(() => (document.activeElement as HTMLElement).dataset["day"] ?? document.activeElement!.id);
  await page.locator(".times .start").first().waitFor();
  await day(stranger, "2027-03-01").focus();
  for (const [key, date] of [
    ["ArrowRight", "2027-03-02"],
    ["ArrowDown", "2027-03-09"],
    ["End", "2027-03-14"],
    ["ArrowUp", "2027-03-07"],
    ["Home", "2027-03-01"],
    ["PageDown", "2027-04-01"],
  ] as const) {
    await page.keyboard.press(key);
    expect(await focused(), key).toBe(date);
  }
  await expect.poll(heard).toBe(en("bookingPage.choose.monthTold", { month: "April 2027", n: 22 }));
  await page.keyboard.press("Enter");
  expect(await focused()).toBe("day-title");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  expect(await focused(), "from the times back to the day").toBe("2027-04-01");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await focused()).toBe("form-title");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: en("bookingPage.choose.title") }).waitFor();
  await page.locator("#zone-shown").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("buenos aires");
  await expect.poll(heard).toBe(en("bookingPage.zone.found", { n: 1 }));
  await page.keyboard.press("Enter");
  expect(await page.locator("#zone-shown").textContent()).toContain("Buenos Aires");
  await expect.poll(() => times(stranger)).toContain("4:00 AM"); // nine in Madrid, in summer
  await stranger.check();
});

test("where a clock is set back, both of the times that it shows twice are there, each with its distance from the world's time", async () => {
  const days = [{ day: "2027-10-31", spans: [{ from: "01:00", to: "05:00" }] }];
  const { slug } = await aType(house, { name: "At night", weekly: NO_HOURS, days, horizonDays: 300 });
  const stranger = await house.open(`/book/${slug}`, null, { zone: "Europe/Madrid", language: "en" });
  await stranger.page.getByText(en("bookingPage.choose.empty", { month: "March 2027" })).waitFor();
  await look(stranger, "booking-next-free");
  await stranger.page.getByRole("button", { name: /Next free: Sunday, October 31/ }).click();
  await expect.poll(() => times(stranger)).toEqual(expect.arrayContaining(["2:30 AM (GMT+2)", "2:30 AM (GMT+1)", "3:30 AM"]));
  await look(stranger, "booking-set-back", "layout");
});

test("what can't be booked says so kindly, an address that nobody has leads nowhere, and very long names fit a small phone", async () => {
  const long = "Sprechstundenvereinbarungsangelegenheitenüberprüfung ".repeat(2).trim();
  const { slug } = await aType(house, {
    name: long,
    description: "Lorem ipsum ".repeat(80),
    place: { kind: "address", text: "Donaudampfschifffahrtsgesellschaftsstraße 12".repeat(3) },
  });
  const stranger = await house.open(`/book/${slug}`, null, { on: "phone", zone: "Europe/Madrid", language: "en" });
  await stranger.page.setViewportSize({ width: 320, height: 640 });
  await stranger.page.locator(".times .start").first().waitFor();
  await look(stranger, "booking-long");
  const all = await house.open(await pageOfAll(house), null, { on: "phone", language: "es" });
  await all.page.getByRole("link", { name: long }).waitFor();
  await look(all, "booking-list");
  const nobody = await house.open("/book/nobodyhere", null, { language: "en", in: "dark", expecting: /404/ });
  await nobody.page.getByRole("heading", { name: en("bookingPage.unknown.title") }).waitFor();
  await look(nobody, "booking-unknown");
});

test("without a connection the page says so, keeps what is typed, and goes on when it is back", async () => {
  const { slug } = await aType(house, { name: "Offline" });
  const stranger = await house.open(`/book/${slug}`, null, { zone: "Europe/Madrid", language: "en" });
  stranger.expectError(/ERR_INTERNET_DISCONNECTED/);
  await time(stranger, "10:00 AM").click();
  await fillIn(stranger, en, "Hope", "offline@elsewhere.example");
  await stranger.context.setOffline(true);
  await press(stranger, en("bookingPage.form.book"));
  await stranger.page.getByText(en("bookingPage.form.away")).waitFor();
  await stranger.check("layout");
  await stranger.context.setOffline(false);
  await press(stranger, en("bookingPage.form.book"));
  await stranger.page.getByRole("heading", { name: en("bookingPage.own.booked") }).waitFor();
});
