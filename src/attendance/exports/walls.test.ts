import fc from "fast-check";
import { expect, test } from "vitest";
import { instant, wallOf, type Instant } from "../../lib/time.ts";
import { wallsIn } from "./walls.ts";

test("moments are told as the calendar tells them, also on the days when the clocks are changed", () => {
  const range = { min: instant("2026-01-01T00:00:00Z"), max: instant("2028-01-01T00:00:00Z") };
  fc.assert(
    fc.property(fc.constantFrom("Europe/Madrid", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"), fc.integer(range), (zone, moment) => {
      expect(wallsIn(zone).text(moment as Instant)).toBe(wallOf(moment as Instant, zone).replace("T", " "));
    }),
  );
  expect(wallsIn("Europe/Madrid").text(instant("2027-03-28T01:00:00Z"))).toBe("2027-03-28 03:00");
});

test("a spreadsheet's day is counted by that clock", () => {
  expect(wallsIn("Europe/Madrid").serial(instant("2027-03-01T11:00:00Z"))).toBe(46_447.5);
});
