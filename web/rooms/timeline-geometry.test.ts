import { expect, test } from "vitest";
import { hours, instant } from "../../src/lib/time.ts";
import { axisOf, dayTooNarrow, hoursShown, isShown, rowAt, scrollStart, stretchOf, ticksOf, weekOf, xOf } from "./timeline-geometry.ts";

const MADRID = "Europe/Madrid";
const WHOLE = { from: 0, to: 24 };

test("a day in spring is an hour shorter and has no two o'clock", () => {
  const axis = axisOf(["2027-03-28"], MADRID, WHOLE, 60);

  expect(axis.width).toBe(23 * 60);
  expect(ticksOf(axis).map((t) => t.hour)).not.toContain(2);
  expect(xOf(axis, instant("2027-03-28T01:00:00Z"))).toBe(60 * 2);
});

test("a day in autumn is an hour longer and has two o'clock twice", () => {
  const axis = axisOf(["2027-10-31"], MADRID, WHOLE, 60);

  expect(axis.width).toBe(25 * 60);
  expect(ticksOf(axis).filter((t) => t.hour === 2).length).toBe(2);
});

test("where clocks change by half an hour each full hour still has its line", () => {
  const axis = axisOf(["2027-04-04"], "Australia/Lord_Howe", WHOLE, 60);

  expect(axis.width).toBe(24.5 * 60);
  expect(ticksOf(axis).map((t) => t.hour)).toEqual(Array.from({ length: 24 }, (_, n) => n));
});

test("hidden hours take no room: the evening of one day touches the morning of the next", () => {
  const axis = axisOf(["2027-01-11", "2027-01-12"], "UTC", { from: 7, to: 20 }, 10);

  expect(axis.width).toBe(260);
  expect(xOf(axis, instant("2027-01-11T23:00:00Z"))).toBe(130);
  expect(xOf(axis, instant("2027-01-12T07:00:00Z"))).toBe(130);
  expect(isShown(axis, instant("2027-01-11T23:00:00Z"))).toBe(false);
});

test("every hour has the same width, before and after the clocks change", () => {
  const axis = axisOf(weekOf("2027-10-30"), MADRID, { from: 0, to: 24 }, 32);
  const widthOf = (hour: string): number => xOf(axis, (instant(hour) + hours(1)) as never) - xOf(axis, instant(hour));

  for (const hour of ["2027-10-25T05:30:00Z", "2027-10-31T00:00:00Z", "2027-10-31T21:45:00Z"]) expect(widthOf(hour)).toBeCloseTo(32);
});

test("the shown hours stretch to a session that lies outside the usual ones", () => {
  const late = { start: instant("2027-01-11T21:15:00Z"), end: instant("2027-01-11T22:10:00Z") };

  expect(hoursShown([], ["2027-01-11"], "UTC")).toEqual({ from: 7, to: 20 });
  expect(hoursShown([late], ["2027-01-11"], "UTC")).toEqual({ from: 7, to: 23 });
});

test("a session over midnight shows both days whole at that end", () => {
  const night = { start: instant("2027-01-11T23:00:00Z"), end: instant("2027-01-12T01:00:00Z") };

  expect(hoursShown([night], ["2027-01-11", "2027-01-12"], "UTC")).toEqual({ from: 0, to: 24 });
});

test("a week begins on Monday", () => {
  expect(weekOf("2027-01-17")[0]).toBe("2027-01-11");
  expect(weekOf("2027-01-11")[6]).toBe("2027-01-17");
});

test("what lies before or after the shown days is not drawn", () => {
  const axis = axisOf(["2027-01-11"], "UTC", WHOLE, 10);
  const start = instant("2027-01-10T10:00:00Z");

  expect(stretchOf(axis, { start, end: instant("2027-01-10T11:00:00Z") })).toBeNull();
  expect(stretchOf(axis, { start, end: (start + hours(16)) as never })).toEqual({ x: 0, width: 20 });
});

test("a drop above the first or below the last row hits no room", () => {
  expect(rowAt(-1, 46, 3)).toBeNull();
  expect(rowAt(0, 46, 3)).toBe(0);
  expect(rowAt(137, 46, 3)).toBe(2);
  expect(rowAt(138, 46, 3)).toBeNull();
});

test("a week begins at the day that was asked for, and today at what happens now", () => {
  const axis = axisOf(weekOf("2027-01-13"), "UTC", { from: 7, to: 20 }, 40);
  const now = instant("2027-01-12T15:00:00Z");

  expect(scrollStart(axis, "2027-01-14", now)).toBe(3 * 13 * 40);
  expect(scrollStart(axis, "2027-01-12", now)).toBe(xOf(axis, now) - 140);
  expect(scrollStart(axis, "2027-01-12", instant("2027-01-12T22:00:00Z")), "in the night nothing happens").toBe(13 * 40);
});

test("a day's name is left out when only its last hour is in sight", () => {
  const axis = axisOf(weekOf("2027-01-13"), "UTC", { from: 7, to: 20 }, 40);

  expect(dayTooNarrow(axis, 0, 110)).toBeNull();
  expect(dayTooNarrow(axis, 13 * 40 - 60, 110)).toBe("2027-01-11");
  expect(dayTooNarrow(axis, 13 * 40, 110)).toBeNull();
});
