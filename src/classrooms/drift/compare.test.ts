import { expect, test } from "vitest";
import { driftsOf, personIn, personText, type InRow, type InZoom } from "./compare.ts";

const OPENING = { link: "https://zoom.example/j/1?pwd=a", passcode: "Otono-27" };
const AT = { tableId: "t1", key: "1" };
const KNOWN = { name: "Aula 1", code: "A1", firstName: "Aula", lastName: "Uno", link: AT, opening: OPENING };
const USER = { name: "Aula 1", firstName: "Aula", lastName: "Uno" };
const zoomWith = (meeting: { link: string; passcode: string } | null, user = USER): InZoom => ({ is: "there", user, meeting });
const ZOOM = zoomWith(OPENING);
const ROW: InRow = { ...AT, is: "found", row: { ...OPENING, name: "Aula 1", code: "A1" } };
const kinds = (zoom: InZoom, rows: readonly InRow[], known = KNOWN): string[] => driftsOf(known, zoom, rows).map(({ what }) => what);

test("where all say the same nothing is apart", () => {
  expect(driftsOf(KNOWN, ZOOM, [ROW])).toEqual([]);
});

test("each column of the row that says something else is told with both", () => {
  const row: InRow = { ...AT, is: "found", row: { link: "https://elsewhere.example", name: "Lab", code: null, passcode: OPENING.passcode } };
  expect(driftsOf(KNOWN, ZOOM, [row])).toEqual([
    { what: "link", bedel: OPENING.link, zoom: null, row: "https://elsewhere.example", place: AT },
    { what: "name", bedel: "Aula 1", zoom: null, row: "Lab", place: AT },
    { what: "code", bedel: "A1", zoom: null, row: null, place: AT },
  ]);
});

test("columns that are not mapped are nobody's business, and of the row of the passcode nothing else is", () => {
  expect(kinds(ZOOM, [{ ...AT, is: "found", row: { passcode: OPENING.passcode } }])).toEqual([]);
  expect(kinds(ZOOM, [{ tableId: "t1", key: "2", is: "found", row: { link: "another's", name: "another's", passcode: "former" } }])).toEqual(["passcode"]);
});

test("a classroom without a code says nothing of the row's, which is written by nobody either", () => {
  expect(kinds(ZOOM, [ROW], { ...KNOWN, code: "" })).toEqual([]);
  expect(kinds(ZOOM, [{ ...AT, is: "found", row: { ...OPENING, name: "Lab", code: "A16" } }], { ...KNOWN, code: "" })).toEqual(["name"]);
});

test("another passcode in Zoom is told as that, and not as another link too", () => {
  const held = { link: "https://zoom.example/j/1?pwd=b", passcode: "Winter-27" };
  expect(kinds(zoomWith(held), [ROW])).toEqual(["zoom passcode"]);
  expect(kinds(zoomWith({ ...held, passcode: OPENING.passcode }), [ROW])).toEqual(["zoom link"]);
});

test("what people see in Zoom is one name, first and last name are another; where Bedel never wrote those down, nothing is said of them", () => {
  expect(kinds(zoomWith(OPENING, { ...USER, name: "Aula de Pepe" }), [ROW])).toEqual(["zoom name"]);
  const pepe = zoomWith(OPENING, { ...USER, firstName: "Pepe" });
  expect(driftsOf(KNOWN, pepe, [ROW])).toEqual([{ what: "zoom person", bedel: "Aula\nUno", zoom: "Pepe\nUno", row: null, place: null }]);
  expect(driftsOf({ ...KNOWN, firstName: null, lastName: null }, pepe, [ROW])).toEqual([]);
  expect(personIn(personText("María José", ""))).toEqual({ firstName: "María José", lastName: "" });
});

test("what can't be read is not apart: nobody knows", () => {
  expect(driftsOf(KNOWN, { is: "unread", because: "zoom_away" }, [{ ...AT, is: "unread", because: "silent" }])).toEqual([]);
});

test("of a user that is not there any more nothing else is told; each row that is gone is one of its own", () => {
  const gone: InRow[] = [{ ...AT, is: "none" }, { tableId: "t2", key: "1", is: "none" }]; // prettier-ignore
  expect(driftsOf(KNOWN, { is: "no user" }, gone).map(({ what, place }) => [what, place?.tableId])).toEqual([["zoom user", undefined], ["row gone", "t1"], ["row gone", "t2"]]); // prettier-ignore
  expect(kinds(zoomWith(null), [{ ...AT, is: "several" }])).toEqual(["zoom link", "row twice"]);
});
