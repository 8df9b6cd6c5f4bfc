import { expect, test } from "vitest";
import { meansSameRow, namesOf, twinsAmong, type MappedAt } from "./same-rows.ts";

const AT: MappedAt = {
  ...{ id: "t1", databaseId: "d1", host: "db.universidad.example", port: 5432, database: "siu" },
  ...{ schema: "negocio", table: "sga_espacios", keyColumn: "espacio", filter: null },
};

test.each<[string, Partial<MappedAt>, boolean]>([
  ["mapped twice", {}, true],
  ["its database connected twice", { databaseId: "d2", host: "DB.universidad.example" }, true],
  ["another database of the server", { databaseId: "d2", database: "otra" }, false],
  ["another server", { databaseId: "d2", port: 5433 }, false],
  ["another table", { table: "claves" }, false],
  ["another schema", { schema: "public" }, false],
  ["by another column, of which nobody knows which row it means", { keyColumn: "codigo" }, false],
  ["only some of its rows", { filter: { column: "activo", value: "t" } }, true],
])("the same table, %s", (_, more, isSo) => {
  expect(meansSameRow(AT, { ...AT, id: "t2", ...more })).toBe(isSo);
  expect(meansSameRow({ ...AT, id: "t2", ...more }, AT)).toBe(isSo);
});

test("rows of two terms are others, and only those of one term are the same", () => {
  const of = (value: string, column = "periodo"): MappedAt => ({ ...AT, filter: { column, value } });
  expect(meansSameRow(of("2026"), of("2027"))).toBe(false);
  expect(meansSameRow(of("2026"), of("2026"))).toBe(true);
  expect(meansSameRow(of("2026"), of("2027", "sede"))).toBe(true);
});

test("a row is called by each of its mappings, and one of an unknown mapping by its own", () => {
  const twins = twinsAmong([AT, { ...AT, id: "t2" }, { ...AT, id: "t3", table: "claves" }]);
  expect(namesOf(twins, { tableId: "t2", key: "101" })).toEqual(["t1/101", "t2/101"]);
  expect(namesOf(twins, { tableId: "t3", key: "101" })).toEqual(["t3/101"]);
  expect(namesOf(twins, { tableId: "t9", key: "101" })).toEqual(["t9/101"]);
});
