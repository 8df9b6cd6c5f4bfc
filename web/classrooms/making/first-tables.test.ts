import { expect, test } from "vitest";
import { firstTables, passcodesOf } from "./first-tables.ts";

type Table = Parameters<typeof firstTables>[0][number];
const table = (id: string, more: Partial<Table> = {}): Table => ({ id, databaseId: "one", linkColumn: null, passcodeColumn: null, tried: [], ...more });
const LINKS = table("links", { linkColumn: "link" });
const PASSCODES = table("passcodes", { passcodeColumn: "clave" });
const FAULT: Pick<Table, "tried"> = { tried: [{ is: "fault", because: "column_missing", values: { column: "link" } }] };
const UNSAID = { linkTableId: null, passcodeTableId: null, isUnsaid: true };

test("the only table of links is chosen, with the only one of passcodes where the links have none beside them", () => {
  const only = { linkTableId: "links", passcodeTableId: null, isUnsaid: false };
  expect(firstTables([LINKS, PASSCODES])).toEqual({ ...only, passcodeTableId: "passcodes" });
  expect(firstTables([{ ...LINKS, passcodeColumn: "pass" }, PASSCODES])).toEqual(only);
  expect(firstTables([LINKS, PASSCODES, { ...PASSCODES, id: "more" }])).toEqual(only);
});

test("where there are several, or the one has a fault, nobody chooses for whoever asks, not even that it is published nowhere", () => {
  expect(firstTables([LINKS, { ...LINKS, id: "more" }, PASSCODES])).toEqual(UNSAID);
  expect(firstTables([{ ...LINKS, ...FAULT }, PASSCODES])).toEqual(UNSAID);
  expect(firstTables([])).toEqual({ ...UNSAID, isUnsaid: false });
  expect(firstTables([PASSCODES])).toEqual({ ...UNSAID, isUnsaid: false });
});

test("of several portals each comes with the passcodes of its own database, where these are in one table and have no fault", () => {
  const other = [table("hall", { databaseId: "two", linkColumn: "link" }), table("keys", { databaseId: "two", passcodeColumn: "clave" })];
  const of = (linkTableId: string, more: readonly Table[] = []) => passcodesOf([LINKS, PASSCODES, ...other, ...more], linkTableId);
  expect([of("links"), of("hall")]).toEqual(["passcodes", "keys"]);
  expect(of("links", [{ ...PASSCODES, id: "more" }])).toBeNull();
  expect(passcodesOf([LINKS, { ...PASSCODES, ...FAULT }], "links")).toBeNull();
  expect(passcodesOf([{ ...LINKS, passcodeColumn: "pass" }, PASSCODES], "links")).toBeNull();
});
