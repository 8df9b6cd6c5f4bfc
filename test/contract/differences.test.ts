import { expect, test } from "vitest";
import { differences } from "./differences.ts";
import { plain } from "./schema.ts";

const HALL = plain({
  properties: {
    name: { type: "string" },
    free: { type: "object" },
    seats: { type: "array", items: { properties: { row: { type: "integer" }, by: { properties: { id: { type: "string" } } } } } },
  },
});

test("nothing is said of a value that has all that is listed and no more", () => {
  expect(differences(HALL, { name: "Aula", free: { any: 1 }, seats: [{ row: 1, by: { id: "a" } }] })).toEqual({ missing: [], unknown: [] });
});

test("what is missing and what is unknown is found at any depth, in any item, and named once", () => {
  const seats = [{ row: 1, by: { id: "a", name: "b" } }, { by: { name: "b" } }];
  expect(differences(HALL, { name: "Aula", seats, size: 3 })).toEqual({
    missing: ["free", "seats[].row", "seats[].by.id"],
    unknown: ["size", "seats[].by.name"],
  });
});

test("of several shapes the nearest counts, beside what all have", () => {
  const either = plain({ properties: { id: {} }, oneOf: [{ properties: { a: {}, b: {} } }, { properties: { c: {}, d: {} } }] });
  expect(differences(either, { id: 1, c: 1 })).toEqual({ missing: ["d"], unknown: [] });
});
