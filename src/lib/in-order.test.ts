import { expect, test } from "vitest";
import { inOrderOf } from "./in-order.ts";

test("things come in the order in which they were named, and only those", () => {
  const things = [{ name: "c" }, { name: "a" }, { name: "stranger" }, { name: "b" }];
  expect(inOrderOf(["a", "b", "missing", "c"], things, ({ name }) => name)).toEqual([{ name: "a" }, { name: "b" }, { name: "c" }]);
});
