import fc from "fast-check";
import { expect, test } from "vitest";
import { aroundMonth, byDay, dayAfter, dayByKey, dayInMonth, dayOf, daysIn, monthAfter, monthOf, weekdayOf, weeksOf } from "./wall.ts";

const ZONES = ["UTC", "Europe/Madrid", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Niue", "America/St_Johns"];
const YEARS = { min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) };

test("a day is the one that the clock on the wall shows", () => {
  expect(dayOf(Date.parse("2027-03-27T23:30:00Z"), "Europe/Madrid")).toBe("2027-03-28");
  expect(dayOf(Date.parse("2027-03-27T23:30:00Z"), "America/New_York")).toBe("2027-03-27");
  expect(dayOf(Date.parse("2027-03-27T18:30:00Z"), "Asia/Kolkata")).toBe("2027-03-28");
});

test("days and months follow one another over the ends of months and years", () => {
  expect(dayAfter("2027-02-28", 1)).toBe("2027-03-01");
  expect(dayAfter("2028-03-01", -1)).toBe("2028-02-29");
  expect(monthAfter("2027-12", 1)).toBe("2028-01");
  expect(monthAfter("2027-01", -1)).toBe("2026-12");
  expect(daysIn("2028-02")).toBe(29);
  expect(dayInMonth("2027-01-31", "2027-02")).toBe("2027-02-28");
});

test("every month's grid has each of its days once, under its weekday", () => {
  for (let month = "2026-01"; month < "2030-01"; month = monthAfter(month, 1)) {
    const weeks = weeksOf(month);
    expect(weeks.flat().filter((day) => day !== null)).toEqual(Array.from({ length: daysIn(month) }, (_, n) => `${month}-${String(n + 1).padStart(2, "0")}`));
    for (const week of weeks) week.forEach((day, at) => day !== null && expect(weekdayOf(day), day).toBe(at));
  }
});

test("what is asked for holds every moment of the month, wherever somebody is, and is never too much to ask for", () => {
  fc.assert(
    fc.property(fc.integer(YEARS), fc.constantFrom(...ZONES), (at, zone) => {
      const { from, to } = aroundMonth(monthOf(dayOf(at, zone)));
      expect(Date.parse(from)).toBeLessThanOrEqual(at);
      expect(Date.parse(to)).toBeGreaterThan(at);
      expect(Date.parse(to) - Date.parse(from)).toBeLessThanOrEqual(62 * 86_400_000);
    }),
  );
});

test("no time is lost or doubled by sorting times into days, also on the days on which clocks are changed", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(YEARS), { maxLength: 40 }), fc.constantFrom(...ZONES), (moments, zone) => {
      const starts = moments.map((at) => new Date(at).toISOString());
      const days = byDay(starts, zone);
      expect([...days.values()].flat()).toEqual(starts.toSorted());
      for (const [day, of] of days) for (const start of of) expect(dayOf(Date.parse(start), zone)).toBe(day);
      expect([...days.keys()]).toEqual([...days.keys()].toSorted());
    }),
  );
});

test("keys lead where the pattern of a grid of dates says", () => {
  const from = "2027-03-10"; // a Wednesday
  const led = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"].map((key) => dayByKey(from, key, false));
  expect(led).toEqual(["2027-03-09", "2027-03-11", "2027-03-03", "2027-03-17", "2027-03-08", "2027-03-14", "2027-02-10", "2027-04-10"]);
  expect([dayByKey(from, "PageUp", true), dayByKey(from, "PageDown", true), dayByKey(from, "x", false)]).toEqual(["2026-03-10", "2028-03-10", null]);
});
