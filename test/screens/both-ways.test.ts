import { expect, test } from "vitest";
import { z } from "zod";
import type { SessionView } from "../../src/sessions/contract.ts";
import { sessionDetail } from "../../src/sessions/contract.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 3 });
const { administrator } = house;
const t = wordsIn("en");
const mails = z.object({ mails: z.array(z.object({ id: z.string(), subject: z.string() })) });
const state = z.object({ meetings: z.array(z.object({ id: z.number(), topic: z.string(), deletedAt: z.string().nullable() })) });

const detail = ({ id }: { id: string }) => administrator.get(`/api/sessions/${id}`, sessionDetail);
const meetingsOf = async (title: string): Promise<number[]> =>
  (await administrator.get("/zoom/control/state", state)).meetings.flatMap(({ id, topic, deletedAt }) => (topic === title && deletedAt === null ? [id] : []));
const subjectsFor = async (title: string): Promise<string[]> =>
  (await administrator.get("/api/mailbox?to=ada&limit=200", mails)).mails.map(({ subject }) => subject).filter((subject) => subject.includes(title));

/** The address in the mail that came first. */
async function mailedLink(title: string): Promise<string> {
  const { mails: all } = await administrator.get("/api/mailbox?to=ada&limit=200", mails);
  const link = all.find(({ subject }) => subject.startsWith("Link") && subject.includes(title))!;
  return /\/j\/[A-Za-z0-9_-]+/.exec((await administrator.get(`/api/mailbox/${link.id}`, z.object({ text: z.string() }))).text)![0];
}

/** In five minutes it begins, its room is open and its attendee has the link. */
async function nearly(title: string, day: string): Promise<SessionView> {
  const asked = await administrator.ask({ start: `${day}T10:00`, title });
  await administrator.post(`/api/sessions/${asked.id}/attendees`, { lines: "Ada Byron <ada@people.example>" });
  await house.moveClock({ to: `${day}T08:55:00Z` });
  await expect.poll(async () => (await detail(asked)).state).toBe("handed over");
  return asked;
}

test.for([
  ["desktop", true, "2027-03-02"],
  ["phone", true, "2027-03-03"],
  ["desktop", false, "2027-03-04"],
  ["phone", false, "2027-03-05"],
] as const)(
  "on a %s, webhooks heard: %s: moved by an administrator and then in Zoom, minutes before, the first mailed link still leads there",
  async ([on, heard, day]) => {
    const title = `Both ways ${day}`;
    const session = await nearly(title, day);
    const link = await mailedLink(title);
    const attendee = await house.open(link, null, { on });
    await attendee.page.getByRole("button", { name: t("join.open.join") }).waitFor();

    const admin = await house.open(`/sessions/${session.id}`, "administrator", { on });
    await admin.page.getByRole("button", { name: t("session.actions.move") }).click();
    await admin.page.getByText(t("timeline.moveOpened")).waitFor();
    if (heard) await look(admin, `both-ways-move-${on}`);
    await admin.page.getByRole("radio").and(admin.page.locator(":enabled")).first().check();
    await admin.page.getByRole("button", { name: t("timeline.moveNow"), exact: true }).click();
    await expect.poll(async () => (await detail(session)).room?.id).not.toBe(session.room!.id);
    const moved = (await detail(session)).room!.id;

    await house.moveClock({ minutes: 1 });
    if (!heard) await house.zoom("faults", { kind: "webhooks", drop: 1 });
    const [number, ...more] = await meetingsOf(title);
    expect(more).toEqual([]);
    const portal = await house.open(`/zoom/meetings/${number}`, null, { on });
    await portal.page.getByLabel("Time (Europe/Madrid)").fill("10:20");
    if (heard) await look(portal, `both-ways-zoom-${on}`);
    await portal.page.getByRole("button", { name: "Save" }).click();
    await portal.page.getByRole("heading", { name: "Scheduled meetings" }).waitFor();
    await house.moveClock({ minutes: heard ? 1 : 5 });
    await expect.poll(async () => (await detail(session)).start).toBe(`${day}T09:20:00.000Z`);
    await house.zoom("faults", { kind: "clear" });
    expect((await detail(session)).room!.id).toBe(moved);
    expect((await subjectsFor(title)).filter((subject) => subject.startsWith("Changed"))).toHaveLength(1);

    await attendee.page.goto(link);
    if (heard) await look(attendee, `both-ways-link-${on}`);
    await house.moveClock({ to: `${day}T09:15:00Z` });
    await attendee.page.goto(link);
    await attendee.page.getByRole("button", { name: t("join.open.join") }).click();
    await attendee.page.waitForURL((url) => url.pathname === `/zoom/j/${number}`);
    await admin.page.reload();
    await admin.page.getByText(/Moved the session in Zoom, from/).waitFor();
    if (heard) await look(admin, `both-ways-session-${on}`);
  },
);

test.for(["en", "es"] as const)("administrators choose in %s what comes of changes made in Zoom, also on a phone in the dark", async (language) => {
  const words = wordsIn(language);
  const screen = await house.open("/settings", language === "en" ? "administrator" : "owner", {
    on: language === "en" ? "desktop" : "phone",
    in: language === "en" ? "light" : "dark",
  });
  await screen.page.getByLabel(words("settings.restoreZoom")).check();
  await look(screen, `settings-changes-${language}`);
  await screen.page.getByLabel(words("settings.followZoom")).check();
});
