import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { ADMINISTRATOR, PASSWORD } from "../../src/example/programme.ts";
import type { Foreign } from "../external/foreign.ts";
import { aMailServer } from "../support/mail-server.ts";
import { aForeignDatabase } from "./support/foreign.ts";
import { someHands, type Hands } from "./support/hands.ts";
import { aHouse, wordsIn } from "./support/house.ts";

/** Seed 004, for a new classroom and for one that is replaced: what an administrator did in three systems is done in Bedel's screens, and in the mail that Zoom sent. */
const [FIRST, NEXT] = ["aula.2@universidad.example", "aula.2b@universidad.example"];
const MAILBOX_PASSWORD = "llave-de-la-casilla";
const TYPED = "Typed-by-hand-7";
const THREE_DAYS = 3 * 24 * 60;
const LONGEST_MS = 120_000;

const mails = await aMailServer({ [FIRST]: MAILBOX_PASSWORD, [NEXT]: MAILBOX_PASSWORD });
const portal = await aForeignDatabase("screens");
afterAll(() => mails.stop());
const house = await aHouse({ rooms: 1, settings: { NODE_EXTRA_CA_CERTS: mails.certificateFile } });
await house.zoom("account", { mailServer: mails.smtpUrl });
const t = wordsIn("en");

const button = (page: Page | Locator, name: string): Locator => page.getByRole("button", { name, exact: true });
const field = (page: Page | Locator, name: string): Locator => page.getByRole("textbox", { name, exact: true });

/** Once for an institution, and no part of the seed. */
test("a database whose role may write the mapped columns only is connected, mapped, and found to be just right", async () => {
  const { page } = await house.open("/external-databases", "administrator");
  await button(page, t("external.remove")).first().click(); // the demo's own portal: this is somebody else's
  await button(page.getByRole("dialog"), t("external.removeYes")).click();
  await page.getByText(t("external.empty")).waitFor();
  await button(page, t("external.add")).click();
  const { name, host, port, database, userName, password } = portal.opened;
  const form = page.getByRole("dialog");
  for (const [label, value] of [
    ["name", name],
    ["host", host],
    ["port", String(port)],
    ["database", database],
    ["user", userName],
    ["password", password],
  ] as const)
    await field(form, t(`external.${label}`)).fill(value);
  await form.getByRole("combobox", { name: t("external.tls") }).click();
  await page.getByRole("option", { name: t("external.tlsLabelNone") }).click();
  await button(form, t("external.save")).click();
  await maps(page, {
    name: "Espacios",
    schema: "negocio",
    table: "sga_espacios",
    key: "espacio",
    link: "link_clase_virtual",
    nameColumn: "nombre",
    code: "codigo",
  });
  await maps(page, { name: "Claves", schema: "zoom", table: "claves", key: "aula", passcode: "clave" });
  for (const again of await button(page, t("external.tryIt")).all()) await again.click(); // each table, now that the other is mapped too
  await expect.poll(() => page.getByText(t("external.found.rights_right")).count()).toBe(2);
  await page.goto("/provisioning");
  await page.getByRole("switch", { name: t("zoomUsers.provisioning.on") }).click();
  await button(page, t("zoomUsers.provisioning.save")).click();
  await page.getByText(t("zoomUsers.provisioning.saved"), { exact: true }).waitFor();
});

type Columns = Partial<Record<"schema" | "table" | "key" | "link" | "nameColumn" | "code" | "passcode", string>>;

async function maps(page: Page, { name, ...columns }: { name: string } & Columns): Promise<void> {
  await button(page, t("external.map")).click();
  const form = page.getByRole("dialog");
  await field(form, t("external.name")).fill(name);
  for (const [label, value] of Object.entries(columns))
    await form.getByRole("combobox", { name: t(`external.${label as keyof Columns}`), exact: true }).fill(value);
  await form.getByText(t("external.found.columns_there")).waitFor();
  await button(form, t("external.save")).click();
  await form.waitFor({ state: "detached" });
}

test("a new classroom: made, activated by the mail that came three days before, published, and its passcode changed", async () => {
  const before = await everythingIn(portal);
  const hands = someHands();
  const page = await signsIn(hands); // 1
  await hands.press(page.getByRole("link", { name: t("classrooms.make") }).first()); // 2, 3
  await hands.type(page.getByRole("combobox", { name: t("classrooms.making.key"), exact: true }), "Aula 2");
  await hands.press(page.getByRole("option", { name: /102/ }));
  await hands.type(field(page, t("classrooms.making.email")), FIRST); // 4
  await hands.press(button(page, t("classrooms.making.make")));
  await page.waitForURL(/\/runs\//);
  await activates(page, hands, FIRST); // 5 to 8
  await comesToItsEnd(page); // 9
  await changesPasscode(page, hands, "Aula 2"); // 10
  expect(hands.tookMs(), `${hands.clicks()} clicks, ${hands.keys()} keys`).toBeLessThan(LONGEST_MS);

  const after = await everythingIn(portal);
  expect(after.espacios[1]).toMatchObject({ nombre: "Aula 2", codigo: "A2", link_clase_virtual: expect.stringMatching(/^http.*pwd=/) });
  expectOneRowChanged(before, after);
  await expectOpens(FIRST);
});

test("a classroom replaced: the same row shows the next, and the old Zoom user is retired", async () => {
  const before = await everythingIn(portal);
  const hands = someHands();
  const page = await signsIn(hands);
  await hands.press(button(page, t("classrooms.actionsOf", { name: "Aula 2" })));
  await hands.press(page.getByRole("menuitem", { name: t("classrooms.do.replace") }));
  await hands.type(field(page, t("classrooms.making.name")), "Aula 2 bis");
  await hands.type(field(page, t("classrooms.making.code")), "A2B");
  await hands.type(field(page, t("classrooms.making.email")), NEXT);
  await hands.press(page.getByRole("radio", { name: t("classrooms.farewells.deactivate") }));
  await hands.press(button(page, t("classrooms.making.replace")));
  await page.waitForURL(/\/runs\//);
  await activates(page, hands, NEXT);
  expect(await everythingIn(portal)).toEqual(before);
  await comesToItsEnd(page);
  await changesPasscode(page, hands, "Aula 2 bis");
  expect(hands.tookMs(), `${hands.clicks()} clicks, ${hands.keys()} keys`).toBeLessThan(LONGEST_MS);

  const after = await everythingIn(portal);
  expect(after.espacios[1]).toMatchObject({ nombre: "Aula 2 bis", codigo: "A2B" });
  expect(after.espacios[1]!["link_clase_virtual"]).not.toBe(before.espacios[1]!["link_clase_virtual"]);
  expectOneRowChanged(before, after);
  await expectOpens(NEXT);
  expect((await userAt(FIRST))!.status).toBe("inactive");
});

async function signsIn(hands: Hands): Promise<Page> {
  const { page } = await house.open("/classrooms", null);
  await hands.type(page.getByLabel(t("signIn.email")), ADMINISTRATOR);
  await hands.type(page.getByRole("textbox", { name: t("signIn.password") }), PASSWORD);
  await hands.press(button(page, t("signIn.button")));
  await page.getByRole("heading", { level: 1, name: t("classrooms.title") }).waitFor();
  return page;
}

/** The mailbox is attached, Zoom's mail waits there for three days, and only who opens the address in it makes the user active. */
async function activates(page: Page, hands: Hands, email: string): Promise<void> {
  const waits = page.getByText(t("classrooms.runPage.waitsFor.reader", { email }));
  await waits.waitFor();
  await hands.press(button(page, t("classrooms.runPage.activation.show")));
  await hands.press(page.getByRole("link", { name: t("classrooms.runPage.activation.attach") }));
  const form = page.getByRole("dialog");
  if ((await field(form, t("mailboxes.host")).inputValue()) === "") {
    await hands.type(field(form, t("mailboxes.host")), mails.host);
    await hands.type(field(form, t("mailboxes.port")), String(mails.imaps));
  }
  await hands.type(field(form, t("mailboxes.password")), MAILBOX_PASSWORD);
  await hands.press(button(form, t("mailboxes.save")));
  await page.getByText(t("mailboxes.works")).first().waitFor();
  await page.getByRole("link", { name: new RegExp(`^${t("mailboxes.backTo", { name: "" })}`) }).waitFor();
  await house.moveClock({ minutes: THREE_DAYS });
  await hands.back(page);
  await waits.waitFor();
  await page.getByText(t("classrooms.runPage.activation.hasCome", { time: "" }).slice(0, 25)).waitFor();
  expect((await userAt(email))!.status).toBe("pending");
  await hands.press(button(page, t("classrooms.runPage.activation.show")));
  const opens = page.waitForEvent("popup");
  await hands.press(page.getByRole("link", { name: t("classrooms.runPage.activation.open") }));
  const zoom = await opens;
  await hands.type(zoom.getByLabel("Password"), TYPED);
  await hands.press(zoom.getByRole("button", { name: "Continue" }));
  await zoom.getByRole("heading", { name: "Your account is active" }).waitFor();
  await zoom.close();
}

async function comesToItsEnd(page: Page): Promise<void> {
  const done = page.getByRole("status").getByText(t("classrooms.runPage.states.done"), { exact: true });
  await expect.poll(() => house.moveClock({ minutes: 2 }).then(() => done.count()), { timeout: 60_000, interval: 500 }).toBe(1);
}

async function changesPasscode(page: Page, hands: Hands, name: string): Promise<void> {
  const before = (await everythingIn(portal)).claves[1]!["clave"];
  await hands.press(page.getByRole("link", { name: t("classrooms.runPage.toClassrooms") }));
  await hands.press(button(page, t("classrooms.actionsOf", { name })));
  await hands.press(page.getByRole("menuitem", { name: t("classrooms.do.passcode") }));
  await hands.press(button(page.getByRole("dialog"), t("classrooms.changing.change")));
  await page.waitForURL(/\/runs\//);
  await comesToItsEnd(page);
  expect((await everythingIn(portal)).claves[1]!["clave"]).not.toBe(before);
}

type Row = Record<string, unknown>;

const everythingIn = async ({ run }: Foreign): Promise<{ espacios: Row[]; claves: Row[] }> => ({
  espacios: await run("select * from negocio.sga_espacios order by espacio"),
  claves: await run("select * from zoom.claves order by aula"),
});

type Everything = Awaited<ReturnType<typeof everythingIn>>;

/** All that nobody asked for is as it was: the other rows, and the other columns of this one. */
function expectOneRowChanged(before: Everything, after: Everything): void {
  const asBefore = (row: Row, former: Row): Row => ({ ...row, ...former });
  const { nombre, codigo, link_clase_virtual } = before.espacios[1]!;
  expect(after.espacios.map((row, i) => (i === 1 ? asBefore(row, { nombre, codigo, link_clase_virtual }) : row))).toEqual(before.espacios);
  expect(after.claves.map((row, i) => (i === 1 ? asBefore(row, { clave: before.claves[1]!["clave"] }) : row))).toEqual(before.claves);
}

const users = z.object({ users: z.array(z.object({ email: z.string(), status: z.string() })) });
const userAt = async (email: string) => (await house.administrator.get("/zoom/control/state", users)).users.find((user) => user.email === email);

/** With what stands in the two rows students come in, and with nothing else; what was typed at Zoom opens nothing any more. */
async function expectOpens(email: string): Promise<void> {
  const { espacios, claves } = await everythingIn(portal);
  const meetingId = Number(/\/j\/(\d+)/.exec(String(espacios[1]!["link_clase_virtual"]))![1]);
  expect(await house.zoom("join", { joinUrl: espacios[1]!["link_clase_virtual"], name: "Ada" })).toMatchObject({ ok: true });
  expect(await house.zoom("join", { meetingId, passcode: claves[1]!["clave"], name: "Eva" })).toMatchObject({ ok: true });
  await expect(house.zoom("join", { meetingId, passcode: "wrong", name: "Iva" })).rejects.toThrow("passcode_wrong");
  expect(await house.zoom("sign-in", { email, password: TYPED })).toMatchObject({ ok: false });
}
