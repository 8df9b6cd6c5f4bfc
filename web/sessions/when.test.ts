import { expect, test } from "vitest";
import { instant } from "../../src/lib/time.ts";
import { comesTwice, readWhen, startOf, weekLater, whenOf } from "./when.ts";

const madrid = "Europe/Madrid";

test("a moment shown in the fields reads as the same moment, also in the hour that comes twice", () => {
  for (const text of ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-07-01T08:00:00Z"]) {
    const reading = readWhen(whenOf(instant(text), madrid));
    expect(reading).toEqual({ is: "moment", at: instant(text) });
  }
});

test("an hour that comes twice is offered as two moments an hour apart", () => {
  const twice = comesTwice({ date: "2026-10-25", time: "02:30", zone: madrid, choose: "later" });
  expect(twice).toEqual({ earlier: instant("2026-10-25T00:30:00Z"), later: instant("2026-10-25T01:30:00Z") });
  expect(comesTwice({ date: "2026-10-25", time: "03:30", zone: madrid, choose: null })).toBeNull();
});

test("an hour that the clocks skip is refused before anything is sent", () => {
  expect(readWhen({ date: "2027-03-28", time: "02:30", zone: madrid, choose: null })).toEqual({ is: "refused", because: "wall_time_skipped" });
});

test("a choice made for another night is not sent along", () => {
  expect(startOf({ date: "2026-11-03", time: "10:00", zone: madrid, choose: "later" })).toEqual({ start: "2026-11-03T10:00", zone: madrid });
});

test("the same again is at the same time on the wall, in the first week that lies ahead", () => {
  const again = weekLater(instant("2026-10-20T08:00:00Z"), madrid, instant("2026-11-05T12:00:00Z"));
  expect(again).toMatchObject({ date: "2026-11-10", time: "10:00" });
});

test("fields that are not filled in are missing, not refused", () => {
  expect(readWhen({ date: null, time: "10:00", zone: madrid, choose: null })).toEqual({ is: "missing" });
  expect(readWhen({ date: "2026-11-05", time: "", zone: madrid, choose: null })).toEqual({ is: "missing" });
});
