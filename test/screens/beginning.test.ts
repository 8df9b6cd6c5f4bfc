import { test } from "vitest";
import { aHouse, look } from "./support/house.ts";

const house = await aHouse({ rooms: 0 });

test("a new institution's pages say what is missing and what to do about it", async () => {
  const admin = await house.open("/", "administrator");
  const paths = {
    "my-sessions": "/",
    timeline: "/timeline",
    "day-sheet": "/day",
    rooms: "/rooms",
    waiting: "/waiting",
    reports: "/reports",
    mailbox: "/mailbox",
  };
  for (const [name, path] of Object.entries(paths)) {
    await admin.page.goto(path);
    await look(admin, `empty-${name}`);
  }
});
