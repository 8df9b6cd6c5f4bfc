import { expect, test } from "vitest";
import type { DriftView } from "../../../src/classrooms/drift/contract.ts";
import { groupsOf, inOneLine, matches, settleable } from "./groups.ts";

const place = (table: string, key: string) => ({ tableId: table, table, database: "Portal", key });
const drift = (id: string, more: Partial<DriftView>): DriftView => ({
  ...{ id, classroomId: id, classroom: `Aula ${id}`, what: "link", bedel: "https://a.example", zoom: null, row: "https://b.example", place: place("Espacios", id) },
  ...{ foundAt: "2027-03-01T00:00:00Z", seenAt: null, ways: ["as Bedel has it", "published no more"], seen: id, leads: [], whyNot: null, settledBy: null },
  ...more,
}); // prettier-ignore

test("differences are together by kind and table, a meeting that is gone by itself", () => {
  const all = [drift("1", {}), drift("2", { place: place("Claves", "2") }), drift("3", {}), drift("4", { what: "zoom link", place: null }), drift("5", { what: "zoom link", place: null, zoom: "x" })]; // prettier-ignore
  expect(groupsOf(all).map(({ kind, place: at, drifts }) => [kind, at?.table, drifts.map(({ id }) => id)])).toEqual([
    ["link", "Espacios", ["1", "3"]],
    ["link", "Claves", ["2"]],
    ["zoom_link_gone", undefined, ["4"]],
    ["zoom_link", undefined, ["5"]],
  ]);
});

test("one is found by its classroom, its row or what a side says, in small letters or large", () => {
  const one = drift("101", { classroom: "Laboratorio", row: "Biblioteca" });
  expect([" laboratorio ", "BIBLIO", "101", "espacios", ""].map((words) => matches(one, words))).toEqual([true, true, true, true, true]);
  expect(matches(one, "aula")).toBe(false);
});

test("what is being settled, can't be just now, or has no such way is not settled with others", () => {
  const all = [
    drift("1", {}),
    drift("2", { settledBy: { runId: "r", state: "running" } }),
    drift("3", { whyNot: "run_under_way" }),
    drift("4", { ways: ["in another row"] }),
  ];
  expect(settleable(all, "as Bedel has it").map(({ id }) => id)).toEqual(["1"]);
});

test.each([["Aula\nDiez", "Aula · Diez"], ["Aula 3\n", "Aula 3"], ["\nDiez", "Diez"], ["Aula 3", "Aula 3"]])("of the names %j is shown %j", (text, shown) => expect(inOneLine(text)).toBe(shown)); // prettier-ignore
