import { expect, test } from "vitest";
import { MOST_LINES, readTimetable, type Timetable } from "./timetable.ts";

const read = (text: string, order: Parameters<typeof readTimetable>[1] = null): Timetable => {
  const read = readTimetable(text, order);
  if (!read.ok) throw new Error(`${read.trouble.because} ${String(read.trouble.missing)}`);
  return read.value;
};
const HEAD = "title,teacher email,date,start,minutes";
const because = (...lines: string[]) => read([HEAD, ...lines].join("\n")).bad.map((bad) => `${bad.line} ${bad.because}`);

test("a table in English, with commas", () => {
  expect(read(`${HEAD},group,code\n"Física, I",Ana@Uni.example,2027-03-01,9:00,90,1A,F1\n`)).toEqual({
    lines: [
      { line: 2, title: "Física, I", teacher: "ana@uni.example", day: "2027-03-01", time: "09:00", minutes: 90, host: "", group: "1A", admission: "automatic", kind: "meeting", code: "F1" }, // prettier-ignore
    ],
    again: [],
    bad: [],
    order: null,
    columns: ["title", "teacher", "date", "start", "minutes", "group", "code"],
  });
});

test("one in Spanish as a spreadsheet there saves it, and one that was copied", () => {
  const saved = read(
    "\uFEFFAsignatura;Correo del docente;Fecha;Hora de inicio;Hora de fin;Sala de espera\r\nÁlgebra;ana@uni.example;01/03/2027;9:00;10:30;sí\r\n",
  );
  expect(saved.lines).toMatchObject([{ title: "Álgebra", day: "2027-03-01", time: "09:00", minutes: 90, admission: "manual" }]);
  const copied = read("Curso\tNotas\tDía\tHorario\nÁlgebra\t=1+1\tlun 1.3.2027\t9:00-10:30");
  expect(copied.lines).toMatchObject([{ title: "Álgebra", teacher: "", day: "2027-03-01", time: "09:00", minutes: 90 }]);
});

test("what can't be read is told by its line, and the others are kept", () =>
  expect(
    because(
      ",a@u.example,2027-03-01,9:00,60", "x,nobody,2027-03-01,9:00,60", "x,a@u.example,2027-02-30,9:00,60", "x,a@u.example,2027-03-01,25:00,60",
      "x,a@u.example,2027-03-01,9:00,", "x,a@u.example,2027-03-01,9:00,3", "x,a@u.example,2027-03-01,9:00,60", `${"x".repeat(201)},a@u.example,2027-03-01,9:00,60`,
    ),
  ).toEqual([
    "2 line_title_missing", "3 line_email_malformed", "4 line_date_malformed", "5 line_start_malformed", "6 line_length_malformed", "7 line_length_malformed", "9 line_title_too_long",
  ])); // prettier-ignore

test("an end before the start, and one that is none", () => {
  const ends = (end: string) => read(`title,date,start,end\nx,2027-03-01,10:00,${end}`).bad.map((bad) => bad.because);
  expect([ends("9:00"), ends("10:00"), ends("late"), ends("")]).toEqual([["line_end_before_start"], ["line_end_before_start"], ["line_end_malformed"], ["line_length_malformed"]]); // prettier-ignore
});

test("lines that say the same are one", () =>
  expect(
    read(`${HEAD}\nÁlgebra,a@u.example,2027-03-01,9:00,60\nalgebra,A@u.example,01.03.2027,09:00,60\nÁlgebra,a@u.example,2027-03-01,11:00,60`),
  ).toMatchObject({
    lines: [{ line: 2 }, { line: 4 }],
    again: [{ line: 3, as: 2 }],
  }));

test("of dates that could be either the table tells which, or the rule, or whoever asks; where it contradicts itself they are refused", () => {
  const table = (...dates: string[]) => `title,date,start,minutes\n${dates.map((date, i) => `x${i},${date},9:00,60`).join("\n")}`;
  expect(read(table("03/04/2027", "03/14/2027"))).toMatchObject({
    lines: [{ day: "2027-03-04" }, { day: "2027-03-14" }],
    order: { is: "month first", told: true },
  });
  expect(read(table("03/04/2027"))).toMatchObject({ lines: [{ day: "2027-04-03" }], order: { is: "day first", told: false } });
  expect(read(table("03/04/2027"), "month first")).toMatchObject({ lines: [{ day: "2027-03-04" }] });
  expect(read(table("2027-04-03")).order).toBeNull();
  const both = read(table("03/04/2027", "03/14/2027", "14/03/2027"));
  expect(both).toMatchObject({ lines: [{ day: "2027-03-14" }], bad: [{ because: "line_date_either" }, { because: "line_date_malformed" }] });
});

test.each([
  ["", "timetable_empty", []],
  [HEAD, "timetable_empty", []],
  ["Álgebra,ana@u.example,2027-03-01,9:00,90", "timetable_without_headers", ["title", "date", "start", "minutes"]],
  ["title,date\nx,2027-03-01", "timetable_without_headers", ["start", "minutes"]],
  ["title,date,start\nx,2027-03-01,9:00", "timetable_without_headers", ["minutes"]],
  ["title,date,day,start,minutes\nx,2027-03-01,2027-03-01,9:00,60", "timetable_column_twice", []],
  [`${HEAD}\n${"x,a@u.example,2027-03-01,9:00,60\n".repeat(MOST_LINES + 1)}`, "timetable_too_long", []],
])("%j is no timetable", (text, why, missing) =>
  expect(readTimetable(text.slice(0, 200_000), null)).toEqual({ ok: false, trouble: { because: why, missing } }),
);

test("hostile tables are read as what they are", () => {
  const formula = read(`${HEAD}\n"=HYPERLINK(""http://evil.example"")",a@u.example,2027-03-01,9:00,60`);
  expect(formula.lines).toMatchObject([{ title: '=HYPERLINK("http://evil.example")' }]);
  expect(read(`${HEAD}\n\u202eÁlge\u0000bra\u200f,a@u.example,2027-03-01,9:00,60`).lines).toMatchObject([{ title: "Álge bra" }]);
  expect(read(`${HEAD}\n"${"x".repeat(5000)}",a@u.example,2027-03-01,9:00,60\ny,a@u.example,2027-03-01,9:00,60`)).toMatchObject({
    lines: [{ title: "y" }],
    bad: [{ line: 2, because: "line_too_long" }],
  });
  const open = read(`${HEAD}\n"x,a@u.example,2027-03-01,9:00,60\ny,a@u.example,2027-03-01,9:00,60`);
  expect(open.lines.at(-1)).toMatchObject({ title: "y" });
  expect(read(`${HEAD}\n"Two\nlines",a@u.example,2027-03-01,9:00,60\ny,nobody,2027-03-01,9:00,60`)).toMatchObject({
    lines: [{ title: "Two lines" }],
    bad: [{ line: 4 }],
  });
});

test("a type that names a webinar makes one; other types, and none, are meetings", () => {
  const types = ["webinar", "Webinars", "Seminario web", "Webinario", "", "Teoría", "meeting"];
  const read = readTimetable(["title,date,start,minutes,tipo", ...types.map((type, n) => `x${n},2027-03-08,9:00,60,${type}`)].join("\n"), null);
  expect(read.ok && read.value.lines.map(({ kind }) => kind)).toEqual(["webinar", "webinar", "webinar", "webinar", "meeting", "meeting", "meeting"]);
});
