import { expect, test } from "vitest";
import { idOfLine, MOST_LINES, readLines, type MakingWhat } from "./lines.ts";

const wantedIn = (text: string, what: MakingWhat = "new classroom") =>
  readLines(text, what)!.map(({ line, wanted, because }) => because ?? { line, ...wanted });

test("a table may name its columns, in whichever order and language", () => {
  const text = "Aula;Correo;Código;Fila;Fila del código;Reemplaza\nAula 7;a7@uni.example;A7;17;P17;Aula 3\n";
  expect(wantedIn(text)).toEqual([
    { line: 2, email: "a7@uni.example", firstName: "", lastName: "", name: "Aula 7", code: "A7", key: "17", passcodeKey: "P17", replaces: "Aula 3" },
  ]);
});

test("a column of passcodes is passed over, never taken for the code that is shown; and nombre is the classroom's", () => {
  expect(wantedIn("correo,aula,código de acceso\na7@uni.example,Aula 7,Otono-27\n")).toMatchObject([{ name: "Aula 7", code: "" }]);
  expect(wantedIn("correo,nombre,código\na7@uni.example,Aula 7,A7\n")).toMatchObject([{ name: "Aula 7", firstName: "", code: "A7" }]);
  expect(wantedIn("correo,aula,clave\na7@uni.example,Aula 7,Otono-27\n")).toMatchObject([{ name: "Aula 7", key: "" }]);
  expect(wantedIn("correo,nombre de pila,apellido,nombre\na7@uni.example,Ana,Paz,Aula 7\n")).toMatchObject([
    { name: "Aula 7", firstName: "Ana", lastName: "Paz" },
  ]);
  expect(wantedIn("correo,nombre,apellido,aula\na7@uni.example,Ana,Paz,Aula 7\n")).toMatchObject([{ name: "Aula 7", firstName: "Ana", lastName: "Paz" }]);
});

test("what a file says becomes plain lines, as in the form; what it does not let in is named", () => {
  const text = `a7@uni.example,Ana\u202e,"Paz\nRuiz","Au\u202ela\u2066 7\n norte",C\u200b\u202e9,17,,\u200b\na8@uni.example,,,Aula\u001b,,,,\na9@uni.example,,,Aula 9,C\u001b,,,`;
  expect(wantedIn(text)).toMatchObject([
    { firstName: "Ana", lastName: "Paz Ruiz", name: "Aula 7 norte", code: "C9", key: "17", replaces: "" },
    "line_without_classroom_name",
    "line_code_too_long",
  ]);
  expect(wantedIn("\u200b,a7@uni.example", "replace classroom")).toEqual(["line_without_replaced"]);
});

test("without names they come in ours, whatever separates them", () => {
  for (const mark of [",", ";", "\t"])
    expect(wantedIn(["a7@uni.example", "Aula", "Siete", '"Aula 7, norte"', "A7", "17", "", ""].join(mark))).toMatchObject([
      { name: "Aula 7, norte", key: "17" },
    ]);
});

test("where classrooms are replaced a line begins with which one, and may leave name and code to it", () => {
  expect(wantedIn("Aula 3,a7@uni.example\nA4,a8@uni.example,Aula 8,A8\n,a9@uni.example,Aula 9", "replace classroom")).toMatchObject([
    { replaces: "Aula 3", email: "a7@uni.example", name: "", code: "" },
    { replaces: "A4", email: "a8@uni.example", name: "Aula 8", code: "A8" },
    "line_without_replaced",
  ]);
});

test("each bad line is named, and keeps no other from being read", () => {
  const text = `email,name,code\n,Aula 1\nnobody,Aula 2\na@uni.example,\na@uni.example,Aula 3\nA@UNI.example,Aula 4\nb@uni.example,Aula 5,${"c".repeat(61)}\n`;
  expect(wantedIn(text)).toEqual([
    "line_without_email",
    "line_email_malformed",
    "line_without_classroom_name",
    "line_email_twice",
    "line_email_twice",
    "line_code_too_long",
  ]);
});

test("more than five hundred are too many", () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `a${i}@uni.example,,,Aula ${i}`).join("\n");
  expect(readLines(lines(MOST_LINES), "new classroom")).toHaveLength(500);
  expect(readLines(lines(MOST_LINES + 1), "new classroom")).toBeNull();
});

test("the same line of the same file has the same id, and no other has", () => {
  const [one, other] = ["7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e01", "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e02"];
  expect(idOfLine(one, "A@uni.example")).toBe(idOfLine(one, "a@uni.example"));
  expect(new Set([idOfLine(one, "a@uni.example"), idOfLine(one, "b@uni.example"), idOfLine(other, "a@uni.example")]).size).toBe(3);
  expect(idOfLine(one, "a@uni.example")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});
