import { expect, test } from "vitest";
import { wholeWeek } from "../hours/hours.ts";
import { byDay, usualOf } from "./offered.ts";

/** Every five minutes of Monday, March 1, and Tuesday, March 2, 2027, in Madrid. */
const starts = Array.from({ length: 48 * 12 }, (_, n) => new Date(Date.UTC(2027, 1, 28, 23, 5 * n)).toISOString());
const hours = {
  zone: "Europe/Madrid",
  weekly: wholeWeek({ MO: [{ from: "09:10", to: "10:30" }] }),
  days: [{ day: "2027-03-02", spans: [{ from: "12:00", to: "13:00" }] }],
  gridMinutes: 20,
};

test("offered first are starts within the hours, on the grid that begins with them, and own hours of a day instead of the week's", () => {
  expect(usualOf(starts, 30, hours, "UTC")).toEqual([
    "2027-03-01T08:10:00.000Z",
    "2027-03-01T08:30:00.000Z",
    "2027-03-01T08:50:00.000Z",
    "2027-03-02T11:00:00.000Z",
    "2027-03-02T11:20:00.000Z",
  ]);
  expect(usualOf(starts, 120, hours, "UTC"), "what is too long for the hours is not usual").toEqual([]);
});

test("of a type that can't be seen every quarter is offered", () => {
  expect(usualOf(starts, 30, null, "UTC")).toHaveLength(48 * 4);
});

test("days are those of the reader", () => {
  expect([...byDay(["2027-03-01T23:30:00Z", "2027-03-02T10:00:00Z"], "Europe/Madrid").keys()]).toEqual(["2027-03-02"]);
  expect([...byDay(["2027-03-01T23:30:00Z", "2027-03-02T10:00:00Z"], "America/Lima").keys()]).toEqual(["2027-03-01", "2027-03-02"]);
});
