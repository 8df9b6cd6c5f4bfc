import { hours, minutes, seconds } from "../../lib/time.ts";
import { civilOf, dayAt, dayNumber, daysIn, later, timeAt, wallAt, weekdayAt, type Wall } from "./wall.ts";

/** RRULE as it was read (RFC 5545, 3.3.10). */
export type Rule = {
  freq: "SECONDLY" | "MINUTELY" | "HOURLY" | "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  interval: number;
  count: number | null;
  /** Of the wall or, where it was written with a `Z`, of Greenwich: whoever asks compares. */
  isOver: (at: Wall) => boolean;
  /** Sunday is 0; `nth`: the first, the last (-1) … of the month or year, 0: each. */
  byday: readonly { weekday: number; nth: number }[];
  bymonthday: readonly number[];
  byyearday: readonly number[];
  byweekno: readonly number[];
  bymonth: readonly number[];
  bysetpos: readonly number[];
  byhour: readonly number[];
  byminute: readonly number[];
  bysecond: readonly number[];
  /** With which day weeks begin. Sunday is 0. */
  wkst: number;
};

/** What is reckoned is counted by whoever asked, who may have enough of it. */
export type Spend = (steps: number) => void;
type Window = { from: Wall; to: Wall };

/**
 * Each start that the rule gives from `first` on and that lies in the window; `first` itself only if the rule gives it. Days and longer; for what comes
 * back within a day see `dense`. Never reckons further than the window's end, nor before its beginning unless dates are to be counted.
 */
export function startsOf(rule: Rule, first: Wall, { from, to }: Window, spend: Spend): Wall[] {
  const found: Wall[] = [];
  const period = PERIODS[rule.freq as keyof typeof PERIODS];
  const origin = period.at(dayAt(first), rule);
  const ahead = rule.count === null ? period.at(dayAt(from), rule) - 1 - origin : 0;
  const cost = 1 + (period.looksAt * (1 + picksOf(rule) / 20)) / 4;
  let counted = 0;
  for (let k = Math.max(0, Math.floor(ahead / rule.interval)); ; k += 1) {
    const at = origin + k * rule.interval;
    if (wallAt(period.firstDay(at, rule), 0) > to) return found;
    spend(cost);
    const days = period.days(at, rule, dayAt(first));
    for (const start of inPlaces(timesOf(rule, first, days, spend), rule.bysetpos)) {
      if (start < first) continue;
      if (rule.isOver(start) || start > to || (rule.count !== null && counted >= rule.count)) return found;
      counted += 1;
      if (start >= from) found.push(start);
    }
    if (rule.count !== null && counted >= rule.count) return found;
  }
}

const picksOf = ({ byday, bymonthday, byyearday, byweekno, bymonth }: Rule): number =>
  byday.length + bymonthday.length + byyearday.length + byweekno.length + bymonth.length;

function timesOf(rule: Rule, first: Wall, onDays: readonly number[], spend: Spend): Wall[] {
  const time = timeAt(first);
  spend(onDays.length * Math.max(1, rule.byhour.length) * Math.max(1, rule.byminute.length) * Math.max(1, rule.bysecond.length));
  if (onDays.length === 0) return [];
  if (rule.byhour.length + rule.byminute.length + rule.bysecond.length === 0) return onDays.map((day) => wallAt(day, time));
  const parts = (by: readonly number[], own: number): readonly number[] => (by.length === 0 ? [own] : by);
  const at = (hour: number, minute: number, second: number): number => hours(hour) + minutes(minute) + seconds(second);
  const times = parts(rule.byhour, Math.floor(time / hours(1))).flatMap((hour) =>
    parts(rule.byminute, Math.floor(time / minutes(1)) % 60).flatMap((minute) =>
      parts(rule.bysecond, Math.floor(time / 1000) % 60).map((second) => at(hour, minute, second)),
    ),
  );
  const sorted = times.toSorted((a, b) => a - b);
  return onDays.flatMap((day) => sorted.map((one) => wallAt(day, one)));
}

/** The first, the last … of all that one day, week, month or year gives. */
function inPlaces(all: readonly Wall[], places: readonly number[]): readonly Wall[] {
  if (places.length === 0) return all;
  const wanted = new Set(places.map((place) => (place > 0 ? place - 1 : all.length + place)));
  return all.filter((_, i) => wanted.has(i));
}

/** How a frequency divides time: which one of them a day is in, where each begins, and which days of it the rule means, in order. */
type Period = {
  looksAt: number;
  at(day: number, rule: Rule): number;
  firstDay(at: number, rule: Rule): number;
  days(at: number, rule: Rule, first: number): number[];
};

const span = (from: number, many: number): number[] => Array.from({ length: many }, (_, i) => from + i);
const has = (wanted: readonly number[], value: number): boolean => wanted.length === 0 || wanted.includes(value);
const isOnWeekday = ({ byday }: Rule, day: number): boolean => byday.length === 0 || byday.some(({ weekday }) => weekday === weekdayAt(day));
/** The 31st or the last (-1). */
const isNth = (wanted: readonly number[], nth: number, many: number): boolean => wanted.some((one) => (one > 0 ? one : many + 1 + one) === nth);
const monthStart = (at: number): number => dayNumber(Math.floor(at / 12), (at % 12) + 1, 1);

const PERIODS: Record<"DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY", Period> = {
  DAILY: {
    looksAt: 1,
    at: (day) => day,
    firstDay: (at) => at,
    days: (at, rule) => {
      const { year, month, day } = civilOf(at);
      const isMeant = has(rule.bymonth, month) && isOnWeekday(rule, at) && (rule.bymonthday.length === 0 || isNth(rule.bymonthday, day, daysIn(year, month)));
      return isMeant && isInYear(rule, at) ? [at] : [];
    },
  },
  WEEKLY: {
    looksAt: 7,
    at: (day, { wkst }) => Math.floor((day + 4 - wkst) / 7),
    firstDay: (at, { wkst }) => at * 7 - 4 + wkst,
    days: (at, rule, first) =>
      span(at * 7 - 4 + rule.wkst, 7).filter(
        (day) => has(rule.bymonth, civilOf(day).month) && (rule.byday.length === 0 ? weekdayAt(day) === weekdayAt(first) : isOnWeekday(rule, day)),
      ),
  },
  MONTHLY: {
    looksAt: 31,
    at: (day) => monthOf(day),
    firstDay: (at) => monthStart(at),
    days: (at, rule, first) => (has(rule.bymonth, (at % 12) + 1) ? daysOfMonth(at, rule, first) : []),
  },
  YEARLY: { looksAt: 366, at: (day) => civilOf(day).year, firstDay: (at) => dayNumber(at, 1, 1) - 3, days: (at, rule, first) => daysOfYear(at, rule, first) },
};

const monthOf = (day: number): number => civilOf(day).year * 12 + civilOf(day).month - 1;
const isInYear = ({ byyearday }: Rule, day: number): boolean => {
  if (byyearday.length === 0) return true;
  const { year } = civilOf(day);
  return isNth(byyearday, day - dayNumber(year, 1, 1) + 1, dayNumber(year + 1, 1, 1) - dayNumber(year, 1, 1));
};

function daysOfMonth(at: number, rule: Rule, first: number): number[] {
  const [start, many] = [monthStart(at), monthStart(at + 1) - monthStart(at)];
  const own = rule.bymonthday.length + rule.byday.length === 0 ? [civilOf(first).day] : rule.bymonthday;
  return span(start, many).filter((day) => (own.length === 0 || isNth(own, day - start + 1, many)) && isWeekdayOf(rule, day, start, many));
}

/** The second Monday, the last Friday, or any Wednesday, of a month or year that begins on `start` and has so `many` days. */
function isWeekdayOf({ byday }: Rule, day: number, start: number, many: number): boolean {
  if (byday.length === 0) return true;
  const [nth, fromEnd] = [Math.floor((day - start) / 7) + 1, -(Math.floor((start + many - 1 - day) / 7) + 1)];
  return byday.some((one) => one.weekday === weekdayAt(day) && (one.nth === 0 || one.nth === nth || one.nth === fromEnd));
}

function daysOfYear(year: number, rule: Rule, first: number): number[] {
  const [start, next] = [dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1)];
  if (rule.byweekno.length > 0) return daysOfWeeks(year, rule, first);
  if (rule.byyearday.length > 0)
    return span(start, next - start).filter((day) => isInYear(rule, day) && has(rule.bymonth, civilOf(day).month) && isOnWeekday(rule, day));
  const own = civilOf(first);
  if (rule.bymonth.length === 0 && rule.bymonthday.length === 0) {
    if (rule.byday.length > 0) return span(start, next - start).filter((day) => isWeekdayOf(rule, day, start, next - start));
    return own.day <= daysIn(year, own.month) ? [dayNumber(year, own.month, own.day)] : [];
  }
  const months = rule.bymonth.length === 0 ? span(1, 12) : [...new Set(rule.bymonth)].toSorted((a, b) => a - b);
  return months.flatMap((month) => daysOfMonth(year * 12 + month - 1, rule, first));
}

/** By the numbers of weeks: the first is the one with at least four days in the year. */
function daysOfWeeks(year: number, rule: Rule, first: number): number[] {
  const weeksFrom = (of: number): number => {
    const start = dayNumber(of, 1, 1);
    const into = (weekdayAt(start) - rule.wkst + 7) % 7;
    return into <= 3 ? start - into : start + 7 - into;
  };
  const [from, many] = [weeksFrom(year), (weeksFrom(year + 1) - weeksFrom(year)) / 7];
  const isMeant = (day: number): boolean => (rule.byday.length === 0 ? weekdayAt(day) === weekdayAt(first) : isOnWeekday(rule, day));
  return span(from, many * 7).filter((day) => isNth(rule.byweekno, Math.floor((day - from) / 7) + 1, many) && isMeant(day));
}

const UNIT = { SECONDLY: seconds(1), MINUTELY: minutes(1), HOURLY: hours(1) };
/** Nothing that can be booked is shorter. */
const SHORTEST = minutes(5);
const MOST_WITHIN_A_DAY = 20_000;

export type Stretch = { start: Wall; end: Wall };
export const isDense = ({ freq }: Rule): boolean => freq in UNIT;

/**
 * What comes back within a day, each so long. Where no appointment fits between, or where parts of a day are picked in ways that hardly any calendar knows, all the
 * time from its first to its last is taken: rather too much than a time that only seems free.
 */
export function dense(rule: Rule, first: Wall, length: number, { from, to }: Window, spend: Spend): Stretch[] {
  const step = UNIT[rule.freq as keyof typeof UNIT] * rule.interval;
  const picks = [rule.byday, rule.bymonthday, rule.byyearday, rule.byweekno, rule.bymonth, rule.bysetpos, rule.byhour, rule.byminute, rule.bysecond];
  const isPicked = picks.some((one) => one.length > 0);
  const isLast = (at: Wall): boolean => at > to || rule.isOver(at);
  const end = rule.count === null || isPicked ? to : later(first, Math.min(to - first, step * (rule.count - 1)));
  const begun = Math.max(0, Math.floor((from - first) / step));
  if (isPicked || step - length < SHORTEST || (end - later(first, begun * step)) / step > MOST_WITHIN_A_DAY) {
    const last = rule.isOver(end) ? overAt(rule, first, end) : end;
    return last < first ? [] : [{ start: first, end: later(last, length) }];
  }
  const found: Stretch[] = [];
  for (let at = later(first, begun * step); at <= end && !isLast(at); at = later(at, step)) {
    spend(1);
    found.push({ start: at, end: later(at, length) });
  }
  return found;
}

/** The last moment at which the rule is not over. */
function overAt(rule: Rule, first: Wall, end: Wall): Wall {
  if (rule.isOver(first)) return later(first, -1);
  let [low, high] = [first as number, end as number];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (rule.isOver(middle as Wall)) high = middle;
    else low = middle;
  }
  return low as Wall;
}

export const WEEKDAYS: readonly string[] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
