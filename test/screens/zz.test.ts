import { test } from "vitest";
import { aHouse } from "./support/house.ts";
const house = await aHouse({ rooms: 1 });
test("x", async () => {
  const s = await house.open("/groups", "organizer");
  s.page.on("console", (m) => console.log(m.text()));
  s.page.on("pageerror", (m) => console.log(String(m), m.stack));
  await s.page.reload();
  await new Promise((r) => setTimeout(r, 3000));
  await s.page.screenshot({ path: "/tmp/b6-x.png" });
  console.log(await s.page.locator("body").innerText());
});
