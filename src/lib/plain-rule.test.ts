import { expect, test } from "vitest";
import { inWeekOrder, plainRule, ruleText, type PlainRule } from "./plain-rule.ts";

const START = "2027-03-08T09:00"; // a Monday
const MADRID = "Europe/Madrid";
const weekly: PlainRule = { often: "week", every: 1, weekdays: ["MO", "WE"], on: null, ends: { is: "times", n: 30 } };
const read = (text: string): PlainRule | null => plainRule(text, START, MADRID);

test.each<[string, PlainRule]>([
  ["FREQ=WEEKLY;BYDAY=MO,WE;COUNT=30", weekly],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=30", { ...weekly, every: 2 }],
  ["FREQ=DAILY;COUNT=5", { often: "day", every: 1, weekdays: [], on: null, ends: { is: "times", n: 5 } }],
  ["FREQ=MONTHLY;BYMONTHDAY=8;COUNT=5", { often: "month", every: 1, weekdays: [], on: { is: "day", day: 8 }, ends: { is: "times", n: 5 } }],
  [
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR;COUNT=5",
    { often: "month", every: 3, weekdays: [], on: { is: "weekday", nth: -1, weekday: "FR" }, ends: { is: "times", n: 5 } },
  ],
  ["FREQ=YEARLY;COUNT=3", { often: "year", every: 1, weekdays: [], on: null, ends: { is: "times", n: 3 } }],
])("%s is read and written back", (text, plain) => {
  expect(read(text)).toEqual(plain);
  expect(ruleText(plain, MADRID)).toBe(text);
});

test("an end by a day is the end of that day where the course is, in summer and in winter", () => {
  const until = (day: string, zone: string): string => ruleText({ ...weekly, ends: { is: "until", day } }, zone);
  expect(until("2027-06-14", MADRID)).toMatch(/;UNTIL=20270614T215959Z$/);
  expect(until("2027-12-14", MADRID)).toMatch(/;UNTIL=20271214T225959Z$/);
  expect(until("2027-06-14", "America/Los_Angeles")).toMatch(/;UNTIL=20270615T065959Z$/);
  for (const zone of [MADRID, "America/Los_Angeles", "Asia/Tokyo", "UTC"])
    expect(plainRule(until("2027-06-14", zone), START, zone)?.ends).toEqual({ is: "until", day: "2027-06-14" });
});

test("what leaves out its days means those of the first date", () => {
  expect(read("FREQ=WEEKLY;COUNT=3")?.weekdays).toEqual(["MO"]);
  expect(read("FREQ=MONTHLY;COUNT=3")?.on).toEqual({ is: "day", day: 8 });
});

test("other ways of writing the same are understood", () => {
  expect(read("rrule:freq=weekly;wkst=MO;byday=WE,MO;count=30")).toEqual(weekly);
  expect(read("FREQ=DAILY;BYDAY=MO,WE;COUNT=30")).toEqual(weekly);
  expect(read("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2;COUNT=3")?.on).toEqual({ is: "weekday", nth: 2, weekday: "MO" });
  expect(read("FREQ=DAILY;UNTIL=20270614")?.ends).toEqual({ is: "until", day: "2027-06-14" });
  expect(read("FREQ=DAILY")?.ends).toBe(null);
});

test.each([
  "",
  "every Monday",
  "FREQ=HOURLY;COUNT=3",
  "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9,11;COUNT=3",
  "FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=SU,MO;COUNT=3",
  "FREQ=DAILY;INTERVAL=2;BYDAY=MO;COUNT=3",
  "FREQ=MONTHLY;BYDAY=MO;COUNT=3",
  "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3",
  "FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3",
  "FREQ=YEARLY;BYDAY=MO;COUNT=3",
  "FREQ=DAILY;COUNT=3;UNTIL=20270614",
  "FREQ=DAILY;UNTIL=soon",
  "FREQ=DAILY;COUNT=0",
])("%s is no short sentence", (text) => expect(read(text)).toBe(null));

test("weekdays come in the order of the week", () => expect(inWeekOrder(["SU", "WE", "MO"])).toEqual(["MO", "WE", "SU"]));
