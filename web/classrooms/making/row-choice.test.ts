import { expect, test } from "vitest";
import { inPlaceOfRows, searchOf } from "./row-choice.tsx";

test("that there is no such row is said only once the database has answered so", () => {
  expect(inPlaceOfRows(false, false)).toBe("keyNothing");
  expect(inPlaceOfRows(true, false)).toBe("loading");
  expect([inPlaceOfRows(true, true), inPlaceOfRows(false, true)]).toEqual([null, null]);
});

test("the row that is chosen or proposed is no search, so that its field still offers all others; what is typed in its place is", () => {
  expect(["AUD", "AUD · Auditorio · A-1", "AUD (shows Auditorio)"].map((text) => searchOf(text, "AUD"))).toEqual(["", "", ""]);
  expect([searchOf(" AU", "AUD"), searchOf("AUDI", "AUD"), searchOf("AUD", null)]).toEqual(["AU", "AUDI", "AUD"]);
});
