import { expect, test } from "vitest";
import { aRoom } from "../../test/builders.ts";
import { seededRandom } from "../lib/random.ts";
import type { ZoomUser } from "../zoom/port.ts";
import { isStrong, newPassword } from "./password.ts";
import { modeOf, passwordState, preflight, troubleOf, usable, whyNotActivate } from "./room.ts";

const user = (more: Partial<ZoomUser>): ZoomUser => ({
  hostId: "h",
  email: "a@b.c",
  name: "",
  status: "active",
  licensed: true,
  role: "member",
  details: null,
  ...more,
});

test("the account's owner is never a room", () => {
  expect(whyNotActivate(aRoom({ role: "owner" }))).toBe("owner_is_never_a_room");
  expect(usable(aRoom({ role: "owner" }))).toBe(false);
});

test("what Zoom says against a room is told, and puts it out of use", () => {
  expect(troubleOf(null)).toBe("deleted");
  expect(troubleOf(null, "other_account")).toBe("other_account");
  expect(troubleOf(user({}), "other_account")).toBeNull();
  expect(troubleOf(user({ status: "inactive" }))).toBe("deactivated");
  expect(troubleOf(user({ status: "pending" }))).toBe("pending");
  expect(troubleOf(user({ licensed: false }))).toBe("unlicensed");
  expect(troubleOf(user({}))).toBeNull();
  expect(whyNotActivate(aRoom({ trouble: "unlicensed" }))).toBe("room_unlicensed");
  expect(usable(aRoom({ active: false }))).toBe(false);
});

test.each([
  ["an administrator, whose password nobody else may change", { role: "admin" as const }, "administrators_password_is_refused"],
  ["one who signs in by SSO only", { signsInWith: ["sso"] }, "no_zoom_password"],
  ["one whose password Zoom won't change today", { password: { trouble: "too_often" } }, "password_too_often"],
])("%s is opened by start link, and the pre-flight says why", (_, more, key) => {
  const room = aRoom(more);
  expect(modeOf(room, "credentials", false)).toBe("start link");
  expect(preflight(room)[0]!.facts).toContainEqual({ key, good: false });
  expect(preflight(room)[1]!.works).toBe(true);
});

test("a room is opened as chosen for it, else as the institution says", () => {
  expect(modeOf(aRoom(), "credentials", false)).toBe("credentials");
  expect(modeOf(aRoom(), "start link", false)).toBe("start link");
  expect(modeOf(aRoom({ handover: "start link" }), "credentials", false)).toBe("start link");
  expect(modeOf(aRoom({ handover: "credentials" }), "start link", false)).toBe("credentials");
});

test("a password is in use, exposed, safe or not set", () => {
  const state = (password: object): string => passwordState(aRoom({ password }));
  expect([state({ occupiedBy: "s1", exposedTo: "s1" }), state({ exposedTo: "s1" }), state({}), state({ isSet: false })]).toEqual([
    "in use",
    "exposed",
    "safe",
    "not set",
  ]);
});

test("passwords satisfy Zoom's rules, can be read aloud, and don't repeat", () => {
  const random = seededRandom(1);
  const made = Array.from({ length: 2000 }, () => newPassword(random));
  expect(new Set(made).size).toBe(made.length);
  for (const one of made) {
    expect(one).toMatch(/^[a-zA-Z0-9]{4}-[a-zA-Z0-9]{4}-[a-zA-Z0-9]{4}$/);
    expect(one).not.toMatch(/[ilIO01o]/);
    expect(isStrong(one)).toBe(true);
  }
});

test.each(["aaaa-Bcd2-efgh", "abcD-2kmp-qrtv", "k7f2-92xq-wmrt", "K7F2-92XQ-WMRT", "kfFp-xxQt-wmRt"])("%s is not strong", (password) => {
  expect(isStrong(password)).toBe(false);
});
