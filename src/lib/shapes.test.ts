import { expect, test } from "vitest";
import { momentAsked, numberAsked, revision } from "./shapes.ts";

test.each([1e308, 1.5, 2_147_483_648, -1, "1", null])("what no revision can be is refused: %s", (value) => {
  expect(revision.safeParse(value).success).toBe(false);
});

test.each(["1999-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "2027-03-01T10:00", ""])(
  "a moment has an offset and lies in our times: not %s",
  (text) => expect(momentAsked.safeParse(text).success).toBe(false),
);

test("a good moment, revision and number stay what they are", () => {
  expect([momentAsked.parse("2027-03-01T10:00:00+01:00"), revision.parse(2_147_483_647), numberAsked.parse(" 0 ")]).toEqual([
    "2027-03-01T10:00:00+01:00",
    2_147_483_647,
    0,
  ]);
});

test("an empty number is none, not zero", () => {
  expect(numberAsked.safeParse("").error?.issues).toMatchObject([{ code: "too_small", origin: "string" }]);
  expect(numberAsked.safeParse("ten").success).toBe(false);
});
