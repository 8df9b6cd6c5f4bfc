import { expect, test } from "vitest";
import { MOST_LINES, readLines } from "../lib/person-lines.ts";
import { previewOf } from "./preview.ts";

const preview = (text: string, known: string[] = [], room = 100) => previewOf(readLines(text)!, new Set(known), room);

test("every line is told as it would be taken, in its order and with its number", () => {
  const text = "Nombre;Correo\nAna Ruiz;ana@elsewhere.example\n\nnobody;\nEva;EVA@elsewhere.example\nAna;Ana@elsewhere.example";
  expect(preview(text, ["eva@elsewhere.example"])).toMatchObject([
    { line: 2, is: "new", name: "Ana Ruiz", email: "ana@elsewhere.example" },
    { line: 4, is: "bad", because: "line_without_email", text: "nobody;" },
    { line: 5, is: "already", email: "EVA@elsewhere.example" },
    { line: 6, is: "twice", email: "Ana@elsewhere.example" },
  ]);
});

test("columns of a spreadsheet, commas, quotes and a mail's list of addressees are read alike", () => {
  const one = { is: "new", name: "Ana Ruiz, PhD", email: "ana@elsewhere.example" };
  expect(preview('Ana Ruiz, PhD\tana@elsewhere.example\n"Eva ""E"" Sol",eva@elsewhere.example')).toMatchObject([one, { name: 'Eva "E" Sol' }]);
  expect(preview("Ana <ana@elsewhere.example>, Eva <eva@elsewhere.example>").map((line) => [line.line, line.name])).toEqual([
    [1, "Ana"],
    [1, "Eva"],
  ]);
});

test("who has no room is told so beside the line; who is there already takes none", () => {
  const lines = preview("a@elsewhere.example\nb@elsewhere.example\nc@elsewhere.example", ["a@elsewhere.example"], 1);
  expect(lines.map(({ is }) => is)).toEqual(["already", "new", "bad"]);
  expect(lines[2]).toMatchObject({ because: "too_many_attendees", text: "c@elsewhere.example" });
});

test("as many lines as may be sent at once are told, one by one", () => {
  const text = Array.from({ length: MOST_LINES }, (_, i) => `Person ${i}\tperson.${i}@elsewhere.example`).join("\r\n");
  expect(preview(text, [], MOST_LINES).filter(({ is }) => is === "new")).toHaveLength(MOST_LINES);
});
