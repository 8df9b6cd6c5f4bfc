import { expect, test } from "vitest";
import { keyOfWhy } from "./why.ts";

test.each([
  ["row_locked", "database_said"],
  ["too_many_connections", "database_said"],
  ["wrong_password", "database_to_mend"],
  ["no_such_database", "database_to_mend"],
  ["nobody_there", "database_away"],
  ["", "database_away"],
])("of a database that is waited for, found %j is said as %s", (found, key) => expect(keyOfWhy("database_away", { found })).toBe(key));

test("another reason is said as it is, and so is what was written down before it was known why", () => {
  expect(keyOfWhy("row_changed", { found: "row_locked" })).toBe("row_changed");
  expect(keyOfWhy("database_away", {})).toBe("database_away");
});

test("of a mapping that is gone the column is named where it is known", () => {
  expect([keyOfWhy("row_gone", { column: "clave" }), keyOfWhy("row_gone", { column: "" }), keyOfWhy("row_gone", {})]).toEqual([
    "row_column_gone",
    "row_gone",
    "row_gone",
  ]);
});
