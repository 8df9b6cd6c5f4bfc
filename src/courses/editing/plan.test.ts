import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, after, hours, instant, minutes, type Instant } from "../../lib/time.ts";
import { DEFAULT_SETTINGS, policyOf } from "../../people/institution.ts";
import type { DateOfCourse } from "../../sessions/series/date.ts";
import type { EditCourse } from "../contract.ts";
import { byHandOf, type Course } from "../course.ts";
import { sessionOf } from "../making.ts";
import { datesOf } from "../recurrence.ts";
import { planEdit, type EditPlan } from "./plan.ts";

const NOW = instant("2027-03-01T08:00:00Z");
const POLICY = policyOf(DEFAULT_SETTINGS);

const course = (rule: string, start = "2027-03-08T10:00"): Course => ({
  institutionId: "i",
  id: "c",
  revision: 1,
  title: "Física I",
  organizerId: "t",
  kind: "meeting",
  admission: "automatic",
  expected: null,
  zone: "Europe/Madrid",
  parts: [{ start, rule, minutes: 60 }],
  without: [],
  extra: [],
  source: "pool",
  hostId: null,
  skipsHolidays: true,
  listId: "l",
  importKey: null,
  madeAt: NOW,
  cancelledAt: null,
});

function datesFor(of: Course): DateOfCourse[] {
  const dates = datesOf(of);
  if (!dates.ok) throw new Error(dates.refusal.because);
  return dates.value.map((one, n) => {
    const made = sessionOf(of, one, `s${n}`, POLICY, null, NOW);
    return { ...made, session: { ...made.session, status: "placed", roomId: "r", hostId: "h" } };
  });
}

type Asked = Partial<EditCourse> & Pick<EditCourse, "scope" | "change">;
function plan(of: Course, dates: readonly DateOfCourse[], asked: Asked, holidays = new Map<string, string>()): EditPlan {
  const planned = planEdit(of, dates, { from: null, byHand: "keep", ...asked }, holidays, NOW);
  if (!planned.ok) throw new Error(planned.refusal.because);
  return planned.value;
}

/** The dates as they are after the edit: what stays, what changed and what is made. */
function afterwards(dates: readonly DateOfCourse[], { course: next, edited, made }: EditPlan): DateOfCourse[] {
  const byId = new Map(edited.map((one) => [one.date.session.id, one]));
  const kept = dates.flatMap((date): DateOfCourse[] => {
    const one = byId.get(date.session.id);
    if (one?.does === "is cancelled") return [];
    if (one?.does !== "changes") return [date];
    const { has, given } = one.to;
    return [
      { ...date, date: one.to.date, given, session: { ...date.session, title: has.title, admission: has.admission, time: { start: has.start, end: has.end } } },
    ];
  });
  return [...kept, ...made.map((one, n) => sessionOf(next, one, `new${n}`, POLICY, null, NOW))].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

const moved = (date: DateOfCourse, by: number): DateOfCourse => {
  const { start, end } = date.session.time;
  return { ...date, session: { ...date.session, time: { start: after(start, by), end: after(end, by) } } };
};

test("what an edit names is given to each date in its scope, and nothing else of it", () => {
  const of = course("FREQ=WEEKLY;COUNT=4");
  const dates = datesFor(of);
  const { edited } = plan(of, dates, { scope: "following", from: "s2", change: { minutes: 90 } });
  expect(edited.map((one) => [one.date.session.id, one.does])).toEqual([["s2", "changes"], ["s3", "changes"]]); // prettier-ignore
  const [third] = edited;
  expect(third!.does === "changes" && third!.to.has).toMatchObject({
    start: dates[2]!.session.time.start,
    end: after(dates[2]!.session.time.start, minutes(90)),
    title: "Física I",
  });
});

test("a title for all does not touch the time that somebody gave to one date", () => {
  const of = course("FREQ=WEEKLY;COUNT=3");
  const [first, second, third] = datesFor(of);
  const dates = [first!, moved(second!, minutes(30)), third!];
  const done = afterwards(dates, plan(of, dates, { scope: "all", change: { title: "Física II" } }));
  expect(done.map(({ session }) => session.title)).toEqual(["Física II", "Física II", "Física II"]);
  expect(done[1]!.session.time.start).toBe(after(second!.session.time.start, minutes(30)));
});

test("of two dates of a day that an edit puts at the same time the second is cancelled, and it is said why; of one that keeps its own time by hand both stay", () => {
  const of: Course = { ...course("FREQ=WEEKLY;COUNT=2"), extra: ["2027-03-15T18:00"] };
  const dates = datesFor(of);
  const does = (now: readonly DateOfCourse[]) =>
    plan(of, now, { scope: "all", change: { time: "12:00" } }).edited.map((one) => (one.does === "is cancelled" ? one.because : one.does));
  expect(does(dates)).toEqual(["changes", "changes", "same_time"]);
  const [first, second, third] = dates;
  expect(does([first!, moved(second!, hours(4)), third!])).toEqual(["changes", "stays by hand", "changes"]);
  const done = afterwards(dates, plan(of, [first!, moved(second!, hours(4)), third!], { scope: "all", change: { time: "10:00" } }));
  expect(new Set(done.map(({ date }) => date)).size).toBe(3);
});

test("why another rule cancels a date is said: it is none of its dates, or a holiday", () => {
  const of = course("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4");
  const recurs = { start: "2027-03-08T10:00", rule: "FREQ=WEEKLY;COUNT=2" };
  const { edited } = plan(of, datesFor(of), { scope: "all", change: { recurs } }, new Map([["2027-03-15", "Fiesta"]]));
  expect(edited.map((one) => (one.does === "is cancelled" ? one.because : one.does))).toEqual(["stays", "not_in_rule", "holiday", "not_in_rule"]);
  const all = plan(of, datesFor(of), { scope: "all", change: { cancel: true } }).edited;
  expect(all.map((one) => one.does === "is cancelled" && one.because)).toEqual([null, null, null, null]);
});

test("holidays take no date of a rule that is changed", () => {
  const of = course("FREQ=WEEKLY;COUNT=4");
  const dates = datesFor(of);
  const recurs = { start: "2027-03-09T10:00", rule: "FREQ=WEEKLY;COUNT=4" };
  const planned = plan(of, dates, { scope: "all", change: { recurs } }, new Map([["2027-03-16", "Fiesta"]]));
  expect(planned.edited.map((one) => one.does)).toEqual(["changes", "is cancelled", "changes", "changes"]);
});

test("only another rule gives way to holidays that were not there before, and never with a date that was added", () => {
  const of: Course = { ...course("FREQ=WEEKLY;COUNT=3"), extra: ["2027-03-15T18:00"] };
  const dates = datesFor(of);
  const since = new Map([["2027-03-15", "Fiesta"]]);
  const does = (change: EditCourse["change"]) => plan(of, dates, { scope: "all", change }, since).edited.map((one) => one.does);
  expect(does({ title: "Física II" })).toEqual(["changes", "changes", "changes", "changes"]);
  expect(does({ minutes: 90 })).toEqual(["changes", "changes", "changes", "changes"]);
  expect(does({ recurs: { start: "2027-03-08T10:00", rule: "FREQ=WEEKLY;COUNT=3" } })).toEqual(["stays", "is cancelled", "stays", "stays"]);
});

const byday = fc.subarray(["MO", "TU", "WE", "TH", "FR"], { minLength: 1 }).map((some) => `FREQ=WEEKLY;BYDAY=${some.join(",")}`);
const rules = fc
  .tuple(byday, fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 30 }))
  .map(([by, every, count]) => `${by};INTERVAL=${every};COUNT=${count}`);
const clock = fc.constantFrom("08:00", "10:00", "10:30", "16:00");

test("after an edit of all dates the course has exactly the dates that its rules give, each once, those before it untouched, and doing it twice changes nothing", () => {
  const edits = fc.oneof(
    clock.map((time): EditCourse["change"] => ({ time })),
    fc.record({ time: clock, minutes: fc.constantFrom(45, 90) }),
    fc
      .tuple(rules, clock, fc.integer({ min: 0, max: 9 }))
      .map(([rule, time, days]): EditCourse["change"] => ({ recurs: { start: `${addDays("2027-03-08", days)}T${time}`, rule } })),
  );
  fc.assert(
    fc.property(rules, edits, fc.nat(), (rule, change, at) => {
      const of = course(rule);
      const dates = datesFor(of);
      const from = dates[at % dates.length]!;
      const scope = at % 2 === 0 ? "all" : "following";
      const asked: Asked = { scope, change, from: scope === "all" ? null : from.session.id };
      const outcome = planEdit(of, dates, { from: null, byHand: "keep", ...asked }, new Map(), NOW);
      if (!outcome.ok) return void expect(["course_without_dates", "course_rule_before_date"]).toContain(outcome.refusal.because);
      const done = afterwards(dates, outcome.value);
      const given = datesOf(outcome.value.course);
      expect(given.ok && given.value.map((one) => one.date)).toEqual(done.map((one) => one.date));
      for (const one of done) expect(byHandOf(one)).toEqual([]);
      expect(new Set(done.map(({ session }) => session.id)).size).toBe(done.length);
      if (scope === "following")
        expect(done.filter((one) => one.date < from.date.slice(0, 10))).toEqual(dates.filter((one) => one.date < from.date.slice(0, 10)));
      if ("recurs" in change) return;
      const again = plan(outcome.value.course, done, { ...asked, from: scope === "all" ? null : from.session.id });
      expect(again.made).toEqual([]);
      expect(again.edited.map((one) => one.does)).toEqual(again.edited.map(() => "stays"));
    }),
    { numRuns: 150 },
  );
});

test("what somebody changed by hand survives whatever is edited, unless that is to be changed too", () => {
  fc.assert(
    fc.property(rules, clock, fc.nat(), (rule, time, at) => {
      const of = course(rule);
      const all = datesFor(of);
      const n = at % all.length;
      const dates = all.map((one, i) => (i === n ? moved(one, minutes(7)) : one));
      const mine = (done: readonly DateOfCourse[]): Instant => done.find(({ session }) => session.id === `s${n}`)!.session.time.start;
      expect(mine(afterwards(dates, plan(of, dates, { scope: "all", change: { time } })))).toBe(dates[n]!.session.time.start);
      const changed = afterwards(dates, plan(of, dates, { scope: "all", change: { time }, byHand: "change" }));
      expect(changed.flatMap((one) => byHandOf(one))).toEqual([]);
    }),
  );
});
