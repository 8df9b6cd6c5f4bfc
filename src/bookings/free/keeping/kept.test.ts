import * as fc from "fast-check";
import { expect, test } from "vitest";
import { interval, merged, overlaps, type Interval } from "../../../lib/interval.ts";
import { days, hours, minutes, type Instant } from "../../../lib/time.ts";
import { WEEKDAYS } from "../../contract.ts";
import { freeWhenever, type Rules } from "../free.ts";
import { DAY } from "../offsets.ts";
import { forget, startsIn, type Days } from "./days.ts";
import { changedSince, isChanged, newJournal, note } from "./journal.ts";
import { readAnew, type KeptLine } from "./lines.ts";

const BEGINS = (20_500 * DAY) as Instant;
const at = (hour: number): Instant => (BEGINS + hours(hour)) as Instant;
const anyStretch = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 30 })).map(([from, long]) => interval(at(from), at(from + long)));
const anyTimes = fc.array(anyStretch, { maxLength: 12 });
const lineOf = (times: readonly Interval[]): KeptLine => ({
  asOf: 0,
  within: interval(at(0), at(240)),
  busy: merged(times),
  booked: times.map((during) => ({ memberId: "m", typeId: "t", start: during.start, during })),
});
const inOrder = (times: readonly { start: Instant; during: Interval }[]) =>
  times.map(({ during }) => during).toSorted((a, b) => a.start - b.start || a.end - b.end);

test("a stretch that is read anew, with all that was changed in it, makes the whole as if all were read", () => {
  fc.assert(
    fc.property(anyTimes, anyTimes, anyStretch, (all, others, touched) => {
      const inside = ({ start, end }: Interval): boolean => touched.start <= start && end <= touched.end;
      const after = [...all.filter((one) => !inside(one)), ...others.filter(inside)];
      const read = after.filter((one) => overlaps(one, touched));
      const line = readAnew(lineOf(all), touched, read, lineOf(read).booked);
      expect(line.busy).toEqual(merged(after));
      expect(inOrder(line.booked)).toEqual(inOrder(lineOf(after).booked));
    }),
  );
});

test("free starts that are kept by day are those that are worked out, whatever was changed and forgotten", () => {
  const rules: Rules = {
    hosting: "one",
    zone: "Asia/Kathmandu",
    weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: "09:00", to: "17:00" }]])),
    days: [],
    lengths: [30],
    bufferBefore: 10,
    bufferAfter: 25,
    noticeMinutes: 0,
    horizonDays: 60,
    mostADay: null,
    mostAWeek: null,
    gridMinutes: 15,
    skipsHolidays: false,
    active: true,
  };
  const timesOf = (times: readonly Interval[]) => ({
    hosts: [{ memberId: "m", busy: merged(times), booked: new Map(), lately: 0, given: null, whyNot: null, readAt: null }],
    holidays: new Set<string>(),
    seat: null,
  });
  fc.assert(
    fc.property(anyTimes, fc.array(fc.tuple(anyStretch, anyStretch), { maxLength: 6 }), (first, asked) => {
      const kept: Days = new Map();
      let times = first;
      for (const [within, taken] of asked) {
        const starts = startsIn(kept, within, (stretch) => freeWhenever(rules, timesOf(times), 30, stretch));
        expect(starts.map(({ start, day }) => ({ start, day }))).toEqual(freeWhenever(rules, timesOf(times), 30, within));
        times = [...times, taken];
        forget(kept, taken, minutes(30 + 10 + 25));
      }
    }),
  );
});

test("what was told once is no news the second time, and of very many changes at least as much is known", () => {
  const journal = newJournal();
  const change = (n: number) => ({ whose: n % 2 === 0 ? "even" : "odd", by: String(n), n: 1, touched: interval(at(n), at(n + 1)) });
  note(journal, [change(0), change(1)]);
  note(journal, [change(0), change(1), change(2)]);
  expect([changedSince(journal, ["even"], 0), changedSince(journal, ["odd", "nobody"], 0)]).toEqual([
    [change(0).touched, change(2).touched],
    [change(1).touched],
  ]);
  note(journal, [{ ...change(2), n: 2, touched: interval(at(5), at(6)) }]); // a number of a database that this one was restored from came again
  expect(changedSince(journal, ["even"], 3)).toEqual([interval(at(5), at(6))]);
  const before = journal.no;
  expect([isChanged(journal, ["even", "odd"], before), isChanged(journal, ["even"], before - 1), isChanged(journal, ["odd"], before - 1)]).toEqual([
    false,
    true,
    false,
  ]);
  for (let n = 3; n < 100; n += 1) note(journal, [change(n)]);
  const since = changedSince(journal, ["odd"], before);
  for (let n = 3; n < 100; n += 2) expect(since.some(({ start, end }) => start <= change(n).touched.start && change(n).touched.end <= end)).toBe(true);
  expect(since.length).toBeLessThan(20);
  expect(changedSince(journal, ["odd"], journal.no - 1)).toEqual([interval(at(99), at((days(1) / hours(1)) * 4 + 4))]);
});
