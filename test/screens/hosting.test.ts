import { expect, test } from "vitest";
import { z } from "zod";
import { ORGANIZER } from "../../src/example/programme.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });
const OWN = "uMember02000000000000A";
const state = z.object({ meetings: z.array(z.object({ topic: z.string(), hostId: z.string(), deletedAt: z.number().nullable() })) });
const hostIn = async (topic: string): Promise<string | undefined> =>
  (await house.administrator.get("/zoom/control/state", state)).meetings.find((meeting) => meeting.topic === topic && meeting.deletedAt === null)?.hostId;

/** What the organizer sees before and after the address is a Zoom user's. */
test("a member chooses who hosts: a room, the default host or the own Zoom, and Zoom has it so", async () => {
  const t = wordsIn("en");
  const organizer = await house.open("/ask", "organizer");
  const { page } = organizer;
  const own = page.getByRole("radio", { name: t("ask.host.own") });
  expect(await own.isDisabled()).toBe(true);
  await page.getByText(t("refusals.no_own_zoom", { email: ORGANIZER, instead: "both" })).waitFor();
  await look(organizer, "ask-host-none");

  await house.zoom("user", { id: OWN, set: { email: ORGANIZER, type: 2 } });
  await house.administrator.post("/api/rooms/sync");
  await page.reload();
  await own.check();
  await page.getByLabel(t("ask.name")).fill("Own seminar");
  await look(organizer, "ask-host-own");
  await page
    .getByRole("button", { name: t("ask.submit") })
    .first()
    .click();
  await page.getByText(t("session.notices.hosted")).waitFor();
  await page.getByText(t("session.host.startYours")).waitFor();
  await look(organizer, "session-host-own");
  await house.moveClock({ minutes: 24 * 60 });
  await expect.poll(() => hostIn("Own seminar")).toBe(OWN);

  await house.organizer.ask({ title: "Everybody's seminar", start: "2027-03-03T10:00", source: "default host" });
  await house.moveClock({ minutes: 24 * 60 });
  await expect.poll(() => hostIn("Everybody's seminar")).toBe("uOwner00000000000000AA");
});

test.for(["en", "es"] as const)("who hosts is seen on the timeline, and that it is asked for in %s on a phone in the dark", async (language) => {
  const t = wordsIn(language);
  const who = language === "en" ? "administrator" : "owner";
  await house.administrator.ask({
    title: `Faculty meeting ${language}`,
    start: language === "en" ? "2027-03-10T10:00" : "2027-03-10T12:00",
    source: "default host",
  });
  const screen = await house.open("/timeline?date=2027-03-10", who);
  await screen.page.getByText(t("timeline.defaultHost")).first().waitFor();
  await look(screen, `timeline-host-${language}`);
  await screen.page.goto("/ask");
  await screen.page.setViewportSize({ width: 390, height: 844 });
  await screen.page.emulateMedia({ colorScheme: "dark" });
  await screen.page.getByText(t("ask.host.label")).waitFor();
  await look(screen, `ask-host-phone-${language}`);
  await screen.page.goto("/settings");
  await screen.page.getByLabel(t("settings.endHosted")).waitFor();
  await look(screen, `settings-host-phone-${language}`, "layout");
});

test("an organizer's own Zoom can open a room, where the institution says so", async () => {
  const t = wordsIn("en");
  const room = (await house.rooms()).find((each) => each.active)!;
  await house.administrator.patch(`/api/rooms/${room.id}`, { handover: "alternative host", revision: room.revision });
  const admin = await house.open(`/rooms/${room.id}`, "administrator");
  await admin.page.getByText(t("rooms.openAs.alternativeHost")).first().waitFor();
  await look(admin, "room-alternative");
  const { id } = await house.organizer.ask({ title: "Room of one's own", start: "2027-03-15T10:00" });
  await house.moveClock({ to: "2027-03-15T08:50:00Z" });
  const organizer = await house.open(`/sessions/${id}`, "organizer");
  await organizer.page.getByRole("link", { name: t("sessions.open.openMeeting") }).waitFor();
  await look(organizer, "session-alternative");
});
