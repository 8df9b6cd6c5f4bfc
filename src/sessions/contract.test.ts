import { expect, test } from "vitest";
import { alarmKey, alarms, ask, assign, cancel } from "./contract.ts";

const ID = "0b8f4d5e-3c1a-4f7e-9d2b-1a2b3c4d5e6f";
const good = { id: ID, title: "Óptica", start: "2027-03-01T10:00", zone: "UTC", minutes: 60, admission: "automatic", kind: "meeting", expected: null };

test.each(["a\u0000b", "\ud800", "\u200b\u200b"])("a title that can't be kept or seen is refused: %j", (title) => {
  expect(ask.safeParse({ ...good, title }).error?.issues[0]?.path).toEqual(["title"]);
  expect(ask.parse({ ...good, title: "Óptica\ncuántica " }).title).toBe("Óptica cuántica");
});

test("an id is written in one way", () => {
  expect(ask.parse({ ...good, id: ID.toUpperCase() }).id).toBe(ID);
});

test("a room and a revision are what they can be", () => {
  expect(assign.safeParse({ roomId: "room", revision: 1 }).success).toBe(false);
  expect([1e308, 1.5, 2_147_483_648].map((revision) => cancel.safeParse({ revision }).success)).toEqual([false, false, false]);
  expect(assign.safeParse({ roomId: ID, revision: 1 }).success).toBe(true);
});

test("an alarm's key is plain text, and names a session where it is that session's own", () => {
  expect([`${ID}/generate`, `room ${ID}/secureRoom`, `${ID}/aside`, "x/aside", "a\u0000", ""].map((key) => alarmKey.safeParse({ key }).success)).toEqual([
    true, true, true, false, false, false,
  ]); // prettier-ignore
});

test("an alarm may belong to no session", () => {
  const alarm = {
    key: "k",
    sessionId: null,
    title: "",
    step: "secureRoom",
    attempts: 2,
    because: "refused",
    detail: "",
    nextAt: null,
    dead: true,
    again: true,
  };
  expect(alarms.safeParse({ alarms: [alarm] }).success).toBe(true);
});
