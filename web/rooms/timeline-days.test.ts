import { expect, test } from "vitest";
import { instant } from "../../src/lib/time.ts";
import { daysOf, lookedAt } from "./timeline-days.ts";

const NOW = instant("2027-03-03T23:30:00Z");

test("the day that the address names is looked at, and today where it names none that there is", () => {
  expect(lookedAt({ date: "2027-04-01", view: "week" }, NOW, "UTC")).toEqual({ today: "2027-03-03", day: "2027-04-01", view: "week" });
  for (const date of ["", "soon", "2027-13-01"])
    expect(lookedAt({ date, view: "month" }, NOW, "Europe/Madrid")).toMatchObject({ day: "2027-03-04", view: "day" });
});

test("a week is the seven days around it, from Monday", () => {
  expect(daysOf("day", "2027-03-04")).toEqual(["2027-03-04"]);
  expect(daysOf("week", "2027-03-04")).toEqual(["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05", "2027-03-06", "2027-03-07"]);
});
