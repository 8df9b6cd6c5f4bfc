import type { FieldError } from "../answer.ts";
import { record } from "../call.ts";

/** How seldom it may come, in days, weeks and months. */
const MOST_INTERVAL: Record<number, number> = { 1: 99, 2: 50, 3: 10 };
const MOST_TIMES = 60;
/** Those that recur at times of their own. */
const FIXED = [8, 9];

const within = (given: unknown, least: number, most: number): boolean =>
  given === undefined || (Number.isInteger(given) && least <= Number(given) && Number(given) <= most);

/** What is wrong with how a meeting is to recur. It is not kept, so it is all that is done with it. */
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
