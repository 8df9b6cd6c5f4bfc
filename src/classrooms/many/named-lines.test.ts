import { expect, test } from "vitest";
import { namedBy, readNamed as read } from "./named-lines.ts";

const readNamed = (text: string) => read(text, "change passcode");

const ROOMS = [
  { name: "Aula 1", code: "A1", email: "a1@uni.example" },
  { name: "Aula 2", code: "A2", email: "a2@uni.example" },
  { name: "Aula 2", code: "B2", email: "b2@uni.example" },
];

test("pasted lines name a classroom and, where there is a second column, its new passcode", () => {
  expect(readNamed("Aula 1\nA2,Otono-27\n\n b2@uni.example ; ")!.map(({ line, shown, passcode }) => [line, shown, passcode])).toEqual([
    [1, "Aula 1", ""],
    [2, "A2", "Otono-27"],
    [4, "b2@uni.example", ""],
  ]);
});

test("a table may name its columns, in whichever order and language; what is no column of ours is passed over", () => {
  const [line] = readNamed("Sede;Código de acceso;Código;Nombre\nNorte;Otono-27;B2;Aula 2\n")!;
  expect(line).toEqual({ line: 2, names: { classroom: "", name: "Aula 2", code: "B2", email: "" }, shown: "Aula 2 · B2", passcode: "Otono-27", because: null });
});

test("a classroom whose name begins with a word for a column is no header", () => {
  expect(readNamed("Aula 1\nName of the Rose")!.map(({ shown }) => shown)).toEqual(["Aula 1", "Name of the Rose"]);
});

test("each bad line is named, and keeps no other from being read", () => {
  const text = "aula,código de acceso\n,Otono-27\nAula 1,demasiado-largo\nAula 1,ñandú\nAula 1,1234\nAula 1,Otono-27\n";
  expect(readNamed(text)!.map(({ because }) => because)).toEqual([
    "line_without_classroom",
    "passcode_too_long",
    "passcode_letters",
    "passcode_too_short",
    null,
  ]);
  expect(readNamed(`${"a\n".repeat(500)}a`)).toBeNull();
});

test("a classroom is the one that all that is said of it fits", () => {
  const named = (names: Parameters<typeof namedBy>[1]) => {
    const found = namedBy(ROOMS, names);
    return typeof found === "string" ? found : found.email;
  };
  expect([named({ classroom: "AULA 1" }), named({ classroom: "a1" }), named({ classroom: "A1@uni.example" })]).toEqual(Array(3).fill("a1@uni.example"));
  expect([named({ classroom: "aula 2" }), named({ name: "Aula 2", code: "B2" }), named({ classroom: "Aula 9" })]).toEqual([
    "several",
    "b2@uni.example",
    "none",
  ]);
  expect([named({ name: "A1" }), named({ name: "Aula 1", code: "A2" })]).toEqual(["none", "none"]);
});

test("what can't be seen keeps no line from naming its classroom, and names none alone", () => {
  const [line, nothing] = readNamed('"Au\u202ela\n 1",Otono-27\n\u200b,Otono-27')!;
  expect([line!.names.classroom, line!.because, nothing!.because]).toEqual(["Aula 1", null, "line_without_classroom"]);
});

test("a name with a comma in it changes no other classroom: where both fit, the line is refused", () => {
  const site = { name: "Aula 1, Centro", code: "C1", email: "c1@uni.example" };
  const said = (known: typeof ROOMS) =>
    read("Aula 1, Centro", "change passcode", known)!.map(({ names, passcode, because }) => [names.classroom, passcode, because]);
  expect(said([...ROOMS, site])).toEqual([["Aula 1", "Centro", "line_ambiguous"]]);
  expect(said([site])).toEqual([["Aula 1, Centro", "", null]]);
  expect(said(ROOMS)).toEqual([["Aula 1", "Centro", null]]);
  expect(read("Aula 1, Centro", "retire classroom", [...ROOMS, site])).toMatchObject([{ because: "line_ambiguous" }]);
});

test("a first line that names a column and a classroom is refused, not dropped", () => {
  const known = [...ROOMS, { name: "Aula", code: "AU", email: "au@uni.example" }];
  expect(read("Aula\nAula 1", "retire classroom", known)).toMatchObject([
    { line: 1, because: "line_ambiguous" },
    { line: 2, because: null },
  ]);
  expect(read("Aula", "retire classroom", known)).toMatchObject([{ line: 1, because: "line_ambiguous" }]);
});

test("where classrooms are retired there is no column of passcodes: what stands beside the first is passed over", () => {
  expect(read("Aula 1,Sede Centro\nA2,Número 12", "retire classroom", ROOMS)!.map(({ passcode, because }) => [passcode, because])).toEqual([
    ["", null],
    ["", null],
  ]);
});
