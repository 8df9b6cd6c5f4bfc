import { expect, test } from "vitest";
import { dateAndTime, dayWritten, isEither, lengthWritten, minuteWritten, orderOf, startAndEnd } from "./times-written.ts";

test.each([
  ["2027-03-01", "2027-03-01"],
  ["2027/3/1", "2027-03-01"],
  ["01/03/2027", "2027-03-01"],
  ["1.3.2027", "2027-03-01"],
  ["1-3-27", "2027-03-01"],
  ["lun., 01/03/2027", "2027-03-01"],
  ["Mon 2027-03-01", "2027-03-01"],
  ["29/02/2028", "2028-02-29"],
  ["29/02/2027", null],
  ["31/04/2027", null],
  ["13/13/2027", null],
  ["1/3", null],
  ["tomorrow", null],
  ["46113", null],
])("%s is %s, the day first", (text, day) => expect(dayWritten(text, "day first")).toBe(day));

test("where the month comes first it does, but not between dots", () => {
  expect(dayWritten("03/14/2027", "month first")).toBe("2027-03-14");
  expect(dayWritten("01.03.2027", "month first")).toBe("2027-03-01");
});

test("a table tells its order by a day beyond the twelfth", () => {
  expect(orderOf(["01/03/2027", "13/03/2027"])).toBe("day first");
  expect(orderOf(["03/01/2027", "03/14/2027"])).toBe("month first");
  expect(orderOf(["13/03/2027", "03/14/2027"])).toBe("both");
  expect(orderOf(["01/03/2027", "2027-03-14", "14.3.2027"])).toBeNull();
  expect(["03/04/2027", "04/04/2027", "13/04/2027", "03.04.2027"].map(isEither)).toEqual([true, false, false, false]);
});

test.each([
  ["9:00", 540], ["09:00:00", 540], ["9.30", 570], ["9h30", 570], ["9 h", 540], ["1:30 PM", 810], ["1:30 p. m.", 810], ["12:00 am", 0], ["12 pm", 720], ["00:00", 0], ["23:59", 1439],
  ["24:00", null], ["9:60", null], ["13:00 pm", null], ["9", null], ["", null], ["soon", null],
] as const)("%s is the minute %s", (text, minute) => expect(minuteWritten(text)).toBe(minute)); // prettier-ignore

test.each([["90", 90], ["90 min", 90], ["1:30", 90], ["1 h 30", 90], ["1,5 h", 90], ["2 horas", 120], ["", null], ["long", null]] as const)("%s lasts %s", (text, length) =>
  expect(lengthWritten(text)).toBe(length)); // prettier-ignore

test("date and time, and both times, may stand in one field", () => {
  expect(dateAndTime("2027-03-01T09:00")).toEqual({ date: "2027-03-01", time: "09:00" });
  expect(dateAndTime("01/03/2027 9:00")).toEqual({ date: "01/03/2027", time: "9:00" });
  expect(dateAndTime("01/03/2027")).toEqual({ date: "01/03/2027", time: "" });
  expect(startAndEnd("9:00 – 10:30")).toEqual({ start: "9:00", end: "10:30" });
  expect(startAndEnd("9:00 a 10:30")).toEqual({ start: "9:00", end: "10:30" });
  expect(startAndEnd("9:00")).toEqual({ start: "9:00", end: "" });
});
