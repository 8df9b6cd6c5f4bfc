import { expect, test } from "vitest";
import { after, before, hours, instant, minutes } from "../../src/lib/time.ts";
import { canUncancel, canUnchange } from "./hold.ts";

const START = "2026-11-24T09:00:00.000Z";
const session = { state: "confirmed", start: START } as const;
const start = instant(START);

test("a cancellation can be taken back until half an hour before the start", () => {
  expect(canUncancel(session, before(start, minutes(31)))).toBe(true);
  expect(canUncancel(session, before(start, minutes(30)))).toBe(false);
  expect(canUncancel({ ...session, state: "handed over" }, before(start, minutes(45)))).toBe(true);
});

test("a request without a room can be withdrawn and taken back, but is changed at once", () => {
  expect(canUncancel({ ...session, state: "waiting" }, before(start, hours(9)))).toBe(true);
  expect(canUnchange({ ...session, state: "waiting" }, start, before(start, hours(9)))).toBe(false);
});

test("a change can be taken back unless the old or the new start is near, or the organizer has the room", () => {
  const now = before(start, hours(2));
  expect(canUnchange(session, after(start, hours(1)), now)).toBe(true);
  expect(canUnchange(session, after(now, minutes(30)), now)).toBe(false);
  expect(canUnchange(session, after(start, hours(9)), before(start, minutes(30)))).toBe(false);
  expect(canUnchange({ ...session, state: "handed over" }, after(start, hours(1)), now)).toBe(false);
});
