import { expect, test } from "vitest";
import { areOnAllWorkdays, areWell, furtherSpan, officeHours, onAllWorkdays, runsOf, troublesOfSpans, wholeWeek } from "./hours.ts";

test("hours of one day go to Monday to Friday, and leave the weekend alone", () => {
  const weekly = wholeWeek({ MO: [{ from: "09:00", to: "17:00" }], WE: [{ from: "10:00", to: "12:00" }], SA: [{ from: "08:00", to: "09:00" }] });
  const copied = onAllWorkdays(weekly, "WE");
  for (const day of ["MO", "TU", "WE", "TH", "FR"] as const) expect(copied[day]).toEqual([{ from: "10:00", to: "12:00" }]);
  expect(copied.SA).toEqual([{ from: "08:00", to: "09:00" }]);
  expect([areOnAllWorkdays(weekly, "WE"), areOnAllWorkdays(copied, "WE"), areOnAllWorkdays(copied, "SA")]).toEqual([false, true, false]);
  copied.MO[0]!.from = "11:00";
  expect(copied.TU[0]!.from, "each day has hours of its own").toBe("10:00");
});

test("a further span begins an hour after the last and ends with the day, or lies before the first", () => {
  expect(furtherSpan([])).toEqual({ from: "09:00", to: "17:00" });
  expect(furtherSpan([{ from: "09:00", to: "12:00" }])).toEqual({ from: "13:00", to: "15:00" });
  expect(furtherSpan([{ from: "09:00", to: "22:30" }])).toEqual({ from: "23:30", to: "24:00" });
  expect(furtherSpan([{ from: "09:00", to: "23:45" }])).toEqual({ from: "23:45", to: "24:00" });
  expect(furtherSpan([{ from: "09:00", to: "24:00" }])).toEqual({ from: "06:00", to: "08:00" });
  expect(furtherSpan([{ from: "01:30", to: "24:00" }])).toEqual({ from: "00:00", to: "00:30" });
  expect(furtherSpan([{ from: "01:00", to: "24:00" }])).toBeNull();
  expect(furtherSpan(Array.from({ length: 12 }, () => ({ from: "09:00", to: "10:00" })))).toBeNull();
});

test("hours that end before they begin, and hours on top of others, are no hours; those that touch are", () => {
  expect(troublesOfSpans([{ from: "12:00", to: "12:00" }])).toEqual(["backwards"]);
  expect(
    troublesOfSpans([
      { from: "09:00", to: "12:00" },
      { from: "11:00", to: "13:00" },
    ]),
  ).toEqual([null, "overlap"]);
  expect(
    areWell([
      { from: "12:00", to: "24:00" },
      { from: "09:00", to: "12:00" },
    ]),
  ).toBe(true);
});

test("days with the same hours are told together", () => {
  expect(runsOf(officeHours()).map(({ first, last }) => [first, last])).toEqual([["MO", "FR"]]);
  const weekly = { ...officeHours(), WE: [], SU: [{ from: "09:00", to: "17:00" }] };
  expect(runsOf(weekly).map(({ first, last }) => [first, last])).toEqual([
    ["MO", "TU"],
    ["TH", "FR"],
    ["SU", "SU"],
  ]);
});
