import { expect, test } from "vitest";
import { withinSessions } from "./within.ts";

test("rooms are foreseen in their order as far as their sessions are not too many; beyond, only those without any", () => {
  const counts = new Map([["a", 2], ["c", 3], ["d", 4], ["e", 1]]);
  expect(withinSessions(["a", "b", "c", "d", "e", "f"], counts, 5)).toEqual(["a", "b", "c", "f"]);
  expect(withinSessions(["a", "b", "c", "d", "e", "f"], counts, 10)).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(withinSessions(["d", "a"], counts, 3)).toEqual([]); // whoever comes after one that is too many is not told as if that one were gone
}); // prettier-ignore
