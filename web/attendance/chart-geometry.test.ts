import { expect, test } from "vitest";
import type { Interval } from "../../src/lib/interval.ts";
import { instant, iso } from "../../src/lib/time.ts";
import { barOf, peakOf, placeOf, presentAt, spanOf, stairs, ticksOf } from "./chart-geometry.ts";

const at = (time: string): string => `2027-03-01T${time}:00.000Z`;
const hour: Interval = { start: instant(at("10:00")), end: instant(at("11:00")) };
const planned = { start: at("10:00"), end: at("11:00") };
const row = (...stays: { start: string; end: string }[]) => ({
  key: "p",
  erased: false,
  name: "P",
  email: null,
  registered: false,
  attended: true,
  firstJoin: null,
  lastLeave: null,
  minutes: 0,
  share: 0,
  stays,
  matchedBy: null,
});

test("the chart shows the planned time even where nobody came", () => {
  expect(spanOf({ planned, presence: [], rows: [] })).toEqual(hour);
});

test("the chart reaches from who came first, before the start, to who left last, after the end", () => {
  const rows = [row({ start: at("09:50"), end: at("10:30") }, { start: at("10:40"), end: at("11:04") })];
  const span = spanOf({ planned, presence: [], rows });
  expect([iso(span.start), iso(span.end)]).toEqual([at("09:50"), at("11:04")]);
});

test("a stay lies where its times are, and what is outside is cut at the edge", () => {
  expect(barOf({ start: at("10:15"), end: at("10:45") }, hour)).toEqual({ left: 25, width: 50 });
  expect(barOf({ start: at("09:00"), end: at("10:30") }, hour)).toEqual({ left: 0, width: 50 });
  expect(placeOf(instant(at("12:00")), hour)).toBe(100);
});

test("the axis counts round times from the planned start, never more than there is room for", () => {
  const span = { start: instant(at("09:57")), end: instant(at("11:04")) };
  expect(ticksOf(span, hour.start, 8).map((tick) => iso(tick).slice(11, 16))).toEqual(["10:00", "10:10", "10:20", "10:30", "10:40", "10:50", "11:00"]);
  expect(ticksOf(span, hour.start, 4).map((tick) => iso(tick).slice(11, 16))).toEqual(["10:00", "10:30", "11:00"]);
  for (const most of [2, 3, 5, 9]) expect(ticksOf(span, hour.start, most).length).toBeLessThanOrEqual(most);
});

test("the number present is a staircase that begins and ends on the floor", () => {
  const presence = [
    { at: at("10:00"), count: 1 },
    { at: at("10:30"), count: 2 },
    { at: at("11:00"), count: 0 },
  ];
  expect(stairs(presence, hour)).toBe("M0.00 100 H0.00 V50.00 H50.00 V0.00 H100.00 V100.00 V100");
  expect(stairs([], hour)).toBe("");
});

test("the peak is told with the moment when it was reached first", () => {
  const presence = [
    { at: at("10:00"), count: 3 },
    { at: at("10:20"), count: 2 },
    { at: at("10:40"), count: 3 },
  ];
  expect(peakOf(presence)).toEqual({ at: at("10:00"), count: 3 });
  expect(presentAt(presence, instant(at("10:25")))).toBe(2);
  expect(presentAt(presence, instant(at("09:59")))).toBe(0);
});
