import { expect, test } from "vitest";
import { reordered } from "./use-order-drag.ts";

test("a room dropped on the lower half of another comes after it, on the upper half before it", () => {
  expect(reordered(["a", "b", "c"], "a", "c", true)).toEqual(["b", "c", "a"]);
  expect(reordered(["a", "b", "c"], "a", "c", false)).toEqual(["b", "a", "c"]);
});

test("a room dropped where none is stays where it was", () => {
  expect(reordered(["a", "b"], "a", "gone", true)).toEqual(["a", "b"]);
});
