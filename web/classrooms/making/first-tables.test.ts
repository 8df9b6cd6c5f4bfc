import { expect, test } from "vitest";
import { firstTables } from "./first-tables.ts";

type Table = Parameters<typeof firstTables>[0][number];
const table = (id: string, more: Partial<Table> = {}): Table => ({ id, linkColumn: null, passcodeColumn: null, tried: [], ...more });
const LINKS = table("links", { linkColumn: "link" });
const PASSCODES = table("passcodes", { passcodeColumn: "clave" });
const FAULT: Pick<Table, "tried"> = { tried: [{ is: "fault", because: "column_missing", values: { column: "link" } }] };

test("the only table of links is chosen, with the only one of passcodes where the links have none beside them", () => {
  expect(firstTables([LINKS, PASSCODES])).toEqual({ linkTableId: "links", passcodeTableId: "passcodes" });
  expect(firstTables([{ ...LINKS, passcodeColumn: "pass" }, PASSCODES])).toEqual({ linkTableId: "links", passcodeTableId: null });
  expect(firstTables([LINKS, PASSCODES, { ...PASSCODES, id: "more" }])).toEqual({ linkTableId: "links", passcodeTableId: null });
});

test("where there are several, or the one has a fault, nobody chooses for whoever asks", () => {
  expect(firstTables([LINKS, { ...LINKS, id: "more" }, PASSCODES])).toEqual({ linkTableId: null, passcodeTableId: null });
  expect(firstTables([{ ...LINKS, ...FAULT }, PASSCODES])).toEqual({ linkTableId: null, passcodeTableId: null });
  expect(firstTables([])).toEqual({ linkTableId: null, passcodeTableId: null });
});
