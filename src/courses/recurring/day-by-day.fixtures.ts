import { WEEKDAYS, type Parts } from "./any-rule.fixtures.ts";

/** What a calendar says of a day. Days are counted from 1970-01-01, weekdays from Monday on. */
type OnCalendar = { day: number; year: number; month: number; monthDay: number; monthDays: number; yearDay: number; yearDays: number; weekday: number };

const MS = 86_400_000;
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / MS;
const textOf = (day: number): string => new Date(day * MS).toISOString().slice(0, 10);
const firstOf = (year: number, month = 0): number => Date.UTC(year, month, 1) / MS;

const known = new Map<number, OnCalendar>();
function onCalendar(day: number): OnCalendar {
  const before = known.get(day);
  if (before !== undefined) return before;
  const date = new Date(day * MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const one = {
    day,
    year,
    month: month + 1,
    monthDay: day - firstOf(year, month) + 1,
    monthDays: firstOf(year, month + 1) - firstOf(year, month),
    yearDay: day - firstOf(year) + 1,
    yearDays: firstOf(year + 1) - firstOf(year),
    weekday: (day + 3) % 7,
  };
  known.set(day, one);
  return one;
}

const startOfWeek = (day: number, firstDay: number): number => day - ((onCalendar(day).weekday - firstDay + 7) % 7);

/** "Week number one of the calendar year is the first week that contains at least four (4) days in that calendar year." */
const firstWeekOf = (year: number, firstDay: number): number => startOfWeek(firstOf(year) + 3, firstDay);

function weekOf(day: number, firstDay: number): { year: number; no: number; weeks: number } {
  const { year } = onCalendar(day);
  const of = day < firstWeekOf(year, firstDay) ? year - 1 : day >= firstWeekOf(year + 1, firstDay) ? year + 1 : year;
  const first = firstWeekOf(of, firstDay);
  return { year: of, no: Math.floor((day - first) / 7) + 1, weeks: (firstWeekOf(of + 1, firstDay) - first) / 7 };
}

const fromEitherEnd = (wanted: readonly number[], position: number, of: number): boolean => wanted.includes(position) || wanted.includes(position - of - 1);

/** How long a course lasts at most. */
export const fiveYearsAfter = (day: string): string => `${Number(day.slice(0, 4)) + 5}${day.slice(4).replace("-02-29", "-02-28")}`;

/**
 * The days of a rule by RFC 5545, 3.3.10: each day of each period is asked whether the table of `BY…` parts has it. Slow and plain, to judge by.
 * `lastDay`: of `UNTIL`. What lies more than five years after the start is left out, and what is more than `most`.
 */
export function dayByDay(rule: Parts, start: string, lastDay: string | null, most: number): string[] {
  const from = onCalendar(numberOf(start));
  const firstDay = WEEKDAYS.indexOf(rule.WKST ?? "MO");
  const has = dayOfTable(rule, from, firstDay);
  const periodOf = periodsOf(rule, firstDay);
  const begin = periodOf(from.day);
  const longest = numberOf(fiveYearsAfter(start));
  const end = lastDay === null ? longest : Math.min(longest, numberOf(lastDay));
  const found: string[] = [];
  let inPeriod: number[] = [];
  const close = (): void => {
    for (const day of chosen(inPeriod, rule.BYSETPOS)) if (day >= from.day && day <= end && found.length < most) found.push(textOf(day));
    inPeriod = [];
  };
  const early = rule.FREQ === "DAILY" ? 0 : rule.FREQ === "WEEKLY" ? 6 : 380; // where the first period begins, at the latest
  let period = begin;
  for (let day = from.day - early; day <= end + early && found.length < Math.min(most, rule.COUNT ?? most); day += 1) {
    const of = periodOf(day);
    if (of < begin || (of - begin) % (rule.INTERVAL ?? 1) !== 0) continue;
    if (of !== period) close();
    period = of;
    if (has(onCalendar(day))) inPeriod.push(day);
  }
  close();
  return found.slice(0, rule.COUNT ?? most);
}

/** Weeks are those of `WKST`; a year of which weeks are wanted is the one that their numbers belong to. */
function periodsOf({ FREQ, BYWEEKNO }: Parts, firstDay: number): (day: number) => number {
  if (FREQ === "DAILY") return (day) => day;
  if (FREQ === "WEEKLY") return (day) => startOfWeek(day, firstDay) / 7 + 1;
  if (FREQ === "MONTHLY") return (day) => onCalendar(day).year * 12 + onCalendar(day).month;
  return BYWEEKNO === undefined ? (day) => onCalendar(day).year : (day) => weekOf(day, firstDay).year;
}

function chosen(days: readonly number[], positions: readonly number[] | undefined): number[] {
  return positions === undefined ? [...days] : days.filter((_, i) => fromEitherEnd(positions, i + 1, days.length));
}

/** Whether a day is in the set before `BYSETPOS`: every part has it, and what no part says is as it is of the start. */
function dayOfTable(rule: Parts, from: OnCalendar, firstDay: number): (d: OnCalendar) => boolean {
  const { FREQ, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY } = rule;
  const noDay = BYDAY === undefined && BYMONTHDAY === undefined && BYYEARDAY === undefined;
  const sameWeekday = noDay && (FREQ === "WEEKLY" || BYWEEKNO !== undefined);
  const sameMonthDay = noDay && !sameWeekday && (FREQ === "MONTHLY" || FREQ === "YEARLY");
  const sameMonth = sameMonthDay && FREQ === "YEARLY" && BYMONTH === undefined;
  const weekdays = (BYDAY ?? []).map((one) => ({ n: one.length === 2 ? null : Number(one.slice(0, -2)), weekday: WEEKDAYS.findIndex((name) => one.endsWith(name)) })); // prettier-ignore
  const byMonths = FREQ === "MONTHLY" || BYMONTH !== undefined;
  const isWeekday = (d: OnCalendar): boolean => weekdays.some(({ n, weekday }) => weekday === d.weekday && (n === null || n === nth(d, byMonths, n > 0)));
  return (d) =>
    (BYMONTH === undefined || BYMONTH.includes(d.month)) &&
    (BYYEARDAY === undefined || fromEitherEnd(BYYEARDAY, d.yearDay, d.yearDays)) &&
    (BYMONTHDAY === undefined || fromEitherEnd(BYMONTHDAY, d.monthDay, d.monthDays)) &&
    (BYDAY === undefined || isWeekday(d)) &&
    (BYWEEKNO === undefined || isInWeeks(d, BYWEEKNO, firstDay)) &&
    (!sameWeekday || d.weekday === from.weekday) &&
    (!sameMonthDay || d.monthDay === from.monthDay) &&
    (!sameMonth || d.month === from.month);
}

function isInWeeks(d: OnCalendar, wanted: readonly number[], firstDay: number): boolean {
  const { no, weeks } = weekOf(d.day, firstDay);
  return fromEitherEnd(wanted, no, weeks);
}

/** Which of its weekday it is in its month or year, from the start or, negative, from the end. */
function nth(d: OnCalendar, ofMonth: boolean, fromStart: boolean): number {
  const [position, days] = ofMonth ? [d.monthDay, d.monthDays] : [d.yearDay, d.yearDays];
  return fromStart ? Math.ceil(position / 7) : -Math.ceil((days - position + 1) / 7);
}
