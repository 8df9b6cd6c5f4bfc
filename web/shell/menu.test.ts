import { expect, test } from "vitest";
import type { Me, Role } from "../../src/people/contract.ts";
import { menuFor } from "./menu.ts";

const menuOf = (role: Role, more: Partial<Me> = {}): string[] =>
  menuFor({ member: { role }, sandbox: false, mailbox: false, ...more } as Me).map(({ to }) => to);

test("the menu holds the pages that the role may open, and no others", () => {
  expect(menuOf("organizer")).toEqual(["/", "/ask", "/courses", "/appointments", "/bookings", "/timeline", "/week", "/lists", "/groups", "/reports"]);
  expect(menuOf("admin")).toEqual([
    ...["/", "/ask", "/courses", "/appointments", "/bookings", "/timeline", "/week", "/rooms", "/classrooms", "/waiting", "/lists", "/groups", "/reports"],
    ...["/members", "/connection", "/settings"],
  ]);
  expect(menuOf("owner")).toEqual(menuOf("admin"));
});

test("what is still to be set up is there for administrators, the demo's end for the owner, where there is anything of it", () => {
  expect(menuOf("organizer", { setup: true, demo: true })).toEqual(menuOf("organizer"));
  expect(menuOf("admin", { setup: true, demo: true })).toEqual([...menuOf("admin"), "/setup"]);
  expect(menuOf("owner", { setup: true, demo: true })).toEqual([...menuOf("owner"), "/setup", "/demo"]);
});

test("the clock and the mailbox are in it where there are any", () => {
  expect(menuOf("organizer", { sandbox: true })).toContain("/sandbox");
  expect(menuOf("organizer", { mailbox: true })).toContain("/mailbox");
});
