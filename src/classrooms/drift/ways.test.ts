import { expect, test } from "vitest";
import type { DriftKind } from "./compare.ts";
import { settlingOf } from "./ways.ts";

const KINDS: readonly DriftKind[] = ["link", "name", "code", "passcode", "zoom passcode", "zoom link", "zoom name", "zoom person", "zoom user", "row gone", "row twice"]; // prettier-ignore
const LONG = "x".repeat(200);
const of = (what: DriftKind, row: string | null, zoom: string | null = null, bedel: string | null = "of Bedel"): string[] => {
  const { ways, leads } = settlingOf({ what, bedel, row, zoom });
  return [...ways, ...leads];
};

test.each(KINDS)("there are two ways to settle a difference, whatever stands there: %s", (what) => {
  for (const text of ["Aula 2", "", " ", null, LONG, "Otono-27", "line\nbreak"]) expect([text, of(what, text, text)]).toEqual([text, [expect.any(String), expect.any(String)]]);
}); // prettier-ignore

test("only what Zoom would take as a passcode can be taken over", () => {
  expect(of("passcode", "Invierno-7")).toEqual(["as Bedel has it", "as it is there"]);
  for (const text of ["far too long for Zoom", "añó", "1", "12345", "", null]) expect(of("passcode", text)).toEqual(["as Bedel has it", "published no more"]);
  expect(of("zoom passcode", null, "far too long for Zoom")).toEqual(["as Bedel has it", "replace"]);
});

test("a row's link is never taken over: only Zoom says where its meeting is", () => {
  expect(of("link", "https://zoom.example/j/2")).toEqual(["as Bedel has it", "published no more"]);
});

test("what can't be the name of a classroom is not taken over", () => {
  for (const text of ["", " ", null, LONG]) {
    expect(of("name", text)).toEqual(["as Bedel has it", "published no more"]);
    expect(of("zoom name", null, text)).toEqual(["as Bedel has it", "call it otherwise"]);
  }
  expect(of("code", null)).toEqual(["as Bedel has it", "as it is there"]); // a classroom needs none
  expect(of("code", LONG)).toEqual(["as Bedel has it", "published no more"]);
});

test("where Bedel has no code, none is put back over the row's", () => {
  expect(of("code", "A16", null, "")).toEqual(["as it is there", "compare again"]);
  expect(of("code", LONG, null, "")).toEqual(["published no more", "compare again"]);
});

test("a meeting that is gone is made anew, and one with another link is what there is", () => {
  expect(of("zoom link", null, null)).toEqual(["as Bedel has it", "retire"]);
  expect(of("zoom link", null, "https://zoom.example/j/1?pwd=b")).toEqual(["as it is there", "replace"]);
});
