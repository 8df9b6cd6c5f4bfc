import { expect, test } from "vitest";
import { sayingTables } from "./saying-tables.ts";

const table = (name: string, database: string) => ({ name, database, databaseId: `of ${database}` });

test("a mapped table is told by its name, and with its database where there are tables of several", () => {
  const one = [table("Espacios", "Portal ISSP"), table("Claves", "Portal ISSP")];
  expect(one.map(sayingTables(one))).toEqual(["Espacios", "Claves"]);
  const two = [table("Espacios", "Portal ISSP"), table("Espacios", "Guaraní")];
  expect(two.map(sayingTables(two))).toEqual(["Espacios · Portal ISSP", "Espacios · Guaraní"]);
});
