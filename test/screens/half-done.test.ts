import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { classroomList } from "../../src/classrooms/contract.ts";
import { databaseList } from "../../src/classrooms/databases/contract.ts";
import { driftList } from "../../src/classrooms/drift/contract.ts";
import { provisioningView } from "../../src/classrooms/zoom-users/contract.ts";
import { CLAVES, ESPACIOS } from "../external/foreign.ts";
import { aForeignDatabase } from "./support/foreign.ts";
import { aHouse, wordsIn } from "./support/house.ts";
import { lookTwice } from "./support/look-twice.ts";

/* A portal that does not take a new passcode that Zoom has: what students meet is said at once, and what can't be taken back is not offered before it is due. */
const portal = await aForeignDatabase("half");
const house = await aHouse({ rooms: 1 });
const [t, es] = [wordsIn("en"), wordsIn("es")];
const { administrator } = house;
const DATABASE = "10000000-0000-4000-8000-0000000000d1";
const ID = "10000000-0000-4000-8000-0000000000a1";

const button = (page: Page | Locator, name: string): Locator => page.getByRole("button", { name, exact: true });
const itsRun = async () => (await administrator.get("/api/classrooms", classroomList)).classrooms[0]!.run!;
const goesOnUntil = (what: () => Promise<unknown>, so: unknown, step = 1): Promise<void> =>
  expect
    .poll(
      async () => {
        await house.moveClock({ minutes: step });
        return what();
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toEqual(so);

test("a classroom whose row refuses the passcode is called half done in the list, and its page says what students meet", async () => {
  const { revision: _, ...database } = portal.opened;
  await administrator.post("/api/external-databases", { ...database, id: DATABASE });
  for (const { revision: __, ...table } of [ESPACIOS, CLAVES]) await administrator.post("/api/external-tables", { ...table, databaseId: DATABASE });
  await house.zoom("account", { autoCreate: true, seats: { paid: 999 } });
  const { revision, makesAt, standing } = await administrator.get("/api/provisioning", provisioningView);
  await administrator.put("/api/provisioning", { revision, makesAt, standing, on: true, madeAs: "automatic" });
  const asked = { firstName: "Aula", lastName: "Uno", licence: true, standing: "personal meeting", replaces: null, farewell: "nothing", seen: null };
  const place = { link: { tableId: ESPACIOS.id, key: "101" }, passcode: { tableId: CLAVES.id, key: "A1" } };
  await administrator.post("/api/classrooms", { ...asked, ...place, id: ID, name: "Aula 1", code: "A1", email: "aula.1@universidad.example" });
  await goesOnUntil(async () => (await itsRun()).state, "done", 3);

  await portal.run(`create function zoom.no() returns trigger language plpgsql as 'begin raise exception ''read only until Monday''; end';
    create constraint trigger no after update on zoom.claves deferrable initially deferred for each row execute function zoom.no()`); // found out only when it is committed
  await administrator.post(`/api/classrooms/${ID}/passcode`, { runId: "10000000-0000-4000-8000-0000000000b1", passcode: "Otono-2027" });
  await goesOnUntil(async () => (await itsRun()).met, "passcode_behind");
  for (const [who, words] of [["administrator", t], ["owner", es]] as const) {
    const screen = await house.open("/classrooms", who);
    await screen.page.getByText(words("classrooms.halfway.badge"), { exact: true }).waitFor();
    await screen.page.getByText(words("classrooms.halfway.passcode_behind"), { exact: true }).waitFor();
    await lookTwice(screen, `half-done-list-${who}`);
    await screen.page.goto(`${house.origin}/runs/${(await itsRun()).id}`);
    await screen.page.getByText(words("letters.runs_stopped.met.passcode_behind"), { exact: true }).waitFor();
    const names = await screen.page.getByRole("button").allInnerTexts();
    expect(names.indexOf(words("classrooms.runPage.letGo"))).toBe(names.indexOf(words("classrooms.runPage.retry")) + 1);
    await lookTwice(screen, `half-done-run-${who}`);
  }
  await portal.run("drop trigger no on zoom.claves");
  await goesOnUntil(async () => (await itsRun()).state, "done", 3);
  const admin = await house.open("/classrooms", "administrator");
  await admin.page.getByText(t("classrooms.states.in_use"), { exact: true }).waitFor();
}); // prettier-ignore

test("a passcode that somebody wrote into the row is taken over only after both were shown, and one that Bedel is given must not be guessed at once", async () => {
  await portal.run("update zoom.claves set clave = '999999' where aula = 'A1'");
  await administrator.post("/api/drifts/compare");
  await goesOnUntil(async () => (await administrator.get("/api/drifts", driftList)).drifts.map(({ what }) => what), ["passcode"], 3);
  for (const [who, words] of [["owner", es], ["administrator", t]] as const) {
    const { page, ...screen } = await house.open("/classrooms/differences", who);
    await button(page, words("drifts.way.row")).click();
    const dialog = page.getByRole("dialog");
    await expect.poll(() => dialog.getByRole("listitem").innerText()).toMatch(/^Aula 1: 999999 .* Otono-2027$/);
    await lookTwice({ page, ...screen }, `take-passcode-${who}`);
    await button(dialog, words(who === "owner" ? "common.back" : "drifts.takePasscodesYes", { n: 1 })).click();
  }
  await goesOnUntil(async () => (await administrator.get("/api/classrooms", classroomList)).classrooms[0]!.passcode, "999999", 3);
  await goesOnUntil(async () => (await itsRun()).state, "done", 3);

  const admin = await house.open("/classrooms", "administrator", { expecting: /422 .*passcode/ });
  await button(admin.page, t("classrooms.actionsOf", { name: "Aula 1" })).click();
  await admin.page.getByRole("menuitem", { name: t("classrooms.do.passcode") }).click();
  const dialog = admin.page.getByRole("dialog");
  await dialog.getByRole("radio", { name: t("classrooms.changing.own") }).check();
  await dialog.getByRole("textbox").fill("1");
  await button(dialog, t("classrooms.changing.change")).click();
  await dialog.getByText(t("refusals.passcode_too_short")).waitFor();
  await lookTwice(admin, "passcode-too-short");
}); // prettier-ignore

test("where the database is only away, going on without the row is offered after an hour of that", async () => {
  const { databases } = await administrator.get("/api/external-databases", databaseList);
  const { id: _, tables: __, trouble: ___, ...fields } = databases.find(({ id }) => id === DATABASE)!;
  await administrator.put(`/api/external-databases/${DATABASE}`, { ...fields, port: 1, password: "gone", confirmed: true });
  await administrator.post(`/api/classrooms/${ID}/passcode`, { runId: "10000000-0000-4000-8000-0000000000b2", passcode: "Invierno" });
  await goesOnUntil(async () => (await itsRun()).because, "database_away");
  const admin = await house.open(`/runs/${(await itsRun()).id}`, "administrator");
  await button(admin.page, t("classrooms.runPage.retry")).waitFor();
  expect(await button(admin.page, t("classrooms.runPage.letGo")).count()).toBe(0);
  await lookTwice(admin, "half-done-away");
  await house.moveClock({ minutes: 65 });
  await button(admin.page, t("classrooms.runPage.letGo")).waitFor();
  await lookTwice(admin, "half-done-away-for-an-hour");
});
