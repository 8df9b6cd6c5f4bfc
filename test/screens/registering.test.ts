import { expect, test } from "vitest";
import type { Language } from "../../src/people/contract.ts";
import type { Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });
const [en, es] = [wordsIn("en"), wordsIn("es")];
const HOPE = "hope@elsewhere.example";

type Mail = { id: string; to: string; subject: string; text: string };

/** The address in the mail to somebody, once it has come. */
async function mailed(subject: string): Promise<string> {
  const ask = async <T>(path: string): Promise<T> => (await (await fetch(`${house.origin}${path}`)).json()) as T;
  const found = async (): Promise<Mail | undefined> =>
    (await ask<{ mails: Mail[] }>(`/api/mailbox?to=${encodeURIComponent(HOPE)}`)).mails.find((mail) => mail.subject === subject);
  await expect.poll(found).toBeDefined();
  const { text } = await ask<Mail>(`/api/mailbox/${(await found())!.id}`);
  return /\/r\/mine\/[\w-]+/.exec(text)![0];
}

const press = (screen: Screen, name: string): Promise<void> => screen.page.getByRole("button", { name, exact: true }).click();

test("the organizer opens registration, somebody registers on a phone, confirms by mail, and gives the place back", async () => {
  const session = await house.organizer.ask({ start: "2027-03-10T10:00", title: "Open lecture" });
  const organizer = await house.open(`/sessions/${session.id}`, "organizer");
  const words = wordsIn(await organizer.page.evaluate(() => document.documentElement.lang as Language));
  await press(organizer, words("lists.registration.open"));
  await organizer.page.getByLabel(words("lists.form.capacity")).fill("20");
  await organizer.page.getByLabel(words("lists.form.consentText")).fill("The session is recorded.");
  await organizer.page.getByLabel(words("lists.form.consentNeeded")).check();
  await look(organizer, "registration-opening");
  await press(organizer, words("lists.form.save"));
  const address = await organizer.page.getByLabel(words("lists.registration.address")).inputValue();
  await look(organizer, "registration-open");

  const visitor = await house.open(new URL(address).pathname, null, { on: "phone", language: "es", zone: "America/Lima" });
  await visitor.page.getByRole("heading", { name: "Open lecture" }).waitFor();
  await look(visitor, "register-form");
  await press(visitor, es("register.form.button"));
  expect(await visitor.page.getByLabel(es("register.form.name")).getAttribute("aria-invalid")).toBe("true");
  await visitor.page.getByLabel(es("register.form.name")).fill("Hope Ñandú");
  await visitor.page.getByLabel(es("register.form.email")).fill(HOPE);
  visitor.expectError(/422|409/);
  await press(visitor, es("register.form.button"));
  await visitor.page.getByText(es("refusals.consent_needed")).waitFor();
  await look(visitor, "register-refused");
  await visitor.page.getByLabel(es("register.form.consent"), { exact: true }).check();
  await press(visitor, es("register.form.button"));
  await visitor.page.getByRole("heading", { name: es("register.mailed.title") }).waitFor();
  await look(visitor, "register-mailed");

  await visitor.page.goto(await mailed(es("letters.registration_confirm.subject", { title: "Open lecture" })));
  await visitor.page.getByRole("button", { name: es("register.own.confirm") }).waitFor();
  await look(visitor, "register-confirm");
  await press(visitor, es("register.own.confirm"));
  await visitor.page.getByText(es("register.own.registered"), { exact: true }).waitFor();
  await look(visitor, "register-done");
  await organizer.page.getByText("Hope Ñandú", { exact: true }).waitFor();

  await visitor.page.getByRole("link", { name: es("register.own.place") }).click();
  await visitor.page.getByRole("timer").waitFor();
  await visitor.page.goto(await mailed(es("letters.registration_done.subject", { title: "Open lecture" })));
  await press(visitor, es("register.own.cancel"));
  await look(visitor, "register-sure");
  await press(visitor, es("register.own.cancelYes"));
  await visitor.page.getByText(es("register.own.cancelled"), { exact: true }).waitFor();
  await look(visitor, "register-cancelled");
  await organizer.page.getByText("Hope Ñandú", { exact: true }).waitFor({ state: "detached" });
}, 90_000);

test("a page that is closed, and an address that nobody has, say so on a desktop in the dark", async () => {
  const session = await house.organizer.ask({ start: "2027-03-11T10:00", title: "Closed lecture" });
  const rules = { open: false, opensAt: null, closesAt: null, capacity: null, consentText: "", consentNeeded: false, revision: null };
  const { page } = (await house.organizer.put(`/api/sessions/${session.id}/registration`, rules)) as { page: { address: string } };
  const visitor = await house.open(new URL(page.address).pathname, null, { in: "dark", language: "en" });
  await visitor.page.getByText(en("register.state.closed")).waitFor();
  await look(visitor, "register-closed");
  visitor.expectError(/404/);
  await visitor.page.goto("/r/nobodyhere");
  await visitor.page.getByRole("heading", { name: en("register.unknown.title") }).waitFor();
  await look(visitor, "register-unknown");
});

test("a list is made, serves two sessions, and every line that is pasted is seen before it is saved", async () => {
  const [first, second] = [
    await house.organizer.ask({ start: "2027-03-12T10:00", title: "Acoustics" }),
    await house.organizer.ask({ start: "2027-03-13T10:00", title: "Statics" }),
  ];
  const organizer = await house.open("/lists", "organizer");
  const { page } = organizer;
  const t = wordsIn(await page.evaluate(() => document.documentElement.lang as Language));
  await look(organizer, "lists-empty");
  await page.getByLabel(t("lists.page.name")).fill("Optics course");
  await press(organizer, t("lists.page.make"));
  await page.getByRole("heading", { name: "Optics course" }).waitFor();
  const choose = page.getByRole("combobox", { name: t("lists.page.choose") });
  await choose.click();
  for (const title of ["Acoustics", "Statics"]) await page.getByRole("option", { name: title }).click();
  await page.keyboard.press("Escape");
  await press(organizer, t("lists.page.save"));
  await page.getByRole("link", { name: "Statics", exact: true }).waitFor();
  await press(organizer, t("lists.page.add"));
  await page.getByRole("tab", { name: t("session.attendees.byPaste") }).click();
  await page.getByLabel(t("session.attendees.lines")).fill("Name\tE-mail\nAna Ruiz\tana@people.example\nnobody\t\nAna\tANA@people.example");
  await press(organizer, t("session.attendees.preview"));
  await page.getByText(t("session.attendees.lineIs.bad")).waitFor();
  await look(organizer, "lists-preview");
  const saved: string[] = [];
  page.on("request", (asked) => void (asked.method() === "POST" && saved.push(new URL(asked.url()).pathname)));
  await page.getByRole("button", { name: t("session.attendees.previewAdd", { n: 1 }) }).dblclick(); // as some people press every button
  await page.getByRole("heading", { name: t("lists.page.peopleTitle", { n: 1 }) }).waitFor();
  expect(saved.filter((path) => path.endsWith("/people"))).toHaveLength(1);
  await look(organizer, "list");
  for (const { id } of [first, second]) {
    await page.goto(`/sessions/${id}`);
    await page.getByText("ana@people.example").waitFor();
    await page.getByRole("link", { name: "Optics course" }).waitFor();
  }
}, 60_000);
