import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { freePort, startProgram, type Settings } from "../crash/server.ts";
import { openBrowser, type Screen } from "../support/browser.ts";
import { look, wordsIn, type Words } from "./support/house.ts";
import { forget } from "./support/server.ts";

const PASSWORD = "Nadie-Lo-Sabe-74";
const folder = mkdtempSync(join(tmpdir(), "bedel-owner-"));
afterAll(() => forget(folder));

/** A server for a real Zoom, where neither Zoom nor the mail server answers. */
async function settingsWithoutOwner(): Promise<{ origin: string; settings: Settings }> {
  const [port, nobody] = [await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${port}`;
  const zoom = { ZOOM_ACCOUNT_ID: "a", ZOOM_CLIENT_ID: "b", ZOOM_CLIENT_SECRET: "c", ZOOM_WEBHOOK_SECRET: "d", ZOOM_BASE: `http://127.0.0.1:${nobody}` };
  return {
    origin,
    settings: { ...zoom, SMTP_URL: `smtp://127.0.0.1:${nobody}`, BEDEL_DATA: folder, PORT: String(port), BEDEL_ADDRESS: origin, LOG_LEVEL: "silent" },
  };
}

async function serving(settings: Settings): Promise<{ said: string; stop(): Promise<unknown> }> {
  const { child, said, ended } = startProgram(settings);
  await expect.poll(said, { timeout: 60_000 }).toContain("Bedel is at");
  return { said: said(), stop: () => (child.kill("SIGTERM"), ended) };
}

const addressIn = (said: string): string => /^http\S+\/begin\/\S+$/m.exec(said)![0];

test(
  "whoever opens the printed address owns the institution; the operator's next one makes a second, and one moves between the two",
  { timeout: 240_000 },
  async () => {
    const { origin, settings } = await settingsWithoutOwner();
    const browser = await openBrowser(origin);
    const t = wordsIn("es");
    const first = await serving(settings);
    const screen = await browser.open(addressIn(first.said), { language: "es", on: "phone", in: "dark", expecting: /401 .*\/api\/me/ });
    await begins(screen, t, "Escuela de Música");
    await first.stop();
    screen.expectError(/ERR_CONNECTION_REFUSED|Failed to fetch/);

    const printed = startProgram(settings, ["new-institution", "Conservatorio", "nuria@escuela.example"]);
    expect(await printed.ended).toBe(0);
    const second = await serving(settings);
    await screen.page.goto(addressIn(printed.said()));
    await screen.page.getByText(t("arriving.begin.signedIn", { email: "nuria@escuela.example" })).waitFor();
    expect(await screen.page.getByLabel(t("arriving.begin.institutionName")).inputValue()).toBe("Conservatorio");
    await look(screen, "begin-signed-in");
    await screen.page.getByRole("button", { name: t("arriving.begin.button") }).click();
    await screen.page.getByRole("heading", { level: 1, name: t("sessions.title") }).waitFor();
    await moves(screen, t, "Conservatorio");
    await moves(screen, t, "Escuela de Música");
    await second.stop();
  },
);

async function begins(screen: Screen, t: Words, institution: string): Promise<void> {
  const { page } = screen;
  const button = page.getByRole("button", { name: t("arriving.begin.button") });
  await button.click();
  await page.getByText(t("arriving.missing")).nth(3).waitFor();
  await look(screen, "begin-missing");
  await page.getByLabel(t("arriving.begin.institutionName")).fill(institution);
  await page.getByLabel(t("arriving.name")).fill("Nuria");
  await page.getByLabel(t("arriving.email")).fill("Nuria@escuela.example");
  await page.getByRole("textbox", { name: t("arriving.password") }).fill(PASSWORD);
  await page.setViewportSize({ width: 1280, height: 860 });
  await look(screen, "begin", "layout");
  await page.setViewportSize({ width: 390, height: 844 });
  await button.click();
  await page.getByRole("heading", { level: 1, name: t("sessions.title") }).waitFor();
}

async function moves({ page, check }: Screen, t: Words, institution: string): Promise<void> {
  await page.getByRole("button", { name: t("common.header.account", { name: "Nuria" }) }).click();
  await page.getByRole("menuitem", { name: institution }).waitFor();
  await check();
  await page.getByRole("menuitem", { name: institution }).click();
  await page.getByRole("banner").getByText(institution).waitFor();
}
