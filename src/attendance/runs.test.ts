import { expect, test } from "vitest";
import { aStay, at, span } from "./attendance.fixtures.ts";
import { runsOf } from "./runs.ts";

const listed = (instanceId: string, start: number) => ({ instanceId, start: at(start), end: null });
const live = (end: number | null, instanceId: string | null = "i1") => ({ start: at(0), end: end === null ? null : at(end), instanceId, checkedAt: at(0) });
const LATER = at(500);

test("a run lasts from Zoom's start to Zoom's ended, whoever left before", () => {
  expect(runsOf([listed("i1", 2)], [aStay(5, 40)], live(50), LATER)).toEqual([span(2, 50)]);
});

test("where Zoom told no end of a run, who left it last tells", () => {
  expect(runsOf([listed("i1", 2)], [aStay(5, 40), aStay(9, 55), aStay(9, 90, { waitingRoom: true })], null, LATER)).toEqual([span(2, 55)]);
});

test("a run that Zoom lists no more is known from those who were seen in it", () => {
  expect(runsOf([], [aStay(5, 40), aStay(1, null)], null, LATER)).toEqual([span(1, 40)]);
});

test("an accidental end leaves a gap; a run without any end lasts no longer than until the next", () => {
  expect(runsOf([listed("i2", 25), listed("i1", 0)], [aStay(0, 20), aStay(26, 60, { instance: "i2" })], live(60, "i2"), LATER)).toEqual([
    span(0, 20),
    span(25, 60),
  ]);
  expect(runsOf([listed("i1", 0), listed("i2", 25)], [], live(60, "i2"), LATER)).toEqual([span(0, 25), span(25, 60)]);
});

test("what still runs lasts until now, and nothing reaches beyond", () => {
  expect(runsOf([listed("i1", 0)], [aStay(0, null)], live(null), at(30))).toEqual([span(0, 30)]);
  expect(runsOf([listed("i1", 0)], [aStay(0, 40)], null, at(30))).toEqual([span(0, 30)]);
  expect(runsOf([], [], null, LATER)).toEqual([]);
});
