import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";
import { classroomList } from "../../src/classrooms/contract.ts";
import { databaseList } from "../../src/classrooms/databases/contract.ts";
import { driftList } from "../../src/classrooms/drift/contract.ts";
import { provisioningView } from "../../src/classrooms/zoom-users/contract.ts";
import { CLAVES, ESPACIOS } from "../external/foreign.ts";
import { aForeignDatabase } from "./support/foreign.ts";
import { aHouse, wordsIn } from "./support/house.ts";
import { lookTwice } from "./support/look-twice.ts";

const portal = await aForeignDatabase("differences");
const house = await aHouse({ rooms: 1 });
const [t, es] = [wordsIn("en"), wordsIn("es")];
const { administrator } = house;

const button = (page: Page | Locator, name: string): Locator => page.getByRole("button", { name, exact: true });
const LONG = "Aula Magna de la Facultad de Ciencias Exactas, Físicas y Naturales, sede Ciudad Universitaria";
const [FIRST, NEXT] = ["10000000-0000-4000-8000-0000000000a1", "10000000-0000-4000-8000-0000000000a2"];

const drifts = async (): Promise<string[]> => (await administrator.get("/api/drifts", driftList)).drifts.map(({ what }) => what);

/** Time goes by until that is what is apart. */
async function comesTo(kinds: readonly string[]): Promise<void> {
  await administrator.post("/api/drifts/compare");
  await expect
    .poll(
      async () => {
        await house.moveClock({ minutes: 3 });
        return drifts();
      },
      { timeout: 60_000, interval: 1000 },
    ) // prettier-ignore
    .toEqual(kinds);
}

const card = (page: Page, name: string, what: string): Locator => page.getByRole("region", { name: `${name}: ${what}` });

test("without a classroom the page says that there is nothing to compare", async () => {
  const admin = await house.open("/classrooms/differences", "administrator");
  await admin.page.getByText(t("drifts.noneToCompare.title")).waitFor();
  await lookTwice(admin, "differences-nothing");
});

test("two classrooms are published in somebody else's database, and all agrees", async () => {
  const { revision: _, ...database } = portal.opened;
  await administrator.post("/api/external-databases", { ...database, id: "10000000-0000-4000-8000-0000000000d1" });
  for (const { revision: __, ...table } of [ESPACIOS, CLAVES])
    await administrator.post("/api/external-tables", { ...table, databaseId: "10000000-0000-4000-8000-0000000000d1" });
  await house.zoom("account", { autoCreate: true, seats: { paid: 999 } });
  const { revision, makesAt, standing } = await administrator.get("/api/provisioning", provisioningView);
  await administrator.put("/api/provisioning", { revision, makesAt, standing, on: true, madeAs: "automatic" });
  const asked = { lastName: "Virtual", licence: true, standing: "meeting without fixed time", replaces: null, farewell: "nothing", seen: null };
  const place = (key: string) => ({ link: { tableId: ESPACIOS.id, key }, passcode: { tableId: CLAVES.id, key: `A${key.slice(2)}` } });
  await administrator.post("/api/classrooms", { ...asked, ...place("101"), id: FIRST, name: LONG, code: "AM", email: "magna@universidad.example", firstName: "Aula" }); // prettier-ignore
  await administrator.post("/api/classrooms", { ...asked, ...place("102"), id: NEXT, name: "Aula 2", code: "A2", email: "aula.2@universidad.example", firstName: "Aula" }); // prettier-ignore
  await expect.poll(async () => {
    await house.moveClock({ minutes: 3 });
    return (await administrator.get("/api/classrooms", classroomList)).classrooms.map(({ run }) => run?.state);
  }, { timeout: 60_000, interval: 1000 }).toEqual(["done", "done"]); // prettier-ignore
  await comesTo([]);
  const admin = await house.open("/classrooms/differences", "administrator");
  await admin.page.getByText(t("drifts.none.title")).waitFor();
  await lookTwice(admin, "differences-none");
});

test("each difference says what each side has, and how it can be settled; what is being settled says so until it has been compared again", async () => {
  const state = z.object({ users: z.array(z.looseObject({ id: z.string(), email: z.string() })), meetings: z.array(z.looseObject({ id: z.coerce.string(), topic: z.string() })) });
  const { users, meetings } = state.parse(await administrator.get("/zoom/control/state", state));
  await house.zoom("user", { id: users.find(({ email }) => email === "magna@universidad.example")!.id, set: { first_name: "Pepe" } });
  await house.zoom("delete", { meetingId: Number(meetings.find(({ topic }) => topic === "Aula 2")!.id) });
  await portal.run(`update negocio.sga_espacios set nombre = 'Laboratorio', codigo = null, link_clase_virtual = 'https://us02web.zoom.us/j/86120000101?pwd=${"a1B2".repeat(12)}' where espacio = 101;
    delete from zoom.claves where aula = 'A1'; insert into zoom.claves values ('A3', '333333')`);
  await comesTo(["zoom link", "code", "link", "name", "row gone", "zoom person"]);
  const admin = await house.open("/classrooms/differences", "administrator");
  const { page } = admin;
  await card(page, "Aula 2", t("drifts.what.zoom_link_gone")).waitFor();
  await lookTwice(admin, "differences");
  const owner = await house.open("/classrooms/differences", "owner"); // who reads Spanish
  await card(owner.page, "Aula 2", es("drifts.what.zoom_link_gone")).waitFor();
  await lookTwice(owner, "differences-es");

  const gone = card(page, LONG, t("drifts.what.row_gone"));
  await button(gone, t("drifts.way.in_another_row")).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").click();
  await page.getByRole("option", { name: /A3/ }).click();
  await dialog.getByRole("table").waitFor();
  await lookTwice(admin, "differences-another-row");
  await button(dialog, t("drifts.anotherYes")).click();
  await gone.getByText(t("drifts.settledBy.look")).waitFor();
  await button(card(page, "Aula 2", t("drifts.what.zoom_link_gone")), t("drifts.way.make_anew")).click();
  await card(page, "Aula 2", t("drifts.what.zoom_link_gone")).getByText(t("drifts.settledBy.look")).waitFor();
  await lookTwice(admin, "differences-being-settled");
  await comesTo(["code", "link", "name", "zoom person"]);
  await button(card(page, LONG, t("drifts.what.zoom_person")), t("drifts.way.zoom")).click();
  await card(page, LONG, t("drifts.what.zoom_person")).waitFor({ state: "detached" });
  await button(card(page, LONG, t("drifts.what.link")), t("drifts.way.published_no_more")).click();
  await page.getByRole("dialog").getByText(t("drifts.noMoreTitle")).waitFor();
  await lookTwice(admin, "differences-no-more");
  await button(page.getByRole("dialog"), t("drifts.way.published_no_more")).click();
  await expect.poll(drifts).toEqual([]);
}); // prettier-ignore

test("a classroom that is published no more gets a row again, after it was shown what stands there", async () => {
  const owner = await house.open("/classrooms", "owner");
  const { page } = owner;
  await button(page, es("classrooms.actionsOf", { name: LONG })).click();
  await page.getByRole("menuitem", { name: es("classrooms.do.publish") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: es("classrooms.making.row") }).click();
  await page.getByRole("option", { name: new RegExp(`^${ESPACIOS.name}( ·|$)`) }).click();
  await dialog.getByRole("combobox", { name: es("classrooms.making.key"), exact: true }).click();
  await lookTwice(owner, "publish-choosing");
  await page.getByRole("option", { name: /103/ }).click();
  await dialog.getByRole("table").waitFor();
  await lookTwice(owner, "publish-in-a-row");
  await button(dialog, es("classrooms.changing.publish")).click();
  await page.waitForURL(/\/runs\//);
  await expect.poll(async () => {
    await house.moveClock({ minutes: 3 });
    return (await portal.row("103"))!["nombre"];
  }, { timeout: 60_000, interval: 1000 }).toBe(LONG); // prettier-ignore
  await lookTwice(owner, "publish-run");
  await comesTo([]);
});

test("many differences are together by kind and table, found by typing, and settled together by one question; what can't be says why", async () => {
  await portal.run("update negocio.sga_espacios set nombre = 'Sala ' || espacio, codigo = null, link_clase_virtual = 'https://example.edu/' || espacio where espacio in (102, 103)");
  await comesTo(["code", "link", "name", "code", "link", "name"]);
  const owner = await house.open("/classrooms/differences", "owner");
  const { page } = owner;
  const search = page.getByRole("searchbox", { name: es("drifts.search") });
  await search.fill("sala 102");
  await page.getByText(es("drifts.counts", { n: 1 }), { exact: true }).waitFor();
  await search.fill("");
  await page.getByText(es("drifts.counts", { n: 6 }), { exact: true }).waitFor();
  await lookTwice(owner, "differences-grouped");
  const putBack = es("drifts.way.put_back");
  const code = page.getByRole("heading", { level: 2, name: es("drifts.these.heading", { what: es("drifts.what.name"), n: 2 }) }).locator("..");
  await button(code, es("drifts.these.button", { n: 2, way: putBack })).click();
  await page.getByRole("dialog").getByText(es("drifts.these.text", { n: 2, what: es("drifts.what.name"), names: `Aula 2, ${LONG}` })).waitFor();
  await lookTwice(owner, "differences-these");
  // While they think about it, somebody changes one of the rows.
  await portal.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 102");
  await administrator.post("/api/drifts/compare");
  await expect.poll(async () => {
    await house.moveClock({ minutes: 3 });
    return (await administrator.get("/api/drifts", driftList)).drifts.map(({ row }) => row);
  }, { timeout: 60_000, interval: 1000 }).toContain("Biblioteca"); // prettier-ignore
  await button(page.getByRole("dialog"), es("drifts.these.yes", { n: 2 })).click();
  await page.getByText(es("drifts.these.left", { n: 1 })).waitFor();
  await lookTwice(owner, "differences-left");
  await comesTo(["code", "link", "name", "code", "link"]);
}); // prettier-ignore

test("what its role may do beyond what is needed is a line for each kind", async () => {
  await portal.run(`create table negocio.notas (a text); create table negocio.actas (a text); grant pg_read_all_data to ${portal.role}; grant insert, trigger on negocio.sga_espacios to ${portal.role};
    grant create on schema negocio to ${portal.role}; alter role ${portal.role} createdb`);
  await administrator.post(`/api/external-tables/${ESPACIOS.id}/try`);
  for (const [who, words] of [["administrator", t], ["owner", es]] as const) {
    const screen = await house.open("/external-databases", who);
    await screen.page.getByText(words("external.found.makes_databases")).first().waitFor();
    await lookTwice(screen, `databases-rights-${who}`);
  }
}); // prettier-ignore

test("where the database is away, it is said that nobody knows, and why; a classroom that is to be retired is asked about on its page", async () => {
  const { databases } = await administrator.get("/api/external-databases", databaseList);
  const { id, tables: _, trouble: __, ...fields } = databases.find(({ name }) => name === portal.opened.name)!;
  await administrator.put(`/api/external-databases/${id}`, { ...fields, port: 1, password: "gone", confirmed: true });
  await administrator.post("/api/drifts/compare");
  const owner = await house.open("/classrooms/differences", "owner");
  await expect.poll(async () => {
    await house.moveClock({ minutes: 3 });
    return owner.page.getByText(es("drifts.unread.title"), { exact: true }).count();
  }, { timeout: 60_000, interval: 1000 }).toBe(1); // prettier-ignore
  await lookTwice(owner, "differences-unread");
  const admin = await house.open(`/classrooms?retire=${FIRST}`, "administrator");
  await admin.page.getByRole("dialog").getByText(t("classrooms.changing.retireTitle", { name: LONG })).waitFor(); // prettier-ignore
  await button(admin.page.getByRole("dialog"), t("common.back")).click();
  await admin.page.getByRole("dialog").waitFor({ state: "detached" });
  expect(new URL(admin.page.url()).search).toBe("");
});
