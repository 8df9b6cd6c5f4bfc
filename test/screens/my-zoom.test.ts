import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { ORGANIZER } from "../../src/example/programme.ts";
import type { Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";
import { allowsAtZoom } from "./support/zoom-door.ts";

const house = await aHouse({ rooms: 1 });

const TEACHER = { id: "uMember02000000000000A", email: "beata.walker2@universidad.example" };
/** Gets the organizer's address, so that the organizer is a user of the institution's account. */
const OWN = "uMember03000000000000A";
const OTHER = "zoom.admin@universidad.example";

const state = z.object({ meetings: z.array(z.object({ topic: z.string(), hostId: z.string(), deletedAt: z.number().nullable() })) });
const hostIn = async (topic: string): Promise<string | undefined> =>
  (await house.administrator.get("/zoom/control/state", state)).meetings.find((meeting) => meeting.topic === topic && meeting.deletedAt === null)?.hostId;

async function looksWell(screen: Screen, name: string): Promise<void> {
  await look(screen, name);
  await screen.page.setViewportSize({ width: 390, height: 844 });
  await screen.page.emulateMedia({ colorScheme: "dark" });
  await look(screen, `${name}-phone-dark`);
  await screen.page.setViewportSize({ width: 1280, height: 860 });
  await screen.page.emulateMedia({ colorScheme: "light" });
}

test("an organizer connects an own Zoom, has a meeting made by it, disconnects it, and the institution's makes the next", async () => {
  const t = wordsIn("en");
  const organizer = await house.open("/account", "organizer");
  const { page } = organizer;
  await page.getByText(t("myZoom.noneBecause.no_zoom_user")).waitFor();
  await page.getByText(t("myZoom.before.leaving")).waitFor();
  await page.getByRole("button", { name: t("myZoom.before.asked") }).click();
  await looksWell(organizer, "my-zoom-none-en");

  await page.getByRole("button", { name: t("myZoom.connect") }).click();
  await allowsAtZoom(organizer, TEACHER.email);
  await page.getByText(t("connecting.outcomes.personal_connected")).waitFor();
  await page.getByText(t("myZoom.inForce.personal", { email: TEACHER.email })).waitFor();
  expect(new URL(page.url()).search).not.toMatch(/code|state/);
  await looksWell(organizer, "my-zoom-connected-en");
  const first = await house.organizer.ask({ title: "By my own", start: "2027-03-03T10:00", source: "personal" });
  const later = await house.organizer.ask({ title: "Later", start: "2027-03-03T14:00", source: "personal" });
  await house.moveClock({ to: "2027-03-02T10:00:00Z" });
  await expect.poll(() => hostIn("By my own")).toBe(TEACHER.id);

  await house.zoom("user", { id: OWN, set: { email: ORGANIZER, type: 2 } });
  await house.administrator.post("/api/rooms/sync");
  await page.getByRole("button", { name: t("myZoom.disconnect") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(t("myZoom.disconnecting.falls_back", { count: 1 })).waitFor();
  await dialog.getByText(t("myZoom.disconnecting.stays", { count: 1 })).waitFor();
  await look(organizer, "my-zoom-disconnecting-en", "layout");
  await dialog.getByRole("button", { name: t("myZoom.disconnecting.yes") }).click();
  await page.getByText(t("myZoom.inForce.institution", { email: ORGANIZER })).waitFor();
  await looksWell(organizer, "my-zoom-disconnected-en");

  await house.moveClock({ to: "2027-03-02T13:30:00Z" });
  await expect.poll(() => hostIn("Later")).toBe(OWN);
  await page.goto(`/sessions/${later.id}`);
  await page.getByText(t("session.host.institution")).waitFor();
  expect(first.id).not.toBe(later.id);
});

test("in Spanish, an own Zoom that dies is told to its member on every page, and another Zoom user waits for a yes", async () => {
  const t = wordsIn("es");
  const owner = await house.open("/account", "owner");
  const { page } = owner;
  await page.getByRole("button", { name: t("myZoom.connect") }).click();
  await allowsAtZoom(owner, OTHER);
  await page.getByText(t("myZoom.inForce.personal", { email: OTHER })).waitFor();
  await page.getByRole("button", { name: t("myZoom.reconnect") }).click();
  await allowsAtZoom(owner, TEACHER.email);
  await page.getByText(t("myZoom.candidate.title"), { exact: true }).waitFor();
  await looksWell(owner, "my-zoom-other-es");
  await page.getByRole("button", { name: t("myZoom.candidate.confirm") }).click();
  await page.getByText(t("myZoom.inForce.personal", { email: TEACHER.email })).waitFor();

  const admin = await house.open("/connection", "administrator");
  const card = admin.page.getByRole("region", { name: wordsIn("en")("myZoom.users.title") });
  await card.getByText(TEACHER.email).waitFor();
  await card.getByRole("textbox").fill("nobody at all");
  await card.getByText(wordsIn("en")("myZoom.users.noneFound")).waitFor();
  await card.getByRole("textbox").fill("");
  await looksWell(admin, "connected-users-en");
  await page.goto("/connection");
  await page.getByRole("region", { name: t("myZoom.users.title") }).getByText(TEACHER.email).waitFor(); // prettier-ignore
  await looksWell(owner, "connected-users-es");
  await page.getByRole("radio", { name: t("connecting.ways.admin") }).click();
  await page.getByRole("button", { name: t("connecting.ways.authorize"), exact: true }).click();
  await allowsAtZoom(owner, "direccion.tic@universidad.example");
  await page.getByText(t("connecting.outcomes.reconnected")).waitFor();
  await page
    .getByRole("region", { name: t("myZoom.users.title") })
    .getByText(TEACHER.email)
    .waitFor(); // the institution's never takes its place
  await admin.page.goto("/members");
  await admin.page.getByText(wordsIn("en")("myZoom.users.which", { which: wordsIn("en")("myZoom.users.personal") })).waitFor();
  await looksWell(admin, "members-zoom-en");

  await house.zoom("deauthorize", { clientId: "sandbox-user-app", userId: TEACHER.id });
  const asked = {
    title: "Tutoría",
    start: "2027-03-20T10:00",
    zone: "Europe/Madrid",
    minutes: 60,
    admission: "automatic",
    kind: "meeting",
    expected: null,
    source: "personal",
  };
  await page.request.post("/api/sessions", { data: { id: randomUUID(), ...asked } }); // asks first what else is planned there, and is refused
  await page.goto("/account");
  await page.getByText(t("myZoom.banner")).waitFor();
  await looksWell(owner, "my-zoom-reconnect-es");
});
