import { expect, test } from "vitest";
import { inPlaceOfRows } from "./row-choice.tsx";

test("that there is no such row is said only once the database has answered so", () => {
  expect(inPlaceOfRows(false, false)).toBe("keyNothing");
  expect(inPlaceOfRows(true, false)).toBe("loading");
  expect([inPlaceOfRows(true, true), inPlaceOfRows(false, true)]).toEqual([null, null]);
});
