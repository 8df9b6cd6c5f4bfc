import { inWeekOrder, plainRule, ruleText, weekdayOn, type PlainRule, type Weekday } from "../../../src/lib/plain-rule.ts";
import { addDays } from "../../../src/lib/time.ts";

/** What the fields for a rule hold. `other`: a rule of RFC 5545 that somebody writes. */
export type RuleDraft = {
  often: "once" | "day" | "week" | "month" | "other";
  every: number | "";
  /** Null: on the first date's; chosen as soon as one of them was pressed. */
  weekdays: Weekday[] | null;
  /** Of each month the first date's 14th, its second Monday, or its last one. */
  monthly: "day" | "nth" | "last";
  ends: "until" | "times";
  until: string | null;
  times: number | "";
  text: string;
};

/** Once a week for a term: a beginning that most change and nobody has to. */
export const freshRule = (start: string): RuleDraft => ({
  often: "week",
  every: 1,
  weekdays: null,
  monthly: "day",
  ends: "until",
  until: addDays(start, 7 * 14),
  times: 15,
  text: "",
});

export const weekdaysOf = (draft: RuleDraft, start: string): Weekday[] => draft.weekdays ?? [weekdayOn(start)];

/** Which one of its month's days of the week it is, and whether no other comes after it. */
export function placeInMonth(day: string): { nth: number; isLast: boolean } {
  return { nth: Math.ceil(Number(day.slice(8)) / 7), isLast: addDays(day, 7).slice(0, 7) !== day.slice(0, 7) };
}

export type RuleTrouble = "every" | "weekdays" | "until" | "until_before" | "times" | "text";

/** What is still missing. `start`: the day of the first date. */
export function ruleTroubles(draft: RuleDraft, start: string): RuleTrouble[] {
  if (draft.often === "once") return [];
  if (draft.often === "other") return draft.text.trim() === "" ? ["text"] : [];
  const ends = draft.ends === "times" ? (draft.times === "" ? "times" : null) : draft.until === null ? "until" : draft.until < start ? "until_before" : null;
  return [
    ...(draft.every === "" || draft.every < 1 ? (["every"] as const) : []),
    ...(draft.often === "week" && weekdaysOf(draft, start).length === 0 ? (["weekdays"] as const) : []),
    ...(ends === null ? [] : [ends]),
  ] as RuleTrouble[];
}

/** The rule that the draft means, for a first date on the day `start`; null: that date only. Something missing makes it one that the server refuses. */
export function ruleOf(draft: RuleDraft, start: string, zone: string): string | null {
  if (draft.often === "once") return null;
  if (draft.often === "other") return draft.text.trim().replace(/^RRULE:/i, "");
  return ruleText(
    {
      often: draft.often,
      every: draft.every === "" ? 0 : draft.every,
      weekdays: inWeekOrder(weekdaysOf(draft, start)),
      on: draft.often === "month" ? onOf(draft, start) : null,
      ends: endsOf(draft),
    },
    zone,
  );
}

function onOf({ monthly }: RuleDraft, start: string): PlainRule["on"] {
  if (monthly === "day") return { is: "day", day: Number(start.slice(8)) };
  return { is: "weekday", nth: monthly === "last" ? -1 : placeInMonth(start).nth, weekday: weekdayOn(start) };
}

function endsOf({ ends, times, until }: RuleDraft): PlainRule["ends"] {
  if (ends === "times") return { is: "times", n: times === "" ? 0 : times };
  return until === null ? null : { is: "until", day: until };
}

/** The fields for a rule that is there already; what they can't hold is shown as it is written. `start`: its first date's wall time. */
export function draftOfRule(rule: string | null, start: string, zone: string): RuleDraft {
  const day = start.slice(0, 10);
  const fresh = freshRule(day);
  if (rule === null) return { ...fresh, often: "once" };
  const plain = plainRule(rule, start, zone);
  const monthly = plain === null ? null : monthlyOf(plain, day);
  if (plain === null || plain.often === "year" || plain.ends === null || monthly === null) return { ...fresh, often: "other", text: rule };
  const ends = plain.ends.is === "times" ? { ends: "times" as const, times: plain.ends.n } : { ends: "until" as const, until: plain.ends.day };
  return { ...fresh, ...ends, often: plain.often, every: plain.every, weekdays: plain.often === "week" ? plain.weekdays : null, monthly };
}

/** Null: on another day of the month than the first date is. */
function monthlyOf({ often, on }: PlainRule, day: string): RuleDraft["monthly"] | null {
  if (often !== "month" || on === null) return "day";
  if (on.is === "day") return on.day === Number(day.slice(8)) ? "day" : null;
  const { nth, isLast } = placeInMonth(day);
  if (on.weekday !== weekdayOn(day)) return null;
  return on.nth === -1 ? (isLast ? "last" : null) : on.nth === nth ? "nth" : null;
}
