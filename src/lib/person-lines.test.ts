import { expect, test } from "vitest";
import { MOST_LINES, readLine, readLines } from "./person-lines.ts";

const ana = { name: "Ana García", email: "ana@uni.example" };

test.each([
  ["Ana García, ana@uni.example"],
  ["Ana García;ana@uni.example"],
  ["Ana García\tana@uni.example"],
  ["ana@uni.example, Ana García"],
  ["Ana García <ana@uni.example>"],
  ['"Ana García" <ana@uni.example>,'],
  ['"Ana García","ana@uni.example"'],
  ["  Ana   García  ,  ana@uni.example  "],
  ["Ana, García, ana@uni.example"],
  ["Ana\u202e García\u0007, mailto:ana@uni.example"],
])("a person can be written %j", (line) => {
  expect(readLine(line)).toEqual([ana]);
});

test("a name with a comma stands in quotes", () => {
  expect(readLine('"García, Ana";ana@uni.example')).toEqual([{ name: "García, Ana", email: "ana@uni.example" }]);
});

test("who gives no name is called by the address", () => {
  expect(readLine("ana.garcia-lopez@uni.example")).toEqual([{ name: "Ana Garcia Lopez", email: "ana.garcia-lopez@uni.example" }]);
});

test("a line copied from a mail holds several people", () => {
  expect(readLine('"García, Ana" <ana@uni.example>, Hugo <hugo@uni.example>;zoe@uni.example <zoe@uni.example>')).toEqual([
    { name: "García, Ana", email: "ana@uni.example" },
    { name: "Hugo", email: "hugo@uni.example" },
    { name: "zoe@uni.example", email: "zoe@uni.example" },
  ]);
  expect(readLine("a@uni.example; b@uni.example")).toEqual([
    { name: "A", email: "a@uni.example" },
    { name: "B", email: "b@uni.example" },
  ]);
});

test.each([
  ["Ana García", "line_without_email"],
  ["Ana García <>", "line_without_email"],
  ["Ana, ana@uni", "line_email_malformed"],
  ["Ana, ana@@uni.example", "line_email_malformed"],
  ["Ana, an a@uni.example", "line_email_malformed"],
  ["Ana, an\u0000a@uni.example", "line_email_malformed"],
  [`${"a".repeat(250)}@uni.example`, "line_email_malformed"],
  [`${"Ana ".repeat(40)}, ana@uni.example`, "line_name_too_long"],
  [`${"Ana ".repeat(400)}, ana@uni.example`, "line_too_long"],
])("%j is refused: %s", (line, because) => {
  expect(readLine(line)).toEqual([because]);
});

test("good lines are kept and each bad one is named by its number and its text", () => {
  const read = readLines("\uFEFFAna García,ana@uni.example\r\n\r\nnobody\r\nHugo,hugo@uni.example\rZoe,zoe@uni\n")!;

  expect(read.people.map((one) => [one.line, one.person.email])).toEqual([
    [1, "ana@uni.example"],
    [4, "hugo@uni.example"],
  ]);
  expect(read.bad).toEqual([
    { line: 3, text: "nobody", because: "line_without_email" },
    { line: 5, text: "Zoe,zoe@uni", because: "line_email_malformed" },
  ]);
});

test("an address that comes again is counted as already there, and nothing is wrong with its line", () => {
  const read = readLines("Ana García,ana@uni.example\nZoe,ANA@uni.example\nhugo@uni.example; ana@uni.example\nana@uni.example;ana@uni.example")!;

  expect(read.people.map((one) => one.person.name)).toEqual(["Ana García", "Hugo"]);
  expect(read).toMatchObject({ twice: 4, bad: [] });
});

test("a header line is no person, and tells where the columns are", () => {
  const read = readLines("Apellidos;Nombre;Grupo;Correo electrónico\nGarcía;Ana;3B;ana@uni.example\n;;;nobody")!;

  expect(read.people).toEqual([{ line: 2, person: ana }]);
  expect(read.bad).toEqual([{ line: 3, text: ";;;nobody", because: "line_email_malformed" }]);
});

test("a quote that is never closed spoils its own line only", () => {
  const read = readLines('"Ana García,ana@uni.example\nHugo,hugo@uni.example')!;
  expect(read.people.map((one) => one.person.email)).toContain("hugo@uni.example");
  expect(read.people).toHaveLength(2);
});

test("a field in quotes holds line breaks, as spreadsheets write them, and the lines after it keep their numbers", () => {
  const text = '"Nombre\n(completo)";"Correo"\r\n"García\r\nAna";"ana@uni.example\n"\r\nnobody\r\n"Ana ""la\n13""";zoe@uni.example';
  const read = readLines(text)!;

  expect(read.people).toEqual([
    { line: 3, person: { name: "García Ana", email: "ana@uni.example" } },
    { line: 7, person: { name: 'Ana "la 13"', email: "zoe@uni.example" } },
  ]);
  expect(read.bad).toEqual([{ line: 6, text: "nobody", because: "line_without_email" }]);
});

test.each([['"Ana,ana@uni.example\n"Hugo",hugo@uni.example'], [`"${"a".repeat(1001)}\nana@uni.example\nhugo@uni.example,"`]])(
  "what is no field with line breaks is read line by line: %j",
  (text) => {
    expect(readLines(text)!.people.map((one) => one.person.email)).toEqual(["ana@uni.example", "hugo@uni.example"]);
  },
);

test("more than 5,000 lines at once are refused as a whole, quickly", () => {
  expect(readLines("x@uni.example\n".repeat(MOST_LINES + 2))).toBeNull();
  expect(readLines("x@uni.example\n".repeat(MOST_LINES))!.twice).toBe(MOST_LINES - 1);
});

test("a hostile line takes no more time than it has letters", () => {
  for (const part of ['"', "<", "<a@", "@", ",", "a@a.", ".", "<@"])
    expect(readLines(`<${part.repeat(100_000)}\n${part.repeat(900)}\n${part.repeat(100_000)}`)).not.toBeNull();
});
