import { expect, test } from "vitest";
import type { ReportRow } from "../../src/attendance/contract.ts";
import { byColumn } from "./row-order.ts";

const aRow = (name: string, firstJoin: string | null): ReportRow => ({
  key: name,
  erased: false,
  name,
  email: null,
  registered: true,
  attended: firstJoin !== null,
  firstJoin,
  lastLeave: null,
  minutes: 0,
  share: 0,
  stays: [],
  matchedBy: null,
});
const rows = [aRow("Zofia", "2027-03-01T10:02:00Z"), aRow("Ángel", null), aRow("ana", "2027-03-01T10:01:00Z")];
const names = (by: "name" | "firstIn", down: boolean): string[] => rows.toSorted(byColumn({ by, down })).map((row) => row.name);

test("names are sorted as people sort them: capitals and accents make no difference of their own", () => {
  expect(names("name", false)).toEqual(["ana", "Ángel", "Zofia"]);
});

test("who never came stands last, whichever way the first arrivals are sorted", () => {
  expect(names("firstIn", false)).toEqual(["ana", "Zofia", "Ángel"]);
  expect(names("firstIn", true)).toEqual(["Zofia", "ana", "Ángel"]);
});
