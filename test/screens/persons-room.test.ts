import { randomUUID } from "node:crypto";
import { beforeAll, expect, test, vi } from "vitest";
import { provisioningView, zoomUserList } from "../../src/classrooms/zoom-users/contract.ts";
import { memberList } from "../../src/people/members/contract.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";

const house = await aHouse({ rooms: 1 });
const { administrator } = house;
let tom = { id: "", name: "", email: "" };

/** Tom has a Zoom user of his own with a licence. */
beforeAll(async () => {
  tom = (await administrator.get("/api/members", memberList)).members.find((one) => one.email.startsWith("tom."))!;
  const before = await administrator.get("/api/provisioning", provisioningView);
  await administrator.put("/api/provisioning", { ...before, on: true });
  await administrator.post("/api/zoom-users", { batchId: randomUUID(), preview: false, memberIds: [tom.id], text: "", licence: true });
  const state = async () => (await administrator.get("/api/zoom-users", zoomUserList)).people.find((one) => one.email === tom.email)?.state;
  const becomes = (wanted: string) => vi.waitFor(async () => expect(await state()).toBe(wanted), { timeout: 20_000, interval: 200 });
  await becomes("invited");
  await house.zoom("accept-invitation", { email: tom.email, password: "Otono-Secreto-58" });
  await house.moveClock({ minutes: 30 });
  await becomes("active");
  await administrator.post("/api/rooms/sync");
}, 60_000);

test.for([
  { language: "en", who: "administrator", on: "desktop", colours: "light" },
  { language: "es", who: "owner", on: "phone", colours: "dark" },
] as const)("somebody's own Zoom user is no room before that is said to be meant, in $language", async ({ language, who, on, colours }) => {
  const t = wordsIn(language);
  const screen = await house.open("/rooms", who, { on, in: colours });
  const { page } = screen;
  const toggle = page.getByRole("switch", { name: t("rooms.activeOf", { room: tom.name }) });
  await toggle.press("Space");
  const dialog = page.getByRole("dialog", { name: t("rooms.persons.title", { name: tom.name }) });
  await dialog.waitFor();
  await look(screen, `persons-room-${language}`);
  await dialog.getByRole("button", { name: t("common.back") }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await toggle.isChecked()).toBe(false);
  if (language === "es") return;
  await toggle.press("Space");
  await dialog.getByRole("button", { name: t("rooms.persons.yes") }).click();
  await expect.poll(() => toggle.isChecked()).toBe(true);
  await toggle.press("Space"); // and off without a word
  await expect.poll(() => toggle.isChecked()).toBe(false);
});
