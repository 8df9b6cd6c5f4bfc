import { addDays, dayOf, instant, startOfDay, weekdayOf, type Instant } from "./time.ts";

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What people mean by a rule of RFC 5545, where they can say it in a short sentence. */
export type PlainRule = {
  often: "day" | "week" | "month" | "year";
  /** Every so many of them. */
  every: number;
  /** Of a week, in its order. */
  weekdays: Weekday[];
  /** Of a month: its 14th (-1: its last day), or its second Monday (-1: its last). */
  on: { is: "day"; day: number } | { is: "weekday"; nth: number; weekday: Weekday } | null;
  ends: { is: "times"; n: number } | { is: "until"; day: string } | null;
};

/** `2027-03-01` → `MO` */
export const weekdayOn = (day: string): Weekday => WEEKDAYS[weekdayOf(day) - 1]!;

/** `[MO, WE]`, whatever the order in which they were chosen. */
export const inWeekOrder = (days: readonly Weekday[]): Weekday[] => WEEKDAYS.filter((weekday) => days.includes(weekday));

/** The value of an `RRULE`. An end by a day is told as the end of that day in UTC, as RFC 5545 wants it of times with a zone. */
export function ruleText({ often, every, weekdays, on, ends }: PlainRule, zone: string): string {
  const frequency = { day: "DAILY", week: "WEEKLY", month: "MONTHLY", year: "YEARLY" }[often];
  return [
    `FREQ=${frequency}`,
    ...(every === 1 ? [] : [`INTERVAL=${every}`]),
    ...(often === "week" && weekdays.length > 0 ? [`BYDAY=${weekdays.join(",")}`] : []),
    ...(often !== "month" || on === null ? [] : [on.is === "day" ? `BYMONTHDAY=${on.day}` : `BYDAY=${on.nth}${on.weekday}`]),
    ...(ends === null ? [] : [ends.is === "times" ? `COUNT=${ends.n}` : `UNTIL=${endOfDay(ends.day, zone)}`]),
  ].join(";");
}

function endOfDay(day: string, zone: string): string {
  const second = (startOfDay(addDays(day, 1), zone) - 1000) as Instant;
  return `${new Date(second).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

/** What a rule says, beginning on `start`; null where no short sentence could say it, or it is none. */
export function plainRule(text: string, start: string, zone: string): PlainRule | null {
  const parts = partsOf(text);
  if (parts === null || [...parts.keys()].some((key) => !KNOWN.includes(key)) || (parts.get("WKST") ?? "MO") !== "MO") return null;
  const every = whole(parts.get("INTERVAL") ?? "1");
  const ends = endsOf(parts, zone);
  const days = daysOf(parts, start);
  if (every === null || ends === undefined || days === null || (days.once && every > 1)) return null;
  return { often: days.often, every, weekdays: days.weekdays, on: days.on, ends };
}

const KNOWN = ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST", "COUNT", "UNTIL"];

function partsOf(text: string): Map<string, string> | null {
  const parts = text
    .trim()
    .replace(/^RRULE:/i, "")
    .toUpperCase()
    .split(";")
    .map((part) => part.split("="));
  return parts.every((part) => part.length === 2) ? new Map(parts as [string, string][]) : null;
}

/** `once`: can't be said of every second one, such as every other day that is a Monday. */
type Days = Pick<PlainRule, "often" | "weekdays" | "on"> & { once?: true };

function daysOf(parts: Map<string, string>, start: string): Days | null {
  const [byDay, byMonthDay, bySetPos] = [parts.get("BYDAY"), parts.get("BYMONTHDAY"), parts.get("BYSETPOS")];
  const weekdays = byDay === undefined ? [] : weekdaysOf(byDay);
  const first = start.slice(0, 10);
  switch (parts.get("FREQ")) {
    case "DAILY":
      if (weekdays === null || byMonthDay !== undefined || bySetPos !== undefined) return null;
      return weekdays.length === 0 ? { often: "day", weekdays: [], on: null } : { often: "week", weekdays, on: null, once: true };
    case "WEEKLY":
      if (weekdays === null || byMonthDay !== undefined || bySetPos !== undefined) return null;
      return { often: "week", weekdays: weekdays.length === 0 ? [weekdayOn(first)] : weekdays, on: null };
    case "MONTHLY": {
      const on = onOf(byDay, byMonthDay, bySetPos, first);
      return on === null ? null : { often: "month", weekdays: [], on };
    }
    case "YEARLY":
      return (byDay ?? byMonthDay ?? bySetPos) ? null : { often: "year", weekdays: [], on: null };
    default:
      return null;
  }
}

function weekdaysOf(byDay: string): Weekday[] | null {
  const days = byDay.split(",");
  return days.every((day): day is Weekday => (WEEKDAYS as readonly string[]).includes(day)) ? inWeekOrder(days) : null;
}

function onOf(byDay: string | undefined, byMonthDay: string | undefined, bySetPos: string | undefined, first: string): PlainRule["on"] {
  if (byDay === undefined) {
    const day = byMonthDay === "-1" ? -1 : whole(byMonthDay ?? String(Number(first.slice(8))));
    return bySetPos !== undefined || day === null || day > 31 ? null : { is: "day", day };
  }
  const [, nth, weekday] = /^(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(byDay) ?? [];
  const which = nth === undefined ? bySetPos : bySetPos === undefined ? nth : undefined;
  if (weekday === undefined || which === undefined || !/^(-1|[1-5])$/.test(which) || byMonthDay !== undefined) return null;
  return { is: "weekday", nth: Number(which), weekday: weekday as Weekday };
}

/** Undefined: it can't be read. */
function endsOf(parts: Map<string, string>, zone: string): PlainRule["ends"] | undefined {
  const [count, until] = [parts.get("COUNT"), parts.get("UNTIL")];
  if (count !== undefined && until !== undefined) return undefined;
  if (count !== undefined) {
    const n = whole(count);
    return n === null ? undefined : { is: "times", n };
  }
  if (until === undefined) return null;
  const [, y, m, d, time, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d{6})(Z)?)?$/.exec(until) ?? [];
  const day = `${y}-${m}-${d}`;
  if (y === undefined || Number.isNaN(Date.parse(day))) return undefined;
  if (utc === undefined || time === undefined) return { is: "until", day };
  const moment = `${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`;
  return Number.isNaN(Date.parse(moment)) ? undefined : { is: "until", day: dayOf(instant(moment), zone) };
}

function whole(text: string): number | null {
  const n = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return n > 0 ? n : null;
}
