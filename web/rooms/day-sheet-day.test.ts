import { expect, test } from "vitest";
import { isOnDay, wholeDay } from "./day-sheet-day.ts";

const MADRID = "Europe/Madrid";
const DAY = wholeDay("2027-03-02", MADRID);
const held = (start: string, end: string, state = "confirmed") => ({ start, end, state });

test("a session of the evening before is not on the day, though its hour is near midnight", () => {
  expect(isOnDay(held("2027-03-01T21:30:00Z", "2027-03-01T22:50:00Z"), DAY)).toBe(false);
  expect(isOnDay(held("2027-03-01T21:30:00Z", "2027-03-01T23:00:00Z"), DAY), "it ends as the day begins").toBe(false);
});

test("what reaches over midnight is on both days", () => {
  const late = held("2027-03-01T22:30:00Z", "2027-03-01T23:30:00Z");

  expect(isOnDay(late, DAY)).toBe(true);
  expect(isOnDay(late, wholeDay("2027-03-01", MADRID))).toBe(true);
});

test("the day is that of the institution's zone, not of the computer's", () => {
  const evening = held("2027-03-02T23:30:00Z", "2027-03-03T00:30:00Z");

  expect(isOnDay(evening, DAY)).toBe(false);
  expect(isOnDay(evening, wholeDay("2027-03-02", "America/Lima"))).toBe(true);
});

test("what was cancelled or declined is not on the day", () => {
  for (const state of ["cancelled", "declined"]) expect(isOnDay(held("2027-03-02T09:00:00Z", "2027-03-02T10:00:00Z", state), DAY)).toBe(false);
});
