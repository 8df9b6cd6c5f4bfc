import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  after,
  before,
  dayOf,
  earliest,
  hours,
  instant,
  iso,
  isInOurTimes,
  isZone,
  latest,
  minutes,
  momentOf,
  startOfDay,
  wallOf,
  type Instant,
} from "./time.ts";

const MALFORMED = { ok: false, because: "wall_time_malformed" };

test("a wall time that spring skips and one that autumn gives twice are refused, not guessed", () => {
  expect(momentOf("2027-03-28T02:30", "Europe/Madrid")).toEqual({ ok: false, because: "wall_time_skipped" });
  expect(momentOf("2027-10-31T02:30", "Europe/Madrid")).toEqual({ ok: false, because: "wall_time_twice" });
  const [earlier, later] = (["earlier", "later"] as const).map((choose) => momentOf("2027-10-31T02:30", "Europe/Madrid", choose));
  expect([earlier, later]).toEqual([
    { ok: true, value: instant("2027-10-31T00:30:00Z") },
    { ok: true, value: instant("2027-10-31T01:30:00Z") },
  ]);
});

test("a zone that nobody knows, an offset and nonsense are refused", () => {
  for (const zone of ["Mars/Olympus", "+02:00", "", "Europe/Madrid; drop", "x".repeat(70)]) expect(isZone(zone), zone).toBe(false);
  for (const zone of ["Europe/Madrid", "America/Argentina/Buenos_Aires", "UTC", "Asia/Kathmandu"]) expect(isZone(zone), zone).toBe(true);
  for (const wall of ["2027-02-30T10:00", "tomorrow", "2027-03-01T24:30", ""]) expect(momentOf(wall, "UTC")).toEqual(MALFORMED);
});

test.each([
  "2027-03-01",
  "2027-03-01T10:00:00",
  "2027-03-01T10:00Z",
  "2027-03-01T10:00+01:00",
  "2027-03-01T10:00[UTC]",
  "20270301T1000",
  "1999-12-31T23:59",
  "2200-01-01T00:00",
  "+202703-01-01T10:00",
])("a wall time is written in one way, and lies in our times: not %s", (wall) => expect(momentOf(wall, "UTC")).toEqual(MALFORMED));

test("the first and the last minute of our times are in them", () => {
  expect(["2000-01-01T00:00", "2199-12-31T23:59"].map((wall) => momentOf(wall, "UTC").ok)).toEqual([true, true]);
  expect([isInOurTimes(instant("2199-12-31T23:59:59Z")), isInOurTimes(instant("2200-01-01T00:00:00Z")), isInOurTimes(1e300), isInOurTimes(NaN)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("what the wall shows leads back to the moment, in every zone", () => {
  const zones = fc.constantFrom("Europe/Madrid", "America/Santiago", "Asia/Kathmandu", "Pacific/Chatham", "UTC");
  const whole = fc.integer({ min: 0, max: 600_000 }).map((m) => after(instant("2027-01-01T00:00:00Z"), minutes(m)));
  fc.assert(
    fc.property(zones, whole, (zone, moment) => {
      const choices = (["earlier", "later"] as const).map((choose) => momentOf(wallOf(moment, zone), zone, choose));
      expect(choices.some((read) => read.ok && read.value === moment)).toBe(true);
    }),
  );
});

test("a day begins at its first moment, also where the change of clocks skips midnight", () => {
  expect(iso(startOfDay("2027-03-01", "Europe/Madrid"))).toBe("2027-02-28T23:00:00.000Z");
  const skipped = startOfDay("2027-09-05", "America/Santiago");
  expect([dayOf(skipped, "America/Santiago"), dayOf(before(skipped, 1), "America/Santiago")]).toEqual(["2027-09-05", "2027-09-04"]);
  expect(addDays("2027-12-31", 1)).toBe("2028-01-01");
});

test("a wall time without a zone is no moment", () => {
  expect(() => instant("2027-03-01T12:00")).toThrow();
  expect(instant("2027-03-01T13:00:00+01:00")).toBe(instant("2027-03-01T12:00:00Z"));
});

test("the earliest and latest of nothing is nothing", () => {
  expect([earliest([]), latest([])]).toEqual([null, null]);
  const [a, b] = [instant("2027-03-01T12:00:00Z"), instant("2027-03-01T13:00:00Z")] as [Instant, Instant];
  expect([earliest([b, a]), latest([a, b]), after(a, hours(1))]).toEqual([a, b, b]);
});
test("a large meeting has more moments than a call takes arguments", () => {
  const start = instant("2027-03-01T12:00:00Z");
  const moments = Array.from({ length: 200_000 }, (_, i) => after(start, i));
  expect([earliest(moments), latest(moments)]).toEqual([start, after(start, 199_999)]);
});
