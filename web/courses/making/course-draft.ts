import type { z } from "zod";
import { MOST_DATES, type newCourse, type NewCourse } from "../../../src/courses/contract.ts";
import { addDays, dayOf, momentOf, weekdayOf, type Instant } from "../../../src/lib/time.ts";
import { wallOfWhen, type When } from "../../sessions/when.ts";
import { freshRule, ruleOf, ruleTroubles, type RuleDraft, type RuleTrouble } from "../rule/rule-draft.ts";

/** What the form holds while it is being filled in. The time's `choose` is not asked: for courses a stated rule decides. */
export type CourseDraft = {
  title: string;
  when: When;
  rule: RuleDraft;
  minutes: number | "";
  /** Days left out. */
  without: string[];
  /** Further dates, as wall times. */
  extra: string[];
  expected: number | "";
  hostId: string | null;
  teacherId: string | null;
  groupIds: string[];
} & Pick<NewCourse, "kind" | "admission" | "source" | "skipsHolidays">;

/** Next Monday at nine, in the member's zone, once a week for a term. */
export function freshDraft(now: Instant, zone: string): CourseDraft {
  const today = dayOf(now, zone);
  const monday = addDays(today, 8 - weekdayOf(today));
  return {
    title: "",
    when: { date: monday, time: "09:00", zone, choose: null },
    rule: freshRule(monday),
    minutes: 90,
    without: [],
    extra: [],
    expected: "",
    kind: "meeting",
    admission: "automatic",
    source: "pool",
    hostId: null,
    teacherId: null,
    groupIds: [],
    skipsHolidays: true,
  };
}

/** What the server is asked. Something missing makes it one that the server refuses. */
export function courseOf(draft: CourseDraft, id: string): z.input<typeof newCourse> {
  const { when, source } = draft;
  return {
    id,
    title: draft.title.trim(),
    teacherId: draft.teacherId,
    zone: when.zone,
    start: wallOfWhen(when) ?? "",
    rule: when.date === null ? null : ruleOf(draft.rule, when.date, when.zone),
    without: draft.without.toSorted(),
    extra: draft.extra.toSorted(),
    minutes: draft.minutes === "" ? 0 : draft.minutes,
    kind: draft.kind,
    admission: draft.admission,
    expected: draft.expected === "" ? null : draft.expected,
    source,
    hostId: source === "named host" ? draft.hostId : null,
    skipsHolidays: draft.skipsHolidays,
    groupIds: draft.groupIds,
  };
}

export type CourseTroubles = { title: boolean; minutes: boolean; start: "missing" | "past" | null; host: boolean; rule: RuleTrouble[] };

/** What the form can tell by itself. The server refuses shapes before it looks at moments. */
export function troublesOf(draft: CourseDraft, now: Instant): CourseTroubles {
  const { when } = draft;
  const wall = wallOfWhen(when);
  const moment = wall === null ? null : momentOf(wall, when.zone, "earlier");
  return {
    title: draft.title.trim() === "",
    minutes: draft.minutes === "",
    start: wall === null ? "missing" : moment?.ok === true && moment.value < now ? "past" : null,
    host: draft.source === "named host" && draft.hostId === null,
    rule: when.date === null ? [] : ruleTroubles(draft.rule, when.date),
  };
}

/** Whether its dates can be foreseen: all but the title is there. */
export function isForeseeable(troubles: CourseTroubles): boolean {
  return !troubles.minutes && troubles.start === null && !troubles.host && troubles.rule.length === 0;
}

/** One day less, and whatever further date was on it. */
export const leftOut = (draft: CourseDraft, date: string): Pick<CourseDraft, "without" | "extra"> => {
  if (draft.extra.includes(date)) return { without: draft.without, extra: draft.extra.filter((each) => each !== date) };
  return { extra: draft.extra, without: [...new Set([...draft.without, date.slice(0, 10)])].toSorted().slice(0, MOST_DATES) };
};
