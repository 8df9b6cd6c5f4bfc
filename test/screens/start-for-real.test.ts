import { afterAll, expect, inject, test } from "vitest";
import { catalogue } from "../../src/notices/messages/catalogue.ts";
import type { Language } from "../../src/people/contract.ts";
import { wallClock } from "../../src/platform/clock.ts";
import { openBrowser, type Screen } from "../support/browser.ts";
import { look, wordsIn } from "./support/house.ts";
import { forget, startServer, type Server } from "./support/server.ts";

const PASSWORD = "Nadie-Lo-Sabe-74";

async function aServer(copyOf: string | null, settings: Record<string, string> = {}): Promise<Server> {
  const server = await startServer(copyOf, settings);
  afterAll(async () => {
    await server.stop();
    forget(server.folder);
  });
  return server;
}

/** From the demo's banner to the page whose address the terminal tells. */
async function toTheForm({ page }: Screen, server: Server, language: Language): Promise<void> {
  const t = wordsIn(language);
  await page.getByRole("link", { name: t("real.start.link") }).click();
  await page.getByRole("button", { name: t("real.start.print") }).click();
  await page.getByText(t("real.start.printed")).waitFor();
  await expect.poll(() => /^\S+\/start\/\S+$/m.exec(server.terminal())?.[0]).toBeTruthy();
  await page.goto(/^\S+\/start\/\S+$/m.exec(server.terminal())![0]);
}

async function fillIn({ page }: Screen, language: Language): Promise<void> {
  const t = wordsIn(language);
  await page.getByLabel(t("arriving.begin.institutionName")).fill("Escuela de Música");
  await page.getByLabel(t("arriving.name")).fill("Nuria Sanz");
  await page.getByLabel(t("arriving.email")).fill("nuria@escuela.example");
  await page.getByLabel(t("arriving.password"), { exact: false }).first().fill(PASSWORD);
}

const start = ({ page }: Screen, language: Language): Promise<void> =>
  page.getByRole("button", { name: catalogue[language].real.start.button, exact: true }).click();

test("from the demo to an institution beside it, its list, and the demo's end, in English", { timeout: 120_000 }, async () => {
  const server = await aServer(null, { BEDEL_EXAMPLE_BEGINS: "" });
  const t = wordsIn("en");
  const browser = await openBrowser(server.origin);
  const screen = await browser.open("/sandbox", { expecting: /401 .*\/api\/me|40[49]/ });
  const { page } = screen;
  await toTheForm(screen, server, "en");
  await look(screen, "start-form-en");
  await start(screen, "en"); // with nothing filled in
  await page.getByText(t("arriving.missing")).first().waitFor();
  await fillIn(screen, "en");
  await page.getByLabel(t("real.start.demoStays")).check();
  await start(screen, "en");

  await page.getByRole("heading", { name: t("real.setup.title"), level: 1 }).waitFor();
  await page.getByText(t("real.setup.progress", { done: 1, all: 6 })).waitFor(); // its contact is the owner
  await page
    .getByRole("region", { name: t("real.setup.mail.title") })
    .getByText(t("real.setup.mail.none"))
    .waitFor();
  await page.getByText(t("real.mailsWait")).waitFor();
  expect(await page.getByRole("region", { name: t("common.sandbox.short") }).count()).toBe(0); // no banner on real pages
  await look(screen, "setup-en");
  await page.getByRole("button", { name: t("real.setup.putAway") }).click();
  await page.getByRole("link", { name: t("common.nav.setup") }).waitFor({ state: "detached" });

  await page.goto("/sandbox");
  await page.getByText(t("refusals.clock_is_kept")).first().waitFor({ state: "attached" });
  await page.goto("/start");
  await page.getByText(t("real.start.ownedText")).waitFor();

  await page.goto("/demo");
  await look(screen, "demo-en");
  await page.getByRole("button", { name: t("real.demo.button") }).click();
  await page.getByRole("button", { name: t("real.demo.yes") }).click();
  await page.getByText(t("real.demo.noneText")).waitFor();
  await page.getByRole("link", { name: t("common.nav.demo") }).waitFor({ state: "detached" });
  for (const path of ["/api/sandbox", "/api/mailbox", "/api/start", "/zoom/users"]) expect((await page.request.get(path)).status(), path).toBe(404);
  await look(screen, "demo-gone-en");
});

test("in the place of a demo whose clock was moved ahead, in Spanish and on a phone", { timeout: 120_000 }, async () => {
  const server = await aServer(inject("institution"));
  const t = wordsIn("es");
  const browser = await openBrowser(server.origin);
  const screen = await browser.open("/start", { language: "es", on: "phone", in: "dark", expecting: /401 .*\/api\/me|404/ });
  const { page } = screen;
  await page.getByText(t("real.start.ahead")).waitFor();
  await look(screen, "start-es");
  await toTheForm(screen, server, "es");
  await fillIn(screen, "es");
  await start(screen, "es");
  await page.getByText(t("real.start.agreeNeeded")).waitFor();
  await look(screen, "start-form-es");
  await page.getByLabel(t("real.start.agree")).check();
  await start(screen, "es");

  await page.getByRole("heading", { name: t("real.setup.title"), level: 1 }).waitFor();
  await look(screen, "setup-es");
  expect((await page.request.get("/api/sandbox")).status()).toBe(404);
  const me = (await (await page.request.get("/api/me")).json()) as { now: string; demo: boolean };
  expect(me.demo).toBe(false);
  expect(Math.abs(Date.parse(me.now) - wallClock())).toBeLessThan(60_000);
});
