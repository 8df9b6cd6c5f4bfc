import fc from "fast-check";
import { expect, test } from "vitest";
import { after, days, hours, minutes } from "../lib/time.ts";
import { aStay, at } from "./attendance.fixtures.ts";
import { judgeReadings, READINGS_APART, type Reading, type SeenJoin } from "./readings.ts";
import type { Stay } from "./stay.ts";

const ENDED = at(60);
const TWO = [aStay(0, 60, { email: "a@x.example" }), aStay(5, 60, { registrantId: "r-b" })];
const aReading = (minute: number, stays: readonly Stay[] = TWO, more: Partial<Reading> = {}): Reading => ({
  at: at(minute),
  stays,
  known: ["i1"],
  read: ["i1"],
  ...more,
});
const seen = (key: string, more: Partial<SeenJoin> = {}): SeenJoin => ({ key, instance: "i1", email: null, registrantId: null, zoomUserId: null, ...more });
const A = seen("k1", { email: "A@x.example" });
const B = seen("k2", { registrantId: "r-b" });
const judge = (previous: Reading | null, current: Reading, who: SeenJoin[] = [A, B]) => judgeReadings(previous, current, who, current.at, ENDED);

test("two readings a quarter of an hour apart that agree make a report final", () => {
  expect(judge(aReading(65), aReading(80))).toEqual({ is: "final" });
  expect(judge(aReading(65), aReading(80, TWO.toReversed()))).toEqual({ is: "final" });
});

test("one reading is never enough, nor are two in a hurry", () => {
  expect(judge(null, aReading(65))).toEqual({ is: "read again", at: at(80), because: "not read twice" });
  expect(judge(aReading(65), aReading(79))).toEqual({ is: "read again", at: at(94), because: "not read twice" });
});

test("readings that differ are read again", () => {
  expect(judge(aReading(65, TWO.slice(0, 1)), aReading(80), [])).toMatchObject({ is: "read again", because: "readings differ" });
  const longer = [aStay(0, 60, { email: "a@x.example" }), aStay(5, 59, { registrantId: "r-b" })];
  expect(judge(aReading(65), aReading(80, longer))).toMatchObject({ is: "read again", because: "readings differ" });
  const anotherRun = { known: ["i1", "i2"], read: ["i1", "i2"] };
  expect(judge(aReading(65), aReading(80, TWO, anotherRun))).toMatchObject({ is: "read again", because: "readings differ" });
});

test("a row still unprocessed or without a leave keeps the report provisional", () => {
  for (const row of [aStay(5, 5, { registrantId: "r-b", processed: false }), aStay(5, null, { registrantId: "r-b" })]) {
    const stays = [TWO[0]!, row];
    expect(judge(aReading(65, stays), aReading(80, stays))).toMatchObject({ is: "read again", because: "rows unprocessed" });
  }
});

test("a wait at the door that took no time does not keep the report provisional", () => {
  const stays = [...TWO, aStay(5, 5, { registrantId: "r-b", processed: false, waitingRoom: true })];
  expect(judge(aReading(65, stays), aReading(80, stays))).toEqual({ is: "final" });
});

test("an instance known and not read keeps the report provisional", () => {
  const half = { known: ["i1", "i2"] };
  expect(judge(aReading(65, TWO, half), aReading(80, TWO, half))).toMatchObject({ is: "read again", because: "instances unread" });
});

test("somebody whom the webhooks saw and Zoom does not report keeps the report provisional", () => {
  const c = seen("k3", { zoomUserId: "z-c" });
  expect(judge(aReading(65), aReading(80), [A, B, c])).toMatchObject({ is: "read again", because: "somebody missing" });
  const three = [...TWO, aStay(0, 9, { zoomUserId: "z-c" })];
  expect(judge(aReading(65, three), aReading(80, three), [A, B, c])).toEqual({ is: "final" });
  const waiting = [...TWO, aStay(0, 9, { zoomUserId: "z-c", waitingRoom: true })];
  expect(judge(aReading(65, waiting), aReading(80, waiting), [A, B, c])).toMatchObject({ because: "somebody missing" });
});

test("a guest of whom Zoom tells nothing is found by the join's id, or in a row as nameless, one row each", () => {
  const guests = [seen("g1"), seen("g2"), seen("g2")];
  const keyed = [...TWO, aStay(0, 9, { key: "g1" }), aStay(0, 9, { key: "g2" })];
  expect(judge(aReading(65, keyed), aReading(80, keyed), guests)).toEqual({ is: "final" });
  const nameless = [...TWO, aStay(0, 9), aStay(0, 8)];
  expect(judge(aReading(65, nameless), aReading(80, nameless), guests)).toEqual({ is: "final" });
  const one = nameless.slice(0, 3);
  expect(judge(aReading(65, one), aReading(80, one), guests)).toMatchObject({ because: "somebody missing" });
});

test("who came back after an accidental end must be found in both instances", () => {
  const both = { known: ["i1", "i2"], read: ["i1", "i2"] };
  const again = [A, B, { ...A, instance: "i2", key: "k4" }, { ...B, instance: "i2", key: "k5" }];
  expect(judge(aReading(65, TWO, both), aReading(80, TWO, both), again)).toMatchObject({ because: "somebody missing" });
  const rows = [...TWO, ...TWO.map((row) => ({ ...row, instance: "i2" }))];
  expect(judge(aReading(65, rows, both), aReading(80, rows, both), again)).toEqual({ is: "final" });
});

test("somebody who was alone is not missing: Zoom makes no report of one person", () => {
  expect(judge(aReading(65, []), aReading(80, []), [A, { ...A, key: "k9" }])).toEqual({ is: "final" });
  expect(judge(aReading(65, []), aReading(80, []), [A, B])).toMatchObject({ because: "somebody missing" });
});

test("a meeting that nobody started has a true and empty report", () => {
  const empty = { known: [], read: [] };
  expect(judge(aReading(65, [], empty), aReading(80, [], empty), [])).toEqual({ is: "final" });
});

test("after a day the report is final as it stands, and says why", () => {
  const late = 60 + 24 * 60;
  expect(judge(aReading(late - 20), aReading(late, TWO.slice(0, 1)))).toEqual({ is: "given up", because: "somebody missing" });
  expect(judge(aReading(late - 20, [], { read: [] }), aReading(late, [], { read: [] }))).toEqual({ is: "given up", because: "instances unread" });
});

test("a server that slept the day away reads twice all the same", () => {
  const late = 60 + 3 * 24 * 60;
  expect(judge(null, aReading(late))).toEqual({ is: "read again", at: at(late + 15), because: "not read twice" });
  expect(judge(aReading(late), aReading(late + 15))).toEqual({ is: "final" });
});

test("when Zoom never settles, it is asked about a dozen times in a day, never sooner than after a quarter of an hour", () => {
  let now = at(65);
  let previous: Reading | null = null;
  for (let readings = 1; ; readings++) {
    const current = { ...aReading(0, TWO.slice(0, 1)), at: now };
    const verdict = judgeReadings(previous, current, [A, B], now, ENDED);
    if (verdict.is !== "read again") {
      expect(verdict).toEqual({ is: "given up", because: "somebody missing" });
      expect(readings).toBeLessThan(16);
      expect(now - ENDED).toBeLessThanOrEqual(days(1) + READINGS_APART);
      return;
    }
    expect(verdict.at - now).toBeGreaterThanOrEqual(READINGS_APART);
    [previous, now] = [current, verdict.at];
  }
});

test("whenever it is asked, it never asks to read at once, and with two readings never after a day and a quarter of an hour", () => {
  fc.assert(
    fc.property(fc.nat({ max: hours(60) }), fc.nat({ max: hours(30) }), fc.boolean(), (waited, apart, first) => {
      const now = after(ENDED, waited);
      const previous = first ? null : { ...aReading(0), at: (now - apart) as typeof now };
      const verdict = judgeReadings(previous, { ...aReading(0), at: now }, [A], now, ENDED);
      if (verdict.is !== "read again") return;
      expect(verdict.at - now).toBeGreaterThanOrEqual(minutes(15));
      if (previous !== null) expect(verdict.at - ENDED).toBeLessThanOrEqual(days(1) + minutes(15));
    }),
  );
});
