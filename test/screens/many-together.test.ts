import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";
import { databaseList } from "../../src/classrooms/databases/contract.ts";
import { runList } from "../../src/classrooms/runs/contract.ts";
import { lookTwice } from "./support/look-twice.ts";
import { portalOf } from "./support/portal.ts";
import { aHouse, wordsIn } from "./support/house.ts";

/* What stands still of one file: by its reason, tried again or stopped together, after a question that names each where a yes gives something up. */
const house = await aHouse({ rooms: 5 });
const t = wordsIn("en");
const es = wordsIn("es");
const provisioning = { makesAt: "at once", madeAs: "automatic", standing: "personal meeting" };
await house.administrator.put("/api/provisioning", { revision: 0, on: true, ...provisioning });
await house.zoom("account", { autoCreate: true, seats: { paid: 999 } });

const button = (on: Page | Locator, name: string): Locator => on.getByRole("button", { name, exact: true });
const runsOf = (batch: string) => house.administrator.get(`/api/runs?batch=${batch}`, runList);
const FIRST = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0ea1";
const SECOND = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0ea2";

const { behind } = portalOf(house);

/** Asks for what stands in these lines; the file's page is opened by its address. */
async function asked(batchId: string, lines: readonly string[], linkTableId: string | null): Promise<void> {
  const form = { what: "new classroom", preview: false, linkTableId, passcodeTableId: null, standing: "personal meeting", licence: false, farewell: "nothing", seen: {}, confirmed: [] }; // prettier-ignore
  const ask = () => house.administrator.post("/api/classrooms/many", { ...form, batchId, text: lines.join("\n") });
  // The portal's database may not answer yet; sent again nothing is asked for twice.
  await expect
    .poll(
      () =>
        ask()
          .then(() => runsOf(batchId))
          .then(({ runs }) => runs.length),
      { timeout: 60_000, interval: 1500 },
    )
    .toBe(lines.length);
}

/** The clock is moved on until so many of the file stand still for this reason. */
const standStill = (batchId: string, because: string, n: number): Promise<void> =>
  expect
    .poll(
      async () => {
        await house.moveClock({ minutes: 2 });
        const { runs } = await runsOf(batchId);
        return runs.filter(({ steps }) => steps.some((step) => step.because === because)).length;
      },
      { timeout: 60_000, interval: 1500 },
    )
    .toBe(n);

async function switched(on: boolean): Promise<void> {
  const { revision } = await house.administrator.get("/api/provisioning", z.object({ revision: z.number() }));
  await house.administrator.put("/api/provisioning", { revision, on, ...provisioning });
}

test("rows that somebody changed are written over together once every one of them was named; what changed again meanwhile is left, and said", async () => {
  const { databases } = await house.administrator.get("/api/external-databases", databaseList);
  const tableId = databases[0]!.tables.find(({ linkColumn }) => linkColumn !== null)!.id;
  await switched(false); // so that the rows can be changed before Bedel comes to them
  const named = (i: number) => (i === 3 ? "Aula Magna de la Facultad de Ciencias Exactas" : `Aula ${i}`);
  await asked(FIRST, Array.from({ length: 6 }, (_, i) => `ensayo.${i}@universidad.example,Aula,${i},"${named(i)}",A${i},${101 + i}`), tableId);
  await standStill(FIRST, "provisioning_off", 6);
  const waiting = await house.open(`/runs?batch=${FIRST}`, "administrator");
  await button(waiting.page, t("classrooms.batch.stopThese", { n: 6 })).waitFor();
  await lookTwice(waiting, "together-waiting");
  await behind("update negocio.sga_espacios set nombre = 'Sala ' || espacio where espacio between 101 and 106");
  await switched(true);
  await standStill(FIRST, "row_changed", 6);
  for (const [who, words] of [["owner", es], ["administrator", t]] as const) {
    const screen = await house.open(`/runs?batch=${FIRST}`, who);
    await button(screen.page, words("classrooms.batch.retryThese", { n: 6 })).waitFor();
    await lookTwice(screen, `together-rows-${who}`);
    await button(screen.page, words("classrooms.batch.retryThese", { n: 6 })).click();
    const dialog = screen.page.getByRole("dialog");
    await expect.poll(() => dialog.getByRole("listitem").count()).toBe(6);
    await lookTwice(screen, `together-rows-asks-${who}`);
    if (who === "owner") {
      await button(dialog, words("common.back")).click();
      await screen.page.goto(`${new URL(screen.page.url()).origin}/zoom-users`);
      await screen.page.getByRole("note").getByText(words("classrooms.notDone.stuck", { n: 6 })).waitFor();
      await lookTwice(screen, "zoom-users-stuck");
      await screen.page.goto(`${new URL(screen.page.url()).origin}/classrooms`);
      await lookTwice(screen, "classrooms-stuck");
      await screen.page.getByRole("link", { name: words("classrooms.notDone.see", { n: 6 }) }).click();
      await screen.page.getByRole("heading", { level: 1, name: words("classrooms.batch.openTitle") }).waitFor();
      await screen.page.getByRole("link", { name: "Aula 5", exact: true }).waitFor();
      await lookTwice(screen, "together-open");
      continue;
    }
    const [late] = (await runsOf(FIRST)).runs;
    await behind("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 101");
    const step = late!.steps.find(({ because }) => because === "row_changed")!;
    await house.administrator.post(`/api/runs/${late!.id}/retry`, { because: "row_changed", at: step.at });
    await expect.poll(async () => (await runsOf(FIRST)).runs[0]!.steps.find(({ because }) => because === "row_changed")?.at, { timeout: 20_000 }).not.toBe(step.at);
    await button(dialog, words("classrooms.batch.rowYes", { n: 6 })).click();
    await screen.page.getByRole("alert").getByText(words("classrooms.batch.leftChanged", { n: 1 })).waitFor();
    await lookTwice(screen, "together-rows-left");
    await expect.poll(() => house.moveClock({ minutes: 2 }).then(() => runsOf(FIRST)).then(({ batch }) => batch!.done), { timeout: 60_000, interval: 1500 }).toBe(5);
  }
}, 180_000); // prettier-ignore

test("Zoom users of whom Bedel did not know are named before they are taken; and stopped together, they can be begun anew together", async () => {
  await switched(false);
  const emails = [1, 2].map((n) => `laboratorio.de.computacion.${n}.de.la.sede.de.la.costa@universidad.example`);
  await asked(SECOND, emails.map((email, i) => `${email},Laboratorio,${i},Laboratorio ${i},L${i}`), null); // prettier-ignore
  await standStill(SECOND, "provisioning_off", 2);
  const { users } = await house.administrator.get("/zoom/control/state", z.object({ users: z.array(z.object({ id: z.string(), email: z.string(), status: z.string(), role_id: z.string() })) }));
  const strangers = users.filter((one) => one.role_id === "2" && one.status === "active" && !one.email.startsWith("ensayo.")).slice(-2);
  for (const [i, { id }] of strangers.entries()) await house.zoom("user", { id, set: { email: emails[i] } });
  await switched(true);
  await standStill(SECOND, "user_unconfirmed", 2);
  for (const [who, words] of [["owner", es], ["administrator", t]] as const) {
    const { page, ...screen } = await house.open(`/runs?batch=${SECOND}`, who);
    await button(page, words("classrooms.batch.retryThese", { n: 2 })).click();
    const dialog = page.getByRole("dialog");
    for (const email of emails) await dialog.getByText(email).waitFor();
    await lookTwice({ page, ...screen }, `together-users-asks-${who}`);
    await button(dialog, words("common.back")).click();
    if (who === "owner") continue;
    await button(page, words("classrooms.batch.stopThese", { n: 2 })).click();
    await lookTwice({ page, ...screen }, "together-stop-asks");
    await button(page.getByRole("dialog"), words("classrooms.batch.stopYes", { n: 2 })).click();
    await expect.poll(async () => (await runsOf(SECOND)).runs.map(({ state }) => state)).toEqual(["stopped", "stopped"]);
    await button(page, words("classrooms.batch.retryThese", { n: 2 })).waitFor();
    await lookTwice({ page, ...screen }, "together-stopped");
    await button(page, words("classrooms.batch.retryThese", { n: 2 })).click();
    await button(page.getByRole("dialog"), words("classrooms.batch.userYes", { n: 2 })).click();
    await expect.poll(() => house.moveClock({ minutes: 2 }).then(() => runsOf(SECOND)).then(({ batch }) => batch!.done), { timeout: 60_000, interval: 1500 }).toBe(2);
  }
}, 180_000); // prettier-ignore
