import { expect, test } from "vitest";
import { instant, wallOf } from "../lib/time.ts";
import { byAnotherClock, nextPasscodeAt } from "./timetable.ts";

const MADRID = "Europe/Madrid";
const next = (passcodeDays: number | null, passcodeAt: string, now: string) => {
  const moment = nextPasscodeAt({ passcodeDays, passcodeAt }, instant(now), MADRID);
  return moment === null ? null : wallOf(moment, MADRID);
};

test.each([
  ["whoever saves in the midst of a lesson", 1, "03:00", "2027-03-01T09:20:00Z", "2027-03-02T03:00"],
  ["after it changed at its time", 7, "03:00", "2027-03-01T02:02:00Z", "2027-03-08T03:00"],
  ["at another time of day", 1, "22:00", "2027-03-01T09:20:00Z", "2027-03-02T22:00"],
  ["by the institution's calendar, where it is tomorrow already", 1, "03:00", "2027-03-01T23:30:00Z", "2027-03-03T03:00"],
  ["over the change of clocks", 2, "03:00", "2027-03-27T10:00:00Z", "2027-03-29T03:00"],
  ["at a time that the change of clocks skips", 1, "02:00", "2027-03-27T10:00:00Z", "2027-03-28T03:00"],
  ["at a time that it gives twice", 1, "02:00", "2027-10-30T10:00:00Z", "2027-10-31T02:00"],
])("%s, the next passcode comes on a day at its time", (_, days, at, now, expected) => expect(next(days, at, now)).toBe(expected));

test("by hand alone, there is no next one", () => expect(next(null, "03:00", "2027-03-01T09:20:00Z")).toBeNull());

test.each([
  ["the same night there", "2027-03-10T02:00:00Z", "2027-03-01T09:00:00Z", "America/Argentina/Buenos_Aires", "2027-03-10T03:00"],
  ["a night that begins sooner", "2027-03-10T02:00:00Z", "2027-03-01T09:00:00Z", "Asia/Tokyo", "2027-03-10T03:00"],
  ["the next one, where that night is over there", "2027-03-10T02:00:00Z", "2027-03-09T23:00:00Z", "Asia/Tokyo", "2027-03-11T03:00"],
])("where the institution has another clock the next passcode comes in %s", (_, due, now, to, expected) =>
  expect(wallOf(byAnotherClock({ dueAt: instant(due), from: MADRID, to }, instant(now)), to)).toBe(expected),
);
