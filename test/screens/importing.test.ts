import { expect, test } from "vitest";
import { ORGANIZER } from "../../src/example/programme.ts";
import type { Language } from "../../src/people/contract.ts";
import type { Screen } from "../support/browser.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });

const CALENDAR = [
  "BEGIN:VCALENDAR",
  "X-WR-CALNAME:Fiestas de Madrid",
  "BEGIN:VEVENT",
  "DTSTART;VALUE=DATE:20270315",
  "SUMMARY:San Longinos",
  "END:VEVENT",
  "END:VCALENDAR",
  "",
].join("\r\n");
const TABLE = [
  "Asignatura;Docente;Fecha;Hora;Minutos",
  `Óptica;${ORGANIZER};08/03/2027;9:00;60`,
  `Óptica;${ORGANIZER};15/03/2027;9:00;60`,
  `Óptica;${ORGANIZER};22/03/2027;9:00;60`,
  `Óptica;${ORGANIZER};28/03/2027;2:30;60`,
  `Acústica;${ORGANIZER};08/03/2027;9:00;60`,
  `Acústica;nadie@universidad.example;08/03/2027;9:00;60`,
  `Acústica;${ORGANIZER};30/02/2027;9:00;60`,
].join("\n");

const LOOKS = { en: { on: { width: 1280, height: 860 }, in: "light" }, es: { on: { width: 390, height: 844 }, in: "dark" } } as const;

async function looks({ page }: Screen, language: Language): Promise<void> {
  await page.setViewportSize(LOOKS[language].on);
  await page.emulateMedia({ colorScheme: LOOKS[language].in });
}

test("holidays come from a file, are seen before they are kept, and can be removed", async () => {
  const t = wordsIn("en");
  const screen = await house.open("/settings", "administrator");
  const { page } = screen;
  await looks(screen, "en");
  await page.getByRole("link", { name: t("holidays.open") }).click();
  await page.getByText(t("holidays.empty")).waitFor();
  await look(screen, "holidays-none-en");
  screen.expectError(/422/);
  await page.getByRole("textbox", { name: t("holidays.address") }).fill("http://10.0.0.1/holidays.ics");
  await page.getByRole("button", { name: t("holidays.look") }).click();
  await page.getByText(t("refusals.calendar_not_https")).waitFor();
  await page.getByRole("tab", { name: t("holidays.byFile") }).click();
  await page.locator("input[type=file]").setInputFiles({ name: "fiestas.ics", mimeType: "text/calendar", buffer: Buffer.from(CALENDAR) });
  await page.getByText("San Longinos").waitFor();
  await look(screen, "holidays-seen-en");
  await page.getByRole("button", { name: t("holidays.save"), exact: true }).click();
  await page.getByRole("heading", { name: "Fiestas de Madrid" }).waitFor();
  await page.getByRole("button", { name: t("holidays.show") }).click();
  await look(screen, "holidays-en");
  await looks(screen, "es");
  await look(screen, "holidays-phone", "layout");
});

test.for(["en", "es"] as const)("a timetable is seen line by line, made course by course, and makes nothing twice, in %s", async (language) => {
  const t = wordsIn(language);
  const screen = await house.open("/courses", language === "en" ? "administrator" : "owner");
  const { page } = screen;
  await looks(screen, language);
  await page
    .getByRole("link", { name: t("importing.open") })
    .first()
    .click();
  await look(screen, `import-${language}`);
  await page.getByRole("button", { name: t("importing.look") }).click();
  await page.getByText(t("importing.linesMissing")).waitFor();
  screen.expectError(/422/);
  await page.getByLabel(t("importing.lines"), { exact: true }).fill("Óptica;ana;8");
  await page.getByRole("button", { name: t("importing.look") }).click();
  await page.getByText(t("refusals.timetable_without_headers", { missing: ["title", "date", "start", "minutes"].map((one) => t(`importing.columns.${one}` as "importing.columns.title")).join(", ") })).waitFor(); // prettier-ignore
  await page.getByLabel(t("importing.lines"), { exact: true }).fill(TABLE);
  await page.getByRole("button", { name: t("importing.look") }).click();
  await page.getByText(t("refusals.teacher_unknown_here")).waitFor();
  await page.getByText(t("refusals.line_date_malformed")).waitFor();
  if (language === "en") {
    await page.getByText(t("importing.wouldGet", { n: 3 })).waitFor();
    await page.getByText(t("importing.wouldWait", { n: 1 })).waitFor();
    await page.getByText(t("importing.waitOf", { course: "", n: 1, all: 1 })).waitFor();
  }
  await page.getByRole("combobox", { name: t("importing.show") }).click();
  await page.getByRole("option", { name: new RegExp(t("importing.all")) }).click();
  await look(screen, `import-seen-${language}`);
  if (language === "en") {
    await page.getByText("San Longinos").waitFor();
    await page.getByText(t("importing.isMore.hour_skipped")).waitFor();
    await page.getByRole("button", { name: t("importing.save", { n: 4 }) }).click();
    await page.getByRole("heading", { name: t("importing.done") }).waitFor();
    await page.getByText(t("importing.waiting", { n: 1 })).waitFor();
    await page.getByText(t("importing.got", { n: 3 })).waitFor();
    await look(screen, `import-made-${language}`);
  } else {
    // It is there already: the other language's reader sees so.
    await page.getByText(t("importing.saveNone")).waitFor({ state: "attached" });
    expect(await page.getByRole("button", { name: t("importing.save", { n: 0 }) }).getAttribute("aria-disabled")).toBe("true");
    await page.getByRole("button", { name: t("importing.back") }).click();
    expect(await page.getByLabel(t("importing.lines"), { exact: true }).inputValue()).toBe(TABLE);
  }
});

test("organizers import what they teach themselves", async () => {
  const t = wordsIn("en");
  const screen = await house.open("/courses/import", "organizer");
  await screen.page.getByLabel(t("importing.lines"), { exact: true }).fill("title,date,start,minutes\nBiology,2027-03-09,16:00,60");
  await screen.page.getByRole("button", { name: t("importing.look") }).click();
  await screen.page.getByRole("button", { name: t("importing.save", { n: 1 }) }).click();
  await screen.page.getByRole("heading", { name: t("importing.done") }).waitFor();
  await screen.check("layout");
});

test.for(["en", "es"] as const)("what could not be read beside an import is said so, and the import goes on, in %s", async (language) => {
  const t = wordsIn(language);
  const screen = await house.open("/courses/import", language === "en" ? "administrator" : "owner");
  const { page } = screen;
  await looks(screen, language);
  screen.expectError(/Failed to load resource|thrown|NoAnswerError|no answer|Failed to fetch/);
  await page.route(/\/api\/courses\/import\/(rooms|on-zoom)$/, (route) => route.abort());
  await page.getByLabel(t("importing.lines"), { exact: true }).fill(`title,date,start,minutes\nBotany ${language},2027-04-12,16:00,60`);
  await page.getByRole("button", { name: t("importing.look") }).click();
  await page.getByText(t("importing.foreseenUnread")).waitFor();
  await look(screen, `import-rooms-unread-${language}`, "layout");
  await page.getByRole("button", { name: t("importing.save", { n: 1 }) }).click();
  await page.getByText(t("importing.onZoomUnread")).waitFor();
  await look(screen, `import-on-zoom-unread-${language}`);
});
