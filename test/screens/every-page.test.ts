import { expect, test } from "vitest";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import type { Language } from "../../src/people/contract.ts";
import { fill } from "./support/full-house.ts";
import { aHouse, look, wordsIn, type Who } from "./support/house.ts";
import type { Screen } from "../support/browser.ts";

const house = await aHouse({ rooms: 2 });
const full = await fill(house);

const PAGES = {
  "my-sessions": "/",
  ask: "/ask",
  "ask-again": `/ask?again=${full.over.id}`,
  "session-crowd": `/sessions/${full.coming.id}`,
  "session-waiting": `/sessions/${full.waiting.id}`,
  "session-hosted": `/sessions/${full.hosted.id}`,
  "session-over": `/sessions/${full.over.id}`,
  report: `/sessions/${full.over.id}/report`,
  lists: "/lists",
  list: `/lists/${full.list}`,
  groups: "/groups",
  group: `/groups/${full.group}`,
  courses: "/courses",
  "course-new": "/courses/new",
  course: `/courses/${full.course}`,
  "week-of-institution": "/week?monday=2027-03-08",
  "week-of-nobody": "/week?of=group",
  reports: "/reports",
  timeline: "/timeline?date=2027-03-02",
  week: "/timeline?date=2027-03-02&view=week",
  "day-sheet": "/day?date=2027-03-02",
  rooms: "/rooms",
  room: `/rooms/${full.roomId}`,
  classrooms: "/classrooms",
  "classroom-new": "/classrooms/new",
  "classrooms-many": "/classrooms/many",
  run: `/runs/${full.run}`,
  runs: "/runs",
  batch: `/runs?batch=${full.batch}`,
  provisioning: "/provisioning",
  "zoom-users": "/zoom-users",
  mailboxes: "/mailboxes",
  differences: "/classrooms/differences",
  "external-databases": "/external-databases",
  waiting: "/waiting",
  members: "/members",
  teams: "/members?tab=teams",
  settings: "/settings",
  appointments: "/appointments",
  "appointment-new": "/appointments/new",
  appointment: `/appointments/${full.type}`,
  bookings: "/bookings",
  "bookings-past": "/bookings?when=past",
  "booking-settings": "/settings/appointments",
  holidays: "/settings/holidays",
  import: "/courses/import",
  "personal-data": "/personal-data",
  connection: "/connection",
  "zoom-return": "/zoom-return?outcome=begun_at_zoom",
  account: "/account",
  "single-sign-on": "/single-sign-on",
  start: "/start",
  sandbox: "/sandbox",
  mailbox: "/mailbox",
  mail: `/mailbox?mail=${full.mail}`,
  nowhere: "/nowhere",
};

const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };

type Look = { on: "desktop" | "phone"; in: "light" | "dark"; judged: "all" | "layout" };

/** Between them, each pair of size and colours, and of size and language: words change what fits, colours what can be read. Judging takes longest. */
const LOOKS: Record<Language, Look[]> = {
  en: [
    { on: "desktop", in: "light", judged: "all" },
    { on: "phone", in: "light", judged: "layout" },
  ],
  es: [
    { on: "desktop", in: "dark", judged: "layout" },
    { on: "phone", in: "dark", judged: "all" },
  ],
};

async function inEachLook(screen: Screen, name: string, language: Language): Promise<void> {
  const { page } = screen;
  for (const { on, in: colorScheme, judged } of LOOKS[language]) {
    await page.setViewportSize(on === "desktop" ? DESKTOP : PHONE);
    await page.emulateMedia({ colorScheme });
    await look(screen, `${name}-${language}-${on}-${colorScheme}`, judged);
  }
}

/** The administrator reads English, the owner Spanish. */
async function opensEveryPage(who: Who, language: Language): Promise<void> {
  const screen = await house.open("/", who);
  for (const [name, path] of Object.entries(PAGES)) {
    await screen.page.setViewportSize(DESKTOP);
    await screen.page.goto(path);
    await inEachLook(screen, name, language);
  }
  expect(await screen.page.evaluate(() => document.documentElement.lang)).toBe(language);
}

test("every page can be read by everybody in English, on a desktop and a phone", () => opensEveryPage("administrator", "en"), 240_000);

test("every page can be read by everybody in Spanish and in the dark, on a desktop and a phone", () => opensEveryPage("owner", "es"), 240_000);

test.for(["en", "es"] as const)("the door and the attendee's page can be read by everybody in %s", async (language) => {
  const stranger = await house.open("/sign-in", null, { language });
  await inEachLook(stranger, "sign-in", language);
  for (const [name, path] of [
    ["sign-in-trouble", "/sign-in?trouble=not_proven"],
    ["sign-in-link", "/sign-in/link/a-token"],
    ["reset-password", "/reset-password?token=a-token"],
    ["link-dead", "/reset-password"],
  ] as const) {
    await stranger.page.setViewportSize(DESKTOP);
    await stranger.page.goto(path);
    await inEachLook(stranger, name, language);
  }
  for (const [name, path] of [
    ["join-over", `/j/${full.token}`],
    ["join-unknown", "/j/nobody-has-this-token"],
    ["panel", `/p/${full.panelToken}`],
    ["panel-unknown", "/p/nobody-has-this-token"],
    ["panel-ask", "/panel"],
  ] as const) {
    const attendee = await house.open(path, null, { language, expecting: /40[014]/ });
    await attendee.page.getByRole("button", { name: language === "es" ? "Español" : "English" }).click(); // whoever invited them may have written in the other
    await inEachLook(attendee, name, language);
  }
});

test("when Zoom is away the header says so on every page, and the page goes on", async () => {
  await house.zoom("faults", { kind: "outage", from: "2027-03-01T11:59:00Z", to: "2027-03-01T13:00:00Z" });
  const admin = await house.open("/rooms", "administrator");
  admin.expectError(/502/);
  const t = wordsIn("en");
  await admin.page.getByRole("button", { name: t("rooms.read") }).click();
  await admin.page.getByText(t("refusals.zoom_unreachable")).waitFor();
  const pill = admin.page.getByRole("status").filter({ hasText: t("common.zoom.unreachableSince", { time: "1:00 PM", zone: "Madrid time" }) });
  for (const path of ["/rooms", `/sessions/${full.coming.id}`]) {
    await admin.page.goto(path);
    await pill.first().waitFor();
    await look(admin, `zoom-away${path.slice(0, 9).replaceAll("/", "-")}`);
  }
});

test("when Zoom refuses the app the header says so to everybody, and the rooms page tells administrators why and what to do", async () => {
  await house.moveClock({ to: "2027-03-01T13:30:00Z" }); // Zoom is back
  await house.zoom("apps", { clientId: DEFAULT_APP.clientId, switchedOff: "by its developer" });
  await house.zoom("faults", { kind: "revoke" });
  for (const [who, language] of [
    ["administrator", "en"],
    ["owner", "es"],
  ] as const) {
    const t = wordsIn(language);
    const screen = await house.open("/rooms", who);
    screen.expectError(/50\d|409/);
    await screen.page.getByRole("button", { name: t("rooms.read") }).click();
    await screen.page
      .getByRole("alert")
      .filter({ hasText: t("common.zoom.because.app_switched_off") })
      .waitFor();
    await inEachLook(screen, "zoom-refuses", language);
  }
  const organizer = await house.open("/", "organizer");
  await organizer.page
    .getByRole("status")
    .filter({ hasText: wordsIn("en")("common.zoom.reconnect") })
    .first()
    .waitFor();
});
