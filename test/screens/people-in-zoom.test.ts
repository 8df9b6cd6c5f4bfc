import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { runList } from "../../src/classrooms/runs/contract.ts";
import { provisioningView } from "../../src/classrooms/zoom-users/contract.ts";
import type { Screen } from "../support/browser.ts";
import { lookTwice } from "./support/look-twice.ts";
import { aHouse, wordsIn } from "./support/house.ts";

/* People as Zoom users: lists of them, what waits for somebody, and how they are made. */
const house = await aHouse({ rooms: 1 });
const t = wordsIn("en");
const es = wordsIn("es");

const runsOf = async (batch: string) => (await house.administrator.get(`/api/runs?batch=${batch}`, runList)).runs;

async function provisioning(more: Partial<{ on: boolean; madeAs: string; makesAt: string; standing: string }>): Promise<void> {
  const before = await house.administrator.get("/api/provisioning", provisioningView);
  await house.administrator.put("/api/provisioning", { ...before, ...more });
}

/** A list of people was sent, and each of them stands still for this reason. */
async function listed(lines: readonly string[], because: string): Promise<string> {
  const batchId = randomUUID();
  await house.administrator.post("/api/zoom-users", { batchId, preview: false, memberIds: [], text: lines.join("\n"), licence: false });
  await standStill(batchId, because, lines.length);
  return batchId;
}

const standStill = (batchId: string, because: string, n: number): Promise<void> =>
  expect
    .poll(async () => (await runsOf(batchId)).filter(({ steps }) => steps.some((step) => step.because === because)).length, { timeout: 60_000, interval: 500 })
    .toBe(n);

/** People whom no other test asks for, nor this one when it is tried again. */
function many(word: string, n: number): string[] {
  const of = randomUUID().slice(0, 4);
  return Array.from({ length: n }, (_, i) => `${word}.${i + 1}.${of}@otra.example,${word} ${i + 1}`);
}

test("invitations that have lapsed are sent again together, after a question; a page of one has one button for it", async () => {
  await provisioning({ on: true, madeAs: "invited" });
  const batchId = await listed(many("lucia", 7), "invitation_waits");
  await house.zoom("faults", {
    kind: "next",
    match: "GET /users/:userId",
    do: "refuse",
    times: 99,
    status: 400,
    body: { code: 1120, message: "Invitation expired." },
  });
  await house.moveClock({ minutes: 30 });
  await standStill(batchId, "invitation_expired", 7);
  await house.zoom("faults", { kind: "clear" });
  const [first] = await runsOf(batchId);
  const one = await house.open(`/runs/${first!.id}`, "administrator");
  await one.page.getByText(t("runs.why.invitation_expired")).waitFor();
  expect(await one.page.getByText(t("classrooms.runPage.activation.titleTheirs")).count()).toBe(0);
  expect(await one.page.getByRole("button", { name: t("classrooms.runPage.activation.resend"), exact: true }).count()).toBe(1);
  await lookTwice(one, "invitation-lapsed");

  const owner = await house.open(`/runs?batch=${batchId}`, "owner");
  const { page } = owner;
  await page.getByRole("button", { name: es("classrooms.batch.resendThese", { n: 7 }), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(es("classrooms.batch.resendText")).waitFor();
  await lookTwice(owner, "invitations-again-asked");
  await dialog.getByRole("button", { name: es("classrooms.batch.resendYes", { n: 7 }), exact: true }).click();
  await page.getByText(es("classrooms.batch.resent", { n: 7 }), { exact: true }).waitFor();
  await standStill(batchId, "invitation_waits", 7);
  await page.getByText(es("classrooms.batch.progressUsers", { invited: 7, active: 0, all: 7 })).waitFor({ timeout: 20_000 });
  await lookTwice(owner, "invited-of-a-list");
});

test("an address of no list is called so, and never a file of classrooms; on a phone a licence is called one", async () => {
  const admin = await house.open(`/runs?batch=${randomUUID()}`, "administrator");
  await admin.page.getByRole("heading", { name: t("classrooms.batch.anyTitle"), level: 1 }).waitFor();
  expect(await admin.page.getByText(t("classrooms.batch.title")).count()).toBe(0);
  const phone = await house.open("/zoom-users", "owner", { on: "phone" });
  await phone.page.getByText(es("zoomUsers.ofCard.basic")).first().waitFor();
  expect(await phone.page.getByText(es("zoomUsers.basic"), { exact: true }).first().isVisible()).toBe(false);
  await lookTwice(phone, "zoom-users-cards");
});

const lines = (page: Screen["page"], language: typeof t) => page.getByRole("dialog").getByRole("textbox", { name: language("zoomUsers.making.lines") });

test("a list shows whom it is read for and what each gets, the first fifty by name; what can't be read for a licence is refused beside its line", async () => {
  await provisioning({ on: true, madeAs: "invited" });
  const admin = await house.open("/zoom-users", "administrator");
  const { page } = admin;
  await page.getByRole("button", { name: t("zoomUsers.many"), exact: true }).click();
  await lines(page, t).fill("ana.ruiz@otra.example,Ana Ruiz,yes\njan@otra.example,Jan Nowak,\nleo@otra.example,Leo Gil,maybe");
  await page.getByText(t("refusals.line_licence_unreadable")).waitFor();
  const good = page.getByRole("list", { name: t("zoomUsers.making.good", { n: 2 }) });
  expect(await good.getByRole("listitem").allInnerTexts()).toEqual([
    `Ana Ruiz ana.ruiz@otra.example — ${t("zoomUsers.making.gets.userWithLicence")}`,
    `Jan Nowak jan@otra.example — ${t("zoomUsers.making.gets.userWithout")}`,
  ]);
  await lookTwice(admin, "list-of-people");

  const owner = await house.open("/zoom-users", "owner");
  await owner.page.getByRole("button", { name: es("zoomUsers.many"), exact: true }).click();
  await lines(owner.page, es).fill(many("Persona", 60).join("\n"));
  await owner.page.getByText(es("zoomUsers.making.more", { n: 10 })).waitFor();
  await lookTwice(owner, "list-of-many-people");
});

test("while Zoom is paused a list names no time, and says why", async () => {
  await provisioning({ on: true, madeAs: "invited" });
  await house.administrator.post("/api/connection/pause");
  const owner = await house.open("/zoom-users", "owner");
  const { page } = owner;
  await page.getByRole("button", { name: es("zoomUsers.many"), exact: true }).click();
  await lines(page, es).fill(many("Persona", 3).join("\n"));
  await page.getByRole("dialog").getByText(es("runs.why.zoom_paused")).waitFor();
  await lookTwice(owner, "list-while-paused");
  await house.administrator.post("/api/connection/resume");
  await lines(page, es).fill(many("Persona", 2).join("\n"));
  await page.getByRole("dialog").getByText(es("runs.why.zoom_paused")).waitFor({ state: "detached" });
  await page.getByRole("dialog").getByText(es("zoomUsers.making.expected", { time: "#" }).split("#")[0]!.trim(), { exact: false }).waitFor(); // prettier-ignore
});
