import { expect, test } from "vitest";
import { instant } from "../../lib/time.ts";
import { ownersAmong, whyNotChangeRole, whyNotGive, whyNotRemove } from "./why-not.ts";

const owner = { id: "o", role: "owner" } as const;
const admin = { id: "a", role: "admin" } as const;
const organizer = { id: "z", role: "organizer" } as const;
const gone = { ...organizer, leftAt: instant("2027-03-01T12:00:00Z") };

test("only owners make owners and administrators", () => {
  expect([whyNotGive(owner, "owner"), whyNotGive(owner, "admin"), whyNotGive(admin, "organizer")]).toEqual([null, null, null]);
  expect([whyNotGive(admin, "owner"), whyNotGive(admin, "admin")]).toEqual(["owners_only", "owners_only"]);
});

test.each([
  ["an administrator changes no owner", admin, owner, "organizer", 2, "owners_only"],
  ["the last owner stays one", owner, owner, "admin", 1, "last_owner"],
  ["one of two owners may step down", owner, owner, "admin", 2, null],
  ["an administrator may make another an organizer", admin, { ...admin, id: "b" }, "organizer", 1, null],
  ["nothing is to be changed about whoever has left", owner, gone, "admin", 1, "member_has_left"],
  ["what stays as it is needs no permission", admin, owner, "owner", 1, null],
] as const)("%s", (_, by, of, role, owners, why) => {
  expect(whyNotChangeRole(by, of, role, owners)).toBe(why);
});

test.each([
  ["an administrator removes organizers", admin, organizer, 1, null],
  ["an administrator removes no owner", admin, owner, 2, "owners_only"],
  ["nobody removes the last owner", owner, owner, 1, "last_owner"],
  ["nobody removes themselves", owner, owner, 2, "not_yourself"],
  ["nobody is removed twice", owner, gone, 1, "member_has_left"],
] as const)("%s", (_, by, of, owners, why) => {
  expect(whyNotRemove(by, of, owners)).toBe(why);
});

test("whoever has left owns nothing any more", () => {
  expect(ownersAmong([owner, { ...owner, id: "p", leftAt: gone.leftAt }, admin])).toBe(1);
});
