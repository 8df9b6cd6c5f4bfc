import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Language } from "../../src/people/contract.ts";
import { sessionDetail, type SessionDetail } from "../../src/sessions/contract.ts";
import type { Look, Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 3 });
const t = wordsIn("en");
const m = (key: string, values: Record<string, string>): string => t(`reports.report.matching.${key}` as never, values as never);

type Way = { on: NonNullable<Look["on"]>; heard: boolean; language: Language };
/** One session's journey: who registers, and where its organizer stands. */
type Journey = Way & { name: string; title: string; email: string; id: string; organizer: Screen };
type Mail = { id: string; subject: string; text: string };

const WAYS: readonly Way[] = [
  { on: "desktop", heard: true, language: "en" },
  { on: "phone", heard: true, language: "es" },
  { on: "desktop", heard: false, language: "es" },
  { on: "phone", heard: false, language: "en" },
];

test.for(WAYS)(
  "on a $on, webhooks heard: $heard: from asking for a session to its report, by the link that was mailed first",
  { timeout: 180_000 },
  async (way) => {
    await house.zoom("faults", way.heard ? { kind: "clear" } : { kind: "webhooks", drop: 1 });
    const journey = await asks(way);
    const visitor = await house.open(await opensRegistration(journey), null, { on: way.on, language: way.language });
    const early = await registers(visitor, journey);
    const link = await waitsForTheLink(visitor, journey);
    expect(link).toBe(early);
    const room = await movedByAnAdministrator(journey);
    const number = await changedInZoom(journey);
    expect((await detailOf(journey)).room!.id).toBe(room);
    await joins(visitor, journey, link, number);
    await comesAsAGuest(journey);
    await ends(visitor, journey, link);
    await matches(journey);
  },
);

const detailOf = ({ id }: Journey): Promise<SessionDetail> => house.administrator.get(`/api/sessions/${id}`, sessionDetail);
const press = ({ page }: Screen, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
/** Most of these screens are judged in journeys of their own. */
const seen = (screen: Screen, { on, heard }: Way, name: string, what: "all" | "layout" = "layout"): Promise<void> =>
  look(screen, `way-${on}-${heard ? "heard" : "unheard"}-${name}`, heard ? what : "layout");

/** At so many minutes from the start as it is now. */
async function clockTo(journey: Journey, minutes: number): Promise<void> {
  await house.moveClock({ to: new Date(Date.parse((await detailOf(journey)).start) + minutes * 60_000).toISOString() });
}

async function mailsTo(email: string): Promise<Mail[]> {
  const shape = z.object({ mails: z.array(z.object({ id: z.string(), subject: z.string() })) });
  const { mails } = await house.administrator.get(`/api/mailbox?to=${encodeURIComponent(email)}`, shape);
  return Promise.all(mails.map(async (mail) => ({ ...mail, ...(await house.administrator.get(`/api/mailbox/${mail.id}`, z.object({ text: z.string() }))) })));
}

/** The address of that form in the mail that begins so, once it has come. */
async function mailed(email: string, subject: string, address: RegExp): Promise<string> {
  const found = async () => (await mailsTo(email)).find((mail) => mail.subject === subject);
  await expect.poll(found).toBeDefined();
  return address.exec((await found())!.text)![0];
}

async function asks(way: Way): Promise<Journey> {
  const title = `Winter school, ${way.on}, ${way.heard ? "with" : "without"} webhooks`;
  const organizer = await house.open("/ask", "organizer", { on: way.on });
  await organizer.page.getByLabel(t("ask.name")).fill(title);
  await press(organizer, t("ask.submit"));
  await organizer.page.getByRole("heading", { level: 1, name: title }).waitFor();
  const id = new URL(organizer.page.url()).pathname.split("/").at(-1)!;
  const email = `hope.${id.slice(-6)}@elsewhere.example`; // another's, where the journey is tried again
  const journey = { ...way, title, id, email, organizer, name: "Hope Ñandú" };
  // Somebody who will come without a mark of hers.
  await house.organizer.post(`/api/sessions/${id}/attendees`, { lines: `Eva Gil, eva.${id.slice(-6)}@people.example` });
  return journey;
}

async function opensRegistration(journey: Journey): Promise<string> {
  const { organizer } = journey;
  await press(organizer, t("lists.registration.open"));
  await press(organizer, t("lists.form.save"));
  const address = await organizer.page.getByLabel(t("lists.registration.address")).inputValue();
  await seen(organizer, journey, "1-open");
  return new URL(address).pathname;
}

/** Answers the address of her own page, days before the link is mailed. */
async function registers(visitor: Screen, journey: Journey): Promise<string> {
  const { page } = visitor;
  const { title, email, name } = journey;
  const words = wordsIn(journey.language);
  await page.getByRole("heading", { name: title }).waitFor();
  await page.getByLabel(words("register.form.name")).fill(name);
  await page.getByLabel(words("register.form.email")).fill(email);
  await seen(visitor, journey, "2-form");
  await press(visitor, words("register.form.button"));
  await page.getByRole("heading", { name: words("register.mailed.title") }).waitFor();
  await page.goto(await mailed(email, words("letters.registration_confirm.subject", { title }), /\/r\/mine\/[\w-]+/));
  await press(visitor, words("register.own.confirm"));
  await page.getByText(words("register.own.registered"), { exact: true }).waitFor();
  await page.goto(await mailed(email, words("letters.registration_done.subject", { title }), /\/r\/mine\/[\w-]+/));
  await seen(visitor, journey, "3-registered");
  await page.getByRole("link", { name: words("register.own.place") }).click();
  await page.getByRole("timer").waitFor();
  await seen(visitor, journey, "4-early");
  return new URL(page.url()).pathname;
}

async function waitsForTheLink(visitor: Screen, journey: Journey): Promise<string> {
  const words = wordsIn(journey.language);
  await clockTo(journey, -5);
  const link = await mailed(journey.email, words("mails.link.subject", { title: journey.title }), /\/j\/[\w-]+/);
  await visitor.page.getByRole("button", { name: words("join.open.join") }).waitFor({ timeout: 40_000 }); // left open, it asks every quarter of a minute
  return link;
}

async function movedByAnAdministrator(journey: Journey): Promise<string> {
  const before = (await detailOf(journey)).room!.id;
  const admin = await house.open(`/sessions/${journey.id}`, "administrator", { on: journey.on });
  await press(admin, t("session.actions.move"));
  await admin.page.getByText(t("timeline.moveOpened")).waitFor();
  await admin.page.getByRole("radio").and(admin.page.locator(":enabled")).first().check();
  await seen(admin, journey, "5-move");
  await press(admin, t("timeline.moveNow"));
  await expect.poll(async () => (await detailOf(journey)).room!.id).not.toBe(before);
  return (await detailOf(journey)).room!.id;
}

/** A minute later, twenty minutes on; answers the meeting's number. */
async function changedInZoom(journey: Journey): Promise<string> {
  await house.moveClock({ minutes: 1 });
  const former = (await detailOf(journey)).start;
  const portal = await house.open("/zoom/meetings", null, { on: journey.on });
  await portal.page.getByRole("link", { name: journey.title }).click();
  await portal.page.getByLabel("Time (Europe/Madrid)").fill("10:20");
  const number = new URL(portal.page.url()).pathname.split("/").at(-1)!;
  await press(portal, "Save");
  await portal.page.getByRole("heading", { name: "Scheduled meetings" }).waitFor();
  await house.moveClock({ minutes: journey.heard ? 1 : 5 });
  await expect.poll(async () => (await detailOf(journey)).start).toBe(new Date(Date.parse(former) + 20 * 60_000).toISOString());
  return number;
}

async function joins(visitor: Screen, journey: Journey, link: string, number: string): Promise<void> {
  const { page } = visitor;
  const words = wordsIn(journey.language);
  await page.goto(link);
  await page.getByRole("timer").waitFor();
  await page.getByRole("region", { name: words("join.moved.title") }).waitFor();
  await seen(visitor, journey, "6-moved", "all");
  await clockTo(journey, -2);
  await page.goto(link); // in time it leads straight on
  await page.waitForURL((url) => url.pathname === `/zoom/j/${number}`);
  expect(await page.getByLabel("Your name").inputValue()).toBe(journey.name);
  await press(visitor, "Join");
  await page.getByRole("heading", { name: /^Waiting for the host/ }).waitFor();
  await startedByItsOrganizer(journey);
  await page.reload();
  await page.getByRole("heading", { name: "You are in the meeting" }).waitFor();
  const changed = words("mails.changed.subject", { title: journey.title });
  expect((await mailsTo(journey.email)).filter(({ subject }) => subject === changed)).toHaveLength(1);
}

/** In a narrow row, what can be pressed must not lie over what is to be read. */
const wordsUnderButtons = (row: Locator): Promise<string[]> =>
  row.evaluate((element) => {
    const boxes = [...element.querySelectorAll("button")].map((button) => button.getBoundingClientRect());
    const covers = (a: DOMRect, b: DOMRect): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const texts = [...element.querySelectorAll("*")].filter((one) => one.closest("button") === null && one.children.length === 0 && one.textContent !== "");
    return texts.filter((text) => boxes.some((box) => covers(box, text.getBoundingClientRect()))).map((text) => text.textContent ?? "");
  });

async function startedByItsOrganizer({ organizer, ...journey }: Journey): Promise<void> {
  await organizer.page.goto(`/sessions/${journey.id}`);
  await seen(organizer, journey, "7-ready");
  expect(await wordsUnderButtons(organizer.page.getByRole("row").filter({ hasText: journey.name }))).toEqual([]);
  const opened = organizer.context.waitForEvent("page");
  await press(organizer, t("sessions.start.button"));
  const zoom = await opened;
  await zoom.getByRole("button", { name: "Start", exact: true }).click();
  await zoom.getByText("You are the host").waitFor();
}

/** By a way that is nobody's own, under a name that is nearly one of the list. */
async function comesAsAGuest(journey: Journey): Promise<void> {
  await house.moveClock({ minutes: 10 });
  const operator = await house.open("/zoom/live", null, { on: journey.on });
  await operator.page.getByLabel("Name of who joins").fill("Gil Eva");
  await press(operator, "Let join");
  await operator.page.getByText("Gil Eva").waitFor();
}

async function ends(visitor: Screen, journey: Journey, link: string): Promise<void> {
  const words = wordsIn(journey.language);
  if (journey.heard)
    await journey.organizer.page
      .getByRole("region", { name: t("session.live.title") })
      .getByText("Gil Eva")
      .waitFor();
  await seen(journey.organizer, journey, "8-live", "all");
  await clockTo(journey, 58);
  const operator = await house.open("/zoom/live", null, { on: journey.on });
  await press(operator, "End for all");
  await operator.page.getByRole("heading", { name: journey.title }).waitFor({ state: "detached" }); // before the clock moves on
  await clockTo(journey, 5 * 60);
  await expect.poll(async () => (await detailOf(journey)).state).toBe("ended");
  await visitor.page.goto(link);
  await visitor.page.getByText(words("join.over.state")).waitFor();
  await seen(visitor, journey, "9-over");
}

async function matches(journey: Journey): Promise<void> {
  const { page } = journey.organizer;
  const reads = (words: string) => expect.poll(() => page.getByRole("main").innerText()).toContain(words);
  await page.goto(`/sessions/${journey.id}`);
  await page
    .getByRole("main")
    .getByRole("link", { name: t("session.actions.report"), exact: true })
    .click();
  await reads(t("reports.report.facts.peopleOf", { came: 1, registered: 2 }));
  await reads(m("likely", { name: "Eva Gil" }));
  await seen(journey.organizer, journey, "10-report", "all");
  await press(journey.organizer, m("isPersonOf", { guest: "Gil Eva", name: "Eva Gil" }));
  await reads(t("reports.report.facts.peopleOf", { came: 2, registered: 2 }));
  await page.reload();
  await reads(m("saidPerson", { guest: "Gil Eva", name: "Eva Gil" }));
  await seen(journey.organizer, journey, "11-matched");
}
