import { expect, test } from "vitest";
import { driftsOf, waysFor, type InRow, type InZoom } from "./compare.ts";

const OPENING = { link: "https://zoom.example/j/1?pwd=a", passcode: "Otono-27" };
const AT = { tableId: "t1", key: "1" };
const KNOWN = { name: "Aula 1", code: "A1", opening: OPENING };
const ZOOM: InZoom = { is: "there", ...OPENING };
const ROW: InRow = { ...AT, is: "found", row: { ...OPENING, name: "Aula 1", code: "A1" } };

test("where all say the same nothing is apart", () => {
  expect(driftsOf(KNOWN, ZOOM, [ROW])).toEqual([]);
});

test("each column of the row that says something else is told with both", () => {
  const row: InRow = { ...AT, is: "found", row: { link: "https://elsewhere.example", name: "Lab", code: null, passcode: OPENING.passcode } };
  expect(driftsOf(KNOWN, ZOOM, [row])).toEqual([
    { what: "link", bedel: OPENING.link, zoom: null, row: "https://elsewhere.example", tableId: "t1" },
    { what: "name", bedel: "Aula 1", zoom: null, row: "Lab", tableId: "t1" },
    { what: "code", bedel: "A1", zoom: null, row: null, tableId: "t1" },
  ]);
});

test("columns that are not mapped are nobody's business", () => {
  expect(driftsOf(KNOWN, ZOOM, [{ ...AT, is: "found", row: { passcode: OPENING.passcode } }])).toEqual([]);
});

test("another passcode in Zoom is told as that, and not as another link too", () => {
  const zoom: InZoom = { is: "there", link: "https://zoom.example/j/1?pwd=b", passcode: "Winter-27" };
  expect(driftsOf(KNOWN, zoom, [ROW]).map(({ what }) => what)).toEqual(["zoom passcode"]);
  expect(driftsOf(KNOWN, { ...zoom, passcode: OPENING.passcode }, [ROW]).map(({ what }) => what)).toEqual(["zoom link"]);
});

test("what can't be read is not apart: nobody knows", () => {
  expect(driftsOf(KNOWN, { is: "unread", because: "zoom_away" }, [{ ...AT, is: "unread", because: "away" }])).toEqual([]);
});

test("a user, a meeting or a row that is not there any more is told once", () => {
  expect(
    driftsOf(KNOWN, { is: "no user" }, [
      { ...AT, is: "none" },
      { ...AT, key: "2", is: "none" },
    ]).map(({ what }) => what),
  ).toEqual(["zoom user", "row gone"]);
  expect(driftsOf(KNOWN, { is: "no meeting" }, [{ ...AT, is: "several" }]).map(({ what }) => what)).toEqual(["zoom link", "row twice"]);
});

test("only what Zoom would take as a passcode can be taken over from there, and a row's link never", () => {
  const drift = { what: "passcode" as const, bedel: "a", zoom: null };
  expect(waysFor({ ...drift, row: "Invierno-7" })).toEqual(["as Bedel has it", "as it is there"]);
  expect(waysFor({ ...drift, row: "far too long for Zoom" })).toEqual(["as Bedel has it"]);
  expect(waysFor({ ...drift, row: null })).toEqual(["as Bedel has it"]);
  expect(waysFor({ what: "link", bedel: "a", zoom: null, row: "b" })).toEqual(["as Bedel has it"]);
});
