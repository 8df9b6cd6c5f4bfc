import { expect, test } from "vitest";
import { aRun } from "./run.fixtures.ts";
import type { RunKind, RunStep } from "./run.ts";
import type { Asked, Facts } from "./facts.ts";
import { askedOf, didOf, type Names } from "./told.ts";

const names: Names = { classroom: (id) => ({ old: "Sala Cajal" })[id] ?? null, table: (id) => ({ t1: "Espacios", t2: "Claves" })[id] ?? null };
const [LINK, PASSCODE] = [
  { tableId: "t1", key: "1/01" },
  { tableId: "t2", key: "A1" },
];
const run = (kind: RunKind, asked: Asked, facts: Facts = {}) => ({ ...aRun(kind), asked, facts });
const step = (name: RunStep) => ({ name, state: "done" as const });

test("a replacing says whose place it takes, in which rows, and what becomes of the former user", () => {
  const asked: Asked = { name: "Aula 20", code: "A20", replaces: "old", link: LINK, passcode: PASSCODE, farewell: "deactivate", licence: true };
  expect(askedOf(run("replace classroom", asked, { written: ["t1/1/01"] }), names)).toEqual({
    ...{ replaces: "Sala Cajal", farewell: "deactivate", licence: true, name: null, code: null },
    rows: [
      { table: "Espacios", key: "1/01", holds: "link", isWritten: true },
      { table: "Claves", key: "A1", holds: "passcode", isWritten: false },
    ],
  });
});

test("link and passcode in one row are one row; a rename is about the row of the link only; a table that is gone has no name", () => {
  const rows = (kind: RunKind, asked: Asked, facts: Facts = {}) => askedOf(run(kind, asked, facts), names).rows.map(({ table, key }) => `${table} ${key}`);
  expect(rows("new classroom", { link: LINK, passcode: LINK })).toEqual(["Espacios 1/01"]);
  expect(rows("rename classroom", { link: LINK, passcode: PASSCODE })).toEqual(["Espacios 1/01"]);
  expect(rows("rename classroom", { link: LINK, only: "zoom" })).toEqual([]);
  expect(rows("retire classroom", { link: { tableId: "gone", key: "7" } })).toEqual(["null 7"]);
});

test("rows that it found by itself are told once they are written", () => {
  expect(askedOf(run("change passcode", {}, { written: ["t2/A1"] }), names).rows).toMatchObject([{ table: "Claves", key: "A1", isWritten: true }]);
});

test("a rename says how it is to be called, and one that puts right one side does not", () => {
  expect(askedOf(run("rename classroom", { name: "Aula 9", code: "" }), names)).toMatchObject({ name: "Aula 9", code: "" });
  expect(askedOf(run("rename classroom", { name: "Aula 9", only: "rows" }), names)).toMatchObject({ name: null });
});

test("sessions that went to the room of the classroom that comes are told apart from those that went elsewhere", () => {
  const told = (kind: RunKind, facts: Facts) => didOf(run(kind, {}, facts), step("move_sessions"));
  expect(told("replace classroom", {})).toEqual({ what: "moved", values: { n: 0 } });
  expect(told("replace classroom", { moved: 3, movedThere: 2 })).toEqual({ what: "moved_to_new", values: { there: 2, n: 1 } });
  expect(told("replace classroom", { moved: 3, movedThere: 3 })).toEqual({ what: "moved_to_new", values: { there: 3, n: 0 } });
  expect(told("replace classroom", { moved: 3, movedThere: 0 })).toEqual({ what: "moved", values: { n: 3 } });
  expect(told("undo replacing", { moved: 1, movedThere: 1 })).toEqual({ what: "moved_back", values: { there: 1, n: 0 } });
  expect(told("retire classroom", { moved: 3, movedThere: 0 })).toEqual({ what: "moved", values: { n: 3 } });
  expect(told("replace classroom", { moved: 3 })).toEqual({ what: "moved_somewhere", values: { n: 3 } }); // of an older version, which did not count them apart
});

test("each step that is done says what it did, and one that is not done says nothing", () => {
  const told = (name: RunStep, asked: Asked, facts: Facts = {}, kind: RunKind = "replace classroom") => didOf(run(kind, asked, facts), step(name));
  expect(told("look_up", {}, { found: "absent" })).toEqual({ what: "found_absent", values: {} });
  expect(told("look_up", {}, { found: "active" })).toMatchObject({ what: "found_active" });
  expect([told("settle_user", { licence: true })?.what, told("settle_user", { licence: false })?.what]).toEqual(["licensed", "not_licensed"]);
  expect([told("write_rows", {})?.what, told("write_rows", {}, {}, "retire classroom")?.what]).toEqual(["written", "taken_out"]);
  expect((["take the licence", "deactivate", "unlink"] as const).map((farewell) => told("retire_user", { farewell })?.what)).toEqual([
    "licence_taken",
    "deactivated",
    "unlinked",
  ]);
  const letGo = (letGoAs: NonNullable<Facts["letGoAs"]>) =>
    (["take the licence", "deactivate", "unlink"] as const).map((farewell) => told("retire_user", { farewell }, { letGoAs })?.what);
  expect(letGo("active")).toEqual(["licence_taken", "deactivated", "unlinked"]);
  expect(letGo("pending")).toEqual(["invited_still", "invited_still", "invited_unlinked"]);
  expect(letGo("lapsed")).toEqual(["invited_lapsed", "invited_lapsed", "invited_lapsed"]);
  expect(letGo("absent")).toEqual(["unlinked", "unlinked", "unlinked"]);
  expect(didOf(run("replace classroom", {}, { found: "absent" }), { name: "look_up", state: "failed" })).toBeNull();
});
