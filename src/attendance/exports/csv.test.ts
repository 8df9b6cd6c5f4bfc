import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvOf, type CsvWords } from "./csv.ts";
import { aReportOf } from "./exports.fixtures.ts";
import { harmless } from "./harmless.ts";

const WORDS: CsvWords = {
  name: "Nombre",
  email: "Correo",
  registered: "Registrado",
  attended: "Asistió",
  firstJoin: "Entrada",
  lastLeave: "Salida",
  minutes: "Minutos",
  share: "Parte (%)",
  yes: "sí",
  no: "no",
};
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;

const cellsOf = (csv: string, delimiter = ","): string[][] => parse(csv, { bom: true, delimiter }) as string[][];
const namesIn = (csv: string): string[] =>
  cellsOf(csv)
    .slice(1)
    .map(([name]) => name!);
const csvOfNames = (names: readonly string[]): string => csvOf(aReportOf(names), WORDS);

test("the table has the reader's words, wall times of a named zone, and those who did not come", () => {
  const csv = csvOfNames(["Łukasz Żółć"]);
  expect(csv.startsWith("\ufeff")).toBe(true);
  expect(cellsOf(csv)).toEqual([
    ["Nombre", "Correo", "Registrado", "Asistió", "Entrada (Europe/Madrid)", "Salida (Europe/Madrid)", "Minutos", "Parte (%)"],
    ["Łukasz Żółć", "", "no", "sí", "2037-03-10 10:00", "2037-03-10 11:00", "60", "100"],
    ["Ana Kowalska", "ana@uni.example", "sí", "no", "", "", "0", "0"],
  ]);
});

test("a name that is a formula is shown as text", () => {
  expect(namesIn(csvOfNames(["=1+1", "+49", "-x", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "\u202e=1", "\ufeff=1", "＝1", "\u200d=1"]))).toEqual([
    ...["'=1+1", "'+49", "'-x", "'@SUM(A1)", "'=1", "'=1", "'=1", "'=1", "'=1", "'＝1", "'=1"],
    "Ana Kowalska",
  ]);
});

test("a formula behind a semicolon is text too, for spreadsheets that split there", () => {
  expect(harmless("Ana;=cmd()")).toBe("Ana;'=cmd()");
  expect(harmless('"=cmd()"')).toBe(`"'=cmd()"`);
  expect(harmless('Ana"; "=cmd()')).toBe(`Ana"; "'=cmd()`);
});

test("line breaks, marks of direction and half characters leave a readable line; letters, joiners and quotes stay", () => {
  expect(harmless("Ana\r\nKowalska\u0000")).toBe("Ana Kowalska");
  expect(harmless("\u202eanA\u202c \u2067x\u2069 \u200fb")).toBe("anA x b");
  expect(harmless('שרה 👩‍🔬 O\'Neill "Bo"')).toBe('שרה 👩‍🔬 O\'Neill "Bo"');
  expect(harmless("\ud83d")).toBe("\ufffd");
});

test("a name of ten thousand characters is cut where it can still be read, never within a character", () => {
  const [name] = namesIn(csvOfNames([`Ana ${"👍".repeat(10_000)}`]));
  expect(name).toBe(`Ana ${"👍".repeat(195)}…`);
});

const anyName = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.stringMatching(/^[=+\-@\t\r\n;,|"' \u202e\u200b＝a]{0,12}$/u),
  fc.constant(`=${"x".repeat(10_000)}`),
);

test("whatever people call themselves, every name is found again and no cell begins a formula", () => {
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 6 }), (names) => {
      const csv = csvOfNames(names);
      const cells = cellsOf(csv);
      const shown = names.map(harmless).map((name) => (FORMULA.test(name) ? `'${name}` : name));
      expect(namesIn(csv).toSorted()).toEqual([...shown, "Ana Kowalska"].toSorted());
      expect(cells.every((row) => row.length === 8)).toBe(true);
      expect(cells.flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
      expect(cells.flat().filter((cell) => /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(cell))).toEqual([]);
    }),
  );
});

test("read by a spreadsheet that splits at the other separator, no piece begins a formula either", () => {
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 6 }), (names) => {
      const pieces = csvOfNames(names)
        .replace("\ufeff", "")
        .split(/[;,\r\n]/u)
        .map((piece) => piece.replace(/^["\s]+/u, ""));
      expect(pieces.filter((piece) => FORMULA.test(piece))).toEqual([]);
    }),
  );
});

test("with semicolons it is the same table", () => {
  const report = aReportOf(["a;b", "=1"]);
  expect(cellsOf(csvOf(report, WORDS, ";"), ";")).toEqual(cellsOf(csvOf(report, WORDS)));
});
