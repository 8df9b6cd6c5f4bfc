import { after, days, instant, momentOf, wallOf, type Instant } from "../../src/lib/time.ts";
import type { Meeting } from "../account.ts";
import type { FieldError } from "../answer.ts";
import { record } from "../call.ts";

/** How seldom it may come, in days, weeks and months. */
const MOST_INTERVAL: Record<number, number> = { 1: 99, 2: 50, 3: 10 };
const MOST_TIMES = 60;
/** Those that recur at times of their own. */
const FIXED = [8, 9];

const within = (given: unknown, least: number, most: number): boolean =>
  given === undefined || (Number.isInteger(given) && least <= Number(given) && Number(given) <= most);

/** What is wrong with how a meeting is to recur. */
export function recurrenceErrors(given: unknown, type: number, isNew: boolean): FieldError[] {
  if (given === undefined || given === null) return FIXED.includes(type) && isNew ? [{ field: "recurrence", message: "Invalid field." }] : [];
  const { type: how, repeat_interval, end_times, end_date_time, weekly_days } = record(given);
  const fine: Record<string, boolean> = {
    type: how === 1 || how === 2 || how === 3,
    repeat_interval: within(repeat_interval, 1, MOST_INTERVAL[Number(how)] ?? 0),
    end_times: within(end_times, 0, MOST_TIMES) && (end_times === undefined || end_date_time === undefined),
    end_date_time: end_date_time === undefined || (typeof end_date_time === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(end_date_time)),
    weekly_days: how === 2 ? /^[1-7](,[1-7])*$/.test(String(weekly_days)) : weekly_days === undefined || typeof weekly_days === "string",
  };
  const wrong = Object.keys(fine).filter((name) => fine[name] === false);
  return wrong.map((name) => ({ field: `recurrence.${name}`, message: "Invalid field." }));
}

/** So many dates Zoom tells of one meeting, and makes where neither a number nor an end is given. */
const MOST_DATES = 50;
const USUAL_DATES = 7;
const LOOKED_AT_DAYS = 4000;

type Rule = {
  type: 1 | 2 | 3;
  repeat_interval?: number;
  weekly_days?: string;
  monthly_day?: number;
  monthly_week?: number;
  monthly_week_day?: number;
  end_times?: number;
  end_date_time?: string;
};

/** When it is held: each date of what recurs at times of its own, at the same hour on the wall of its zone; else its one start. */
export function datesOf({ type, startAt, timezone, recurrence }: Pick<Meeting, "type" | "startAt" | "timezone" | "recurrence">): Instant[] {
  if (!FIXED.includes(type) || recurrence == null) return [startAt];
  const rule = recurrence as Rule;
  const most = Math.min(MOST_DATES, rule.end_times || (rule.end_date_time === undefined ? USUAL_DATES : MOST_DATES));
  const until = rule.end_date_time === undefined ? Infinity : instant(rule.end_date_time);
  const [first, clock] = wallOf(startAt, timezone).split("T") as [string, string];
  const begin = Date.parse(`${first}T00:00Z`) as Instant;
  const dates: Instant[] = [];
  for (let n = 0; n < LOOKED_AT_DAYS && dates.length < most; n += 1) {
    const day = new Date(after(begin, days(n)));
    if (!isDate(rule, day, new Date(begin))) continue;
    const moment = momentOf(`${day.toISOString().slice(0, 10)}T${clock.slice(0, 5)}`, timezone, "earlier");
    if (moment.ok && moment.value > until) break;
    if (moment.ok) dates.push(moment.value);
  }
  return dates.length === 0 ? [startAt] : dates;
}

const DAY_MS = days(1);

function isDate(rule: Rule, day: Date, first: Date): boolean {
  const every = rule.repeat_interval ?? 1;
  if (rule.type === 1) return ((day.getTime() - first.getTime()) / DAY_MS) % every === 0;
  if (rule.type === 2) {
    const weeks = Math.floor((day.getTime() - first.getTime() + first.getUTCDay() * DAY_MS) / (7 * DAY_MS));
    return (
      weeks % every === 0 &&
      String(rule.weekly_days)
        .split(",")
        .includes(String(day.getUTCDay() + 1))
    ); // 1 is Sunday
  }
  const months = (day.getUTCFullYear() - first.getUTCFullYear()) * 12 + day.getUTCMonth() - first.getUTCMonth();
  if (months % every !== 0) return false;
  if (rule.monthly_week === undefined) return day.getUTCDate() === (rule.monthly_day ?? first.getUTCDate());
  if (day.getUTCDay() + 1 !== rule.monthly_week_day) return false;
  const isLast = new Date(day.getTime() + 7 * DAY_MS).getUTCMonth() !== day.getUTCMonth();
  return rule.monthly_week === -1 ? isLast : Math.ceil(day.getUTCDate() / 7) === rule.monthly_week;
}
