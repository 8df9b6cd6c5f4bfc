import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";
import { classroomList } from "../../src/classrooms/contract.ts";
import { runView } from "../../src/classrooms/runs/contract.ts";
import type { Screen } from "../support/browser.ts";
import { portalOf } from "./support/portal.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

/* Many classrooms from pasted lines: made, given other passcodes, replaced, and retired. Each is looked at before it is asked for. */
const house = await aHouse({ rooms: 3 });
const t = wordsIn("en");
const es = wordsIn("es");
const emails = (await house.rooms()).filter(({ active }) => active).map(({ email }) => email);
await house.administrator.put("/api/provisioning", { revision: 0, on: true, makesAt: "at once", madeAs: "automatic", standing: "personal meeting" });
await house.zoom("account", { autoCreate: true, seats: { paid: 999 } });

const PHONE = { width: 390, height: 844 };
const button = (page: Page | Locator, name: string): Locator => page.getByRole("button", { name, exact: true });
const lines = (page: Page, words = t): Locator => page.getByRole("textbox", { name: words("classrooms.manyAtOnce.lines"), exact: true });

async function lookTwice(screen: Screen, name: string): Promise<void> {
  await look(screen, name);
  await screen.page.setViewportSize(PHONE);
  await screen.page.emulateMedia({ colorScheme: "dark" });
  await look(screen, `${name}-phone`);
  await screen.page.setViewportSize({ width: 1280, height: 860 });
  await screen.page.emulateMedia({ colorScheme: "light" });
}

async function isDone(page: Page, all: number, words = t): Promise<void> {
  await page.waitForURL(/\/runs\?batch=/);
  const done = page.getByText(words("classrooms.batch.progress", { done: all, all }), { exact: true });
  await expect.poll(() => house.moveClock({ minutes: 2 }).then(() => done.count()), { timeout: 60_000, interval: 1500 }).toBe(1);
}

const { behind } = portalOf(house);

test("from the list of classrooms to many new ones: which addresses are somebody's already has to be meant", async () => {
  const admin = await house.open("/classrooms", "administrator");
  const { page } = admin;
  await page.getByRole("link", { name: t("classrooms.many"), exact: true }).click();
  await lines(page).waitFor();
  await page.getByText(t("classrooms.manyAtOnce.passcodeTableMore")).waitFor();
  await lookTwice(admin, "many-new-empty");
  const text = ["email,name,code,key,passcode key", ...emails.slice(0, 2).map((email, i) => `${email},Aula ${i + 1},A${i + 1},10${i + 1},AV0${i + 1}`), "nobody,Aula 9,A9,109", "a@universidad.example,Aula 8,A8,999"];
  await lines(page).fill(text.join("\n"));
  await button(page, t("classrooms.manyAtOnce.look")).click();
  await page.getByText(t("classrooms.manyAtOnce.there", { n: 2 })).waitFor();
  await button(page, t("classrooms.manyAtOnce.each")).click();
  await button(page, t("classrooms.manyAtOnce.showLine", { line: 2 })).click();
  await lookTwice(admin, "many-new-found");
  const make = t("classrooms.manyAtOnce.make.new", { n: 2 });
  expect(await page.getByRole("button", { name: make }).getAttribute("aria-disabled")).toBe("true");
  await page.getByRole("checkbox", { name: t("classrooms.manyAtOnce.thereYes") }).check();
  await button(page, make).click();
  await isDone(page, 2);
}); // prettier-ignore

test("a Zoom user of whom Bedel did not know is taken only once whoever presses Try again was told what that does, and said yes", async () => {
  const email = "aula.magna.de.la.facultad.de.ciencias.exactas@universidad.example";
  const { users } = await house.administrator.get("/zoom/control/state", z.object({ users: z.array(z.object({ id: z.string(), email: z.string(), role_id: z.string() })) }));
  const { id } = users.findLast((one) => one.role_id === "2" && !emails.includes(one.email))!;
  await house.zoom("user", { id, set: { email } });
  const runId = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e93";
  const names = { name: "Aula Magna", code: "AM", email, firstName: "Aula", lastName: "Magna" };
  const rest = { licence: false, standing: "personal meeting", link: null, passcode: null, replaces: null, farewell: "nothing", seen: null, confirmed: false };
  await house.administrator.post("/api/classrooms", { id: runId, ...names, ...rest });
  for (const [who, words] of [["owner", es], ["administrator", t]] as const) {
    const screen = await house.open(`/runs/${runId}`, who);
    await screen.page.getByText(words("classrooms.runPage.states.failed"), { exact: true }).waitFor();
    await button(screen.page, words("classrooms.runPage.retry")).click();
    const dialog = screen.page.getByRole("dialog");
    await dialog.getByText(words("classrooms.runPage.retryUserElse")).waitFor();
    await lookTwice(screen, `run-takes-user-${who}`);
    await button(dialog, words(who === "owner" ? "common.back" : "classrooms.runPage.retryUserYes")).click();
  }
  await expect.poll(() => house.moveClock({ minutes: 2 }).then(() => house.administrator.get(`/api/runs/${runId}`, runView)).then(({ state }) => state), { timeout: 60_000, interval: 1500 }).toBe("done");
}); // prettier-ignore

test("passcodes of a file are not said back, and each line says where it is written", async () => {
  const admin = await house.open("/classrooms/many", "administrator");
  const { page } = admin;
  await page.getByRole("radio", { name: t("classrooms.manyAtOnce.whats.passcode") }).check();
  await lines(page).fill("Aula 1,Autumn-27\nA2\nAula 7,Autumn-27");
  await button(page, t("classrooms.manyAtOnce.look")).click();
  await page.getByText(t("classrooms.manyAtOnce.bad", { n: 1 })).waitFor();
  await button(page, t("classrooms.manyAtOnce.each")).click();
  await lookTwice(admin, "many-passcodes");
  expect(await page.getByRole("list", { name: t("classrooms.manyAtOnce.each") }).innerText()).not.toContain("Autumn-27");
  await button(page, t("classrooms.manyAtOnce.make.passcode", { n: 2 })).click();
  await isDone(page, 2);
  const { classrooms } = await house.administrator.get("/api/classrooms", classroomList);
  expect(classrooms.find(({ name }) => name === "Aula 1")!.passcode).toBe("Autumn-27");
});

test("a row that somebody changed keeps its passcode in Zoom: a file leaves its line out, and a run says what to do", async () => {
  await behind("update negocio.sga_espacios set link_clase_virtual = 'https://meet.example/ours' where espacio = 102");
  const owner = await house.open("/classrooms/many?what=passcode", "owner"); // who reads Spanish
  await lines(owner.page, es).fill("Aula 1\nAula 2");
  await button(owner.page, es("classrooms.manyAtOnce.look")).click();
  await button(owner.page, es("classrooms.manyAtOnce.each")).click();
  await owner.page.getByText(es("refusals.row_not_as_set")).waitFor();
  await lookTwice(owner, "many-passcodes-changed");

  const { classrooms } = await house.administrator.get("/api/classrooms", classroomList);
  const runId = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e91";
  await house.administrator.post(`/api/classrooms/${classrooms.find(({ name }) => name === "Aula 2")!.id}/passcode`, { runId, passcode: null });
  await house.moveClock({ minutes: 2 });
  for (const [who, words] of [["owner", es], ["administrator", t]] as const) {
    const screen = await house.open(`/runs/${runId}`, who);
    await screen.page.getByText(words("runs.why.zoom_stays_first")).waitFor();
    await lookTwice(screen, `passcode-hindered-${who}`);
    await button(screen.page, words("classrooms.runPage.retry")).click();
    const dialog = screen.page.getByRole("dialog");
    await dialog.getByText(words("classrooms.runPage.retryRowLater")).waitFor();
    await lookTwice(screen, `run-writes-over-${who}`);
    await button(dialog, words(who === "owner" ? "common.back" : "classrooms.runPage.retryRowYes")).click();
  }
  await expect.poll(() => house.moveClock({ minutes: 2 }).then(() => house.administrator.get(`/api/runs/${runId}`, runView)).then(({ state }) => state), { timeout: 60_000, interval: 1500 }).toBe("done");
}); // prettier-ignore

test("a row that was changed after the look leaves its line out, and the page stays with its reason", async () => {
  const admin = await house.open("/classrooms/many?what=replace", "administrator");
  const { page } = admin;
  await lines(page).fill("Aula 1,aula.1b@universidad.example\nAula 2,aula.2b@universidad.example,Aula 2 bis");
  await button(page, t("classrooms.manyAtOnce.look")).click();
  await button(page, t("classrooms.manyAtOnce.each")).click();
  await button(page, t("classrooms.manyAtOnce.showLine", { line: 2 })).click();
  await page.getByText(t("classrooms.manyAtOnce.takesPlace", { name: "Aula 2" })).waitFor();
  await lookTwice(admin, "many-replace");
  await behind("update negocio.sga_espacios set nombre = 'Depósito' where espacio = 101");
  await button(page, t("classrooms.manyAtOnce.make.replace", { n: 2 })).click();
  await page.getByRole("alert").getByText(t("refusals.row_changed")).waitFor();
  await lookTwice(admin, "many-replace-left");
  await page.getByRole("link", { name: t("classrooms.manyAtOnce.toBatch") }).click();
  await isDone(page, 1);
});

test("before many are retired it is told what becomes of their sessions", async () => {
  const owner = await house.open("/classrooms/many?what=retire", "owner"); // who reads Spanish
  const { page } = owner;
  await lines(page, es).fill("Aula 1\nAula 2 bis\nAula 2");
  await button(page, es("classrooms.manyAtOnce.look")).click();
  await page.getByText(es("classrooms.manyAtOnce.noSessions")).waitFor();
  await button(page, es("classrooms.manyAtOnce.each")).click();
  await lookTwice(owner, "many-retire");
  await button(page, es("classrooms.manyAtOnce.make.retire", { n: 2 })).click();
  await isDone(page, 2, es);
});

test("nothing at all is refused beside the lines, and what is far too long is told in full width and no wider", async () => {
  const owner = await house.open("/classrooms/many", "owner");
  const { page } = owner;
  owner.expectError(/409|422|400/);
  await button(page, es("classrooms.manyAtOnce.look")).click();
  await page.getByText(es("refusals.no_lines")).waitFor();
  const long = "Aula".padEnd(118, "aeiou");
  await lines(page, es).fill(`${"a".repeat(60)}@universidad.example,,,${long},${"C".repeat(60)}\n${"nadie".repeat(60)},${long}`);
  await button(page, es("classrooms.manyAtOnce.look")).click();
  await button(page, es("classrooms.manyAtOnce.each")).click();
  await page.getByText(es("classrooms.manyAtOnce.bad", { n: 1 })).waitFor();
  await lookTwice(owner, "many-long");
});
