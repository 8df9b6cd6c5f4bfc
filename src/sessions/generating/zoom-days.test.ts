import { expect, test } from "vitest";
import { after, before, hours, instant, minutes, type Instant } from "../../lib/time.ts";
import { zoomDays, type ToMake } from "./zoom-days.ts";

const at = (wall: string): Instant => instant(`${wall}:00Z`);
const session = (start: Instant, more: Partial<ToMake> = {}): ToMake => ({
  hostId: "h",
  start,
  end: after(start, minutes(50)),
  makeAt: before(start, hours(24)),
  ...more,
});
/** So many on one day, from seven on. */
const many = (day: string, count: number, more: Partial<ToMake> = {}): ToMake[] =>
  Array.from({ length: count }, (_, n) => session(after(at(`${day}T07:00`), minutes(5 * n)), more));
const counts = (sessions: readonly ToMake[]): Record<string, number> => {
  const days: Record<string, number> = {};
  for (const { day } of zoomDays(sessions).values()) days[day] = (days[day] ?? 0) + 1;
  return days;
};

test("a meeting is made a day before its session", () => {
  const [one] = [...zoomDays([session(at("2027-03-10T09:00"))]).values()];
  expect(one).toEqual({ day: "2027-03-09", postponed: false });
});

test("of 130 meetings of one host 80 are made on the usual day, and 50 on the next", () => {
  const sessions = many("2027-03-10", 130);
  expect(counts(sessions)).toEqual({ "2027-03-09": 80, "2027-03-10": 50 });
  const days = zoomDays(sessions);
  expect(sessions.map((one) => days.get(one)!.postponed)).toEqual(sessions.map((_, n) => n >= 80));
});

test("each host has a day of its own", () =>
  expect(counts([...many("2027-03-10", 60), ...many("2027-03-10", 60, { hostId: "other" })])).toEqual({ "2027-03-09": 120 }));

test("what begins today takes from what lies ahead: each may need an end and a change, and its meeting", () => {
  const today = many("2027-03-09", 20, { makeAt: null });
  expect(counts([...today.map((one) => ({ ...one, end: at("2027-03-09T23:00") })), ...many("2027-03-10", 60)])).toEqual({ "2027-03-09": 40, "2027-03-10": 20 });
});

test("what begins early the next day waits for nothing", () => {
  const early = Array.from({ length: 100 }, (_, n) => session(after(at("2027-03-10T00:00"), minutes(n))));
  expect(counts(early)).toEqual({ "2027-03-09": 100 });
});

test("made meetings are none of the answer", () => expect(zoomDays(many("2027-03-10", 3, { makeAt: null })).size).toBe(0));
