import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { instant, iso, wallOf } from "../../lib/time.ts";
import { MOST_DATES } from "../contract.ts";
import { datesOf, type CourseMoment } from "../recurrence.ts";
import { anyCourse, dayAfter, textOf, usualCourse, ZONES, type AnyCourse } from "./any-rule.fixtures.ts";
import { dayByDay, fiveYearsAfter } from "./day-by-day.fixtures.ts";
import { byIcal, ICAL_LACKS } from "./ical.fixtures.ts";

const SEED = 20270301;
const RULES = 10_000;
/** The share of rules that ical.js is known to read wrongly, or can't be asked about. */
const MOST_APART = 0.05;
const OTHERS = 2000;
const BUSY_MACHINE = { timeout: 600_000 };

const plain = (wall: string): Temporal.PlainDateTime => Temporal.PlainDateTime.from(wall);
const inZone = (wall: string, zone: string): Temporal.ZonedDateTime => plain(wall).toZonedDateTime(zone, { disambiguation: "compatible" });

/** The end of a rule, as it is written and as a wall time with its seconds. */
function endOf({ start, zone, until }: AnyCourse): { text: string; wall: string } | null {
  if (until === null) return null;
  const day = dayAfter(start.slice(0, 10), until.days);
  const basic = (text: string): string => text.replaceAll(/[-:]/g, "");
  if (until.as === "day") return { text: basic(day), wall: `${day}T23:59:59` };
  const local = `${day}T${until.clock}:00`;
  if (until.as === "local") return { text: basic(local), wall: local };
  const moment = inZone(local, zone);
  return { text: basic(`${moment.toInstant().toString().slice(0, 19)}Z`), wall: `${moment.toPlainDateTime().toString().slice(0, 16)}:00` };
}

const read = (course: AnyCourse, most: number): string[] => {
  const end = endOf(course);
  const [day, clock] = course.start.split("T") as [string, string];
  const lastDay = end === null ? null : `${clock}:00` <= end.wall.slice(11) ? end.wall.slice(0, 10) : dayAfter(end.wall.slice(0, 10), -1);
  return dayByDay(course.parts, day, lastDay, most).map((one) => `${one}T${clock}`);
};

/** RFC 5545 wants the start to be one of the rule's dates, and says nothing of others. */
function withFittingStart(course: AnyCourse): AnyCourse {
  const [first] = dayByDay({ ...course.parts, COUNT: 1 }, course.start.slice(0, 10), null, 1);
  return first === undefined ? course : { ...course, start: `${first}${course.start.slice(10)}` };
}

type Answer = { dates: CourseMoment[] | null; because: string | null };

function ours({ start, zone, parts, ...course }: AnyCourse, without: string[], extra: string[]): Answer {
  const end = endOf({ start, zone, parts, ...course });
  const rule = textOf(parts) + (end === null ? "" : `;UNTIL=${end.text}`);
  const dates = datesOf({ zone, parts: [{ start, rule, minutes: 60 }], without, extra });
  return dates.ok ? { dates: dates.value, because: null } : { dates: null, because: dates.refusal.because };
}

/** All of a course: what the rule gives without the days left out, and the further ones, each once, in order, at its moment. */
function expectAsRead(course: AnyCourse, walls: readonly string[]): void {
  const { start, zone } = course;
  const without = course.without.flatMap((i) => (walls.length === 0 ? [] : [walls[i % walls.length]!.slice(0, 10)]));
  const extra = course.extra.map(({ days, clock }) => `${dayAfter(start.slice(0, 10), days)}T${clock}`);
  const wanted = [...new Set([...walls.filter((wall) => !without.includes(wall.slice(0, 10))), ...extra])].toSorted();
  const answer = ours(course, without, extra);
  if (walls.length > MOST_DATES || wanted.length > MOST_DATES) return expect(answer.because).toBe("course_too_many_dates");
  if (wanted.length === 0) return expect(answer.because).toBe("course_without_dates");
  expect(answer.dates?.map(({ date }) => date) ?? answer.because).toEqual(wanted);
  for (const date of answer.dates!) expectAtItsMoment(date, zone);
}

/** Shows its wall time on the clocks of its zone, the first of two; only in an hour that there is not it shows a later one, and says so. */
function expectAtItsMoment({ date, start, note }: CourseMoment, zone: string): void {
  const compatible = inZone(date, zone);
  if (start !== compatible.epochMilliseconds) expect(iso(start), `${date} in ${zone}`).toBe(compatible.toInstant().toString());
  if ((note === "hour_skipped") !== (wallOf(start, zone) !== date)) expect.fail(`${date} in ${zone} is said to be ${note}`);
}

/** Parts of a year's rule that the library reads wrongly beside each other (rule.ts): weeks, or numbers of days, with what else says the day. */
function isRefused(course: AnyCourse): boolean {
  const { FREQ, BYMONTH, BYYEARDAY, BYWEEKNO, BYMONTHDAY, BYDAY } = course.parts;
  if (ours(course, [], []).because !== "rule_not_of_courses") return false;
  expect(FREQ).toBe("YEARLY");
  const others = [BYWEEKNO, BYMONTHDAY, BYDAY].filter((part) => part !== undefined).length;
  const isMixed = BYMONTH === undefined && BYDAY?.some((one) => one.length > 2) === true && (BYMONTHDAY !== undefined || BYDAY.some((one) => one.length === 2));
  expect((BYYEARDAY !== undefined && others > 0) || (BYWEEKNO !== undefined && BYMONTHDAY !== undefined) || isMixed, textOf(course.parts)).toBe(true);
  return true;
}

test(`ten thousand rules give the dates that ical.js gives, too, and RFC 5545's table read day by day (seed ${SEED})`, BUSY_MACHINE, () => {
  const apart = new Map<string, number>();
  let compared = 0;
  const never = "looks for ever for what never comes";
  const judge = (given: AnyCourse): void => {
    const course = withFittingStart(given);
    if (isRefused(course)) return void apart.set("refused", (apart.get("refused") ?? 0) + 1);
    const walls = read(course, MOST_DATES + 1);
    expectAsRead(course, walls);
    const lack = Object.keys(ICAL_LACKS).find((name) => ICAL_LACKS[name]!(course.parts, course.start)) ?? (walls.length === 0 ? never : undefined);
    if (lack !== undefined) return void apart.set(lack, (apart.get(lack) ?? 0) + 1);
    compared += 1;
    const last = `${fiveYearsAfter(course.start.slice(0, 10))}T23:59`;
    expect(byIcal(course.parts, course.start, endOf(course)?.wall ?? null, last, MOST_DATES + 1)).toEqual(walls);
  };
  fc.assert(fc.property(usualCourse, judge), { numRuns: RULES * (1 + MOST_APART), seed: SEED });
  const left = [...apart.values()].reduce((sum, n) => sum + n, 0);
  expect(compared).toBeGreaterThanOrEqual(RULES);
  expect(left / (compared + left), JSON.stringify(Object.fromEntries(apart))).toBeLessThan(MOST_APART);
});

/** What a year's weeks begin with where they lie in two years, and only every second year counts, RFC 5545 does not say. */
const isUnsaid = ({ parts: { INTERVAL = 1, BYWEEKNO }, start }: AnyCourse): boolean =>
  BYWEEKNO !== undefined && INTERVAL > 1 && /^\d{4}-(01-0[1-6]|12-2[6-9]|12-3)/.test(start);

test(`whatever else RFC 5545 allows, from any start, is what its table says, or refused (seed ${SEED})`, BUSY_MACHINE, () => {
  const all = { kept: 0, refused: 0, unsaid: 0 };
  const judge = (course: AnyCourse): void => {
    if (isUnsaid(course)) return void (all.unsaid += 1);
    if (isRefused(course)) return void (all.refused += 1);
    all.kept += 1;
    expectAsRead(course, read(course, MOST_DATES + 1));
  };
  fc.assert(fc.property(anyCourse, judge), { numRuns: OTHERS, seed: SEED });
  expect(all.kept, JSON.stringify(all)).toBeGreaterThan(0.75 * OTHERS);
});

/** The changes of clocks in a zone, as the wall shows them just before. */
function changesOf(zone: string): Temporal.ZonedDateTime[] {
  const changes: Temporal.ZonedDateTime[] = [];
  for (let at = inZone("2026-01-01T00:00", zone).getTimeZoneTransition("next"); at !== null && at.year < 2031; at = at.getTimeZoneTransition("next"))
    changes.push(at);
  return changes;
}
const CHANGES = ZONES.flatMap((zone) => changesOf(zone).map((change) => ({ zone, change })));

test(`over a change of clocks each date is where Temporal puts it, and what the clocks leap over or give twice is said (seed ${SEED})`, () => {
  const said = { hour_skipped: 0, hour_twice: 0 };
  const judge = ({ zone, change }: (typeof CHANGES)[number], off: number): void => {
    const wall = change.toPlainDateTime().add({ minutes: off }).subtract({ days: 2 }).toString().slice(0, 16);
    const { dates } = ours({ start: wall, zone, parts: { FREQ: "DAILY", COUNT: 5 }, until: null, without: [], extra: [] }, [], []);
    const [before, after] = [change.subtract({ seconds: 1 }).offsetNanoseconds, change.offsetNanoseconds].map((ns) => ns / 60e9) as [number, number];
    expect(dates).toHaveLength(5);
    for (const date of dates!) {
      expectAtItsMoment(date, zone);
      if (date.note === "hour_skipped") expect(plain(wallOf(date.start, zone)).since(plain(date.date)).total("minutes")).toBe(after - before);
      if (date.note === "hour_twice") expect(wallOf((date.start + (before - after) * 60_000) as typeof date.start, zone)).toBe(date.date);
      if (date.note !== null) said[date.note] += 1;
    }
  };
  fc.assert(fc.property(fc.constantFrom(...CHANGES), fc.integer({ min: -130, max: 130 }), judge), { numRuns: 1000, seed: SEED });
  expect(Math.min(...Object.values(said)), JSON.stringify(said)).toBeGreaterThan(50);
  expect(
    ours({ start: "2027-03-28T02:30", zone: "Europe/Madrid", parts: { FREQ: "DAILY", COUNT: 1 }, until: null, without: [], extra: [] }, [], []).dates,
  ).toEqual([{ date: "2027-03-28T02:30", start: instant("2027-03-28T01:30:00Z"), end: instant("2027-03-28T02:30:00Z"), note: "hour_skipped" }]);
});
