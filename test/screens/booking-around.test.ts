import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { appointmentSettings } from "../../src/bookings/contract.ts";
import { aType } from "./support/appointments.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });
const [en, es] = [wordsIn("en"), wordsIn("es")];

/** Another site, which shows an address in a frame as high as it is told. */
async function aSite(): Promise<string> {
  const script = `addEventListener("message", ({ data, origin }) => { if (data.bedel === "height") Object.assign(document.querySelector("iframe"), { height: data.height, title: origin }); });`;
  const server: Server = createServer((request, response) => {
    const shown = new URL(request.url!, "http://site").searchParams.get("shows") ?? "";
    response
      .setHeader("content-type", "text/html")
      .end(`<!doctype html><title>A site</title><iframe src="${shown}" width="360" height="10"></iframe><script>${script}</script>`);
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  afterAll(() => void server.close());
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

test("a site that the institution allows shows the page in a frame, learns how high it is, and strangers book in it; another site shows nothing", async () => {
  const [allowed, other] = [await aSite(), await aSite()];
  const settings = await house.administrator.get("/api/settings/appointments", appointmentSettings);
  await house.administrator.put("/api/settings/appointments", { ...settings, frameSites: [allowed], colour: "#ffd400" });
  const { slug } = await aType(house, { name: "In a frame" });
  const stranger = await house.open(`/book/${slug}`, null, { zone: "Europe/Madrid", language: "en" });
  stranger.expectError(/outside the server|favicon|frame-ancestors|ERR_BLOCKED_BY_RESPONSE/);
  const { page } = stranger;
  await page.goto(`${allowed}/?shows=${house.origin}/book/${slug}`);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "10:00 AM", exact: true }).click();
  await expect.poll(() => page.locator("iframe").getAttribute("height").then(Number)).toBeGreaterThan(500);
  expect(await page.locator("iframe").getAttribute("title"), "told by the server's own page").toBe(house.origin);
  await frame.getByLabel(en("bookingPage.form.name"), { exact: true }).fill("Hope");
  await frame.getByLabel(en("bookingPage.form.email"), { exact: true }).fill("framed@elsewhere.example");
  await frame.getByRole("button", { name: en("bookingPage.form.book"), exact: true }).click();
  await frame.getByRole("heading", { name: en("bookingPage.own.booked") }).waitFor();
  expect(await frame.getByRole("link", { name: en("bookingPage.own.link") }).getAttribute("target")).toBe("_blank");

  await page.goto(`${other}/?shows=${house.origin}/book/${slug}`);
  await expect.poll(() => page.frames().at(-1)!.url()).toMatch(/^chrome-error:/);
  expect(await page.locator("iframe").getAttribute("height")).toBe("10");
});

test("what can't be booked says so kindly and not why; what can't be changed any more says so", async () => {
  const closed = await aType(house, { name: "Nobody's Zoom", source: "personal" });
  const phone = await house.open(`/book/${closed.slug}`, null, { on: "phone", in: "dark", language: "es" });
  await phone.page.getByRole("heading", { name: es("bookingPage.closed.title") }).waitFor();
  await look(phone, "booking-closed");

  const { slug } = await aType(house, { name: "Fixed", changeUntilMinutes: null, place: { kind: "telephone", text: "+34 900 000 000" }, mostGuests: 0 });
  const stranger = await house.open(`/book/${slug}`, null, { zone: "Europe/Madrid", language: "en" });
  const { page } = stranger;
  await page.locator(`[data-day="2027-03-02"]`).click();
  await page.getByRole("button", { name: "11:00 AM", exact: true }).click();
  await page.getByLabel(en("bookingPage.form.name"), { exact: true }).fill("Hope");
  await page.getByLabel(en("bookingPage.form.email"), { exact: true }).fill("fixed@elsewhere.example");
  await page.getByRole("button", { name: en("bookingPage.form.book"), exact: true }).click();
  await page.getByRole("heading", { name: en("bookingPage.own.booked") }).waitFor();
  await page.getByText(en("bookingPage.own.notHere")).waitFor();
  expect(await page.getByRole("button", { name: en("bookingPage.own.move") }).count()).toBe(0);
  await look(stranger, "booking-fixed");
  await house.moveClock({ to: "2027-03-02T10:10:00Z" });
  await page.reload();
  await page.getByText(en("bookingPage.own.running")).waitFor();
  await house.moveClock({ to: "2027-03-02T12:00:00Z" });
  await page.reload();
  await page.getByRole("heading", { name: en("bookingPage.own.over") }).waitFor();
  await look(stranger, "booking-over");
});
