import { expect, test } from "vitest";
import { addressIs, becomesRoom } from "./address.ts";

const user = { role: "member", isRoom: false, signsInWith: ["zoom password"] } as const;

test("what becomes of the password of a user who is there follows from how it signs in, as far as that was read", () => {
  expect(addressIs(false, user)).toBe("user");
  expect(addressIs(false, { ...user, signsInWith: ["sso", "zoom password"] })).toBe("user");
  expect(addressIs(false, { ...user, signsInWith: ["sso"] })).toBe("user by other ways");
  expect(addressIs(false, { ...user, signsInWith: null })).toBe("user unread");
});

test("an administrator or owner of the account is one, room or not; a member's own address stays the member's", () => {
  expect(addressIs(false, { ...user, role: "admin" })).toBe("administrator");
  expect(addressIs(false, { ...user, role: "owner", isRoom: true })).toBe("administrator");
  expect(addressIs(true, { ...user, role: "admin" })).toBe("member");
  expect([addressIs(false, { ...user, isRoom: true }), addressIs(false, undefined)]).toEqual(["room", "new"]);
});

test("a classroom becomes a room where a licence is asked for, or its user has one already", () => {
  const becomes = (licence: boolean, licensed?: boolean) => becomesRoom({ licence }, licensed === undefined ? undefined : { licensed });
  expect([becomes(true), becomes(false, true), becomes(false, false), becomes(false)]).toEqual([true, true, false, false]);
});
