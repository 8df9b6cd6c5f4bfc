import { expect, test } from "vitest";
import { after, hours, minutes, instant } from "../lib/time.ts";
import { refusals, type Heard } from "./hearing.ts";

const NOON = instant("2027-03-01T12:00:00Z");
const REFUSED: Heard = { heardAt: null, validatedAt: null, refused: 3, refusedSince: NOON, refusedAt: after(NOON, minutes(5)) };

test("as long as nothing genuine came since the first refusal, all are refused", () => {
  expect(refusals(REFUSED, after(NOON, hours(1)))).toEqual({ count: 3, since: NOON, all: true });
  expect(refusals({ ...REFUSED, heardAt: after(NOON, -minutes(1)) }, after(NOON, hours(1)))).toMatchObject({ all: true });
  expect(refusals({ ...REFUSED, heardAt: after(NOON, minutes(1)) }, after(NOON, hours(1)))).toMatchObject({ all: false });
  expect(refusals({ ...REFUSED, validatedAt: after(NOON, minutes(1)) }, after(NOON, hours(1)))).toMatchObject({ all: false });
});

test("a day after the last refusal nothing is told of it, and before the first neither", () => {
  expect(refusals(REFUSED, after(NOON, hours(25)))).toBeNull();
  expect(refusals({ ...REFUSED, refused: 0, refusedSince: null, refusedAt: null }, NOON)).toBeNull();
});
