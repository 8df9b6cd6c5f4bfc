import { expect, test } from "vitest";
import { iso } from "../lib/time.ts";
import { datesOf, type Part, type Recurrence } from "./recurrence.ts";

const course = (part: Partial<Part>, more: Partial<Recurrence> = {}): Recurrence => ({
  zone: "Europe/Madrid",
  parts: [{ start: "2027-03-01T09:00", rule: "FREQ=WEEKLY;COUNT=6", minutes: 90, ...part }],
  without: [],
  extra: [],
  ...more,
});
const starts = (r: Recurrence): string[] => {
  const dates = datesOf(r);
  if (!dates.ok) throw new Error(dates.refusal.because);
  return dates.value.map((one) => iso(one.start).slice(0, 16));
};
const why = (r: Recurrence): unknown => {
  const dates = datesOf(r);
  return dates.ok ? null : dates.refusal.because;
};

test("nine o'clock stays nine o'clock over the change of clocks", () => {
  expect(starts(course({}))).toEqual([
    "2027-03-01T08:00", "2027-03-08T08:00", "2027-03-15T08:00", "2027-03-22T08:00", "2027-03-29T07:00", "2027-04-05T07:00",
  ]); // prettier-ignore
});

test("an hour that the clocks leap over begins as much later, one that comes twice at the first of the two, and both are said", () => {
  const of = (start: string) => datesOf(course({ start, rule: null }));
  expect(of("2027-03-28T02:30")).toMatchObject({ value: [{ date: "2027-03-28T02:30", note: "hour_skipped" }] });
  expect(starts(course({ start: "2027-03-28T02:30", rule: null }))).toEqual(["2027-03-28T01:30"]);
  expect(of("2027-10-31T02:30")).toMatchObject({ value: [{ note: "hour_twice" }] });
  expect(starts(course({ start: "2027-10-31T02:30", rule: null }))).toEqual(["2027-10-31T00:30"]);
});

test("days are left out and dates added, each date once and in order", () => {
  const r = course({}, { without: ["2027-03-15"], extra: ["2027-03-17T16:00", "2027-03-01T09:00"] });
  expect(starts(r)).toEqual(["2027-03-01T08:00", "2027-03-08T08:00", "2027-03-17T15:00", "2027-03-22T08:00", "2027-03-29T07:00", "2027-04-05T07:00"]);
});

test("a later part takes over on its first date", () => {
  const parts = [
    { start: "2027-03-01T09:00", rule: "FREQ=WEEKLY;COUNT=6", minutes: 90 },
    { start: "2027-03-15T11:00", rule: "FREQ=WEEKLY;COUNT=2", minutes: 60 },
  ];
  expect(starts({ ...course({}), parts })).toEqual(["2027-03-01T08:00", "2027-03-08T08:00", "2027-03-15T10:00", "2027-03-22T10:00"]);
});

test("the last day counts in whole, and a moment in UTC as the clock of the course shows it", () => {
  expect(starts(course({ rule: "FREQ=WEEKLY;UNTIL=20270315" }))).toHaveLength(3);
  expect(starts(course({ rule: "FREQ=WEEKLY;UNTIL=20270315T080000Z" }))).toHaveLength(3);
  expect(starts(course({ rule: "FREQ=WEEKLY;UNTIL=20270315T075959Z" }))).toHaveLength(2);
  expect(starts(course({ rule: "FREQ=WEEKLY;UNTIL=20270315T085900" }))).toHaveLength(2);
});

test("what can't be read, never ends, recurs within a day or has no date is refused beside its field", () => {
  expect(why(course({ rule: "FREQ=WEEKLY" }))).toBe("rule_never_ends");
  expect(why(course({ rule: "FREQ=WEEKLY;COUNT=3;UNTIL=20270315" }))).toBe("rule_malformed");
  expect(why(course({ rule: "FREQ=HOURLY;COUNT=3" }))).toBe("rule_not_of_courses");
  expect(why(course({ rule: "FREQ=DAILY;BYHOUR=9,12;COUNT=3" }))).toBe("rule_not_of_courses");
  for (const rule of ["", "hello", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;COUNT=-1", "FREQ=WEEKLY;COUNT=2;BYDAY=XX", "FREQ=WEEKLY;COUNT=2;COUNT=3", "FREQ=WEEKLY;UNTIL=20271399", "FREQ=WEEKLY;COUNT=3;NONSENSE=1", "FREQ=WEEKLY;COUNT=3\nEXRULE:FREQ=DAILY"]) expect([rule, why(course({ rule }))]).toEqual([rule, rule === "" || rule === "hello" ? expect.any(String) : "rule_malformed"]); // prettier-ignore
  expect(why(course({ rule: "FREQ=DAILY;COUNT=401" }))).toBe("course_too_many_dates");
  expect(why(course({ rule: "FREQ=DAILY;COUNT=99999999" }))).toBe("course_too_many_dates");
  expect(why(course({ rule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3" }))).toBe("course_without_dates");
  expect(why(course({ start: "2027-02-30T09:00" }))).toBe("wall_time_malformed");
  expect(why(course({}, { zone: "Mars/Olympus" }))).toBe("time_zone_unknown");
  expect(why(course({}, { without: ["2027-03-01", "2027-03-08", "2027-03-15", "2027-03-22", "2027-03-29", "2027-04-05"] }))).toBe("course_without_dates");
});

test("numbers out of range are refused, and parts of a year's rule that the library reads as if one were not there", () => {
  const year = "FREQ=YEARLY;COUNT=3";
  const malformed = ["FREQ=MONTHLY;BYMONTHDAY=0;COUNT=3", "FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3", `${year};BYMONTH=13`, `${year};BYYEARDAY=-367`, `${year};BYWEEKNO=54`, "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0;COUNT=3", "FREQ=WEEKLY;INTERVAL=0;COUNT=3", "FREQ=WEEKLY;WKST=1;COUNT=3", `${year};BYDAY=54MO`, "FREQ=WEEKLY;BYDAY=MO,;COUNT=3"]; // prettier-ignore
  for (const rule of malformed) expect([rule, why(course({ rule }))]).toEqual([rule, "rule_malformed"]);
  const beyond = ["BYYEARDAY=100;BYDAY=MO", "BYYEARDAY=100;BYMONTHDAY=10", "BYWEEKNO=20;BYMONTHDAY=10", "BYDAY=MO,-1FR", "BYDAY=2MO;BYMONTHDAY=10"];
  for (const parts of beyond) expect([parts, why(course({ rule: `${year};${parts}` }))]).toEqual([parts, "rule_not_of_courses"]);
  for (const parts of ["BYMONTH=3;BYDAY=MO,-1FR", "BYDAY=2MO,-1FR", "BYWEEKNO=20;BYDAY=MO", "BYYEARDAY=100"]) expect([parts, why(course({ rule: `${year};${parts}` }))]).toEqual([parts, null]); // prettier-ignore
});
