import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { classroomList } from "../../src/classrooms/contract.ts";
import { provisioningView } from "../../src/classrooms/zoom-users/contract.ts";
import { aHouse, wordsIn } from "./support/house.ts";
import { lookTwice } from "./support/look-twice.ts";

const house = await aHouse({ rooms: 1 });
const es = wordsIn("es");
const t = wordsIn("en");
const { administrator } = house;
const NAME = "Aula Magna";
const asked = {
  lastName: "Virtual",
  licence: true,
  standing: "meeting without fixed time",
  replaces: null,
  farewell: "nothing",
  seen: null,
  link: null,
  passcode: null,
};
const button = (page: Page | Locator, name: string): Locator => page.getByRole("button", { name, exact: true });

test("a passcode timetable is at night unless another hour is chosen, and says when the next passcode comes", async () => {
  await house.zoom("account", { autoCreate: true, seats: { paid: 999 } });
  const { revision, makesAt, standing } = await administrator.get("/api/provisioning", provisioningView);
  await administrator.put("/api/provisioning", { revision, makesAt, standing, on: true, madeAs: "automatic" });
  await administrator.post("/api/classrooms", { ...asked, id: "10000000-0000-4000-8000-0000000000a1", name: NAME, code: "AM", email: "magna@universidad.example", firstName: "Aula" }); // prettier-ignore
  await expect.poll(async () => {
    await house.moveClock({ minutes: 3 });
    return (await administrator.get("/api/classrooms", classroomList)).classrooms.find(({ name }) => name === NAME)?.state;
  }, { timeout: 60_000, interval: 1000 }).toBe("in use"); // prettier-ignore
  for (const [who, words, hour] of [["administrator", t, null], ["owner", es, "22:00"]] as const) {
    const screen = await house.open("/classrooms", who);
    const { page } = screen;
    const open = async (): Promise<Locator> => {
      await button(page, words("classrooms.actionsOf", { name: NAME })).click();
      await page.getByRole("menuitem", { name: words("classrooms.do.timetable") }).click();
      return page.getByRole("dialog");
    };
    const dialog = await open();
    if (hour === null) {
      await dialog.getByRole("combobox", { name: words("classrooms.changing.days") }).click();
      await page.getByRole("option", { name: words("classrooms.changing.every", { n: 7 }) }).click();
    } else {
      await dialog.getByRole("combobox", { name: words("classrooms.changing.timeOfDay") }).click();
      await page.getByRole("option", { name: hour }).click();
    }
    await lookTwice(screen, `timetable-${who}`);
    await button(dialog, words("common.save")).click();
    await dialog.waitFor({ state: "detached" });
    const of = (await administrator.get("/api/classrooms", classroomList)).classrooms.find(({ name }) => name === NAME)!;
    expect([of.passcodeDays, of.passcodeAt]).toEqual([7, hour ?? "03:00"]);
    await page.getByText(/Mad/).first().waitFor();
    await lookTwice(screen, `timetable-list-${who}`);
  }
}); // prettier-ignore
