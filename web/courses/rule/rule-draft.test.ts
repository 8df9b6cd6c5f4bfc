import { expect, test } from "vitest";
import { draftOfRule, freshRule, placeInMonth, ruleOf, ruleTroubles, weekdaysOf, type RuleDraft } from "./rule-draft.ts";

const MONDAY = "2027-03-08";
const MADRID = "Europe/Madrid";
const draft: RuleDraft = { ...freshRule(MONDAY), ends: "times", times: 10 };
const rule = (of: Partial<RuleDraft>, start = MONDAY): string | null => ruleOf({ ...draft, ...of }, start, MADRID);

test("the fields write the rule that they mean", () => {
  expect(rule({})).toBe("FREQ=WEEKLY;BYDAY=MO;COUNT=10");
  expect(rule({ weekdays: ["WE", "MO"], every: 2 })).toBe("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10");
  expect(rule({ ends: "until", until: "2027-06-14" })).toBe("FREQ=WEEKLY;BYDAY=MO;UNTIL=20270614T215959Z");
  expect(rule({ often: "day" })).toBe("FREQ=DAILY;COUNT=10");
  expect(rule({ often: "month" })).toBe("FREQ=MONTHLY;BYMONTHDAY=8;COUNT=10");
  expect(rule({ often: "month", monthly: "nth" })).toBe("FREQ=MONTHLY;BYDAY=2MO;COUNT=10");
  expect(rule({ often: "month", monthly: "last" }, "2027-03-29")).toBe("FREQ=MONTHLY;BYDAY=-1MO;COUNT=10");
  expect(rule({ often: "once" })).toBe(null);
  expect(rule({ often: "other", text: " RRULE:FREQ=YEARLY;COUNT=2 " })).toBe("FREQ=YEARLY;COUNT=2");
});

test("the weekday follows the first date until one is chosen", () => {
  expect(weekdaysOf(draft, "2027-03-09")).toEqual(["TU"]);
  expect(weekdaysOf({ ...draft, weekdays: ["MO", "FR"] }, "2027-03-09")).toEqual(["MO", "FR"]);
});

test("a day is counted in its month", () => {
  expect(placeInMonth("2027-03-08")).toEqual({ nth: 2, isLast: false });
  expect(placeInMonth("2027-03-29")).toEqual({ nth: 5, isLast: true });
  expect(placeInMonth("2027-02-22")).toEqual({ nth: 4, isLast: true });
});

test.each([
  { weekdays: ["MO", "WE"], every: 3 },
  { ends: "until", until: "2027-06-14" },
  { often: "day" },
  { often: "month" },
  { often: "month", monthly: "nth" },
  { often: "once" },
  { often: "other", text: "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3" },
] satisfies Partial<RuleDraft>[])("a written rule comes back into the fields: %o", (of) => {
  const written = rule(of);
  const read = draftOfRule(written, `${MONDAY}T09:00`, MADRID);
  expect(read.often).toBe(of.often ?? "week");
  expect(ruleOf(read, MONDAY, MADRID)).toBe(written);
});

test("what the fields can't hold is shown as it is written", () => {
  for (const text of [
    "FREQ=YEARLY;COUNT=3",
    "FREQ=DAILY",
    "FREQ=MONTHLY;BYMONTHDAY=9;COUNT=3",
    "FREQ=MONTHLY;BYDAY=-1MO;COUNT=3",
    "FREQ=MONTHLY;BYDAY=2TU;COUNT=3",
  ])
    expect(draftOfRule(text, `${MONDAY}T09:00`, MADRID)).toMatchObject({ often: "other", text });
});

test("what is missing is named, all at once", () => {
  const troubles = (of: Partial<RuleDraft>) => ruleTroubles({ ...draft, ...of }, MONDAY);
  expect(troubles({})).toEqual([]);
  expect(troubles({ every: "", weekdays: [], times: "" })).toEqual(["every", "weekdays", "times"]);
  expect(troubles({ ends: "until", until: null })).toEqual(["until"]);
  expect(troubles({ ends: "until", until: "2027-03-07" })).toEqual(["until_before"]);
  expect(troubles({ often: "other" })).toEqual(["text"]);
  expect(troubles({ often: "once", every: "", times: "" })).toEqual([]);
});
